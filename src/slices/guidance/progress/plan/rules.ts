import { createHash } from 'node:crypto'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Side } from '../../cases/rules.ts'
import type { CaseState } from '../../requests/rules.ts'
import { isDoneIn, type CaseInStep, type CaseTask } from '../../tasks/rules.ts'

/** One row of the plan: from the problem to how and when one will see whether it has become better. */
export type PlanRow = {
  readonly problem: string
  readonly goal: string
  readonly sign: string
  readonly measure: string
  readonly who: string
  readonly timing: string
  readonly evaluateOn: LocalDate
}
export type KeptRow = PlanRow & { readonly id: string; readonly version: number; readonly changedAt: Date; readonly changedBy: string }
export type Agreement = { readonly side: Side; readonly at: Date; readonly by: string; readonly onBehalfOf: string | undefined }

export const mostRows = 30
/** A plan is for this guidance: evaluated within three years at the latest. */
const farthestDays = 3 * 366

export type PlanRefusal = 'not-found' | 'case-closed' | 'too-many-rows' | 'evaluate-not-ahead' | 'evaluate-too-far' | 'changed-meanwhile' | 'row-removed' | 'plan-empty' | 'plan-changed' | 'already-agreed'

export function addRow(state: CaseState, rows: number, evaluateOn: LocalDate, today: LocalDate): Decision<PlanRefusal, { readonly kind: 'guidance.plan-row-added' }> {
  if (state !== 'running') return refuse('case-closed')
  if (rows >= mostRows) return refuse('too-many-rows')
  const wrong = checkEvaluateOn(evaluateOn, today)
  return wrong ? refuse(wrong) : accept({ kind: 'guidance.plan-row-added' })
}

/** A row is changed from the version its writer saw, or not at all. A date that has come may stay; a new one lies ahead. */
export function changeRow(state: CaseState, kept: KeptRow | undefined, seen: number, next: PlanRow, today: LocalDate): Decision<PlanRefusal, { readonly kind: 'guidance.plan-row-changed'; readonly same: boolean }> {
  if (state !== 'running') return refuse('case-closed')
  if (!kept) return refuse('row-removed')
  if (sameRow(kept, next)) return accept({ kind: 'guidance.plan-row-changed', same: true })
  if (kept.version !== seen) return refuse('changed-meanwhile')
  const wrong = next.evaluateOn === kept.evaluateOn ? undefined : checkEvaluateOn(next.evaluateOn, today)
  return wrong ? refuse(wrong) : accept({ kind: 'guidance.plan-row-changed', same: false })
}

export function removeRow(state: CaseState, kept: KeptRow | undefined, seen: number): Decision<PlanRefusal, { readonly kind: 'guidance.plan-row-removed'; readonly already: boolean }> {
  if (state !== 'running') return refuse('case-closed')
  if (kept && kept.version !== seen) return refuse('changed-meanwhile')
  return accept({ kind: 'guidance.plan-row-removed', already: kept === undefined })
}

/** One side agrees to the plan that stood on its page, word for word. The head for the kindergarten, an adviser for the team; with both sides in, the plan is agreed. */
export function agree(state: CaseState, rows: readonly KeptRow[], seenStamp: string, agreements: readonly Agreement[], side: Side): Decision<PlanRefusal, { readonly kind: 'guidance.plan-approved' | 'guidance.plan-agreed'; readonly both: boolean }> {
  if (state !== 'running') return refuse('case-closed')
  if (rows.length === 0) return refuse('plan-empty')
  if (agreements.some((one) => one.side === side)) return refuse('already-agreed')
  if (stampOf(rows) !== seenStamp) return refuse('plan-changed')
  const both = agreements.length > 0
  return accept({ kind: both ? 'guidance.plan-agreed' : 'guidance.plan-approved', both })
}

/** A short name for exactly these rows in exactly these versions. */
export const stampOf = (rows: readonly Pick<KeptRow, 'id' | 'version'>[]): string =>
  createHash('sha256').update(rows.map(({ id, version }) => `${id}.${version}`).join(' ')).digest('base64url').slice(0, 16)

export const planFields = ['problem', 'goal', 'sign', 'measure', 'who', 'timing', 'evaluateOn'] as const
const sameRow = (one: PlanRow, other: PlanRow): boolean => planFields.every((field) => one[field] === other[field])

const checkEvaluateOn = (evaluateOn: LocalDate, today: LocalDate): PlanRefusal | undefined =>
  evaluateOn <= today ? 'evaluate-not-ahead' : evaluateOn > addDays(today, farthestDays) ? 'evaluate-too-far' : undefined

/** The plan as it stands: how many rows, who has agreed to them, and whether a plan was agreed before somebody changed it. */
export type PlanStanding = { readonly rows: number; readonly agreed: readonly Side[]; readonly wasAgreed: boolean }

/** Both sides write until one agrees; then it waits for the other. A plan that is changed after it was agreed waits for both, whatever the step. */
export function planTasks({ id, step }: CaseInStep, { rows, agreed, wasAgreed }: PlanStanding): CaseTask[] {
  const path = `/veiledning/${id}/plan`
  const left = (['team', 'kindergarten'] as const).filter((side) => !agreed.includes(side)).map((side) => (side === 'team' ? 'adviser' : 'head'))
  const toAgree = rows > 0 && (agreed.length > 0 || wasAgreed)
  if (!toAgree && !isDoneIn(step, 'plan', 'plan-agreed')) return []
  return left.map((waitsFor) => (toAgree ? { words: 'tasks.plan.agree', href: `${path}/godkjenning`, waitsFor } : { words: rows === 0 ? 'tasks.plan.write' : 'tasks.plan.finish', href: path, waitsFor }))
}
