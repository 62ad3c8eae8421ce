import type { OrgKind } from '../../../../kernel/actor.ts'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { overlaps, type Period } from '../../../../kernel/period.ts'

/** Relations a person may write down. A merger has a page of its own. */
export const relationKinds = ['owned-by', 'lies-in', 'supervised-by', 'part-of', 'served-by'] as const
export type WrittenKind = (typeof relationKinds)[number]
export const isWrittenKind = (text: string): text is WrittenKind => relationKinds.some((kind) => kind === text)

/** What an organisation of each kind may stand to which others as. */
const fitting: Readonly<Record<OrgKind, Partial<Readonly<Record<WrittenKind, readonly OrgKind[]>>>>> = {
  kindergarten: { 'owned-by': ['owner', 'municipality'], 'lies-in': ['municipality'], 'supervised-by': ['municipality'], 'served-by': ['support-service'] },
  department: {},
  owner: { 'part-of': ['owner', 'association'], 'lies-in': ['municipality'] },
  municipality: { 'served-by': ['support-service'], 'part-of': ['municipality'], 'supervised-by': ['county-governor'] },
  'county-governor': {},
  university: { 'lies-in': ['municipality'] },
  'support-service': { 'part-of': ['municipality', 'support-service'], 'lies-in': ['municipality'] },
  school: { 'part-of': ['municipality'], 'owned-by': ['municipality', 'owner'], 'lies-in': ['municipality'], 'served-by': ['support-service'] },
  association: { 'part-of': ['association'] },
  operator: {},
}
export const kindsFor = (from: OrgKind): WrittenKind[] => relationKinds.filter((kind) => fitting[from][kind] !== undefined)
/** The kinds of organisation that one may stand to in this way; for searching among. */
export const partnersOf = (from: OrgKind, kind: WrittenKind): readonly OrgKind[] => fitting[from][kind] ?? []

export type Side = { readonly id: string; readonly name: string; readonly kind: OrgKind; readonly form: string | undefined; readonly closed: boolean }
export type Relation = { readonly id: string; readonly kind: WrittenKind; readonly to: Side; readonly period: Period }
export type BeginRefusal = 'does-not-fit' | 'to-itself' | 'other-closed' | 'there-already' | 'another-later'
export type Begun = { readonly period: Period; readonly ends: readonly Relation[] }

/**
 * A new relation from a day on. Where there can be one at a time (one owner, one municipality, one authority, one competence team) the one that
 * runs ends the day before; one that is written down from that day or later must be ended first.
 */
export function begin(from: Side, to: Side, kind: WrittenKind, on: LocalDate, running: readonly Relation[]): Decision<BeginRefusal, Begun> & { readonly other?: Relation } {
  if (from.id === to.id) return refuse('to-itself')
  if (!partnersOf(from.kind, kind).includes(to.kind)) return refuse('does-not-fit')
  if (from.closed || to.closed) return refuse('other-closed')
  const period: Period = { from: on, to: undefined }
  const same = running.filter((one) => one.kind === kind && overlaps(one.period, period))
  const there = same.find((one) => one.to.id === to.id)
  if (there) return { ...refuse('there-already'), other: there }
  const replaced = same.filter((one) => kind !== 'served-by' || (isTeam(one.to) && isTeam(to)))
  const later = replaced.find((one) => one.period.from >= on)
  return later ? { ...refuse('another-later'), other: later } : accept({ period, ends: replaced })
}

const isTeam = ({ form }: Side): boolean => form === 'competence-team'

export type EndRefusal = 'over-already' | 'last-before-first'

/** Ends after `lastDay`, which may be still to come. What has ended is history, and stays. */
export function end({ period }: Relation, lastDay: LocalDate, today: LocalDate): Decision<EndRefusal, Period> {
  if (period.to !== undefined && period.to <= today) return refuse('over-already')
  return lastDay < period.from ? refuse('last-before-first') : accept({ from: period.from, to: addDays(lastDay, 1) })
}
