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
    expect((await (await world.as('dag')).get('/arshjul')).status).toBe(403)
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

test('what goes on over the end of a month is named in both', async () => {
  expect((await siri.post('/arshjul/dager', { slag: 'closed', fra: '29.6.2027', til: '2.7.2027', om: 'Sommerstengt' })).status).toBe(303)
  const { text } = await siri.get('/arshjul?sprak=nb&hva=planning')
  await world.asOwner("delete from measures.planning_day where title = 'Sommerstengt'")
  expect(['2027-06', '2027-07', '2027-05'].map((month) => text.split(`id="m-${month}"`)[1]?.split('</section>')[0]?.includes('Sommerstengt'))).toEqual([true, true, false])
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
  const [, meeting = ''] = new RegExp(`href="(/nettverk/${id}/moter/[0-9a-f-]{36})"`).exec((await peder.get('/arshjul')).text) ?? []
  expect((await peder.get(meeting)).status).toBe(200)
})

describe('the year calendar of an area', () => {
  const setAside = (names: readonly string[], day: string, kind = 'planning') =>
    world.asOwner("insert into measures.planning_day (region_id, kindergarten_id, kind, title, from_on, last_on, made_at, made_by_name) select o.region_id, o.id, $3, 'Vår egen dag', $2::date, $2::date, now(), 'Prøve Prøvesen' from register.organisation o where o.name = any ($1)", [names, day, kind])
  const five = ['Solstråla barnehage', 'Trollstua barnehage', 'Lia barnehage', 'Prinsessehaugen barnehage', 'Draken barnehage']

  test('has days that five kindergartens have set aside, as a count, and never four or which', async () => {
    await setAside(five, '2027-02-08')
    await setAside(five.slice(0, 4), '2027-02-10')
    // That people are lacking is not told to those who inspect, however many say it.
    await setAside(five, '2027-02-12', 'no-substitutes')
    for (const [who, role] of [['stine', 'county-governor'], ['olav', 'authority']] as const) {
      const browser = await world.as(who, role)
      const page = words((await browser.get('/arshjul?hva=planning&sprak=nb')).text)
      expect([who, page.includes('8. februar'), page.includes('5 barnehager'), page.includes('10. februar'), page.includes('12. februar'), page.includes('Solstråla'), page.includes('Vår egen dag')]).toEqual([who, true, true, false, false, false, false])
      const events = eventsIn((await world.stranger().get(await newAddress(browser))).text)
      expect(events.filter(({ startDate }) => startDate.toString() === '2027-02-08').map(({ summary }) => summary)).toEqual(['Planleggingsdag (5 barnehager)'])
      expect(events.some(({ startDate }) => ['2027-02-10', '2027-02-12'].includes(startDate.toString()))).toBe(false)
    }
    for (const who of ['ulla', 'frida', 'per']) expect(words((await (await world.as(who)).get('/arshjul?hva=planning&sprak=nb')).text)).not.toContain('8. februar')
    await world.asOwner("delete from measures.planning_day where made_by_name = 'Prøve Prøvesen'")
  })

  test('of a school has what it does together with kindergartens, and no deadlines of theirs', async () => {
    const page = words((await (await world.as('knut')).get('/arshjul?sprak=nb')).text)
    expect([page.includes('Skolestarterne er på besøk på skolen'), page.includes('Tilskudd'), page.includes('Første juledag')]).toEqual([true, false, true])
  })

  test('offers no kinds that it never has; the team chooses among them all', async () => {
    const kinds = async (who: string) => {
      const [, options = ''] = /<select[^>]*name="hva"[^>]*>(.*?)<\/select>/s.exec((await (await world.as(who)).get('/arshjul?sprak=nb&hva=measure')).text) ?? []
      return [...options.matchAll(/value="([a-z-]+)"/g)].map(([, value]) => value)
    }
    expect([await kinds('stine'), (await kinds('tone')).length]).toEqual([['holiday', 'planning', 'round', 'forum', 'course'], 14])
  })

  test('has deadlines, forum meetings and courses that are open to all', async () => {
    const page = await (await world.as('stine')).get('/arshjul?sprak=nb')
    for (const source of ['Tilskudd', 'Kurs']) expect(words(page.text)).toContain(source)
    expect(words(page.text)).toContain('Frist for å melde behov')
  })
})

