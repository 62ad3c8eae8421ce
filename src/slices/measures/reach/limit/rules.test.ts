import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { lagging, type Counted, type Gathering, type StaffGroup } from '../rules.ts'
import { bounds, changeLimit, limitFrom } from './rules.ts'

const day = '2026-10-01' as LocalDate
const gathering = (counts: readonly Counted[]): Gathering => ({ id: 'g', title: 'Lek', heldOn: day, version: 1, changedAt: new Date(0), changedBy: 'Siri', source: 'typed', sessionId: undefined, checkedIn: undefined, apart: false, counts, catchUps: [] })
const at = (group: StaffGroup, people: number, reached: number, partTime = 0, reachedPartTime = 0): Counted => ({ departmentId: undefined, group, people, partTime, reached, reachedPartTime })
const who = (counts: readonly Counted[], points?: number) => lagging([gathering(counts)], points).map(({ part }) => part)

describe('who is said to lag behind', () => {
  test.each([
    ['assistants twenty points below the others', [at('assistant', 10, 7), at('other', 10, 9)], undefined, ['assistant']],
    ['not at nineteen points', [at('assistant', 100, 71), at('other', 100, 90)], undefined, []],
    ['assistants above the others never', [at('assistant', 10, 10), at('other', 10, 1)], undefined, []],
    ['part-time staff in whatever group, when those who work full time are there', [at('kindergarten-teacher', 10, 6, 5, 1)], undefined, ['part-time']],
    ['both, each for itself', [at('assistant', 10, 2, 5, 0), at('head', 1, 1), at('pedagogical-leader', 4, 4)], undefined, ['assistant', 'part-time']],
    ['not skilled workers: nobody has asked to be told of them', [at('skilled-worker', 10, 0), at('other', 10, 10)], undefined, []],
    ['not where only assistants work', [at('assistant', 10, 1)], undefined, []],
    ['not part-time staff where nobody works part-time', [at('assistant', 10, 9), at('other', 10, 10)], 5, ['assistant']],
    ['with the team’s limit of five, already at ten', [at('assistant', 10, 8), at('other', 10, 9)], 5, ['assistant']],
    ['with a limit of sixty, not at fifty', [at('assistant', 10, 4), at('other', 10, 9)], 60, []],
  ] as const)('%s', (_, counts, points, parts) => {
    expect(who(counts, points)).toEqual(parts)
  })

  test('a lower limit never hides anybody who was told of with a higher one', () => {
    const any = fc.record({ assistants: fc.integer({ min: 1, max: 30 }), others: fc.integer({ min: 1, max: 30 }), there: fc.nat(30), othersThere: fc.nat(30), low: fc.integer({ min: bounds.least, max: bounds.most }), high: fc.integer({ min: bounds.least, max: bounds.most }) })
    fc.assert(fc.property(any, ({ assistants, others, there, othersThere, low, high }) => {
      const counts = [at('assistant', assistants, Math.min(there, assistants)), at('other', others, Math.min(othersThere, others))]
      const [least, most] = [Math.min(low, high), Math.max(low, high)]
      expect(who(counts, least)).toEqual(expect.arrayContaining([...who(counts, most)]))
    }))
  })
})

describe('the limit', () => {
  test.each([
    ['under five', 4, 'out-of-bounds'],
    ['over sixty', 61, 'out-of-bounds'],
    ['half a point', 12.5, 'out-of-bounds'],
    ['what is not a number', Number.NaN, 'out-of-bounds'],
    ['what it is already', 20, 'nothing-changed'],
  ] as const)('%s is refused', (_, wanted, because) => {
    expect(changeLimit(20, wanted)).toEqual({ ok: false, because })
  })
  test('begins at twenty, and the last that was set holds', () => {
    expect([limitFrom([]), limitFrom([{ points: 10 }, { points: 30 }]), changeLimit(20, 30)]).toEqual([20, 30, { ok: true, event: { kind: 'measures.reach-limit-changed', points: 30 } }])
  })
})
