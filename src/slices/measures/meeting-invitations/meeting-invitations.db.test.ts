import ICAL from 'ical.js'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type Browser, type World } from '../../../../test/kit.ts'
import { startMailServer, type MailServer } from '../../../../test/mail-server.ts'
import type { Deps } from '../../../platform/http.ts'
import { openMailer } from '../../../platform/mail.ts'
import { jobKinds } from '../../messaging/jobs.ts'
import { forgetMeetingInvitations, sendMeetingInvitations } from './actions.ts'

// Meetings of networks and resource teams in people's own calendars, read as a calendar would.

let world: World
let server: MailServer
let deps: Deps
let waiting: { id: string }[]
let tone: Browser
let nora: Browser
let ids: Record<'kvitveis' | 'braatet', string>
beforeAll(async () => {
  world = await openWorld()
  // The demonstration world's own meetings would be sent too.
  for (const table of ['network', 'resource_theme_block', 'resource_team']) await world.asOwner(`delete from measures.${table}`)
  ;[tone, nora] = await Promise.all([world.as('tone'), world.as('nora')])
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage') }
})
afterAll(() => world.close())
beforeEach(async () => {
  server = await startMailServer()
  waiting = []
  deps = { ...world.deps, jobs: { enqueue: async (_tx, _queue, data) => void waiting.push(data as { id: string }), enqueueEach: async (_tx, _queue, data) => void waiting.push(...(data as { id: string }[])) } }
})
afterEach(() => server.close())