test('a visit leads to what is told of it, for those who may read it', async () => {
  const [visit] = await world.asOwner<{ id: string; kindergarten: string }>("select v.id, o.name as kindergarten from presence.visit v join register.organisation o on o.id = v.kindergarten_id where v.state <> 'taken-back' and v.held_on between '2026-08-01' and '2027-07-31' and o.name = 'Solstråla barnehage' limit 1")
  for (const browser of [siri, tone]) {
    expect((await browser.get('/arshjul?hva=visit')).text).toContain(`href="/besok/${visit?.id}"`)
    expect((await browser.get(`/besok/${visit?.id}`)).status).toBe(200)
  }
})

test('a visit of an adopted half-year plan stands in its week for the one who goes and for the leader, and for nobody else; with the plan it goes', async () => {
  const [visit, other] = await world.asOwner<{ id: string; who: string; what: string; monday: string; kindergarten: string; plan: string }>(
    "select distinct on (p.person_id) p.id, p.person_name as who, p.what, p.monday::text, o.name as kindergarten, p.plan_id as plan from team.planned_visit p join register.organisation o on o.id = p.kindergarten_id where p.person_name in ('Ragnhild Dal', 'Amir Nord') and p.monday > '2026-11-23' order by p.person_id, p.monday",
  ).then((rows) => rows.toSorted((a) => (a.who === 'Ragnhild Dal' ? -1 : 1)))
  if (!visit || !other) return expect.fail('the demonstration world has an adopted plan')
  const ragnhild = await world.as('ragnhild')
  const page = words((await ragnhild.get('/arshjul?hva=planned&sprak=nb')).text)
  expect(page).toMatch(new RegExp(`Uke \\d+: ${visit.what}.* Halvårsplanen ${visit.kindergarten}`))
  expect((await ragnhild.get('/arshjul?hva=planned')).text).toContain(`href="/kapasitet/halvarsplan/${visit.plan}"`)
  const event = async (who: Browser, id: string) => eventsIn((await world.stranger().get(await newAddress(who))).text).find(({ uid }) => uid.includes(id))
  const own = await event(ragnhild, visit.id)
  expect([own?.startDate.isDate, own?.startDate.toString(), own?.endDate.toString(), own?.summary.endsWith(`: ${visit.what} (${visit.kindergarten})`)]).toEqual([true, visit.monday, new Date(Date.parse(visit.monday) + 5 * 86_400_000).toISOString().slice(0, 10), true])
  expect([await event(ragnhild, other.id), (await event(tone, visit.id))?.uid, (await event(tone, other.id)) !== undefined], 'each has one’s own, the leader all').toEqual([undefined, own?.uid, true])
  for (const [who, role] of [['siri', undefined], ['peder', undefined], ['hanne', undefined], ['eva', undefined], ['olav', 'owner'], ['olav', 'authority'], ['stine', undefined], ['per', undefined], ['knut', undefined]] as const) {
    const browser = await (role ? world.as(who, role) : world.as(who))
    const text = words((await browser.get('/arshjul?hva=planned&sprak=nb')).text)
    const found = eventsIn((await world.stranger().get(await newAddress(browser))).text).filter(({ description }) => description === 'Halvårsplanen')
    expect([who, text.includes('Halvårsplanen'), found.length]).toEqual([who, false, 0])
  }
  await world.asOwner("update team.half_year set state = 'replaced' where id = $1", [visit.plan])
  await world.asOwner("insert into team.half_year (team_org_id, number, from_on, weeks, state, start_key, made_at, made_by_name, adopted_at, adopted_by_name) select team_org_id, 900, from_on, weeks, 'adopted', gen_random_uuid(), made_at, 'Prøve', adopted_at, 'Prøve' from team.half_year where id = $1", [visit.plan])
  expect([await event(ragnhild, visit.id), words((await ragnhild.get('/arshjul?hva=planned&sprak=nb')).text).includes(visit.what)]).toEqual([undefined, false])
  await world.asOwner('delete from team.half_year where number = 900')
  await world.asOwner("update team.half_year set state = 'adopted' where id = $1", [visit.plan])
})

