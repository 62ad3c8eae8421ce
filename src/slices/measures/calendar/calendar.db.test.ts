import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { forgetCalendar } from './actions.ts'

let world: World
let siri: Browser
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  // The demonstration world has days of its own.
  await world.asOwner('delete from measures.planning_day')
  siri = await world.as('siri')
  tone = await world.as('tone')
})
afterAll(() => world.close())

const addressOf = (page: string) => /http:\/\/samspill\.test(\/kalender\/[\w-]{32}\.ics)/.exec(page)?.[1] ?? expect.fail('no address on the page')
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
async function newAddress(who: Browser): Promise<string> {
  expect((await who.post('/arshjul/abonnement')).location).toBe('/arshjul/abonnement')
  return addressOf((await who.get('/arshjul/abonnement')).text)
}
const planned = { slag: 'planning', fra: '4.1.2027', til: '5.1.2027', om: 'Språk og lek' }

describe('the year calendar', () => {
  test('of a kindergarten has its own days, deadlines and holidays, month by month from August', async () => {
    expect((await siri.post('/arshjul/dager', planned)).location).toBe('/arshjul/dager')
    const page = await siri.get('/arshjul?sprak=nb')
    const text = words(page.text)
    for (const part of ['Årshjul 2026–2027', 'august 2026', 'juli 2027', 'Språk og lek', 'Grunnlovsdagen', 'Frist for å melde behov', '4. januar – 5. januar']) expect(text).toContain(part)
    expect(page.text).toContain('href="#d-2027-01-04"')
    expect(page.text).toContain('id="d-2027-01-04"')
    expect(words((await siri.get('/arshjul?sprak=nn')).text)).toContain('Kristi himmelfartsdag')
    expect(words((await siri.get('/arshjul?ar=2027&sprak=nb')).text)).not.toContain('Språk og lek')
  })

  test('of the team and the owner has the days of their kindergartens, and others have not', async () => {
    expect(words((await tone.get('/arshjul?sprak=nb')).text)).toContain('Språk og lek')
    expect(words((await (await world.as('olav', 'owner')).get('/arshjul?sprak=nb')).text)).toContain('Språk og lek')
    for (const other of ['hanne', 'eva', 'stine', 'ulla', 'frida']) expect(words((await (await world.as(other)).get('/arshjul?sprak=nb')).text)).not.toContain('Språk og lek')
    expect(words((await (await world.as('olav', 'authority')).get('/arshjul?sprak=nb')).text)).not.toContain('Språk og lek')
  })

  test('can be kept to one kind of thing, or one kindergarten', async () => {
    const text = words((await tone.get('/arshjul?hva=planning&barnehage=Solstr%C3%A5la+barnehage&sprak=nb')).text)
    expect(text).toContain('Språk og lek')
    expect(text).not.toContain('Grunnlovsdagen')
    expect(words((await tone.get('/arshjul?hva=planning&barnehage=finnes-ikke')).text)).toContain('Språk og lek')
  })

  test('is for those with something in it', async () => {
    expect((await (await world.as('per')).get('/arshjul')).status).toBe(403)
    expect((await world.stranger().get('/arshjul')).status).toBe(303)
  })
})

