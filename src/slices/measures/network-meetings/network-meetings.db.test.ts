import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'

// What a network does, and who may read it, on the real database.

let world: World
let tone: Browser
let nora: Browser
let nils: Browser
let peder: Browser
let ids: Record<'kvitveis' | 'braatet' | 'solstrala', string>
beforeAll(async () => {
  world = await openWorld()
  ;[tone, nora, nils, peder] = await Promise.all([world.as('tone'), world.as('nora'), world.as('nils'), world.as('peder', 'pedagogical-leader')])
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage'), solstrala: await world.org('Solstråla barnehage') }
})
afterAll(() => world.close())

const noticesTo = async (path: string) => (await world.asOwner<{ kind: string; who: string }>('select n.kind, p.name as who from messaging.notice n join identity.person p on p.id = n.person_id where n.path = $1 order by n.kind, p.name', [path])).map(({ kind, who }) => `${kind} ${who}`)

let made = 0
/** A network that has begun, with these in it. */
async function standing(members: readonly string[], audience = 'heads'): Promise<string> {
  const name = `Møtes ${++made}`
  const reply = await tone.post('/nettverk', { navn: name, hvem: audience, leder: 'Tone Haugen', fra: '23.11.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '', barnehage: members })
  const id = reply.location?.split('/')[2] ?? expect.fail(words(reply.text).slice(0, 300))
  await world.asOwner("update measures.network_invitation set state = 'accepted', answered_at = now(), answered_by_name = 'x' where network_id = $1", [id])
  await world.asOwner("insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select network_id, team_org_id, kindergarten_id, '[2026-11-23,2027-12-01)' from measures.network_invitation where network_id = $1", [id])
  return id
}
const meetingForm = { tittel: 'Lek ute', dato: '23.11.2026', fra: '09.00', til: '11.00', sted: 'Rådhuset', forberedelse: 'Les kapittel ni.' }
async function planned(network: string, more: Record<string, string> = {}): Promise<string> {
  const reply = await tone.post(`/nettverk/${network}/moter`, { ...meetingForm, ...more })
  expect([reply.status, words(reply.text).slice(0, 400)]).toEqual([303, expect.anything()])
  return reply.location ?? ''
}
async function upload(browser: Browser, path: string, name: string, bytes: string) {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const payload = `${part('name="_csrf"', browser.session?.csrf ?? '')}${part(`name="fil"; filename="${name}"`, bytes)}--${boundary}--\r\n`
  const response = await world.app.inject({ method: 'POST', url: path, cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: response.statusCode, text: response.payload }
}

test('a meeting from preparation to notes, numbers and files, read by those who are in the network and by no others', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const path = await planned(network)
  expect((await tone.post(`${path}/notat`, { notat: 'Ute er det rom for alle.', mellom: 'Prøv to faste soner.', versjon: '1' })).status).toBe(303)
  expect((await tone.post(`${path}/oppmote`, { [`antall-${ids.kvitveis}`]: '2', [`antall-${ids.braatet}`]: '', [`antall-${ids.solstrala}`]: '9', 'andre': '1' })).status).toBe(303)
  expect(await world.asOwner('select kindergarten_id, people from measures.network_presence where network_id = $1', [network]), 'one that is not in it is not counted').toEqual([{ kindergarten_id: ids.kvitveis, people: 2 }])
  expect((await upload(tone, `${path}/filer`, 'plan.pdf', '%PDF-1.7')).status).toBe(303)
  const [stored] = await world.asOwner<{ id: string }>('select id from measures.network_file where network_id = $1', [network])
  const filePath = `${path}/filer/${stored?.id}`
  for (const browser of [nora, nils]) {
    const page = words((await browser.get(`${path}?sprak=nb`)).text)
    for (const text of ['Les kapittel ni.', 'Ute er det rom for alle.', 'Prøv to faste soner.', 'plan.pdf', 'I alt, med 1 fra andre steder 3']) expect(page).toContain(text)
    expect((await browser.get(filePath)).text).toBe('%PDF-1.7')
    expect(words((await browser.get(`/nettverk/${network}?sprak=nb`)).text)).toContain('Lek ute')
    expect((await browser.post(`${path}/notat`, { notat: 'x', mellom: '', versjon: '2' })).status).toBe(403)
  }
  for (const other of [await world.as('siri'), await world.as('eva')]) for (const at of [path, filePath]) expect((await other.get(at)).status).toBe(404)
  expect((await (await world.as('stine')).get(path)).status).toBe(403)
  expect((await tone.post(`${filePath}/fjerning`)).status).toBe(303)
  expect([(await nora.get(filePath)).status, (await world.asOwner("select 1 from measures.network_file where network_id = $1 and content = ''", [network])).length]).toEqual([404, 1])
})

test('pedagogical leaders are in the networks where they meet, and not in those of the heads', async () => {
  const [theirs, heads] = [await standing([ids.solstrala, ids.kvitveis], 'pedagogical-leaders'), await standing([ids.solstrala, ids.kvitveis])]
  const [open, shut] = [await planned(theirs), await planned(heads)]
  expect([(await peder.get(open)).status, (await peder.get(`/nettverk/${theirs}`)).status, (await peder.get(shut)).status, (await peder.get(`/nettverk/${heads}`)).status]).toEqual([200, 200, 404, 404])
  const list = (await peder.get('/nettverk')).text
  expect([list.includes(theirs), list.includes(heads)]).toEqual([true, false])
})

test('what cannot be is refused by name, with everything that was typed', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const path = await planned(network, { dato: '30.11.2026' })
  const tries: readonly (readonly [string, Record<string, string>, number, string])[] = [
    [`/nettverk/${network}/moter`, { ...meetingForm, dato: '1.11.2026' }, 422, 'Datoen er passert'],
    [`/nettverk/${network}/moter`, { ...meetingForm, dato: '1.12.2028' }, 422, 'Nettverket varer ikke denne dagen'],
    [`/nettverk/${network}/moter`, { ...meetingForm, til: 'halv ni' }, 422, 'Skriv et klokkeslett'],
    [`/nettverk/${network}/moter`, { ...meetingForm, til: '08.30' }, 422, 'Møtet må slutte etter'],
    [`/nettverk/${network}/moter`, { ...meetingForm, tittel: '' }, 422, 'Skriv hva møtet heter'],
    [path, { ...meetingForm, dato: '30.11.2026', versjon: '7' }, 409, 'Noen andre har lagret møtet'],
    [`${path}/notat`, { notat: 'Lek', mellom: '', versjon: '1' }, 409, 'Møtet har ikke vært ennå'],
    [`${path}/oppmote`, { [`antall-${ids.kvitveis}`]: 'mange' }, 422, 'Skriv et helt tall'],
    [`${path}/oppmote`, { [`antall-${ids.kvitveis}`]: '2' }, 409, 'Møtet har ikke vært ennå'],
  ]
  for (const [at, form, status, text] of tries) {
    const reply = await tone.post(`${at}?sprak=nb`, form)
    expect([text, reply.status, words(reply.text).includes(text)]).toEqual([text, status, true])
  }
  for (const [name, bytes, text] of [['bilde.jpg', 'x', 'Bilder tar vi ikke imot'], ['plan.pdf', 'PK', 'Innholdet i filen passer ikke med navnet'], ['plan.pdf', '', 'Filen er tom']] as const) {
    const reply = await upload(tone, `${path}/filer`, name, bytes)
    expect([name, reply.status, words(reply.text).includes(text)]).toEqual([name, 422, true])
  }
  const guarded = await tone.post(`/nettverk/${network}/moter`, { ...meetingForm, forberedelse: 'Mats på fire år slår de andre barna.' })
  expect([guarded.status, guarded.text.includes('guardConfirmed')]).toEqual([422, true])
  expect((await tone.post(`${path}/avlysning`)).status).toBe(303)
  expect((await tone.post(path, { ...meetingForm, dato: '30.11.2026', versjon: '2' })).status).toBe(409)
  expect(await world.asOwner('select version, cancelled, kindergarten_ids from measures.network_meeting_card where network_id = $1', [network])).toEqual([{ version: 2, cancelled: true, kindergarten_ids: [ids.kvitveis, ids.braatet].toSorted() }])
})

test('name, theme, leader and days are changed, members follow, and two who change do not write over each other', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const meeting = await planned(network, { dato: '1.6.2027' })
  const lest = async () => /name="lest" value="(\d+)"/.exec((await tone.get(`/nettverk/${network}/endring`)).text)?.[1] ?? ''
  const form = { navn: 'Nytt navn', tema: '', hvem: 'staff', leder: 'Ragnhild Dal', fra: '23.11.2026', til: '31.7.2027', lest: await lest() }
  const tries: readonly (readonly [Record<string, string>, number, string])[] = [
    [{ til: '1.5.2027' }, 422, 'Et møte er planlagt utenfor perioden'],
    [{ til: '22.11.2026' }, 422, 'Siste dag kan ikke være før første dag'],
    [{ fra: '1.12.2026' }, 422, 'Nettverket har begynt'],
    [{ navn: '' }, 422, 'Skriv hva nettverket heter'],
    [{ tema: 'finnes-ikke' }, 422, 'Velg et tema fra lista'],
    [{ lest: '1' }, 409, 'Noen andre har endret nettverket'],
  ]
  for (const [more, status, text] of tries) {
    const reply = await tone.post(`/nettverk/${network}/endring?sprak=nb`, { ...form, ...more })
    expect([text, reply.status, words(reply.text).includes(text)]).toEqual([text, status, true])
  }
  world.clock.set(new Date('2026-11-23T09:05:00Z'))
  expect((await tone.post(`/nettverk/${network}/endring`, form)).status).toBe(303)
  expect((await tone.post(`/nettverk/${network}/endring`, form)).status, 'read before it was changed').toBe(409)
  expect(await world.asOwner('select distinct upper(period)::text as until from measures.network_member where network_id = $1', [network])).toEqual([{ until: '2027-08-01' }])
  expect(words((await nora.get(`/nettverk/${network}?sprak=nb`)).text)).toContain('Nytt navn')
  expect((await nora.get(`/nettverk/${network}/endring`)).status).toBe(403)
  expect((await tone.post(`${meeting}/avlysning`)).status).toBe(303)
  expect((await tone.post(`/nettverk/${network}/endring`, { ...form, til: '1.5.2027', lest: await lest() })).status, 'the meeting is called off').toBe(303)
})

