import { kindergartenYearOf, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { contains, lastDay, type Period } from '../../../kernel/period.ts'

/** The two in a partnership. A member of the owners' network reads, and writes nothing. */
export const sides = ['owner', 'partner'] as const
export type Side = (typeof sides)[number]
export const otherThan = (side: Side): Side => (side === 'owner' ? 'partner' : 'owner')

export const contactParts = ['leads', 'coordinates', 'teaches', 'economy', 'other'] as const
export type ContactPart = (typeof contactParts)[number]

/** What decides how it stands: which version of the promises each has confirmed, and its days. */
export type Facts = { readonly version: number; readonly confirmed: Readonly<Record<Side, number | undefined>>; readonly agreedAt: Date | undefined; readonly endedAt: Date | undefined; readonly period: Period }

export type Standing = 'proposed' | 'changed' | 'agreed' | 'running' | 'over' | 'ended'
/** `proposed`: never agreed; `changed`: agreed before, and one has not confirmed what it has become; `agreed`: begins later; `over`: its days are past; `ended`: somebody ended it. */
export function standingOf(facts: Facts, today: LocalDate): Standing {
  if (facts.endedAt) return 'ended'
  if (unconfirmed(facts).length > 0) return facts.agreedAt ? 'changed' : 'proposed'
  if (contains(facts.period, today)) return 'running'
  return today < facts.period.from ? 'agreed' : 'over'
}

/** Who has not confirmed what it says now. */
export const unconfirmed = ({ version, confirmed }: Pick<Facts, 'version' | 'confirmed'>): readonly Side[] => sides.filter((side) => confirmed[side] !== version)

export type ChangeRefusal = 'already-ended' | 'changed-meanwhile'
/** A change of what the two have promised: a new version, which the one who changes has confirmed by changing it. The other must confirm it too. */
export function change(facts: Facts, side: Side, seen = facts.version): Decision<ChangeRefusal, { readonly kind: 'scheme.partnership-changed'; readonly version: number; readonly confirmed: Facts['confirmed'] }> {
  if (facts.endedAt) return refuse('already-ended')
  if (seen !== facts.version) return refuse('changed-meanwhile')
  const version = facts.version + 1
  return accept({ kind: 'scheme.partnership-changed', version, confirmed: { ...facts.confirmed, [side]: version } })
}

export type ConfirmRefusal = ChangeRefusal | 'already-confirmed' | 'nothing-promised'
/** Confirms the version that was read, when both sides have promised something. */
export function confirm(facts: Facts, side: Side, seen: number, promises: Readonly<Record<Side, number>>): Decision<ConfirmRefusal, { readonly kind: 'scheme.partnership-confirmed'; readonly agreed: boolean }> {
  if (facts.endedAt) return refuse('already-ended')
  if (seen !== facts.version) return refuse('changed-meanwhile')
  if (promises.owner === 0 || promises.partner === 0) return refuse('nothing-promised')
  if (facts.confirmed[side] === facts.version) return refuse('already-confirmed')
  return accept({ kind: 'scheme.partnership-confirmed', agreed: unconfirmed(facts).every((one) => one === side) })
}

/** Either side ends it, with a reason. What was stays readable. */
export function end(facts: Facts, reason: string): Decision<'already-ended' | 'reason-missing', { readonly kind: 'scheme.partnership-ended' }> {
  if (facts.endedAt) return refuse('already-ended')
  return reason.trim() === '' ? refuse('reason-missing') : accept({ kind: 'scheme.partnership-ended' })
}

export type NoteRefusal = 'not-partner' | 'never-agreed' | 'not-in-period' | 'changed-meanwhile'
/** The university's note of a kindergarten year in which the partnership was. Written also after it has ended. */
export function note(facts: Facts, side: Side | 'member', year: number, there: number | undefined, seen: number | undefined): Decision<NoteRefusal, { readonly kind: 'scheme.partnership-noted'; readonly version: number }> {
  if (side !== 'partner') return refuse('not-partner')
  if (!facts.agreedAt) return refuse('never-agreed')
  if (!yearsOf(facts.period, year).includes(year)) return refuse('not-in-period')
  return (there ?? 0) === (seen ?? 0) ? accept({ kind: 'scheme.partnership-noted', version: (there ?? 0) + 1 }) : refuse('changed-meanwhile')
}

/** The kindergarten years with days of the period in them, at most up to `until`. */
export function yearsOf(period: Period, until: number): readonly number[] {
  const first = kindergartenYearOf(period.from)
  const end = lastDay(period)
  const last = Math.min(until, end === undefined ? until : kindergartenYearOf(end))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
}

/** Its days are past: nothing can begin in it any more. */
export const isOver = ({ to }: Period, today: LocalDate): boolean => to !== undefined && to <= today
