import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { forgetResourceMeetings } from './actions.ts'
import { liftThemes } from '../resource-themes/actions.ts'

// A resource team from its beginning to its last task, on the real database.

let world: World
let nora: Browser
let tone: Browser
let per: Browser
let ppt: string
let team: string
let member: string
beforeAll(async () => {
  world = await openWorld()
  ;[nora, tone, per] = await Promise.all([world.as('nora'), world.as('tone'), world.as('per')])
  ppt = await world.org('PPT Fjordvik')
  await world.asOwner('delete from measures.resource_theme_block')
  await world.asOwner('delete from measures.resource_team')
  await begin()
})
afterAll(() => world.close())

/** The team of Kvitveis, with one from a service that is in Samspill and one from a service that is not. */
async function begin(): Promise<void> {
  const begun = await nora.post('/ressursteam', { barnehage: await world.org('Kvitveis familiebarnehage') })
  expect(begun.status).toBe(303)
  team = begun.location?.split('/')[2] ?? expect.fail('no team')
  expect((await nora.post(`/ressursteam/${team}/medlemmer`, { navn: 'Per Strand', rolle: 'ppt', tjeneste: ppt, fradato: '23.11.2026', tildato: '31.7.2027' })).status).toBe(303)
  expect((await nora.post(`/ressursteam/${team}/medlemmer`, { navn: 'Helse Søster', rolle: 'health-nurse', fradato: '23.11.2026' })).status).toBe(303)
  member = (await world.asOwner<{ id: string }>("select id from measures.resource_member where resource_team_id = $1 and part = 'ppt'", [team]))[0]?.id ?? expect.fail('no member')
}

const hours = { fra: '09.00', til: '10.30', sted: 'Personalrommet', saker: 'Overganger om morgenen' }
const meetingOn = async (day: string, of = team) => (await world.asOwner<{ id: string }>('select id from measures.resource_meeting where resource_team_id = $1 and held_on = $2', [of, day]))[0]?.id ?? expect.fail(`no meeting ${day}`)
const path = (meeting: string) => `/ressursteam/${team}/moter/${meeting}`
/** What these have been told: a head, one from a service, and two of the competence team. */
const toldOf = async (at: string) => (await world.asOwner<{ kind: string; who: string }>("select n.kind, p.name as who from messaging.notice n join identity.person p on p.id = n.person_id where n.path = $1 and p.name in ('Nora Vik', 'Per Strand', 'Ragnhild Dal', 'Tone Haugen') order by n.kind, p.name", [at])).map(({ kind, who }) => `${kind} ${who}`)
const shown = async (browser: Browser, at: string) => words((await browser.get(`${at}?sprak=nb`)).text)

test('the year is planned in one go, and the same again is refused in words', async () => {
  const plan = { ...hours, dato: '23.11.2026', rytme: '6', siste: '30.6.2027' }
  const made = await nora.post(`/ressursteam/${team}/moter`, plan)
  expect([made.status, made.location]).toEqual([303, `/ressursteam/${team}?utelatt=2027-03-29`])
  expect(words((await nora.get(`${made.location}&sprak=nb`)).text)).toContain('Disse dagene er hoppet over, fordi det er helg, helligdag eller juli: 29. mars 2027.')
  expect(words((await nora.get(`/ressursteam/${team}?utelatt=i-morgen.2027-02-30&sprak=nb`)).text), 'what is no day is none').not.toContain('hoppet over, fordi')
  const days = (await world.asOwner<{ held_on: string }>('select held_on::text from measures.resource_meeting where resource_team_id = $1 order by 1', [team])).map((row) => row.held_on)
  expect(days).toEqual(['2026-11-23', '2027-01-04', '2027-02-15', '2027-05-10', '2027-06-21'])
  expect(await toldOf(`/ressursteam/${team}`), 'one letter for the year, and none to whoever planned it').toEqual(['resource-meeting-planned Per Strand'])
  const again = await nora.post(`/ressursteam/${team}/moter?sprak=nn`, plan)
  expect([again.status, words(again.text).includes('Det er eit møte på dette tidspunktet frå før.')]).toEqual([409, true])
  const tries: readonly (readonly [Record<string, string>, number, string])[] = [
    [{ dato: '1.11.2026' }, 422, 'Datoen er passert'],
    [{ siste: '' }, 422, 'Skriv siste dag i planen'],
    [{ siste: '1.11.2026' }, 422, 'kan ikkje vere før første møte'],
    [{ til: '08.00' }, 422, 'Møtet må slutte etter'],
    [{ fra: 'ti' }, 422, 'Skriv eit klokkeslett'],
    [{ rytme: '2', siste: '30.6.2032' }, 422, 'høgst 30 møte'],
    [{ dato: '6.7.2027', siste: '20.7.2027', rytme: '2' }, 422, 'helg, heilagdag eller i juli'],
    [{ saker: 'Barnet har fødselsnummer 01010199999' }, 422, 'Personalrommet'],
  ]
  for (const [more, status, text] of tries) {
    const reply = await nora.post(`/ressursteam/${team}/moter`, { ...plan, ...more })
    expect([reply.status, reply.text.includes(text), reply.text.includes('value="Personalrommet"')], text).toEqual([status, true, true])
  }
})