test('those who meet are told when a meeting is planned, moved and called off, and not each time something is written in it', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const path = await planned(network, { dato: '30.11.2026' })
  expect((await tone.post(path, { ...meetingForm, dato: '30.11.2026', forberedelse: 'Les kapittel ti.', versjon: '1' })).status).toBe(303)
  expect(await noticesTo(path), 'of the time alone').toEqual(['network-meeting-planned Nils Hage', 'network-meeting-planned Nora Vik'])
  expect((await tone.post(path, { ...meetingForm, dato: '1.12.2026', versjon: '2' })).status).toBe(303)
  expect((await tone.post(`${path}/avlysning`)).status).toBe(303)
  expect(await noticesTo(path)).toEqual(['called-off', 'moved', 'planned'].flatMap((what) => [`network-meeting-${what} Nils Hage`, `network-meeting-${what} Nora Vik`]))

  const leaders = await standing([ids.solstrala, ids.kvitveis], 'pedagogical-leaders')
  expect(await noticesTo(await planned(leaders))).toContain('network-meeting-planned Peder Lunde')
  expect((await tone.post(`/nettverk/${leaders}/avslutning`, { grunn: 'finished' })).status).toBe(303)
  expect(await noticesTo(`/nettverk/${leaders}`)).toContain('network-ended Peder Lunde')
})

