import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { isWorkingDay } from '../../../../kernel/working-days.ts'
import { currentOf, isLate, lacking, nextOf, planRound, replan, takeOver, takeStep, unitsOf, type Cycle, type CycleStep, type StepRefusal } from './rules.ts'

const day = (text: string) => text as LocalDate
const cycle: Cycle = { id: 'c', programmeId: 'p', cohortId: 'h', kindergartenId: 'k', kindergarten: 'K', departmentId: 'd', department: 'D', departmentClosed: false, round: 1, observerId: 'o', observer: 'O', planned: { observe: day('2026-11-20'), 'feed-back': day('2026-11-27'), guide: day('2026-12-11') }, done: {}, calledOffOn: undefined, version: 1 }
const cohort = { startsOn: day('2026-08-01'), endsOn: day('2027-06-30') }
const today = day('2026-11-23')

describe('a round is spread evenly', () => {
  test('every department once, on working days within the days, in order, and a kindergarten meets one observer', () => {
    const shape = fc.record({ kindergartens: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 120 }), from: fc.integer({ min: 0, max: 200 }), days: fc.integer({ min: 3, max: 100 }), observers: fc.integer({ min: 1, max: 8 }), after: fc.integer({ min: 0, max: 20 }) })
    fc.assert(
      fc.property(shape, ({ kindergartens, from, days, observers, after }) => {
        const units = kindergartens.flatMap((count, k) => Array.from({ length: count }, (_, d) => ({ kindergartenId: `k${k}`, departmentId: `k${k}d${d}` })))
        const first = addDays(cohort.startsOn, from)
        const last = addDays(first, days)
        const planned = planRound(units, { from: first, to: last, feedbackAfter: after, guideAfter: after, observers: Array.from({ length: observers }, (_, o) => `o${o}`) }, cohort)
        if (!planned.ok) {
          expect(['no-working-days', 'days-outside']).toContain(planned.because)
          return
        }
        const { cycles } = planned.event
        expect(cycles.map((one) => one.departmentId)).toEqual(units.map((one) => one.departmentId))
        for (const one of cycles) expect([isWorkingDay(one.planned.observe), one.planned.observe >= first && one.planned.observe <= last, one.planned['feed-back'] >= one.planned.observe, one.planned.guide >= one.planned['feed-back']]).toEqual([true, true, true, true])
        const perDay = [...Map.groupBy(cycles, (one) => one.planned.observe).values()].map((list) => list.length)
        const working = Array.from({ length: days + 1 }, (_, at) => addDays(first, at)).filter(isWorkingDay).length
        expect(Math.max(...perDay)).toBeLessThanOrEqual(Math.ceil(units.length / working))
        for (const list of Map.groupBy(cycles, (one) => one.kindergartenId).values()) expect(new Set(list.map((one) => one.observerId)).size).toBe(1)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['nobody has said yes', [], { from: '2026-11-30', to: '2026-12-11' }, 'nobody-in'],
    ['the last day before the first', [{ kindergartenId: 'k', departmentId: 'd' }], { from: '2026-12-11', to: '2026-11-30' }, 'ends-before'],
    ['before the cohort begins', [{ kindergartenId: 'k', departmentId: 'd' }], { from: '2026-07-01', to: '2026-12-11' }, 'days-outside'],
    ['a weekend', [{ kindergartenId: 'k', departmentId: 'd' }], { from: '2026-12-05', to: '2026-12-06' }, 'no-working-days'],
  ] as const)('%s: not', (_, units, days, because) => {
    expect(planRound(units, { from: day(days.from), to: day(days.to), feedbackAfter: 5, guideAfter: 10, observers: ['o'] }, cohort)).toEqual({ ok: false, because })
  })

  test('of a kindergarten that chose some departments those, of one that chose none all, of one without any the whole', () => {
    const departments = [{ id: 'a', kindergartenId: '1' }, { id: 'b', kindergartenId: '1' }]
    expect(unitsOf([{ kindergartenId: '1', departments: ['b'] }], departments)).toEqual([{ kindergartenId: '1', departmentId: 'b' }])
    expect(unitsOf([{ kindergartenId: '1', departments: [] }], departments)).toHaveLength(2)
    expect(unitsOf([{ kindergartenId: '1', departments: ['gone'] }], departments)).toHaveLength(2)
    expect(unitsOf([{ kindergartenId: '2', departments: [] }], departments)).toEqual([{ kindergartenId: '2', departmentId: undefined }])
  })
})

test('a round is lacked by those that do not have it, and by those whose was called off', () => {
  const units = ['a', 'b', 'c', undefined].map((departmentId) => ({ kindergartenId: 'k', departmentId }))
  const has = (departmentId: string | undefined, change: Partial<Cycle> = {}) => ({ ...cycle, departmentId, ...change })
  expect(lacking(units, [has('a'), has('b', { calledOffOn: today }), has('c', { round: 2 }), has(undefined)], 1).map((one) => one.departmentId)).toEqual(['b', 'c'])
  expect(lacking(units.slice(0, 1), [has('a', { calledOffOn: today }), has('a')], 1)).toEqual([])
  expect(lacking(units.slice(0, 1), [has('a', { kindergartenId: 'other' })], 1)).toHaveLength(1)
})

describe('a step', () => {
  test.each<[string, Partial<Cycle>, CycleStep, string, number, StepRefusal]>([
    ['feedback before the observation: not', {}, 'feed-back', '2026-11-23', 1, 'not-next'],
    ['the observation again when feedback has been given: not', { done: { observe: day('2026-11-01'), 'feed-back': day('2026-11-02') } }, 'observe', '2026-11-01', 1, 'not-next'],
    ['tomorrow: not yet', {}, 'observe', '2026-11-24', 1, 'day-ahead'],
    ['before the step in front: not', { done: { observe: day('2026-11-20') } }, 'feed-back', '2026-11-19', 1, 'day-before'],
    ['when somebody else has changed it: told', {}, 'observe', '2026-11-23', 2, 'changed-meanwhile'],
    ['when it is called off: not', { calledOffOn: today }, 'observe', '2026-11-23', 1, 'called-off'],
  ])('%s', (_, change, step, on, version, because) => {
    expect(takeStep({ ...cycle, ...change }, step, day(on), today, version)).toEqual({ ok: false, because })
  })
  test('the last one can be corrected until the next is written', () => {
    expect(takeStep({ ...cycle, done: { observe: day('2026-11-20') } }, 'observe', day('2026-11-19'), today, 1)).toMatchObject({ ok: true, event: { kind: 'measures.programme-step-corrected' } })
  })
})

test('which comes next, when it is late, and which round of a department is shown', () => {
  const through = { ...cycle, done: { observe: today, 'feed-back': today, guide: today } }
  expect([nextOf(cycle), nextOf(through), isLate(cycle, today), isLate(through, today), isLate({ ...cycle, calledOffOn: today }, today)]).toEqual(['observe', undefined, true, false, false])
  const second = { ...cycle, id: 'd', round: 2 }
  expect([currentOf([second, cycle])?.id, currentOf([second, through])?.id, currentOf([through])?.id, currentOf([])]).toEqual(['c', 'd', 'c', undefined])
})

test('days in the wrong order are refused, and one who does not work there takes nothing over', () => {
  expect(replan(cycle, { ...cycle.planned, guide: day('2026-11-21') }, 1)).toEqual({ ok: false, because: 'order' })
  expect([takeOver('x', ['o'], 3), takeOver('o', ['o'], 0)]).toEqual([{ ok: false, because: 'observer-unknown' }, { ok: false, because: 'nothing-left' }])
})
