import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { continuityOf, leave, type Person } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const person = (name: string, from: string, to?: string, side: Person['side'] = 'partner'): Person => ({ id: name, side, name, from: day(from), to: to === undefined ? undefined : day(to) })

describe('continuity', () => {
  test.each([
    ['three of four are the same', [person('A', '2024-01-01'), person('B', '2024-01-01'), person('C', '2024-01-01'), person('D', '2026-08-01')], { kind: 'compared', same: 3, of: 4, before: 3 }],
    ['who left is not there', [person('A', '2024-01-01', '2026-06-30'), person('B', '2026-08-01')], { kind: 'compared', same: 0, of: 1, before: 1 }],
    ['the same name in a new period is the same person', [person('Ulla Holm', '2024-01-01', '2026-07-31'), person('ulla holm ', '2026-08-01')], { kind: 'compared', same: 1, of: 1, before: 1 }],
    ['nobody a year ago', [person('A', '2026-08-01')], { kind: 'new' }],
    ['nobody at all', [], { kind: 'none' }],
    ['the other side does not count', [person('A', '2024-01-01', undefined, 'owner')], { kind: 'none' }],
  ])('%s', (_, people, stands) => expect(continuityOf(people, 'partner', today)).toEqual(stands))
})
describe('somebody leaves', () => {
  const [one, heir] = [person('A', '2025-01-01'), person('B', '2025-01-01')]
  const typed = (last: string, handedTo?: Person, asksFor = handedTo !== undefined) => ({ last: day(last), handedTo, asksFor })
  test.each([
    ['handed over', leave(one, 'partner', typed('2026-11-23', heir), today), undefined],
    ['with nobody to take over', leave(one, 'partner', typed('2026-11-01'), today), undefined],
    ['of the other side', leave(one, 'owner', typed('2026-11-01'), today), 'not-found'],
    ['twice', leave(person('A', '2025-01-01', '2026-01-01'), 'partner', typed('2026-11-01'), today), 'already-left'],
    ['before the first day', leave(one, 'partner', typed('2024-12-31'), today), 'leaves-before'],
    ['on a day to come', leave(one, 'partner', typed('2026-11-24'), today), 'leaves-later'],
    ['handed to oneself', leave(one, 'partner', typed('2026-11-01', one), today), 'hands-to-none'],
    ['handed to somebody who has left', leave(one, 'partner', typed('2026-11-01', person('C', '2025-01-01', '2026-01-01')), today), 'hands-to-none'],
    ['handed to nobody we know', leave(one, 'partner', typed('2026-11-01', undefined, true), today), 'hands-to-none'],
  ])('%s', (_, decision, because) => expect(decision.ok ? undefined : decision.because).toBe(because))
})