describe('days set aside', () => {
  test.each([
    ['the last day first', { ...planned, fra: '10.3.2027', til: '9.3.2027' }, 422, 'Siste dag må være samme dag eller senere'],
    ['a year that is far away', { ...planned, fra: '4.1.2035', til: '' }, 409, 'Velg en dag i dette barnehageåret eller de to neste'],
    ['the same day again', planned, 409, 'Denne dagen er satt av fra før'],
    ['no date', { ...planned, fra: '' }, 422, 'Skriv datoen'],
    ['no kind', { ...planned, slag: 'x' }, 422, 'Velg hva slags dag det er'],
    ['a national identity number', { ...planned, fra: '11.3.2027', til: '', om: 'Møte om 01010750160' }, 422, 'fødselsnummer'],
  ])('%s is sent back in words, with what was typed', async (_, form, status, sentence) => {
    const sent = await siri.post('/arshjul/dager?sprak=nb', form)
    expect(sent.status).toBe(status)
    expect(words(sent.text)).toContain(sentence)
    if (form.fra !== '') expect(sent.text).toContain(`value="${form.fra}"`)
  })

  test('of a kindergarten that is no more are refused, and those that were entered stand', async () => {
    await world.asOwner("update register.organisation set closed_on = '2027-02-01' where id = $1", [await world.org('Solstråla barnehage')])
    const sent = await siri.post('/arshjul/dager?sprak=nb', { ...planned, fra: '15.3.2027', til: '' })
    await world.asOwner('update register.organisation set closed_on = null where id = $1', [await world.org('Solstråla barnehage')])
    expect([sent.status, words(sent.text).includes('Barnehagen er lagt ned før denne dagen')]).toEqual([409, true])
    expect(words(sent.text)).toContain('Språk og lek')
  })

  test('show what else is on the day, and are taken away by the head alone', async () => {
    expect((await siri.post('/arshjul/dager', { slag: 'closed', fra: '17.5.2027', til: '', om: '' })).status).toBe(303)
    const { text } = await siri.get('/arshjul/dager?sprak=nb')
    expect(words(text)).toContain('Grunnlovsdagen')
    const [, id = ''] = /\/arshjul\/dager\/([0-9a-f-]{36})\/fjerning/.exec(text) ?? []
    const peder = await world.as('peder')
    expect((await peder.get('/arshjul/dager')).text).not.toContain('/fjerning')
    expect((await peder.post(`/arshjul/dager/${id}/fjerning`)).status).toBe(403)
    expect((await (await world.as('hanne')).post(`/arshjul/dager/${id}/fjerning`)).status).toBe(404)
    expect((await siri.post(`/arshjul/dager/${id}/fjerning`)).location).toBe('/arshjul/dager')
    expect((await siri.post(`/arshjul/dager/${id}/fjerning`)).status).toBe(404)
    await siri.post('/arshjul/dager', planned)
  })
})

test('sixty days in a later year leave room in this one', async () => {
  await world.asOwner("insert into measures.planning_day (region_id, kindergarten_id, kind, title, from_on, last_on, made_at, made_by_name) select o.region_id, o.id, 'other', 'Senere', '2027-09-01'::date + n, '2027-09-01'::date + n, now(), 'Prøve' from register.organisation o, generate_series(1, 60) n where o.id = $1", [await world.org('Solstråla barnehage')])
  const now = await siri.post('/arshjul/dager?sprak=nb', { ...planned, fra: '16.3.2027', til: '' })
  const later = await siri.post('/arshjul/dager?sprak=nb', { ...planned, fra: '16.3.2028', til: '' })
  await world.asOwner("delete from measures.planning_day where title = 'Senere' or from_on = '2027-03-16'")
  expect([now.status, later.status, words(later.text).includes('Det er satt av 60 dager i året')]).toEqual([303, 409, true])
})