/** Sends what is due as real letters to a real server, and reads the calendar part of each. */
async function sent() {
  const count = await sendMeetingInvitations(deps)
  const config = { ...deps.config, smtpUrl: server.url }
  const [deliver] = jobKinds({ ...deps, config }, openMailer(config))
  for (const data of waiting.splice(0)) await deliver?.work(data)
  const letters = server.received.splice(0)
  expect(letters).toHaveLength(count)
  return letters
    .map(({ raw, to }) => {
      const header = /content-type: text\/calendar;[^\r\n]*(?:\r\n[ \t][^\r\n]*)*/i.exec(raw)?.[0] ?? expect.fail('no calendar part')
      const part = raw.slice(raw.indexOf(header)).split('\r\n\r\n')
      const body = (part[1] ?? '').split(/\r\n--/)[0] ?? ''
      const content = /base64/i.test(part[0] ?? '') ? Buffer.from(body, 'base64').toString('utf8') : unquoted(body)
      const calendar = new ICAL.Component(ICAL.parse(content))
      const zone = calendar.getFirstSubcomponent('vtimezone') ?? expect.fail('no time zone')
      ICAL.TimezoneService.register(zone)
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? expect.fail('no event'))
      return {
        to: to[0], header: /method=(\w+)/i.exec(header)?.[1], method: calendar.getFirstPropertyValue('method'), zone: zone.getFirstPropertyValue('tzid'), uid: event.uid, sequence: event.sequence, starts: event.startDate.toJSDate().toISOString(), ends: event.endDate.toJSDate().toISOString(),
        tzid: event.component.getFirstProperty('dtstart')?.getParameter('tzid'), summary: event.summary, place: event.location, name: event.attendees[0]?.getParameter('cn'), status: event.component.getFirstPropertyValue('status'), content,
      }
    })
    .toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1))
}
const unquoted = (text: string) => Buffer.from(text.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8')

const nilsMail = 'nils.hage@braatet.example'
const noraMail = 'nora.vik@kvitveis.example'
const knutMail = 'knut.eide@fjordvik.example'
const perMail = 'per.strand@fjordvik.example'
const meeting = { tittel: 'Lek ute', dato: '26.11.2026', fra: '09.00', til: '11.00', sted: 'Rådhuset', forberedelse: 'Les kapittel ni.' }
/** A network that has begun, with these in it. */
async function network(navn: string): Promise<string> {
  const reply = await tone.post('/nettverk', { navn, hvem: 'heads', leder: 'Tone Haugen', fra: '23.11.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '', barnehage: [ids.kvitveis, ids.braatet] })
  const id = reply.location?.split('/')[2] ?? expect.fail('no network')
  await world.asOwner("update measures.network_invitation set state = 'accepted', answered_at = now(), answered_by_name = 'x' where network_id = $1", [id])
  await world.asOwner("insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select network_id, team_org_id, kindergarten_id, '[2026-11-23,2027-12-01)' from measures.network_invitation where network_id = $1", [id])
  return id
}

test('a meeting of a network comes into the calendar of each who is to come; moved it is moved, called off it is taken out', async () => {
  const id = await network('Ute hele året')
  const path = (await tone.post(`/nettverk/${id}/moter`, meeting)).location ?? expect.fail('no meeting')
  const first = await sent()
  expect(first.map(({ to }) => to), 'the head, and the owner where nobody is the head').toEqual([nilsMail, noraMail])
  expect(first[1]).toMatchObject({ header: 'REQUEST', method: 'REQUEST', zone: 'Europe/Oslo', tzid: 'Europe/Oslo', sequence: 0, starts: '2026-11-26T08:00:00.000Z', ends: '2026-11-26T10:00:00.000Z', summary: 'Ute hele året: Lek ute', place: 'Rådhuset', name: 'Nora Vik', status: 'CONFIRMED' })
  expect(first[1]?.content, 'what is to be prepared stays in Samspill').not.toContain('kapittel')
  expect(await sent(), 'once').toEqual([])

  expect((await tone.post(path, { ...meeting, forberedelse: 'Les kapittel ti.', versjon: '1' })).status).toBe(303)
  expect(await sent(), 'what is to be prepared is not told').toEqual([])
  expect((await tone.post(path, { ...meeting, dato: '15.6.2027', versjon: '2' })).status).toBe(303)
  const moved = await sent()
  expect(moved).toMatchObject([{ to: nilsMail, method: 'REQUEST', sequence: 1 }, { to: noraMail, uid: first[1]?.uid, sequence: 1, starts: '2027-06-15T07:00:00.000Z' }])

  expect((await tone.post(`${path}/avlysning`)).status).toBe(303)
  expect(await sent()).toMatchObject([{ header: 'CANCEL', method: 'CANCEL', sequence: 2, status: 'CANCELLED' }, { uid: first[1]?.uid, method: 'CANCEL', sequence: 2 }])
  expect(await sent()).toEqual([])
})

test('a kindergarten that leaves has it taken out, and the others keep it; one that comes back gets it again', async () => {
  const id = await network('Språk i leken')
  expect((await tone.post(`/nettverk/${id}/moter`, { ...meeting, dato: '7.12.2026' })).status).toBe(303)
  const [, first] = await sent()
  const [invitation] = await world.asOwner<{ id: string }>('select id from measures.network_invitation where network_id = $1 and kindergarten_id = $2', [id, ids.kvitveis])
  expect((await nora.post(`/nettverk/invitasjon/${invitation?.id}/utmelding`, { grunn: 'no-time' })).status).toBe(303)
  expect(await sent()).toMatchObject([{ to: noraMail, method: 'CANCEL', uid: first?.uid, sequence: 1 }])
  expect(await world.asOwner("select 1 from messaging.notice where kind = 'meeting-calendar-off' and path = '/arshjul'"), 'not to a page that is closed to her').toHaveLength(1)
  await world.asOwner("insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select network_id, team_org_id, kindergarten_id, '[2026-12-01,2027-12-01)' from measures.network_invitation where id = $1", [invitation?.id])
  expect(await sent()).toMatchObject([{ to: noraMail, method: 'REQUEST', uid: first?.uid, sequence: 2 }])
  expect((await tone.post(`/nettverk/${id}/avslutning`, { grunn: 'finished' })).status).toBe(303)
  expect((await sent()).map(({ method }) => method), 'the network ends').toEqual(['CANCEL', 'CANCEL'])
})

test('whoever stands in on the day of the meeting has it, and whoever has left before it has not', async () => {
  const id = await network('Overganger')
  expect((await tone.post(`/nettverk/${id}/moter`, { ...meeting, dato: '18.1.2027' })).status).toBe(303)
  expect(await sent()).toHaveLength(2)
  await world.asOwner("update identity.membership m set period = daterange(lower(period), '2027-01-01') from identity.person p where p.id = m.person_id and p.email = $1", [noraMail])
  expect(await sent()).toMatchObject([{ to: noraMail, method: 'CANCEL' }])
  await world.asOwner("update identity.membership m set period = daterange(lower(period), null) from identity.person p where p.id = m.person_id and p.email = $1", [noraMail])
  await sent()
  expect((await tone.post(`/nettverk/${id}/avslutning`, { grunn: 'finished' })).status).toBe(303)
  await sent()
})

test('the leader of a school in the network has it under the school’s name, and it is taken out when the school leaves', async () => {
  const id = await network('Skolestart')
  await world.asOwner("insert into measures.network_school (network_id, team_org_id, school_id, invited_at, invited_by_name, answer_by, told, state, joined_on, answered_at, answered_by_name) select id, team_org_id, $2, '2026-11-22T08:00Z', 'x', '2026-12-07', 1, 'accepted', '2026-11-23', '2026-11-23T08:00Z', 'Knut Eide' from measures.network where id = $1", [id, await world.org('Fjordvik skole')])
  expect((await tone.post(`/nettverk/${id}/moter`, { ...meeting, dato: '14.12.2026' })).status).toBe(303)
  const letters = await sent()
  expect(letters.map(({ to }) => to)).toEqual([knutMail, nilsMail, noraMail])
  expect(letters[0]).toMatchObject({ method: 'REQUEST', summary: 'Skolestart: Lek ute', place: 'Rådhuset', name: 'Knut Eide' })
  const knut = await world.as('knut')
  const [{ id: school } = { id: '' }] = await world.asOwner<{ id: string }>('select id from measures.network_school where network_id = $1', [id])
  expect((await knut.post(`/nettverk/skole/${school}/utmelding`, { grunn: 'no-time' })).status).toBe(303)
  expect(await sent()).toMatchObject([{ to: knutMail, method: 'CANCEL', uid: letters[0]?.uid, sequence: 1 }])
  expect((await tone.post(`/nettverk/${id}/avslutning`, { grunn: 'finished' })).status).toBe(303)
  await sent()
})

test('the year’s meetings of a resource team come to the head, the service and whoever sits in it by name; who goes out has them taken out', async () => {
  const begun = await nora.post('/ressursteam', { barnehage: ids.kvitveis })
  const id = begun.location?.split('/')[2] ?? expect.fail('no team')
  const seat = async (navn: string, rolle: string, tjeneste = '') => expect((await nora.post(`/ressursteam/${id}/medlemmer`, { navn, rolle, tjeneste, fradato: '23.11.2026' })).status).toBe(303)
  await seat('Per Strand', 'ppt', await world.org('PPT Fjordvik'))
  await seat('Ragnhild Dal', 'adviser')
  await seat('Helse Søster', 'health-nurse')
  expect((await nora.post(`/ressursteam/${id}/moter`, { dato: '30.11.2026', rytme: '8', siste: '28.2.2027', fra: '09.00', til: '10.30', sted: 'Personalrommet', saker: 'Overganger om morgenen' })).status).toBe(303)
  const letters = await sent()
  expect(letters.map(({ to }) => to)).toEqual([noraMail, noraMail, perMail, perMail, 'ragnhild.dal@fjordvik.example', 'ragnhild.dal@fjordvik.example'])
  expect(letters[0]).toMatchObject({ method: 'REQUEST', summary: 'Ressursteamet i Kvitveis familiebarnehage', place: 'Personalrommet' })
  expect(letters[0]?.content).not.toContain('Overganger')

  const [member] = await world.asOwner<{ id: string }>("select id from measures.resource_member where resource_team_id = $1 and part = 'ppt'", [id])
  expect((await nora.post(`/ressursteam/${id}/medlemmer/${member?.id}/slutt`)).status).toBe(303)
  expect((await sent()).map(({ to, method }) => [to, method])).toEqual([[perMail, 'CANCEL'], [perMail, 'CANCEL']])
  const [first] = await world.asOwner<{ id: string }>('select id from measures.resource_meeting where resource_team_id = $1 order by starts_at', [id])
  expect((await nora.post(`/ressursteam/${id}/moter/${first?.id}/avlysning`)).status).toBe(303)
  expect((await sent()).map(({ to, method, sequence }) => [to, method, sequence])).toEqual([[noraMail, 'CANCEL', 1], ['ragnhild.dal@fjordvik.example', 'CANCEL', 1]])
})

test('they are no line among the notices, can be done without, and are not kept when the meeting is over', async () => {
  expect(await world.asOwner("select 1 from messaging.notice where kind like 'meeting-calendar%' and calendar is not null")).toEqual([])
  const list = (await nora.get('/varsler?sprak=nb')).text
  expect([list.includes('Møte til kalenderen'), list.includes('Nytt møte i et nettverk')]).toEqual([false, true])
  expect((await nora.get('/varsler/valg?sprak=nb')).text).toContain('et møte jeg har fått beskjed om, kan legges i kalenderen min')
  const [there] = await world.asOwner<{ n: number }>('select count(*)::int as n from measures.meeting_invitation')
  world.clock.set(new Date('2027-12-01T02:00:00Z'))
  expect([(there?.n ?? 0) > 6, await forgetMeetingInvitations(world.deps)]).toEqual([true, there?.n])
})
