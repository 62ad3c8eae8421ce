import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

type Unit = { readonly id: string; readonly name: string; readonly decided: number; readonly proposed: number }

/** The kindergartens the actor may look into, a page at a time, with how many needs of each they may read. The ids are found first: the view of who serves whom is asked once. */
export async function loadUnits(tx: Tx, at: { readonly owner: string } | { readonly team: string }, offset: number, size: number): Promise<{ readonly rows: readonly Unit[]; readonly total: number }> {
  const mine = 'owner' in at ? sql`select c.id from register.organisation_card c where c.owner_id = ${at.owner} and c.kind = 'kindergarten'` : sql`select s.kindergarten_id as id from register.served_by s where s.team_id = ${at.team}`
  const { rows } = await sql<Unit & { total: number }>`
    with mine as materialized (${mine}),
    needs as materialized (select n.kindergarten_id, count(*) filter (where n.state = 'decided')::int as decided, count(*) filter (where n.state = 'proposed')::int as proposed from needs.need_statement n group by 1)
    select o.id, o.name, coalesce(n.decided, 0) as decided, coalesce(n.proposed, 0) as proposed, count(*) over ()::int as total
    from mine join register.organisation_card o on o.id = mine.id left join needs n on n.kindergarten_id = o.id
    where o.closed_on is null order by o.name collate "nb-NO-x-icu", o.id limit ${size} offset ${offset}`.execute(tx)
  return { rows: rows.map(({ id, name, decided, proposed }) => ({ id, name, decided, proposed })), total: rows[0]?.total ?? 0 }
}

/** One kindergarten, when the actor leads it, owns it or belongs to the team that serves it. */
export async function loadUnit(tx: Tx, id: string, actor: { readonly orgId: string; readonly role: string }): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const mine = actor.role === 'owner' ? sql`o.owner_id = ${actor.orgId}` : actor.role === 'adviser' || actor.role === 'team-leader' ? sql`exists (select from register.served_by s where s.kindergarten_id = o.id and s.team_id = ${actor.orgId})` : sql`o.id = ${actor.orgId}`
  const { rows } = await sql<{ id: string; name: string }>`select o.id, o.name from register.organisation_card o where o.id = ${id} and o.kind = 'kindergarten' and ${mine}`.execute(tx)
  return rows[0]
}

/** When Barnehagefakta was last asked about it. */
export const loadAsked = async (tx: Tx, id: string): Promise<Date | undefined> => (await tx.selectFrom('needs.indicator_fetch').select('asked_at').where('kindergarten_id', '=', id).executeTakeFirst())?.asked_at
