import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { deadlineOf, type Half } from '../halves/rules.ts'
import { halvesOf, stateOf, type Delivered } from '../reflections/rules.ts'
import { isTime, type RenewFacts } from '../renewal/rules.ts'
import { isOver, sides, type Side } from '../rules.ts'

/** So many days before the last day to deliver, a side that has not is reminded. */
const remindedBefore = 14

/** What a side is told once: that a half-year is to be reflected on, or that it is time to talk of what comes after. */
export type About = Half | 'renewal'
export type Reminder = { readonly side: Side; readonly about: About }

/** `settled`: a new period is proposed, or a side has said that it will not go on. */
export type ReminderFacts = RenewFacts & { readonly delivered: readonly Delivered[]; readonly settled: boolean }

/** What each side of a partnership is to be reminded of on a day, whether or not it has been. Nothing of one that has been ended. */
export function remindersOf(facts: ReminderFacts, today: LocalDate): readonly Reminder[] {
  if (facts.endedAt) return []
  const near = halvesOf(facts, today).filter((half) => today >= addDays(deadlineOf(half), -remindedBefore))
  const talks = isTime(facts, today) && !isOver(facts.period, today) && !facts.settled
  return sides.flatMap((side) => [...near.filter((half) => stateOf(half, side, facts.delivered, today) === 'to-deliver').map((half) => ({ side, about: half })), ...(talks ? [{ side, about: 'renewal' as const }] : [])])
}
