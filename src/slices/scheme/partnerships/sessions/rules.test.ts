import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { cancel, countHalves, hold, plan, type SessionFacts } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const facts = { agreedAt: new Date('2025-01-01T10:00:00Z'), period: { from: day('2025-08-01'), to: day('2028-08-01') } }
const session = (state: SessionFacts['state'], on: string, by?: SessionFacts['cancelledBy'], staff?: number): SessionFacts => ({ day: day(on), state, cancelledBy: by, staff })
const refusal = (decision: { ok: boolean; because?: string }) => (decision.ok ? 'accepted' : decision.because)

describe('a session', () => {
  test.each([
    ['is planned inside the period', plan(facts, day('2027-01-01')), 'accepted'],
    ['is written in afterwards', plan(facts, day('2026-01-01')), 'accepted'],
    ['is not planned outside the period', plan(facts, day('2028-08-01')), 'day-outside'],
    ['is not planned before both have confirmed', plan({ ...facts, agreedAt: undefined }, today), 'never-agreed'],
    ['was held today', hold(session('planned', '2026-11-23'), today), 'accepted'],
    ['in the future was not held', hold(session('planned', '2026-11-24'), today), 'not-yet'],
    ['that was held is not told twice', hold(session('held', '2026-11-01'), today), 'session-held'],
    ['that was cancelled was not held', hold(session('cancelled', '2026-11-01', 'owner'), today), 'session-cancelled'],
    ['is cancelled, with a new day', cancel(session('planned', '2026-11-01'), facts, day('2026-12-01'), today), 'accepted'],
    ['that was held is not cancelled', cancel(session('held', '2026-11-01'), facts, undefined, today), 'session-held'],
    ['has no new day that has passed', cancel(session('planned', '2026-11-01'), facts, day('2026-11-22'), today), 'new-day-passed'],
    ['has no new day outside the period', cancel(session('planned', '2026-11-01'), facts, day('2029-01-01'), today), 'new-day-outside'],
  ])('%s', (_, decision, because) => expect(refusal(decision)).toBe(because))
  test('is counted once, in its half-year', () => {
    expect(countHalves([session('held', '2026-09-01', undefined, 30), session('held', '2026-02-01', undefined, 5), session('held', '2026-03-01', undefined, 4), session('cancelled', '2026-09-02', 'partner'), session('planned', '2026-12-01')])).toEqual([
      { half: '2026-2', planned: 1, held: 1, cancelled: { owner: 0, partner: 1, neither: 0 }, staff: 30 },
      { half: '2026-1', planned: 0, held: 2, cancelled: { owner: 0, partner: 0, neither: 0 }, staff: 5 },
    ])
  })
})
