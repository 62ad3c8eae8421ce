import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Period } from '../../../../kernel/period.ts'
import type { Side } from '../rules.ts'

/** What of the university has changed. */
export const changeKinds = ['teacher-education', 'practice', 'research', 'own-competence'] as const
export type ChangeKind = (typeof changeKinds)[number]

export type WriteRefusal = 'not-partner' | 'never-agreed' | 'changed-later' | 'changed-before'
/** The university writes it, also after the partnership has ended; of a day that has come, after the partnership began. */
export function write(facts: { readonly agreedAt: Date | undefined; readonly period: Period }, side: Side, day: LocalDate, today: LocalDate): Decision<WriteRefusal, { readonly kind: 'scheme.partnership-university-changed' }> {
  if (side !== 'partner') return refuse('not-partner')
  if (!facts.agreedAt) return refuse('never-agreed')
  if (day > today) return refuse('changed-later')
  return day < facts.period.from ? refuse('changed-before') : accept({ kind: 'scheme.partnership-university-changed' })
}
