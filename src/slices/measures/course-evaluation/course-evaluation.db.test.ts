import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { reading } from '../../../platform/db.ts'
import { newSecret } from '../../../platform/link-secrets.ts'
import { aCourse, type ACourse } from '../attendance/courses.fixtures.ts'
import { actorOf } from '../../../../test/actors.ts'
import { answer as answerWith, forgetEvaluations } from './actions.ts'
import { ticketPath } from './secrets.ts'
import { loadResult } from './store.ts'

let world: World
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
})
afterAll(() => world.close())

const form = { pastander: 'Jeg har nytte av kurset\nVi kan bruke det', stenger: '7.12.2026' }
const answer = (first: string, ord = '') => ({ p1: first, p2: '4', ord })
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `Prøve ${'ABCDEFGHIJ'[at]}`, email: 'felles@solstrala.example' }))

/** A course that was held, and its evaluation opened: its desk, and the link of each who has a seat. */
async function asked(people = 6): Promise<{ readonly course: ACourse; readonly desk: string; readonly links: readonly string[] }> {
  const course = await aCourse(world, ['2026-11-20T09:00:00Z'], many(people))
  const desk = `/kurs/${course.id}/evaluering`
  expect((await tone.post(desk, form)).location).toBe(desk)
  return { course, desk, links: course.seated.map(({ id }) => ticketPath(world.deps.config, id)) }
}
const result = async (desk: string) => words((await tone.get(`${desk}?sprak=nb`)).text)

test('four answers are never shown, five are, and only when it is closed; a mean takes five figures; nothing is left of who was asked', async () => {
  const { course, desk, links } = await asked()
  for (const [at, first] of ['5', '5', '4', '0'].entries()) expect((await world.stranger().post(links[at] ?? '', answer(first, 'Fint å møtes'))).status).toBe(303)
  expect(await result(desk)).toContain('Færre enn fem har svart')
  await world.stranger().post(links[4] ?? '', answer('2'))
  expect(await result(desk)).not.toContain('Gjennomsnitt')
  expect((await tone.post(`${desk}/lukking`)).location).toBe(desk)
  const shown = await result(desk)
  // Four gave a figure to the first: too few for a mean of it. Five did to the second.
  for (const part of ['Minst 5 har svart', 'For få', '4,0', 'Fint å møtes']) expect(shown).toContain(part)
  expect((await world.stranger().post(links[5] ?? '', answer('1'))).status).toBe(404)
  expect(await world.asOwner('select 1 from measures.course_evaluation_ticket where course_id = $1', [course.id])).toEqual([])
})

test('one link is one answer, whoever has it and however often: five from one link do not unlock anything', async () => {
  const { course, desk, links } = await asked()
  for (let again = 0; again < 5; again++) expect((await world.stranger().post(links[0] ?? '', answer('5'))).status).toBe(303)
  expect(words((await world.stranger().get(`${links[0]}?sprak=nb`)).text)).toContain('Lenken gjelder for ett svar, og den er brukt nå')
  const together = await Promise.all([1, 2, 3].map(() => world.stranger().post(links[1] ?? '', answer('3'))))
  expect(together.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await world.asOwner('select answered from measures.course_evaluation_count where course_id = $1', [course.id])).toEqual([{ answered: 2 }])
  expect(await result(desk)).toContain('Færre enn fem har svart')
  expect((await world.stranger().get(`/kursevaluering/${newSecret()}`)).status, 'one that somebody has thought out').toBe(404)
})

test('an answer cannot be laid beside the ticket it came with: no time, no order, and all rows are written by the last', async () => {
  const { course, links } = await asked()
  for (const [at, link] of links.slice(0, 4).entries()) await world.stranger().post(link, answer(String(at + 1), `Ord ${at}`))
  const rows = await world.asOwner<{ written: string; used: boolean }>('select xmin::text as written, used from measures.course_evaluation_ticket where course_id = $1', [course.id])
  expect([rows.filter(({ used }) => used).length, new Set(rows.map(({ written }) => written)).size]).toEqual([4, 1])
  const others = await world.asOwner<{ written: string }>('select xmin::text as written from measures.course_evaluation_tally where course_id = $1 union all select xmin::text from measures.course_evaluation_word where course_id = $1', [course.id])
  expect([...new Set(others.map(({ written }) => written))]).toEqual([rows[0]?.written])
})