test('every text asks about a single child before it is saved', async () => {
  const meeting = await meetingOn('2026-11-23')
  const text = 'Mats på fire år slår de andre barna.'
  const forms: readonly (readonly [string, Record<string, string>])[] = [
    [`/ressursteam/${team}/moter`, { ...hours, dato: '1.2.2027', rytme: 'once', saker: text }],
    [path(meeting), { ...hours, dato: '23.11.2026', saker: text, versjon: '1' }],
    [`${path(meeting)}/referat`, { referat: text, versjon: '0' }],
    [`${path(meeting)}/oppgaver`, { oppgave: text, hvem: member, frist: '1.12.2026' }],
    [`/ressursteam/${team}/motestandard`, { standard: text, versjon: '1' }],
  ]
  for (const [at, form] of forms) {
    const reply = await nora.post(at, form)
    expect([at, reply.status, reply.text.includes('guardConfirmed')]).toEqual([at, 422, true])
  }
})

test('another service sees agenda and tasks of its own meetings, never the minutes; what it does is done', async () => {
  const meeting = await meetingOn('2026-11-23')
  expect((await nora.post(`${path(meeting)}/referat`, { referat: 'Vi prøver faste plasser ved bordet.', temaer: ['rammeplan-2017-6'], versjon: '0' })).status).toBe(303)
  const nokkel = /name="nokkel" value="([^"]+)"/.exec((await nora.get(path(meeting))).text)?.[1] ?? expect.fail('no key')
  for (const time of ['once', 'twice']) expect((await nora.post(`${path(meeting)}/oppgaver`, { nokkel, oppgave: 'Sende oversikt over kurs', hvem: member, frist: '1.12.2026' })).status, time).toBe(303)
  expect(await world.asOwner('select 1 from measures.resource_task where resource_team_id = $1', [team]), 'sent twice it is one').toHaveLength(1)
  expect(await shown(nora, path(meeting))).toContain('faste plasser ved bordet')
  for (const [who, browser] of [['the service', per], ['the competence team', tone]] as const) {
    const page = await shown(browser, path(meeting))
    expect([who, page.includes('Overganger om morgenen'), page.includes('Sende oversikt over kurs'), page.includes('faste plasser')]).toEqual([who, true, true, false])
    expect((await browser.post(`${path(meeting)}/referat`, { referat: 'x', versjon: '1' })).status, who).toBe(403)
  }
  expect(await shown(per, '/oppgaver')).toContain('Ressursteamet: Sende oversikt over kurs')
  expect((await per.post(`/ressursteam/${team}/moter`, { ...hours, dato: '1.2.2027', rytme: 'once' })).status).toBe(403)
  const task = (await world.asOwner<{ id: string }>('select id from measures.resource_task where resource_team_id = $1', [team]))[0]?.id ?? ''
  expect((await per.post(`/ressursteam/${team}/oppgaver/${task}/utfort`, { mote: meeting })).status).toBe(303)
  expect(await shown(nora, path(meeting))).toContain('Per Strand')
  expect((await per.post(`/ressursteam/${team}/oppgaver/${task}/utfort`, { mote: meeting })).status, 'done once').toBe(404)
})

