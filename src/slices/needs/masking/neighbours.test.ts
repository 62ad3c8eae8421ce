import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answeringElse, tallyOf, type Person } from './neighbours.fixtures.ts'
import { dotsShown, everybody, figure, publish, together, type Published, type ThemeTally } from './rules.ts'

// Everything that is shown of a theme at once, the whole and its parts, laid beside each other: what can be told of one person from it?

const statements = ['s0', 's1', 's2']
const skipped = fc.option(fc.constant('answered'), { freq: 25, nil: undefined })
/** Staffs of one mind and of many, in few and in many groups: the first are the hard ones. */
const staffs: fc.Arbitrary<readonly Person[]> = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 }), fc.constantFrom(1, 12)).chain(([groups, mind, spread, least]) =>
  fc.array(
    fc.record({
      group: fc.integer({ min: 1, max: groups }).map(String),
      answers: fc.tuple(...statements.map(() => fc.tuple(skipped, fc.integer({ min: -spread, max: spread })).map(([said, off]) => (said === undefined ? undefined : Math.min(5, Math.max(0, mind + off)))))),
    }),
    { minLength: least, maxLength: least + 12 },
  ),
)

/** How many of a staff there are whose answer can be told from what is shown. */
function told(by: (theme: ThemeTally) => readonly Published[], numRuns: number): { readonly asked: number; readonly told: readonly string[]; readonly brokenDown: number } {
  const found: string[] = []
  let [asked, brokenDown] = [0, 0]
  fc.assert(
    fc.property(staffs, fc.nat(), fc.nat(2), (staff, which, at) => {
      const who = which % staff.length
      if (staff[who]?.answers[at] === undefined) return
      asked += 1
      if (by(tallyOf(staff, statements)).some(({ part }) => part !== everybody)) brokenDown += 1
      if (!answeringElse(staff, who, at, statements, 2, by)) found.push(`${staff.map(({ group, answers }) => `${group}:${answers.map((one) => one ?? '-').join('')}`).join(' ')}, person ${who} on ${statements[at]}`)
    }),
    { numRuns, seed: 4 },
  )
  return { asked, told: found, brokenDown }
}

describe('what one person answered', () => {
  test('cannot be told from everything that is shown of the theme: the same is shown when they answered something else, and at most two others too', () => {
    const { asked, told: found, brokenDown } = told(publish, 2500)
    expect([asked > 1500, brokenDown > 300], 'enough staffs, and enough of them broken down').toEqual([true, true])
    expect(found).toEqual([])
  }, 60_000)

  test('could be told if a small group were shown by itself: the search finds those it should', () => {
    const leaking = (theme: ThemeTally): readonly Published[] => [...publish(theme), ...[...theme].flatMap(([statement, groups]) => [...groups].map(([part, tally]): Published => ({ statement, part: `small ${part}`, figure: figure(tally) ?? { atLeast: 0, mean: (tally[1] + 2 * tally[2] + 3 * tally[3] + 4 * tally[4] + 5 * tally[5]) / Math.max(1, together([tally]).slice(1).reduce((a, b) => a + b)), low: 0, middle: 0, high: 0, unknown: 0 } })))]
    expect(told(leaking, 200).told.length).toBeGreaterThan(20)
  }, 60_000)
})

describe('where one set one’s dots', () => {
  test('cannot be told: the same is shown when one of those who set a dot on a theme did not, and another perhaps did', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), fc.nat(), (setBy, some) => {
        const dots = some % (setBy + 1)
        expect(dotsShown(dots, setBy)).toBeLessThan(setBy)
        expect(dots < setBy || dotsShown(dots - 1, setBy) === dotsShown(dots, setBy)).toBe(true)
      }),
    )
  })
})