test('a pedagogical leader goes from a meeting to the network it is in', async () => {
  const members = [await world.org('Solstråla barnehage'), await world.org('Kvitveis familiebarnehage')]
  const id = (await tone.post('/nettverk', { navn: 'Lek og rom', hvem: 'pedagogical-leaders', leder: 'Tone Haugen', fra: '23.11.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '', barnehage: members })).location?.split('/')[2] ?? expect.fail('no network')
  await world.asOwner("update measures.network_invitation set state = 'accepted', answered_at = now(), answered_by_name = 'x' where network_id = $1", [id])
  await world.asOwner("insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select network_id, team_org_id, kindergarten_id, '[2026-11-23,2027-12-01)' from measures.network_invitation where network_id = $1", [id])
  expect((await tone.post(`/nettverk/${id}/moter`, { tittel: 'Første', dato: '26.11.2026', fra: '09.00', til: '11.00', sted: 'Rådhuset', forberedelse: '' })).status).toBe(303)
  const peder = await world.as('peder', 'pedagogical-leader')
  expect((await peder.get('/arshjul')).text).toContain(`href="/nettverk/${id}"`)
  expect((await peder.get(`/nettverk/${id}`)).status).toBe(200)
})

describe('the address to subscribe by', () => {
  test('gives a calendar what its owner may read, without signing in, and names nobody', async () => {
    const address = await newAddress(siri)
    const file = await world.stranger().get(address)
    expect([file.status, file.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    const events = eventsIn(file.text)
    const day = events.find(({ summary }) => summary.includes('Språk og lek')) ?? expect.fail('no planning day')
    expect([day.startDate.isDate, day.startDate.toString(), day.endDate.toString()]).toEqual([true, '2027-01-04', '2027-01-06'])
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    expect(file.text).not.toMatch(/Siri|Solheim|Peder|Lunde|Ragnhild|Tone Haugen/)
    expect(eventsIn((await world.stranger().get(await newAddress(await world.as('hanne')))).text).some(({ summary }) => summary.includes('Språk og lek'))).toBe(false)
  })

  test('is known by its hash, says when it was last fetched, and answers 304 to what is known already', async () => {
    const address = await newAddress(siri)
    expect(words((await siri.get('/arshjul/abonnement?sprak=nb')).text)).toContain('Ikke hentet ennå')
    const { headers } = await world.stranger().get(address)
    const tag = String(headers['etag'])
    const again = await world.stranger().get(address, { 'if-none-match': tag })
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag])
    await siri.post('/arshjul/dager', { slag: 'other', fra: '7.6.2027', til: '', om: 'Sommerfest' })
    expect((await world.stranger().get(address, { 'if-none-match': tag })).status).toBe(200)
    expect(words((await siri.get('/arshjul/abonnement?sprak=nb')).text)).toContain('23. november 2026 kl. 10.00')
    const token = address.slice('/kalender/'.length, -'.ics'.length)
    const [row] = await world.asOwner<{ all: string }>('select string_agg(f::text, $1) as all from measures.calendar_feed f', [' '])
    expect(row?.all).not.toContain(token)
  })

  test('that has leaked is stopped at one click, and says so', async () => {
    const address = await newAddress(siri)
    const next = await newAddress(siri)
    const old = await world.stranger().get(`${address}?sprak=nb`)
    expect([old.status, words(old.text).includes('Kalenderadressen virker ikke lenger')]).toEqual([410, true])
    expect((await world.stranger().get(next)).status).toBe(200)
    expect((await siri.post('/arshjul/abonnement/stopp')).status).toBe(303)
    expect((await world.stranger().get(next)).status).toBe(410)
    expect((await siri.post('/arshjul/abonnement/stopp')).status).toBe(303)
  })

  test('that was guessed is nowhere', async () => {
    for (const guess of ['/kalender/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics', '/kalender/x.ics', '/kalender/samspill']) expect((await world.stranger().get(guess)).status).toBe(404)
  })

  test('stops with the role it was made in', async () => {
    const address = await newAddress(await world.as('nora'))
    await world.asOwner("update identity.membership m set period = daterange(lower(period), '2026-11-20') from identity.person p where p.id = m.person_id and p.email like 'nora.%'")
    expect((await world.stranger().get(address)).status).toBe(410)
  })
})

test('days and stopped addresses go when their time is out', async () => {
  world.clock.set(new Date('2030-12-01T09:00:00Z'))
  expect(await forgetCalendar(world.deps)).toBeGreaterThan(2)
  world.clock.set(usualTime)
  expect(await world.asOwner('select 1 from measures.planning_day')).toEqual([])
})