test('sent twice it is one meeting, and refused it keeps its key', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const key = (text: string) => /name="nokkel" value="([^"]+)"/.exec(text)?.[1] ?? expect.fail('no key')
  const nokkel = key((await tone.get(`/nettverk/${network}/moter`)).text)
  expect(key((await tone.post(`/nettverk/${network}/moter`, { ...meetingForm, nokkel, tittel: '' })).text)).toBe(nokkel)
  const [one, two] = await Promise.all([tone.post(`/nettverk/${network}/moter`, { ...meetingForm, nokkel }), tone.post(`/nettverk/${network}/moter`, { ...meetingForm, nokkel })])
  expect([one.status, two.status, one.location === two.location]).toEqual([303, 303, true])
  expect(await world.asOwner('select 1 from measures.network_meeting where network_id = $1', [network])).toHaveLength(1)
  const other = await standing([ids.kvitveis, ids.braatet])
  const third = await tone.post(`/nettverk/${other}/moter`, { ...meetingForm, nokkel })
  expect([third.status, third.location?.startsWith(`/nettverk/${other}/moter/`), third.location === one.location], 'with the key of another it is one of its own').toEqual([303, true, false])
})

test('a network that ends calls off what has not begun, and leaves what has been as it was', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const [been, later] = [await planned(network, { fra: '07.00', til: '08.00' }), await planned(network, { dato: '7.12.2026' })]
  world.clock.set(new Date('2026-11-23T09:10:00Z'))
  expect((await tone.post(`/nettverk/${network}/avslutning`, { grunn: 'finished' })).status).toBe(303)
  const cards = await world.asOwner<{ id: string; cancelled: boolean; version: number }>('select id, cancelled, version from measures.network_meeting_card where network_id = $1 order by starts_at', [network])
  expect(cards).toEqual([{ id: been.split('/')[4], cancelled: false, version: 1 }, { id: later.split('/')[4], cancelled: true, version: 2 }])
  expect((await tone.post(`${been}/notat`, { notat: 'Det vi ble enige om.', mellom: '', versjon: '1' })).status, 'what has been is still written down').toBe(303)
})

