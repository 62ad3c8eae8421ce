import { addMonths, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Side } from '../rules.ts'

/** Somebody at one of the sides, in the days they were there. `to` is the last day; undefined: still there. */
export type Person = { readonly id: string; readonly side: Side; readonly name: string; readonly from: LocalDate; readonly to: LocalDate | undefined }

export const isThere = (person: Pick<Person, 'from' | 'to'>, on: LocalDate): boolean => person.from <= on && (person.to === undefined || on <= person.to)

export type LeaveRefusal = 'not-found' | 'already-left' | 'leaves-before' | 'leaves-later' | 'hands-to-none'
/** Somebody leaves: on a day that has come, after the first one, and perhaps with somebody of the same side who takes over and is still there. */
export function leave(person: Person | undefined, side: Side, typed: { readonly last: LocalDate; readonly handedTo: Person | undefined; readonly asksFor: boolean }, today: LocalDate): Decision<LeaveRefusal, { readonly kind: 'scheme.partnership-person-left' }> {
  if (!person || person.side !== side) return refuse('not-found')
  if (person.to !== undefined) return refuse('already-left')
  if (typed.last < person.from) return refuse('leaves-before')
  if (typed.last > today) return refuse('leaves-later')
  if (typed.asksFor && (!typed.handedTo || typed.handedTo.side !== side || typed.handedTo.id === person.id || typed.handedTo.to !== undefined)) return refuse('hands-to-none')
  return accept({ kind: 'scheme.partnership-person-left' })
}

export type Continuity = { readonly kind: 'none' } | { readonly kind: 'new' } | { readonly kind: 'compared'; readonly same: number; readonly of: number; readonly before: number }
/**
 * How many of those who are there today were there a year ago too. People are the same when their names are. `none`: nobody is there now;
 * `new`: nobody was there a year ago, so there is nothing to compare with.
 */
export function continuityOf(people: readonly Person[], side: Side, today: LocalDate): Continuity {
  const names = (on: LocalDate) => new Set(people.filter((one) => one.side === side && isThere(one, on)).map(({ name }) => name.trim().toLocaleLowerCase('nb')))
  const [now, then] = [names(today), names(addMonths(today, -12))]
  if (then.size === 0) return { kind: now.size === 0 ? 'none' : 'new' }
  return { kind: 'compared', same: [...now].filter((name) => then.has(name)).length, of: now.size, before: then.size }
}
