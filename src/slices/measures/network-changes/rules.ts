import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { contains, type Period } from '../../../kernel/period.ts'
import { standingOf, type LeaveReason, type Network } from '../networks/rules.ts'

// What a network is changed to, and who comes and goes. The rules in words: docs/rules/measures-networks.md.

export type ChangeRefusal = 'network-over' | 'changed-since' | 'begun' | 'ends-passed' | 'meeting-outside'
/**
 * Name, theme, who leads it and its days. When it has begun the first day stands; it is ended by ending it, not by a last day that has been;
 * and no meeting that is to come falls outside.
 * @param meetings the days of meetings that are to come
 */
export function changeNetwork(network: Network & { readonly changedAt: number }, to: Period, seen: number, meetings: readonly LocalDate[], today: LocalDate): Decision<ChangeRefusal, { readonly kind: 'measures.network-changed' }> {
  if (standingOf(network, today) === 'over') return refuse('network-over')
  if (network.changedAt !== seen) return refuse('changed-since')
  if (to.from !== network.period.from && (network.period.from <= today || to.from < today)) return refuse('begun')
  if (to.to !== undefined && to.to <= today) return refuse('ends-passed')
  return meetings.every((day) => contains(to, day)) ? accept({ kind: 'measures.network-changed' }) : refuse('meeting-outside')
}

export type Stay = { readonly kindergarten: string; readonly period: Period; readonly left: LeaveReason | 'closed' | undefined; readonly closedOn: LocalDate | undefined }
export type Turn = { readonly on: LocalDate; readonly kindergarten: string; readonly what: 'joined' | 'came-back' | 'left'; readonly reason: LeaveReason | 'closed' | undefined }
/** Who has come and gone, the last first. Whoever is in it to its end has not left; a kindergarten that closes has. */
export function turns(stays: readonly Stay[], today: LocalDate): readonly Turn[] {
  const inOrder = stays.toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1))
  const before = new Set<string>()
  const all = inOrder.flatMap(({ kindergarten, period, left, closedOn }): Turn[] => {
    const came: Turn = { on: period.from, kindergarten, what: before.has(kindergarten) ? 'came-back' : 'joined', reason: undefined }
    before.add(kindergarten)
    if (left !== undefined && period.to !== undefined) return [came, { on: period.to, kindergarten, what: 'left', reason: left }]
    return closedOn !== undefined && contains(period, closedOn) ? [came, { on: closedOn, kindergarten, what: 'left', reason: 'closed' }] : [came]
  })
  return all.filter(({ on }) => on <= today).toSorted((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0))
}
