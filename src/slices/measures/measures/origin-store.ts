import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

// What a measure has grown out of, as the slices that have it let it be read.

export type NeedSource = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly title: string; readonly finding: string; readonly wished: string; readonly signs: string; readonly themes: readonly string[] }
const needs = (tx: Tx) => tx.selectFrom('needs.need_card as n').innerJoin('register.organisation_card as o', 'o.id', 'n.kindergarten_id').select(['n.id', 'n.kindergarten_id', 'o.name', 'n.title', 'n.finding', 'n.wished', 'n.signs', 'n.themes'])
const needOf = (row: Awaited<ReturnType<ReturnType<typeof needs>['execute']>>[number]): NeedSource => ({ id: row.id ?? '', kindergartenId: row.kindergarten_id ?? '', kindergarten: row.name ?? '', title: row.title ?? '', finding: row.finding ?? '', wished: row.wished ?? '', signs: row.signs ?? '', themes: row.themes ?? [] })

/** Needs that have been decided, as far as the actor may read them. */
export const loadDecided = async (tx: Tx): Promise<readonly NeedSource[]> => (await needs(tx).where('n.state', '=', 'decided').orderBy('n.rank').orderBy('n.decided_on', 'desc').limit(100).execute()).map(needOf)
/** The needs of a measure, also those that have been set aside since. */
export const loadNeeds = async (tx: Tx, ids: readonly string[]): Promise<readonly NeedSource[]> => (ids.length === 0 ? [] : (await needs(tx).where('n.id', 'in', [...ids]).orderBy('n.rank').execute()).map(needOf))

export type Source = { readonly id: string; readonly href: string; readonly reference: string; readonly kindergartenId: string | undefined; readonly themes: readonly string[] }
/** A guidance case that has been sent. */
export async function loadCase(tx: Tx, id: string): Promise<Source | undefined> {
  const row = await tx.selectFrom('guidance.case_card').select(['id', 'reference', 'kindergarten_id', 'themes']).where('id', '=', id).where('state', '<>', 'draft').executeTakeFirst()
  return row && { id: row.id ?? '', href: `/veiledning/${row.id}`, reference: row.reference ?? '', kindergartenId: row.kindergarten_id ?? undefined, themes: row.themes ?? [] }
}
/** A need report that has been sent; what is decided about it, its own page says. */
export async function loadReport(tx: Tx, id: string): Promise<Source | undefined> {
  const row = await tx.selectFrom('scheme.report_card').select(['id', 'reference']).where('id', '=', id).where('state', '=', 'submitted').executeTakeFirst()
  return row && { id: row.id ?? '', href: `/behov/${row.id}`, reference: row.reference ?? '', kindergartenId: undefined, themes: [] }
}

export type GoalSource = Source & { readonly startsOn: LocalDate; readonly endsOn: LocalDate }
/** A goal in a plan that stands. */
export async function loadGoal(tx: Tx, id: string): Promise<GoalSource | undefined> {
  const row = await tx.selectFrom('strategy.goal_card').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { id: row.id ?? '', href: `/strategi/${row.plan_id}#mal-${row.id}`, reference: `${row.title} (${row.plan})`, kindergartenId: undefined, themes: row.themes ?? [], startsOn: (row.starts_on ?? '') as LocalDate, endsOn: (row.ends_on ?? '') as LocalDate }
}
