import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { allOf, codeOf, phone, planned, send, step, type Phone } from '../sessions.fixtures.ts'

let world: World
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

type Move = { readonly do: 'join' } | { readonly do: 'answer'; readonly who: number; readonly theme: 'care' | 'play'; readonly value: number; readonly times: number } | { readonly do: 'open'; readonly theme: 'care' | 'play' } | { readonly do: 'close' }
const theme = fc.constantFrom<'care' | 'play'>('care', 'play')
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Move>({ do: 'join' }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), who: fc.nat(7), theme, value: fc.integer({ min: 0, max: 5 }), times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), theme }) },
  { weight: 2, arbitrary: fc.constant<Move>({ do: 'close' }) },
)

describe('one vote only', () => {
  test('whatever order people join, answer, answer again and the host opens and closes in, what is counted is the tickets that were thanked, each once for each theme', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
        const id = await planned(world, siri, { antall: '6' })
        await step(siri, id, 'open')
        const code = await codeOf(world, id)
        const phones: Phone[] = []
        const thanked = { care: new Set<number>(), play: new Set<number>() }
        let place: 'care' | 'play' | undefined
        const done = new Set<string>()
        for (const one of [...Array.from({ length: 5 }, (): Move => ({ do: 'join' })), { do: 'open', theme: 'care' } as Move, ...moves]) {
          if (one.do === 'join') {
            if (phones.length < 6) phones.push(await phone(world, code))
            else expect((await world.stranger().post(`/okt/${code}/lapp`)).status).toBe(409)
          } else if (one.do === 'open') {
            const opened = await step(siri, id, 'open-theme', { tema: one.theme })
            expect(opened.status === 303).toBe(place === undefined && !done.has(one.theme))
            if (opened.status === 303) place = one.theme
          } else if (one.do === 'close' && place) {
            await step(siri, id, 'close-theme')
            if (thanked[place].size >= 5) done.add(place)
            place = undefined
          } else if (one.do === 'answer') {
            const own = phones[one.who]
            if (!own) continue
            const answers = await Promise.all(Array.from({ length: one.times }, () => send(own, code, allOf(one.theme, one.value))))
            const taken = place === one.theme
            // Sent again after the theme was closed: not counted, and it is said.
            expect(answers.map(({ status }) => status)).toEqual(answers.map(() => (taken ? 303 : 409)))
            if (taken) thanked[one.theme].add(one.who)
          }
        }
        const counts = new Map((await world.asOwner<{ theme: string; answered: number }>('select theme, answered from needs.staff_count where session_id = $1', [id])).map((row) => [row.theme, row.answered]))
        const tallied = new Map((await world.asOwner<{ theme: string; n: number }>("select theme, sum(n)::int as n from needs.staff_tally where session_id = $1 and statement like '%-1' group by theme", [id])).map((row) => [row.theme, row.n]))
        for (const name of ['care', 'play'] as const) {
          expect(counts.get(name) ?? 0).toBe(thanked[name].size)
          expect(tallied.get(name) ?? 0).toBe(done.has(name) ? 0 : thanked[name].size)
        }
        // What was shown here would keep the same staff from being asked again: each run is a staff of its own.
        await step(siri, id, 'cancel')
        await world.asOwner('delete from needs.staff_result where session_id = $1', [id])
        await world.asOwner('delete from needs.staff_theme where session_id = $1', [id])
      }),
      { numRuns: 12 },
    )
  }, 180_000)
})

describe('what somebody sends who means no good', () => {
  test('a value, a theme, a group or a ticket that is not there counts nothing, and more than a form can say is refused', async () => {
    const [id, other] = [await planned(world, siri, { temaer: ['home'], deling: 'role' }), await planned(world, siri, { temaer: ['team'] })]
    for (const one of [id, other]) await step(siri, one, 'open')
    const [code, otherCode] = [await codeOf(world, id), await codeOf(world, other)]
    await step(siri, id, 'open-theme', { tema: 'home' })
    await step(siri, other, 'open-theme', { tema: 'team' })
    const own = await phone(world, code)
    const tallied = async () => (await world.asOwner<{ n: number }>('select coalesce(sum(n), 0)::int as n from needs.staff_tally where session_id = any ($1)', [[id, other]]))[0]?.n
    expect((await send(own, code, allOf('home', 9, { gruppe: 'teacher' }))).status).toBe(422)
    expect((await send(own, code, { ...allOf('home', 3), gruppe: 'nobody' })).status).toBe(422)
    expect((await send(own, code, { ...allOf('home', 3), gruppe: ['teacher', 'leader'] })).status).toBe(422)
    expect((await send(own, code, { tema: 'transitions', 'transitions-1': '3', gruppe: 'teacher' })).location).toBe(`/okt/${code}`)
    expect((await send(own, code, { tema: '#dots', prikk: ['home'] })).status, 'dots are not open').toBe(409)
    expect((await send({ ...own, cookie: `lapp=${'A'.repeat(22)}` }, code, allOf('home', 3, { gruppe: 'teacher' }))).status).toBe(409)
    // A ticket of one session is none in another.
    expect((await send(own, otherCode, allOf('team', 3))).status).toBe(409)
    expect(await tallied()).toBe(0)
    expect((await send(own, code, allOf('home', 3, { gruppe: 'teacher', more: 'x'.repeat(6_000_000) }))).status).toBe(413)
    await send(own, code, allOf('home', 3, { gruppe: 'teacher', 'home-1 ': '5', 'team-1': '5' }))
    expect(await tallied(), 'only statements of the theme').toBe(3)
    expect((await world.stranger().get('/okt/ZZZZZZ')).status).toBe(404)
    expect(words((await world.stranger().get(`/okt/${code}`)).text)).not.toMatch(/\b[A-Z]{16}\b/)
    for (const one of [id, other]) await step(siri, one, 'cancel')
    const late = await send(own, code, allOf('home', 3, { gruppe: 'teacher' }))
    expect([late.status, words(late.text).includes('Økten er avlyst, og svaret er ikke talt med')]).toEqual([409, true])
  })
})