test('whoever has gone out of the team sees no later meeting, and strangers see nothing', async () => {
  const begun = await tone.post('/ressursteam', { barnehage: await world.org('Bråtet foreldrebarnehage') })
  const other = begun.location?.split('/')[2] ?? ''
  expect((await tone.post(`/ressursteam/${other}/medlemmer`, { navn: 'Per Strand', rolle: 'ppt', tjeneste: ppt, fradato: '23.11.2026' })).status).toBe(303)
  expect((await tone.post(`/ressursteam/${other}/moter`, { ...hours, dato: '7.12.2026', rytme: 'once' })).status).toBe(303)
  const later = await meetingOn('2026-12-07', other)
  expect(await toldOf(`/ressursteam/${other}`), 'an adviser has a seat').toEqual(['resource-meeting-planned Per Strand', 'resource-meeting-planned Ragnhild Dal'])
  expect((await per.get(`/ressursteam/${other}/moter/${later}`)).status).toBe(200)
  const seatId = (await world.asOwner<{ id: string }>("select id from measures.resource_member where resource_team_id = $1 and part = 'ppt'", [other]))[0]?.id ?? ''
  expect((await tone.post(`/ressursteam/${other}/medlemmer/${seatId}/slutt`)).status).toBe(303)
  expect((await per.get(`/ressursteam/${other}/moter/${later}`)).status).toBe(404)
  expect((await nora.get(`/ressursteam/${other}`)).status, 'another kindergarten’s').toBe(404)
  expect((await (await world.as('eva')).get(`/ressursteam/${other}`)).status, 'an owner').toBe(403)
  expect((await nora.post('/ressursteam', { barnehage: await world.org('Trollstua barnehage') })).status, 'not one’s own').toBe(409)
  const twice = await tone.post('/ressursteam', { barnehage: await world.org('Bråtet foreldrebarnehage') })
  expect([twice.status, words(twice.text).includes('har et ressursteam fra før')]).toEqual([409, true])
})

test('the standard has versions, a meeting keeps its own, and two who write do not write over each other', async () => {
  const at = `/ressursteam/${team}/motestandard`
  expect((await nora.post(at, { standard: 'Vi møtes stående.', versjon: '1' })).status).toBe(303)
  const late = await tone.post(at, { standard: 'Vi sitter.', versjon: '1' })
  expect([late.status, words(late.text).includes('Noen andre har lagret i mellomtiden'), late.text.includes('Vi sitter.'), late.text.includes('Vi møtes stående.'), late.text.includes('name="versjon" value="2"')]).toEqual([409, true, true, true, true])
  expect(await shown(nora, at)).toContain('Versjon 1')
  expect(await shown(nora, path(await meetingOn('2026-11-23'))), 'as it was when the meeting was planned').not.toContain('Vi møtes stående')
})

test('a meeting moves, collides, and is called off; after that nothing is written in it', async () => {
  const meeting = await meetingOn('2027-02-15')
  const form = { ...hours, dato: '16.2.2027', versjon: '1' }
  expect((await nora.post(path(meeting), form)).status).toBe(303)
  expect((await nora.post(path(meeting), form)).status, 'read before it was moved').toBe(409)
  expect((await nora.post(path(meeting), { ...form, dato: '4.1.2027', versjon: '2' })).status, 'there is one then').toBe(409)
  expect((await nora.post(`${path(meeting)}/referat`, { referat: 'x', versjon: '0' })).status, 'not held yet').toBe(409)
  expect((await nora.post(`${path(meeting)}/avlysning`)).status).toBe(303)
  expect((await nora.post(path(meeting), { ...form, versjon: '3' })).status).toBe(409)
  expect(await world.asOwner('select version, cancelled from measures.resource_meeting_card where id = $1', [meeting])).toEqual([{ version: 3, cancelled: true }])
  expect(await toldOf(path(meeting))).toEqual(['resource-meeting-called-off Per Strand', 'resource-meeting-moved Per Strand'])
  expect((await nora.post(`/ressursteam/${team}/moter`, { ...hours, dato: '16.2.2027', rytme: 'once' })).status, 'what is called off holds no moment').toBe(303)
  const next = await meetingOn('2027-05-10')
  expect((await nora.post(path(next), { ...hours, dato: '16.2.2027', versjon: '1' })).status, 'the new one does').toBe(409)
  const instead = (await world.asOwner<{ id: string }>("select id from measures.resource_meeting where resource_team_id = $1 and held_on = '2027-02-16' and cancelled_at is null", [team]))[0]?.id ?? expect.fail('none instead')
  expect((await nora.post(`${path(instead)}/avlysning`)).status).toBe(303)
  expect((await nora.post(path(next), { ...hours, dato: '16.2.2027', versjon: '1' })).status, 'moved to where two were called off').toBe(303)
})

