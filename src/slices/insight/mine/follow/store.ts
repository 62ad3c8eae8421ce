import { sql } from 'kysely'
import type { Actor } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'

export type Follow = { readonly id: string; readonly kindergartenId: string; readonly personId: string; readonly person: string; readonly from: LocalDate }

/** Who in the team follows which now. */
export async function loadFollows(tx: Tx, teamId: string): Promise<readonly Follow[]> {
  const rows = await tx.selectFrom('insight.follow').selectAll().where('team_org_id', '=', teamId).where('until_on', 'is', null).orderBy('person_name').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, kindergartenId: row.kindergarten_id, personId: row.person_id, person: row.person_name, from: row.from_on as LocalDate }))
}
/** Whether the team serves it today, and until when it is there. */
export async function loadPlace(tx: Tx, kindergartenId: string, teamId: string): Promise<{ readonly served: boolean; readonly closedOn: LocalDate | undefined } | undefined> {
  const { rows } = await sql<{ closed_on: string | null; team_id: string | null }>`
    select o.closed_on::text, s.team_id from register.organisation_card o join register.served_by s on s.kindergarten_id = o.id where o.id = ${kindergartenId} and o.kind = 'kindergarten'`.execute(tx)
  const [row] = rows
  return row && { served: row.team_id === teamId, closedOn: (row.closed_on as LocalDate | null) ?? undefined }
}
/** @returns the id; undefined when one follows it already (clicked twice at once) */
export const insertFollow = async (tx: Tx, { orgId, personId, name }: Actor, kindergartenId: string, today: LocalDate): Promise<string | undefined> =>
  (await sql<{ id: string }>`
    insert into insight.follow (team_org_id, kindergarten_id, person_id, person_name, from_on) values (${orgId}, ${kindergartenId}, ${personId}, ${name}, ${today})
    on conflict (team_org_id, person_id, kindergarten_id) where until_on is null do nothing returning id`.execute(tx)).rows[0]?.id
export const saveEnd = async (tx: Tx, id: string, today: LocalDate, by: string): Promise<void> => {
  await sql`update insight.follow set until_on = greatest(${today}::date, from_on), ended_by_name = ${by} where id = ${id} and until_on is null`.execute(tx)
}
export const endFollows = async (tx: Tx, today: LocalDate): Promise<number> => (await sql<{ n: number }>`select insight.end_follows(${today}) as n`.execute(tx)).rows[0]?.n ?? 0
export const forgetFollows = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select id from insight.forget_follows(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