test('whatever is answered, fewer than five are told of as nothing and thrown away, five or more in bands and means of five figures, every word once', async () => {
  const actor = await actorOf(world, 'tone')
  const anyAnswers = fc.array(fc.record({ first: fc.integer({ min: 0, max: 5 }), second: fc.integer({ min: 0, max: 5 }), said: fc.constantFrom('', 'Fint', 'Ikke for meg', 'Mer om lek') }), { minLength: 1, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(anyAnswers, async (answers) => {
      const { course, desk, links } = await asked(answers.length)
      for (const [at, { first, second, said }] of answers.entries()) expect(await answerWith(world.deps, links[at]?.split('/')[2] ?? '', [first, second], said)).toBe('answered')
      const load = () => reading(world.db, actor, (tx) => loadResult(tx, course.id, 2, world.clock()))
      const before = await load()
      expect([before.means, before.words]).toEqual([[undefined, undefined], []])
      await tone.post(`${desk}/lukking`)
      const shown = await load()
      const mean = (figures: readonly number[]) => (figures.length < 5 ? undefined : Math.round((figures.reduce((sum, one) => sum + one, 0) / figures.length + 1e-9) * 10) / 10)
      const told = answers.length >= 5
      const expected = ['first', 'second'] as const
      expect(shown.answered).toBe(told ? Math.floor(answers.length / 5) * 5 : undefined)
      expect(shown.means).toEqual(expected.map((key) => (told ? mean(answers.map((one) => one[key]).filter((value) => value > 0)) : undefined)))
      expect(shown.words.toSorted()).toEqual(told ? answers.flatMap(({ said }) => (said ? [said] : [])).toSorted() : [])
      const kept = await world.asOwner<{ n: number }>('select count(*)::int as n from measures.course_evaluation_tally where course_id = $1', [course.id])
      expect((kept[0]?.n ?? 0) > 0).toBe(told)
    }),
    { numRuns: 12 },
  )
})

test('an answer that is not whole, or names somebody, is sent back with what was typed, and the ticket is not used; nobody is asked twice', async () => {
  const { desk, links } = await asked()
  const link = links[0] ?? ''
  const again = await tone.post(`${desk}?sprak=nb`, form)
  expect([again.status, words(again.text).includes('De blir spurt én gang')]).toEqual([409, true])
  const incomplete = await world.stranger().post(`${link}?sprak=nb`, { ...answer('3'), p2: '', ord: 'Bra kurs' })
  expect([incomplete.status, words(incomplete.text).includes('Velg et svar'), incomplete.text.includes('Bra kurs')]).toEqual([422, true, true])
  expect((await world.stranger().post(link, answer('3', 'Hun het 01010750160'))).status).toBe(422)
  expect((await world.stranger().post(link, answer('3'))).status).toBe(303)
})

test('is opened while the last session is held; everybody with a seat is sent a link of their own, and finds it on the own page; who gets a seat later is sent one too', async () => {
  const course = await aCourse(world, ['2026-11-20T09:00:00Z', '2026-11-23T08:30:00Z'], [...many(2), { name: 'Avmeldt Prøve', email: 'av@solstrala.example' }])
  await world.asOwner("update measures.course_place set state = 'withdrawn' where id = $1", [course.seated[2]?.id])
  const desk = `/kurs/${course.id}/evaluering`
  const link = (at: number) => ticketPath(world.deps.config, course.seated[at]?.id ?? '')
  const letters = () => world.asOwner<{ path: string; person: string }>("select path, data ->> 'person' as person from messaging.notice where kind = 'course-evaluation' and subject_id = any($1) order by 2", [course.seated.map(({ id }) => id)])
  expect((await world.stranger().get(`/kursplass/${course.seated[0]?.token}`)).text).not.toContain('/kursevaluering/')
  expect((await tone.post(desk, form)).location).toBe(desk)
  expect(await letters()).toEqual([{ path: link(0), person: 'Prøve A' }, { path: link(1), person: 'Prøve B' }])
  expect((await world.stranger().get(`/kursplass/${course.seated[0]?.token}`)).text).toContain(`href="${link(0)}"`)
  expect((await world.stranger().get(link(0))).status).toBe(200)
  expect([await result(desk), (await world.stranger().get(link(2))).status]).toEqual([expect.stringContaining('2 har fått hver sin lenke'), 404])
  expect(await result(desk)).not.toContain('Send til dem som har fått plass')
  await world.asOwner("update measures.course_place set state = 'seated' where id = $1", [course.seated[2]?.id])
  expect(await result(desk)).toContain('Send til dem som har fått plass')
  expect((await tone.post(`${desk}/nye`)).location).toBe(desk)
  expect((await tone.post(`${desk}/nye`)).location).toBe(desk)
  expect((await letters()).map(({ person }) => person), 'nobody twice').toEqual(['Avmeldt Prøve', 'Prøve A', 'Prøve B'])
  expect(await result(desk)).toContain('3 har fått hver sin lenke')
})

test('when the last day has been, nothing is left of who was asked, closed by hand or not', async () => {
  const { course, links } = await asked(2)
  await world.stranger().post(links[0] ?? '', answer('5', 'Fint'))
  const now = world.clock()
  world.clock.set(new Date('2026-12-07T21:00:00Z'))
  await forgetEvaluations(world.deps)
  expect((await world.asOwner('select 1 from measures.course_evaluation_ticket where course_id = $1', [course.id])).length, 'the last day is not over').toBe(2)
  world.clock.set(new Date('2026-12-08T02:00:00Z'))
  await forgetEvaluations(world.deps)
  for (const table of ['ticket', 'tally', 'word', 'count']) expect(await world.asOwner(`select 1 from measures.course_evaluation_${table} where course_id = $1`, [course.id]), table).toEqual([])
  world.clock.set(now)
})

test('nobody but whoever arranges sees anything of it, the head whose staff were there neither', async () => {
  const { course, desk, links } = await asked(5)
  for (const link of links) await world.stranger().post(link, answer('4', 'Fint'))
  await tone.post(`${desk}/lukking`)
  const siri = await world.as('siri')
  expect([(await siri.get(desk)).status, (await siri.post(`${desk}/nye`)).status, (await siri.get(`/kurs/${course.id}`)).text.includes('/evaluering')]).toEqual([403, 403, false])
  for (const who of ['siri', 'hanne', 'eva'] as const) {
    const seen = await reading(world.db, await actorOf(world, who), (tx) => loadResult(tx, course.id, 2, world.clock()))
    expect(seen, who).toEqual({ answered: undefined, means: [undefined, undefined], words: [] })
  }
})

test('waits until the last session begins, and is for whoever arranges it', async () => {
  const course = await aCourse(world, ['2026-12-03T09:00:00Z'])
  const sent = await tone.post(`/kurs/${course.id}/evaluering?sprak=nb`, form)
  expect([sent.status, words(sent.text).includes('Den siste samlingen har ikke begynt')]).toEqual([409, true])
  expect((await (await world.as('eva')).get(`/kurs/${course.id}/evaluering`)).status).toBe(404)
  expect((await (await world.as('siri')).get(`/kurs/${course.id}/evaluering`)).status).toBe(403)
  expect((await world.stranger().get('/kursevaluering/aaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
})

test('nobody reads an answer in the database, not the program either', async () => {
  for (const table of ['course_evaluation_tally', 'course_evaluation_word', 'course_evaluation_ticket', 'course_evaluation_count'])
    await expect(world.deps.db.pool.query(`select * from measures.${table}`)).rejects.toThrow('permission denied')
})