test('a theme is lifted when five kindergartens have had it, by night, without names', async () => {
  const rows = await world.asOwner<{ id: string; name: string }>("select o.id, o.name from register.organisation o join register.relation r on r.from_id = o.id and r.kind = 'lies-in' join register.organisation m on m.id = r.to_id and m.name = 'Fjordvik kommune' where o.kind = 'kindergarten' and o.name not in ('Kvitveis familiebarnehage', 'Bråtet foreldrebarnehage') order by o.name limit 6")
  const sawTheme = async (at: number, themes = '{rammeplan-2017-6,rammeplan-2017-9-1}') => {
    const [row] = rows.slice(at)
    const [made] = await world.asOwner<{ id: string }>("insert into measures.resource_team (region_id, kindergarten_id, made_at, made_by_name) values ('oslo-viken', $1, now(), 'x') on conflict (kindergarten_id) do update set made_by_name = 'x' returning id", [row?.id])
    const [met] = await world.asOwner<{ id: string }>("insert into measures.resource_meeting (resource_team_id, kindergarten_id, starts_at, ends_at, standard_version, changed_at, changed_by_name) values ($1, $2, '2026-11-16T10:07Z', '2026-11-16T11:00Z', 1, now(), 'x') returning id", [made?.id, row?.id])
    await world.asOwner("insert into measures.resource_minutes (meeting_id, kindergarten_id, themes, written_at, written_by_name) values ($1, $2, $3, now(), 'x')", [met?.id, row?.id, themes])
  }
  const olav = await world.as('olav', 'authority')
  const listed = async () => [await shown(tone, '/ressursteam/temaer'), await shown(olav, '/ressursteam/temaer')].map((page) => page.includes('Ingen temaer å vise'))
  for (const at of [0, 1, 2]) await sawTheme(at)
  await liftThemes(world.deps)
  const before = await listed()
  await sawTheme(3)
  expect(await liftThemes(world.deps), 'everybody who has minutes is not told of').toBe(0)
  await sawTheme(4, '{}')
  expect(await liftThemes(world.deps)).toBe(1)
  expect([before, await listed()]).toEqual([[true, true], [false, false]])
  expect(await liftThemes(world.deps), 'once').toBe(0)
  const [block] = await world.asOwner<{ theme: string; kindergartens: number }>('select theme, kindergartens from measures.resource_theme_block')
  expect(block, 'Kvitveis has had one of the two; four with the other wait').toEqual({ theme: 'rammeplan-2017-6', kindergartens: 5 })
  await sawTheme(5, '{rammeplan-2017-9-1}')
  expect([await liftThemes(world.deps), await world.asOwner("select kindergartens from measures.resource_theme_block where theme = 'rammeplan-2017-9-1'")], 'who is counted for one theme still waits with the other').toEqual([1, [{ kindergartens: 5 }]])
  for (const browser of [tone, olav]) for (const { name } of rows) expect(await shown(browser, '/ressursteam/temaer')).not.toContain(name)
  expect((await nora.get('/ressursteam/temaer')).status).toBe(403)
})

test('meetings go five years after they were held, with minutes and tasks', async () => {
  world.clock.set(new Date('2032-06-01T02:00:00Z'))
  expect(await forgetResourceMeetings(world.deps)).toBeGreaterThan(4)
  expect(await world.asOwner('select (select count(*)::int from measures.resource_meeting) as meetings, (select count(*)::int from measures.resource_minutes) as minutes, (select count(*)::int from measures.resource_task) as tasks, (select count(*)::int from measures.resource_theme_block) as figures')).toEqual([{ meetings: 1, minutes: 0, tasks: 0, figures: 2 }])
})
