import { addDays, morningOf, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import type { StepKind } from '../flow/index.ts'

/** What people are reminded of: a case past its deadline that nobody has, and a follow-up whose day has come. */
export type ReminderKind = 'not-taken' | 'follow-up'

/** A running case as it stands when reminders are sent. */
export type DueCase = { readonly stepKind: StepKind; readonly taken: boolean; readonly followedUp: boolean }

/**
 * What a case whose deadline has come is reminded of. Asked of the case as it is now: undoing, opening again, giving a case up and a new
 * version of the flow chart need no reminders of their own, and none are left behind.
 */
export const remindersOf = ({ stepKind, taken, followedUp }: DueCase): ReminderKind[] => [
  ...(taken ? [] : (['not-taken'] as const)),
  ...(stepKind === 'follow-up' && !followedUp ? (['follow-up'] as const) : []),
]

/** The last deadline that reminders are sent for now: today's from seven in the morning, until then yesterday's. */
export function lastDueDay(now: Date): LocalDate {
  const today = osloDate(now)
  return now >= morningOf(today) ? today : addDays(today, -1)
}
