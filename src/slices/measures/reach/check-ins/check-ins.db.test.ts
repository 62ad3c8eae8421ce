import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'
import { takeCheckIns } from './actions.ts'

let world: World
let measure: string
let day: string
beforeAll(async () => {
  world = await openWorld()
  const [row] = await world.asOwner<{ id: string; day: string }>("select c.measure_id as id, to_char(s.starts_at, 'FMDD.FMMM.YYYY') as day from measures.course c join measures.course_session s on s.course_id = c.id where c.title = 'Førstehjelp for samtalen'")
  measure = row?.id ?? expect.fail('no course in a measure')
  day = row?.day ?? ''
})
afterAll(() => world.close())

const address = () => `/tiltak/${measure}/rekkevidde`
const versionIn = (html: string): string => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? '0'
const stored = () => world.asOwner<{ id: string; source: string; reached: number; people: number }>("select g.id, g.source, sum(c.reached)::integer as reached, sum(c.people)::integer as people from measures.reach_gathering g join measures.reach_count c on c.gathering_id = g.id where g.measure_id = $1 group by g.id, g.source order by g.source, reached", [measure])
/** As the arranger corrects the list, also long after. */
const correct = (name: string, came: boolean) => world.asOwner('update measures.course_attendance a set came = $2, at = now() from measures.course_place p where p.id = a.place_id and p.name = $1', [name, came])
const take = () => takeCheckIns(world.deps)

test('those who check in are counted without anybody typing, in their groups, and corrections follow', async () => {
  const siri = await world.as('siri')
  const [first] = await stored()
  expect([first?.source, first?.reached]).toEqual(['check-in', 1])
  const page = words((await siri.get(address())).text)
  expect([page.includes('Førstehjelp for samtalen'), page.includes('Innsjekking på kurset')]).toEqual([true, true])
  expect(await take(), 'nothing new').toBe(0)
  await correct('Arne Tveit', true)
  expect([await take(), (await stored())[0]?.reached]).toEqual([1, 2])
  const one = words((await siri.get(`${address()}/${first?.id}`)).text)
  expect([one.includes('Hvor tallene er fra'), one.includes('1 sjekket inn'), one.includes('av Samspill')]).toEqual([true, true, true])
  // What is seen outside follows: the whole staff, in a band.
  expect(await world.asOwner("select part, gatherings from measures.reach_shown where measure_id = $1 and part = 'all'", [measure])).toEqual([{ part: 'all', gatherings: 1 }])
})

test('a headcount that is corrected is counted of, and more who check in than work there is said', async () => {
  const siri = await world.as('siri')
  const [before] = await stored()
  await world.asOwner("update measures.headcount_line set people = 1, part_time = 0 where staff_group = 'pedagogical-leader' and headcount_id in (select h.id from measures.headcount h join register.organisation o on o.id = h.kindergarten_id and o.name = 'Solstråla barnehage')")
  await world.asOwner("delete from measures.headcount_line l using measures.headcount h, register.organisation o where h.id = l.headcount_id and o.id = h.kindergarten_id and o.name = 'Solstråla barnehage' and l.staff_group = 'assistant'")
  await world.asOwner('update measures.headcount set version = version + 1')
  await take()
  const [after] = await stored()
  expect([after?.reached, (after?.people ?? 0) < (before?.people ?? 0)]).toEqual([1, true])
  const page = words((await siri.get(`${address()}/${after?.id}`)).text)
  expect([page.includes('Flere sjekket inn enn det arbeider hos dere'), page.includes('Assistent: 1 sjekket inn')]).toEqual([true, true])
})

test('what is typed the same day is never counted twice: it is refused, or it is another gathering, or it holds instead', async () => {
  const siri = await world.as('siri')
  const met = { navn: 'Personalmøte', dag: day, 'antall-ingen-head': '1' }
  const refused = await siri.post(address(), { nokkel: crypto.randomUUID(), ...met })
  expect([refused.status, words(refused.text).includes('De som sjekket inn på kurset den dagen, er allerede regnet med'), refused.text.includes('value="Personalmøte"'), refused.text.includes('name="annen"')]).toEqual([409, true, true, true])
  expect((await siri.post(address(), { nokkel: crypto.randomUUID(), ...met, annen: 'ja' })).status).toBe(303)
  expect([await take(), (await stored()).map(({ source }) => source)]).toEqual([0, ['check-in', 'typed']])

  const course = (await stored()).find(({ source }) => source === 'check-in')?.id ?? ''
  const form = await siri.get(`${address()}/${course}`)
  expect((await siri.post(`${address()}/${course}`, { ...met, versjon: versionIn(form.text), 'antall-ingen-other': '1' })).status, 'typed over what was checked in').toBe(303)
  await correct('Mona Lien', false)
  expect([await take(), (await stored()).map(({ source, reached }) => [source, reached])]).toEqual([1, [['typed', 1], ['typed', 2]]])
  const both = await siri.get(`${address()}/${course}`)
  expect([words(both.text).includes('Vi regner det som én samling'), words(both.text).includes('Bruk tallene fra innsjekkingen')]).toEqual([true, true])
  const choose = (valg: string, versjon: string) => siri.post(`${address()}/${course}/innsjekking`, { valg, versjon })
  await choose('innsjekking', '1')
  expect((await stored()).every(({ source }) => source === 'typed'), 'somebody has saved since').toBe(true)
  expect((await choose('innsjekking', versionIn(both.text))).status).toBe(303)
  expect((await stored()).map(({ source }) => source)).toEqual(['check-in', 'typed'])
})

test('one typed before anybody checked in is the same gathering until the kindergarten says it was another', async () => {
  const siri = await world.as('siri')
  await world.asOwner('delete from measures.reach_gathering where measure_id = $1', [measure])
  expect((await siri.post(address(), { nokkel: crypto.randomUUID(), navn: 'Kurset', dag: day, 'antall-ingen-head': '1' })).status).toBe(303)
  await correct('Mona Lien', true)
  expect([await take(), (await stored()).map(({ source, reached }) => [source, reached])]).toEqual([1, [['typed', 1]]])
  const [one] = await stored()
  const page = await siri.get(`${address()}/${one?.id}`)
  expect((await siri.post(`${address()}/${one?.id}/innsjekking`, { valg: 'annen', versjon: versionIn(page.text) })).status).toBe(303)
  expect([await take(), (await stored()).map(({ source }) => source)]).toEqual([1, ['check-in', 'typed']])
})

test('when everybody is corrected away it is no gathering of the kindergarten; a closed measure keeps its numbers', async () => {
  await correct('Mona Lien', false)
  await correct('Arne Tveit', false)
  await take()
  expect((await stored()).map(({ source }) => source)).toEqual(['typed'])
  await world.asOwner("insert into measures.closing (measure_id, kindergarten_id, reason, reason_words, reading, conclusion, decision, responsible, changed_at, changed_by_name, closed_on, closed_by_name) select measure_id, kindergarten_id, 'too-few', 'x', 'x', 'x', 'end', 'x', now(), 'Siri', '2026-11-20', 'Siri' from measures.part where measure_id = $1", [measure])
  await correct('Mona Lien', true)
  expect([await take(), (await stored()).length]).toEqual([0, 1])
})

test('only those in the kindergarten choose', async () => {
  const [one] = await stored()
  const [eva, hanne] = await Promise.all([world.as('eva'), world.as('hanne')])
  const statuses = await Promise.all([eva, hanne].map(async (each) => (await each.post(`${address()}/${one?.id}/innsjekking`, { valg: 'annen', versjon: '1' })).status))
  expect(statuses).toEqual([403, 404])
})
