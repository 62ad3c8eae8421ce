import { sql } from 'kysely'
import type { Role } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { onceFor, type Tx } from '../../../../platform/db.ts'
import type { Agreement, AgreementState, Outcome, OutcomeKind, OutcomeStatus, Responsible } from './rules.ts'

const agreements = (tx: Tx) => tx.selectFrom('strategy.discussion_agreement as a').selectAll('a')
type Row = Awaited<ReturnType<ReturnType<typeof agreements>['execute']>>[number]
const agreementOf = (row: Row): Agreement => ({
  id: row.id, discussionId: row.discussion_id, municipalityId: row.municipality_id, pointId: row.point_id, body: row.body,
  responsible: { orgId: row.org_id, role: row.role as Role, personId: row.person_id ?? undefined, name: row.responsible_name }, due: row.due_on as LocalDate, state: row.state as AgreementState, outcome: row.outcome, closedOn: (row.closed_on as LocalDate | null) ?? undefined,
  version: row.version, madeAt: row.made_at, madeBy: row.made_by_name, changedAt: row.changed_at, changedBy: row.changed_by_name,
})
export const loadAgreements = async (tx: Tx, discussionId: string): Promise<readonly Agreement[]> => (await agreements(tx).where('a.discussion_id', '=', discussionId).orderBy('a.made_at').orderBy('a.id').execute()).map(agreementOf)
export async function loadAgreement(tx: Tx, id: string): Promise<Agreement | undefined> {
  const row = await agreements(tx).where('a.id', '=', id).executeTakeFirst()
  return row && agreementOf(row)
}
export async function lockAgreement(tx: Tx, id: string): Promise<Agreement | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('strategy.discussion_agreement ' || ${id}::text, 0))`.execute(tx)
  return loadAgreement(tx, id)
}
/** What is open for the actor to follow up: by name, or as one of those with the role in the organisation. */
export const loadOwnOpen = async (tx: Tx): Promise<readonly Agreement[]> => (await agreements(tx).where('a.state', '=', 'open').where(sql<boolean>`strategy.follows_up(a.org_id, a.role, a.person_id)`).orderBy('a.due_on').orderBy('a.id').limit(100).execute()).map(agreementOf)
export const isMine = async (tx: Tx, id: string): Promise<boolean> => (await sql<{ mine: boolean }>`select strategy.follows_up(a.org_id, a.role, a.person_id) as mine from strategy.discussion_agreement a where a.id = ${id}`.execute(tx)).rows[0]?.mine ?? false

export type NewAgreement = { readonly discussionId: string; readonly municipalityId: string; readonly pointId: string; readonly body: string; readonly responsible: Responsible; readonly due: LocalDate }
/** Sent twice it is agreed once. */
export const insertAgreement = (tx: Tx, startKey: string, one: NewAgreement, who: string, now: Date) =>
  onceFor(
    startKey,
    async () => (await tx.selectFrom('strategy.discussion_agreement').select('id').where('start_key', '=', startKey).where('point_id', '=', one.pointId).where('body', '=', one.body).where('responsible_name', '=', one.responsible.name).where('due_on', '=', one.due).executeTakeFirst())?.id,
    (key) => insertWithKey(tx, key, one, who, now),
  )
const insertWithKey = async (tx: Tx, startKey: string, { discussionId, municipalityId, pointId, body, responsible, due }: NewAgreement, who: string, now: Date): Promise<string | undefined> =>
  (await tx
    .insertInto('strategy.discussion_agreement')
    .values({ start_key: startKey, discussion_id: discussionId, municipality_id: municipalityId, point_id: pointId, body, org_id: responsible.orgId, role: responsible.role, person_id: responsible.personId ?? null, responsible_name: responsible.name, due_on: due, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst())?.id
export const saveTold = (tx: Tx, { id, version }: Pick<Agreement, 'id' | 'version'>, state: AgreementState, outcome: string, closedOn: LocalDate | undefined, who: string, now: Date) =>
  tx.updateTable('strategy.discussion_agreement').set({ state, outcome, closed_on: closedOn ?? null, version: version + 1, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()

export async function loadOutcomes(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Outcome[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('strategy.discussion_outcome').selectAll().where('agreement_id', 'in', [...ids]).orderBy('tied_at').orderBy('target_id').execute()
  return Map.groupBy(rows.map((row) => ({ agreementId: row.agreement_id, kind: row.kind as OutcomeKind, id: row.target_id, title: row.title, tiedAt: row.tied_at, tiedBy: row.tied_by_name })), ({ agreementId }) => agreementId)
}
export const insertOutcome = (tx: Tx, agreementId: string, what: Pick<Outcome, 'kind' | 'id' | 'title'>, who: string, now: Date) => tx.insertInto('strategy.discussion_outcome').values({ agreement_id: agreementId, kind: what.kind, target_id: what.id, title: what.title, tied_at: now, tied_by_name: who }).execute()
export const removeOutcome = async (tx: Tx, agreementId: string, kind: OutcomeKind, id: string): Promise<boolean> => (await tx.deleteFrom('strategy.discussion_outcome').where('agreement_id', '=', agreementId).where('kind', '=', kind).where('target_id', '=', id).returning('target_id').executeTakeFirst()) !== undefined

export type Choice = { readonly kind: OutcomeKind; readonly id: string; readonly title: string }
/** What the actor may tie to something agreed: what they may read of their own. */
export async function loadChoices(tx: Tx, orgId: string, agreement: Pick<Agreement, 'municipalityId' | 'discussionId'>): Promise<readonly Choice[]> {
  const { rows } = await sql<Choice>`
    select * from (
      (select distinct 'measure' as kind, m.id, left(m.title, 300) as title from measures.measure_card m where m.lead_id = ${orgId} limit 100)
      union all (select 'goal', g.id, left(g.title, 300) from strategy.goal_card g where g.municipality_id = ${agreement.municipalityId} limit 100)
      union all (select 'need', n.id, left(n.title, 300) from needs.need_card n where n.kindergarten_id = ${orgId} limit 50)
      union all (select distinct 'network', n.network_id, left(n.name, 300) from measures.network_kindergarten n where n.team_id = ${orgId} limit 50)
      union all (select 'discussion', d.id, left(d.title, 300) from strategy.discussion d where d.municipality_id = ${agreement.municipalityId} and d.id <> ${agreement.discussionId} and d.cancelled_at is null order by d.starts_at desc limit 50)) x
    where btrim(title) <> '' order by array_position(array['measure', 'goal', 'need', 'network', 'discussion'], kind), title, id`.execute(tx)
  return rows
}
/** How far what is tied has come, for what the actor may read; nothing is told of the rest but its name. */
export async function loadStatus(tx: Tx, outcomes: readonly Pick<Outcome, 'kind' | 'id'>[], now: Date): Promise<ReadonlyMap<string, OutcomeStatus>> {
  const of = (kind: OutcomeKind) => outcomes.filter((one) => one.kind === kind).map(({ id }) => id)
  const { rows } = await sql<{ id: string; state: OutcomeStatus }>`
    select m.id, case when bool_and(m.state = 'closed') then 'closed' when bool_or(m.state in ('running', 'closed')) then 'running' else 'planned' end as state from measures.measure_card m where m.id = any (${of('measure')}::uuid[]) group by m.id
    union all select distinct g.id, 'open' from strategy.goal_card g where g.id = any (${of('goal')}::uuid[])
    union all select n.id, 'open' from needs.need_card n where n.id = any (${of('need')}::uuid[])
    union all select distinct n.network_id, 'running' from measures.network_kindergarten n where n.network_id = any (${of('network')}::uuid[])
    union all select d.id, case when d.cancelled_at is not null then 'cancelled' when d.ends_at < ${now} then 'closed' else 'planned' end from strategy.discussion d where d.id = any (${of('discussion')}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, state }) => [id, state]))
}
/** Later meetings where it stood on the agenda, that the actor may read. */
export const loadTakenUp = async (tx: Tx, id: string): Promise<readonly { readonly id: string; readonly title: string; readonly startsAt: Date }[]> =>
  (await tx.selectFrom('strategy.discussion_point as p').innerJoin('strategy.discussion as d', 'd.id', 'p.discussion_id').select(['d.id', 'd.title', 'd.starts_at']).where('p.source_kind', '=', 'agreement').where('p.source_id', '=', id).orderBy('d.starts_at').execute()).map((row) => ({ id: row.id, title: row.title, startsAt: row.starts_at }))
/** Whether the actor prepares the meetings of the municipality. */
export const leads = async (tx: Tx, municipalityId: string): Promise<boolean> => (await sql<{ leads: boolean }>`select ${municipalityId}::uuid in (select strategy.discussed_places()) as leads`.execute(tx)).rows[0]?.leads ?? false
