import ICAL from 'ical.js'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, usualTime, type World } from '../../../../../test/kit.ts'
import { startMailServer, type MailServer } from '../../../../../test/mail-server.ts'
import type { Deps } from '../../../../platform/http.ts'
import { openMailer } from '../../../../platform/mail.ts'
import { jobKinds } from '../../../messaging/jobs.ts'
import { aCourse } from '../courses.fixtures.ts'
import { sendInvitations } from './actions.ts'

let world: World
let server: MailServer
let deps: Deps
let waiting: { id: string }[]
beforeAll(async () => {
  world = await openWorld()
  // The demonstration world's own courses would be sent too.
  await world.asOwner('delete from measures.course')
})
afterAll(() => world.close())
beforeEach(async () => {
  server = await startMailServer()
  waiting = []
  deps = { ...world.deps, jobs: { enqueue: async (_tx, _queue, data) => void waiting.push(data as { id: string }), enqueueEach: async (_tx, _queue, data) => void waiting.push(...(data as { id: string }[])) } }
})
afterEach(async () => {
  await world.asOwner('delete from measures.course')
  await server.close()
})

/** Sends what is due as a real letter to a real server, and reads the calendar part of each as a calendar would. */
async function sent() {
  const count = await sendInvitations(deps)
  const config = { ...deps.config, smtpUrl: server.url }
  const [deliver] = jobKinds({ ...deps, config }, openMailer(config))
  for (const data of waiting.splice(0)) await deliver?.work(data)
  const letters = server.received.splice(0)
  expect(letters).toHaveLength(count)
  return letters.map(({ raw, to }) => {
    const method = /content-type: text\/calendar;[^\r\n]*(?:\r\n[ \t][^\r\n]*)*/i.exec(raw)?.[0] ?? expect.fail('no calendar part')
    const part = raw.slice(raw.indexOf(method)).split('\r\n\r\n')
    const body = (part[1] ?? '').split(/\r\n--/)[0] ?? ''
    const content = /base64/i.test(part[0] ?? '') ? Buffer.from(body, 'base64').toString('utf8') : unquoted(body)
    const calendar = new ICAL.Component(ICAL.parse(content))
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? expect.fail('no event'))
    return { to: to[0], header: /method=(\w+)/i.exec(method)?.[1], method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence, starts: event.startDate.toJSDate().toISOString(), summary: event.summary, place: event.location, name: event.attendees[0]?.getParameter('cn'), alternative: /multipart\/alternative/i.test(raw), content }
  })
}
const unquoted = (text: string) => Buffer.from(text.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8')

test('a seat puts each session in the calendar once; one that is moved moves it; one that is called off or a seat that is lost takes it out', async () => {
  const course = await aCourse(world, ['2026-12-03T08:00:00Z', '2027-06-15T07:00:00Z'])
  const [first, second] = await sent()
  expect(first).toMatchObject({ to: 'kari@solstrala.example', header: 'REQUEST', method: 'REQUEST', sequence: 0, starts: '2026-12-03T08:00:00.000Z', summary: 'Lek hele året: Samling 1', place: 'Rådhuset', name: 'Kari Prøve', alternative: true })
  expect(second).toMatchObject({ sequence: 0, starts: '2027-06-15T07:00:00.000Z' })
  expect(await sent()).toEqual([])

  await world.asOwner("update measures.course_session set starts_at = '2026-12-04T08:00:00Z', ends_at = '2026-12-04T10:00:00Z', sequence = sequence + 1 where id = $1", [course.sessions[0]])
  expect(await sent()).toMatchObject([{ method: 'REQUEST', uid: first?.uid, sequence: 1, starts: '2026-12-04T08:00:00.000Z' }])

  await world.asOwner('update measures.course_session set cancelled_at = now(), sequence = sequence + 1 where id = $1', [course.sessions[0]])
  expect(await sent()).toMatchObject([{ header: 'CANCEL', method: 'CANCEL', uid: first?.uid, sequence: 2 }])

  await world.asOwner("update measures.course_place set state = 'withdrawn' where id = $1", [course.seated[0]?.id])
  expect(await sent()).toMatchObject([{ method: 'CANCEL', uid: second?.uid, sequence: 1 }])
  expect(await sent()).toEqual([])

  await world.asOwner("update measures.course_place set state = 'seated' where id = $1", [course.seated[0]?.id])
  expect(await sent()).toMatchObject([{ method: 'REQUEST', uid: second?.uid, sequence: 2 }])
})

test('the entry does not hold the key to the own page: calendars are shared', async () => {
  const course = await aCourse(world, ['2026-12-03T08:00:00Z'])
  const [letter] = await sent()
  expect(letter?.content.replaceAll(/\r\n[ \t]/g, '')).not.toMatch(new RegExp(`kursplass|^URL|${course.seated[0]?.token}`, 'm'))
})

test('what was sent is not kept: where to meet may be private', async () => {
  const course = await aCourse(world, ['2026-12-03T08:00:00Z'], [{ name: 'Kari Prøve', email: 'kari@solstrala.example', how: 'digital' }])
  await world.asOwner("insert into measures.course_session_address (session_id, course_id, address) values ($1, $2, 'https://mote.example/rom')", [course.sessions[0], course.id])
  expect((await sent())[0]?.content.replaceAll(/\r\n[ \t]/g, '')).toContain('mote.example')
  expect(await world.asOwner("select calendar, path from messaging.notice where subject_id = $1", [course.seated[0]?.id])).toEqual([{ calendar: null, path: '/kurs' }])
})

test('two with one mailbox have each their own entry', async () => {
  await aCourse(world, ['2026-12-03T08:00:00Z'], [{ name: 'Kari Prøve', email: 'felles@solstrala.example' }, { name: 'Ola Prøve', email: 'felles@solstrala.example' }])
  const letters = await sent()
  expect(letters.map(({ to }) => to)).toEqual(['felles@solstrala.example', 'felles@solstrala.example'])
  expect(letters.map(({ name }) => name).toSorted()).toEqual(['Kari Prøve', 'Ola Prøve'])
  expect(new Set(letters.map(({ uid }) => uid)).size).toBe(2)
})

test('a cancelled course is taken out of everybody’s calendar; one that waits, and a session that is over, have nothing', async () => {
  const course = await aCourse(world, ['2026-11-20T08:00:00Z', '2026-12-03T08:00:00Z'])
  expect(await sent()).toHaveLength(1)
  await world.asOwner("update measures.course set state = 'cancelled' where id = $1", [course.id])
  await world.asOwner("update measures.course_place set state = 'cancelled' where course_id = $1", [course.id])
  expect(await sent()).toMatchObject([{ method: 'CANCEL', sequence: 1 }])
  const waits = await aCourse(world, ['2026-12-03T08:00:00Z'])
  await world.asOwner("update measures.course_place set state = 'waiting' where course_id = $1", [waits.id])
  expect(await sent()).toEqual([])
  expect(world.clock()).toEqual(usualTime)
})