test('a contact of a service has the meetings of the resource teams it sits in, and goes to them', async () => {
  const per = await world.as('per')
  const page = await per.get('/arshjul?sprak=nb')
  const [, meeting = ''] = /href="(\/ressursteam\/[0-9a-f-]{36}\/moter\/[0-9a-f-]{36})"/.exec(page.text) ?? []
  expect([words(page.text).includes('Ressursteam'), (await per.get(meeting)).status]).toEqual([true, 200])
  expect(eventsIn((await world.stranger().get(await newAddress(per))).text).filter(({ description }) => description === 'Ressursteam').length).toBeGreaterThan(1)
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

  test('holds three hundred things, each once, and the same thing under the same name when it moves', async () => {
    const address = await newAddress(tone)
    const fetched = async () => eventsIn((await world.stranger().get(address)).text)
    const before = new Map((await fetched()).map((event) => [event.uid, event]))
    const trollstua = await world.org('Trollstua barnehage')
    await world.asOwner("insert into measures.planning_day (region_id, kindergarten_id, kind, title, from_on, last_on, made_at, made_by_name) select o.region_id, o.id, 'other', 'Dag ' || n, '2026-12-01'::date + n, '2026-12-01'::date + n, now(), 'Prøve Prøvesen' from register.organisation o, generate_series(1, 300) n where o.id = $1", [trollstua])
    const many = await fetched()
    expect([many.length, new Set(many.map(({ uid }) => uid)).size]).toEqual([before.size + 300, before.size + 300])
    expect([...before.keys()].filter((uid) => !many.some((event) => event.uid === uid)), 'what was there has kept its name').toEqual([])
    for (const event of many) expect([event.uid, event.summary !== '', event.endDate.compare(event.startDate)]).toEqual([event.uid, true, 1])
    await world.asOwner("delete from measures.planning_day where made_by_name = 'Prøve Prøvesen'")

    const [session] = await world.asOwner<{ id: string }>("select s.id from measures.course_session s join measures.course c on c.id = s.course_id where s.cancelled_at is null and c.state = 'open' and s.starts_at > '2026-11-24' order by s.starts_at limit 1")
    const one = async () => (await fetched()).find(({ uid }) => uid.includes(session?.id ?? 'none')) ?? expect.fail('the session is not there')
    const was = await one()
    await world.asOwner("update measures.course_session set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour', sequence = sequence + 1 where id = $1", [session?.id])
    const moved = await one()
    expect([moved.uid, moved.sequence, moved.startDate.toJSDate().getTime() - was.startDate.toJSDate().getTime()]).toEqual([was.uid, was.sequence + 1, 3_600_000])
    await world.asOwner("update measures.course_session set cancelled_at = now(), sequence = sequence + 1 where id = $1", [session?.id])
    expect((await fetched()).some(({ uid }) => uid === was.uid), 'called off, it goes out by itself').toBe(false)
    await world.asOwner("update measures.course_session set cancelled_at = null where id = $1", [session?.id])
  })

  test('names no person, and holds nothing that was written inside', async () => {
    const people = (await world.asOwner<{ name: string }>('select name from identity.person')).map(({ name }) => name)
    const inside = ['Første møte i Trollstua', 'ulike rutiner for måltidet', 'fordeler de voksne', 'Finne to artikler', 'Ta med én situasjon', 'Språk i hverdagssituasjonene']
    for (const [who, role] of [['tone', undefined], ['siri', undefined], ['peder', undefined], ['hanne', undefined], ['eva', undefined], ['olav', 'owner'], ['olav', 'authority'], ['stine', undefined], ['per', undefined]] as const) {
      const browser = await (role ? world.as(who, role) : world.as(who))
      const file = (await world.stranger().get(await newAddress(browser))).text.replaceAll(/\r\n[ \t]/g, '')
      expect([who, [...people, ...inside].filter((text) => file.includes(text))]).toEqual([who, []])
    }
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
