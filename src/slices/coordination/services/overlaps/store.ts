import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Days, Overlap, OverlapRule, Talk, Work } from './rules.ts'

type Row = { id: string; version: number; by_id: string; by: string; kindergarten_id: string; themes: string[]; kind: string; method: string; starts_on: string; ends_on: string; next_on: string | null }
const workOf = (row: Row): Work => ({ id: row.id, version: row.version, byId: row.by_id, by: row.by, kindergartenId: row.kindergarten_id, themes: row.themes, observes: row.kind === 'observation', method: row.method, from: row.starts_on as LocalDate, to: row.ends_on as LocalDate, nextOn: (row.next_on as LocalDate | null) ?? undefined })

/** What goes on and will go on, in one kindergarten or in all, as the actor may know it: one's own and what one may read whole, of other services the theme and when, and the measures of the team for those who may read them. */
export async function loadWorks(tx: Tx, kindergartenId?: string): Promise<readonly Work[]> {
  const here = (column: string) => (kindergartenId === undefined ? sql`` : sql`and ${sql.ref(column)} = ${kindergartenId}`)
  const { rows } = await sql<Row>`
    select a.id, a.version, a.service_id as by_id, o.name as by, a.kindergarten_id, array[a.theme] as themes, a.kind, a.method, a.starts_on::text, a.ends_on::text, a.next_on::text
      from coordination.activity a join register.organisation_card o on o.id = a.service_id where a.ends_on >= platform.today() ${here('a.kindergarten_id')}
    union all select a.id, a.version, a.service_id, o.name, a.kindergarten_id, array[a.theme], a.kind, a.method, a.starts_on::text, a.ends_on::text, a.next_on::text
      from coordination.others_around() a join register.organisation_card o on o.id = a.service_id where true ${here('a.kindergarten_id')}
    union all select m.id, 1, m.lead_id, o.name, m.kindergarten_id, m.themes, 'measure', '', m.starts_on::text, m.ends_on::text, null
      from measures.measure_card m join register.organisation_card o on o.id = m.lead_id and o.form = 'competence-team'
      where (select platform.actor_role()) <> 'service-contact' and m.state in ('planned', 'running') and m.ends_on >= platform.today() ${here('m.kindergarten_id')}`.execute(tx)
  return rows.map(workOf)
}
/** The days each kindergarten has set aside, for those who may read them. */
export async function loadPlanningDays(tx: Tx, kindergartenId?: string): Promise<ReadonlyMap<string, readonly Days[]>> {
  const all = tx.selectFrom('measures.planning_day_card').select(['kindergarten_id', 'from_on', 'last_on']).where(sql<boolean>`last_on >= (select platform.today())`)
  const rows = await (kindergartenId === undefined ? all : all.where('kindergarten_id', '=', kindergartenId)).execute()
  const days = rows.map((row) => ({ id: row.kindergarten_id ?? '', from: row.from_on as LocalDate, to: row.last_on as LocalDate }))
  return Map.groupBy(days, ({ id }) => id)
}
/** All that is kept, of one kindergarten or of all, the last first: one that were left out would be pointed out anew. */
export const loadTalks = async (tx: Tx, kindergartenId?: string): Promise<readonly Talk[]> =>
  (await (kindergartenId === undefined ? tx.selectFrom('coordination.talk') : tx.selectFrom('coordination.talk').where('kindergarten_id', '=', kindergartenId)).selectAll().orderBy('made_at', 'desc').execute()).map((row): Talk => ({ rule: row.rule as OverlapRule, about: row.about, kindergartenId: row.kindergarten_id, note: row.note, at: row.made_at, by: row.made_by_name }))
/** What is pointed out in one kindergarten is talked through by one at a time. */
export const lockTalks = (tx: Tx, kindergartenId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.talk ${kindergartenId}`}, 0))`.execute(tx)
export const insertTalk = (tx: Tx, kindergartenId: string, one: Overlap, note: string, by: { readonly name: string; readonly orgId: string }, at: Date) =>
  tx.insertInto('coordination.talk').values({ kindergarten_id: kindergartenId, rule: one.rule, about: one.about, service_ids: [...new Set(one.works.map(({ byId }) => byId))], note, made_at: at, made_by_name: by.name, made_by_org: by.orgId }).execute()
