import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { pieceSchema } from '../evidence/schema.ts'
import type { Involvement, Need, NeedContent, NeedState, StepTaken, Step } from './rules.ts'

const needs = (tx: Tx) => tx.selectFrom('needs.need_statement as n').innerJoin('register.organisation_card as o', 'o.id', 'n.kindergarten_id').selectAll('n').select(['o.name as kindergarten', sql<LocalDate | null>`n.decided_on::text`.as('decided')])
type Row = Awaited<ReturnType<ReturnType<typeof needs>['execute']>>[number]

const needOf = (row: Row): Need => ({
  id: row.id,
  kindergartenId: row.kindergarten_id,
  kindergarten: row.kindergarten ?? '',
  state: row.state as NeedState,
  title: row.title,
  finding: row.finding,
  forWhom: row.for_whom,
  cause: row.cause,
  wished: row.wished,
  signs: row.signs,
  themes: row.themes,
  evidence: pieceSchema.array().catch([]).parse(row.evidence),
  staffInvolved: (row.staff_involved as Involvement | null) ?? undefined,
  staffInvolvedHow: row.staff_involved_how,
  rank: row.rank ?? undefined,
  shared: row.shared_with_team,
  version: row.version,
  changedAt: row.changed_at,
  changedBy: row.changed_by_name,
  decidedOn: row.decided ?? undefined,
  decidedBy: row.decided_by_name ?? undefined,
  endReason: row.end_reason ?? undefined,
})

/** The needs the actor may see, of one kindergarten or all; those changed last first. */
export async function loadNeeds(tx: Tx, kindergartenId?: string): Promise<readonly Need[]> {
  const query = needs(tx).orderBy('n.changed_at', 'desc').limit(300)
  return (await (kindergartenId ? query.where('n.kindergarten_id', '=', kindergartenId) : query).execute()).map(needOf)
}
export async function loadNeed(tx: Tx, id: string): Promise<Need | undefined> {
  const row = await needs(tx).where('n.id', '=', id).executeTakeFirst()
  return row && needOf(row)
}
/** As `loadNeed`, and nobody else changes it until the transaction is over. */
export async function lockNeed(tx: Tx, id: string): Promise<Need | undefined> {
  const held = await tx.selectFrom('needs.need_statement').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return held && loadNeed(tx, id)
}

const columnsOf = (need: NeedContent) => ({
  title: need.title, finding: need.finding, for_whom: need.forWhom, cause: need.cause, wished: need.wished, signs: need.signs, themes: [...need.themes], evidence: JSON.stringify(need.evidence), staff_involved: need.staffInvolved ?? null, staff_involved_how: need.staffInvolvedHow,
})

/** @returns its id, the same for the same start key, so that a double click makes one */
export async function insertNeed(tx: Tx, startKey: string, kindergartenId: string, need: NeedContent, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const made = await tx
    .insertInto('needs.need_statement')
    .values({ ...columnsOf(need), start_key: startKey, kindergarten_id: kindergartenId, region_id: sql<string>`(select o.region_id from register.organisation o where o.id = ${kindergartenId})`, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const there = await tx.selectFrom('needs.need_statement').select('id').where('start_key', '=', startKey).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()
  return there && { id: there.id, isNew: false }
}

const changed = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })
export const saveContent = (tx: Tx, id: string, need: NeedContent, who: string, now: Date) => tx.updateTable('needs.need_statement').set({ ...columnsOf(need), ...changed(who, now) }).where('id', '=', id).execute()

/** The need after a step that was decided about. */
export const saveStep = (tx: Tx, id: string, event: StepTaken, step: Step, today: LocalDate, who: string, now: Date) =>
  tx.updateTable('needs.need_statement').set({ ...after(event, step, today, who, now), ...changed(who, now) }).where('id', '=', id).execute()

type Columns = { readonly state?: NeedState; readonly rank?: number | null; readonly decided_on?: string; readonly decided_by_name?: string; readonly ended_at?: Date; readonly end_reason?: string | null; readonly shared_with_team?: boolean }
function after(event: StepTaken, step: Step, today: LocalDate, who: string, now: Date): Columns {
  const rank = step.do === 'decide' || step.do === 'rank' ? (step.rank ?? null) : null
  switch (event.kind) {
    case 'needs.need-proposed': return { state: 'proposed' }
    case 'needs.need-taken-back': return { state: 'draft' }
    case 'needs.need-decided': return { state: 'decided', rank, decided_on: today, decided_by_name: who }
    case 'needs.need-ranked': return { rank }
    case 'needs.need-set-aside': return { state: 'set-aside', ended_at: now, end_reason: step.do === 'set-aside' ? step.reason : null }
    case 'needs.need-shared': return { shared_with_team: true }
    case 'needs.need-unshared': return { shared_with_team: false }
  }
}

export type Consequence = { readonly kind: 'guidance' | 'report' | 'measure'; readonly id: string; readonly reference: string | undefined; readonly state: string; readonly name: string }
/** What the need has led to, as far as the actor may see it. */
export async function loadConsequences(tx: Tx, needId: string): Promise<readonly Consequence[]> {
  const [cases, reports, measures] = await Promise.all([
    tx.selectFrom('guidance.case_card').select(['id', 'reference', 'state']).where('need_id', '=', needId).orderBy('created_at').execute(),
    tx.selectFrom('scheme.report_card').select(['id', 'reference', 'state', 'round']).where('need_id', '=', needId).orderBy('begun_at').execute(),
    tx.selectFrom('measures.measure_card').distinctOn('id').select(['id', 'title', 'state']).where(sql<boolean>`${needId}::uuid = any (need_ids)`).orderBy('id').execute(),
  ])
  return [
    ...cases.map((row) => ({ kind: 'guidance' as const, id: row.id ?? '', reference: row.reference ?? undefined, state: row.state ?? '', name: '' })),
    ...reports.map((row) => ({ kind: 'report' as const, id: row.id ?? '', reference: row.reference ?? undefined, state: row.state ?? '', name: row.round ?? '' })),
    ...measures.map((row) => ({ kind: 'measure' as const, id: row.id ?? '', reference: undefined, state: row.state ?? '', name: row.title ?? '' })),
  ]
}
/** Those who may read it once it is past the draft: its owner, and the team that serves it. */
export async function loadReaders(tx: Tx, kindergartenId: string): Promise<{ readonly owner: string | undefined; readonly team: string | undefined }> {
  const [owner, team] = await Promise.all([
    tx.selectFrom('register.organisation_card').select('owner_id').where('id', '=', kindergartenId).executeTakeFirst(),
    tx.selectFrom('register.served_by').select('team_id').where('kindergarten_id', '=', kindergartenId).executeTakeFirst(),
  ])
  return { owner: owner?.owner_id ?? undefined, team: team?.team_id ?? undefined }
}