test('whoever goes out of the network reads no more, and that it went is seen', async () => {
  const network = await standing([ids.kvitveis, ids.braatet])
  const path = await planned(network)
  world.clock.set(new Date('2026-12-01T09:00:00Z'))
  const [tone, nora, nils] = await Promise.all([world.as('tone'), world.as('nora'), world.as('nils')])
  expect((await nora.get(path)).status).toBe(200)
  const [invitation] = await world.asOwner<{ id: string }>('select id from measures.network_invitation where network_id = $1 and kindergarten_id = $2', [network, ids.kvitveis])
  expect((await tone.post(`/nettverk/invitasjon/${invitation?.id}/utmelding`, { grunn: 'other-network' })).status).toBe(303)
  expect([(await nora.get(path)).status, (await nils.get(path)).status]).toEqual([404, 200])
  expect(words((await nora.get(`/nettverk/${network}?sprak=nb`)).text)).not.toContain('Lek ute')
  const [team, fellow] = [words((await tone.get(`/nettverk/${network}?sprak=nb`)).text), words((await nils.get(`/nettverk/${network}?sprak=nb`)).text)]
  expect([team.includes('Kvitveis familiebarnehage gikk ut (gikk til et annet nettverk)'), fellow.includes('Kvitveis familiebarnehage gikk ut'), fellow.includes('gikk til et annet nettverk')]).toEqual([true, true, false])
})

test('the same form sent twice is one meeting; other words in it are one more', async () => {
  tone = await world.as('tone')
  const network = await standing([ids.kvitveis, ids.braatet])
  const form = { dato: '14.12.2026', nokkel: '5f0c7a52-8c7e-4b0a-9a57-1d9d3a1b0c03' }
  const [first, again, other] = [await planned(network, form), await planned(network, form), await planned(network, { ...form, tittel: 'Språk ute' })]
  expect([again === first, other === first]).toEqual([true, false])
})
