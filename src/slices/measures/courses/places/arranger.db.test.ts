import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { course, openCourse, rows } from '../courses.fixtures.ts'

// Whoever arranges registers people: the team, and a university with a partnership.

let world: World
let tone: Browser
let ulla: Browser
let [kvitveis, trollstua] = ['', '']
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ulla] = [await world.as('tone'), await world.as('ulla')]
  ;[kvitveis, trollstua] = [await world.org('Kvitveis familiebarnehage'), await world.org('Trollstua barnehage')]
})
afterAll(() => world.close())

const places = (id: string) => world.asOwner<{ line: string }>("select name || ' ' || state || ' ' || registered_by || ' ' || registered_by_name as line from measures.course_place where course_id = $1 order by registered_at, seq", [id]).then((list) => list.map(({ line }) => line))

test('somebody calls: the team registers them for their kindergarten, by the same rules, and head and person are told', async () => {
  const id = await openCourse(tone, { fysisk: '1' })
  expect((await tone.get(`/kurs/${id}/deltakere`)).text).toContain(`href="/kurs/${id}/pamelding"`)
  expect((await tone.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }, { navn: 'Ola' }], { barnehage: kvitveis }))).location).toBe(`/kurs/${id}/deltakere`)
  expect(await places(id)).toEqual(['Kari seated arranger Tone Haugen', 'Ola waiting arranger Tone Haugen'])
  expect((await world.asOwner("select 1 from messaging.notice where kind = 'course-own' and path = $1", [`/kurs/${id}`])).length).toBeGreaterThan(0)
  expect((await world.asOwner("select 1 from messaging.notice where kind in ('course-seated', 'course-waiting') and subject_id in (select id from measures.course_place where course_id = $1)", [id])).length).toBe(2)
  expect(words((await (await world.as('nora')).get(`/kurs/${id}`)).text)).toContain('Kari')
  const twice = await tone.post(`/kurs/${id}/pamelding?sprak=nb`, rows([{ navn: 'Kari', epost: (await world.asOwner<{ email: string }>("select email from measures.course_place where course_id = $1 and name = 'Kari'", [id]))[0]?.email ?? '' }], { barnehage: kvitveis }))
  expect([twice.status, words(twice.text).includes('Er det to forskjellige personer?'), twice.text.includes(`value="${kvitveis}" selected`)]).toEqual([409, true, true])
})

test('not without a kindergarten, not for one the course is not for, not for one that is closed down, not in another’s course', async () => {
  const eva = await world.as('eva')
  const id = await openCourse(tone)
  const says = async (barnehage: string, status: number, sentence: string) => {
    const reply = await tone.post(`/kurs/${id}/pamelding?sprak=nb`, rows([{ navn: 'Kari' }], { barnehage }))
    expect([reply.status, words(reply.text).includes(sentence), reply.text.includes('value="Kari"')], sentence).toEqual([status, true, true])
  }
  await says('', 422, 'Velg barnehagen')
  const owned = await openCourse(eva)
  const strange = await eva.post(`/kurs/${owned}/pamelding?sprak=nb`, rows([{ navn: 'Kari' }], { barnehage: kvitveis }))
  expect([strange.status, words(strange.text).includes('Kurset er ikke for denne barnehagen'), strange.text.includes('value="Kari"')]).toEqual([409, true, true])
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [trollstua])
  await says(trollstua, 409, 'Barnehagen er lagt ned')
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [trollstua])
  expect([(await eva.get(`/kurs/${id}/pamelding`)).status, (await eva.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }], { barnehage: trollstua }))).status]).toEqual([404, 404])
  expect(await places(id)).toEqual([])
})

test('a university arranges for the kindergartens of owners it has a partnership with, and for nobody else', async () => {
  const id = await openCourse(ulla, { tittel: 'Observasjon i lek' })
  const [siri, nora] = [await world.as('siri'), await world.as('nora')]
  expect([(await siri.get(`/kurs/${id}`)).status, (await nora.get(`/kurs/${id}`)).status, (await tone.get(`/kurs/${id}`)).status, (await (await world.as('olav', 'owner')).get(`/kurs/${id}`)).status]).toEqual([200, 404, 404, 200])
  expect((await siri.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }]))).status).toBe(303)
  expect((await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Per' }]))).status).toBe(404)
  const refused = await ulla.post(`/kurs/${id}/pamelding?sprak=nb`, rows([{ navn: 'Per' }], { barnehage: kvitveis }))
  expect([refused.status, words(refused.text).includes('Kurset er ikke for denne barnehagen')]).toEqual([409, true])
  expect((await ulla.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Ola' }], { barnehage: await world.org('Solstråla barnehage') }))).status).toBe(303)
  expect(words((await ulla.get(`/kurs/${id}/deltakere?sprak=nb`)).text)).toContain('Har plass: 2')
  expect([(await ulla.get('/kurs')).status, (await ulla.get(`/kurs/${id}/oppmote`)).status, (await ulla.get(`/kurs/${id}/evaluering`)).status === 403]).toEqual([200, 200, false])
  const theirs = await openCourse(tone)
  expect([(await ulla.get(`/kurs/${theirs}`)).status, (await ulla.get(`/kurs/${theirs}/deltakere`)).status, (await ulla.post(`/kurs/${theirs}/trinn`, { trinn: 'cancel' })).status]).toEqual([404, 404, 404])
  const without = await openCourse(ulla, { tittel: 'Uten noen fra Solstråla' })
  expect((await siri.get(`/kurs/${without}`)).status).toBe(200)
  await world.asOwner("update scheme.partnership set ended_at = now(), ended_by_name = 'Olav Rud', end_reason = 'Ferdig' where agreed_at is not null")
  const still = await siri.get(`/kurs/${id}?sprak=nb`)
  expect([still.status, (await (await world.as('olav', 'owner')).get(`/kurs/${id}`)).status, (await siri.get(`/kurs/${without}`)).status], 'those with people in it go on reading it').toEqual([200, 200, 404])
  for (const sentence of ['Kari', '0 av 2 ledige', 'ikke lenger åpent for barnehagen']) expect(words(still.text)).toContain(sentence)
  expect(still.text).not.toContain(`href="/kurs/${id}/pamelding"`)
  expect((await siri.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Sein' }]))).status).toBe(409)
  const [kari] = await world.asOwner<{ id: string }>("select id from measures.course_place where course_id = $1 and name = 'Kari'", [id])
  expect((await siri.post(`/kurs/${id}/plasser/${kari?.id}/avmelding`)).status).toBe(303)
  expect(words((await siri.get(`/kurs/${id}?sprak=nb`)).text), 'Ola is there still').toContain('Ola')
  const none = await ulla.post('/kurs?sprak=nb', { nokkel: crypto.randomUUID(), ...course })
  expect([none.status, words(none.text).includes('Dere har ingen avtale om partnerskap'), none.text.includes('value="Lek hele året"')]).toEqual([422, true, true])
})
