import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Enrolled } from './rules.ts'

type Row = { id: string; name: string; number: string; enrolled: boolean; kindergartens: number; team_id: string | null; team_name: string | null }

const municipalities = (where: ReturnType<typeof sql>) => sql<Row>`select o.id, o.name, n.number,
    exists (select from register.enrolment e where e.municipality_id = o.id and e.period @> (select platform.today())) as enrolled,
    (select count(*)::int from register.relation lies join register.organisation k on k.id = lies.from_id and k.kind = 'kindergarten' and k.closed_on is null
      where lies.to_id = o.id and lies.kind = 'lies-in' and lies.period @> (select platform.today())) as kindergartens,
    team.id as team_id, team.name as team_name
  from register.organisation o
  join register.municipality_number n on n.organisation_id = o.id and n.period @> (select platform.today())
  left join lateral (select t.id, t.name from register.relation r join register.organisation t on t.form = 'competence-team' and t.closed_on is null
      and ((r.from_id = o.id and r.to_id = t.id and r.kind = 'served-by') or (r.to_id = o.id and r.from_id = t.id and r.kind = 'part-of'))
    where r.period @> (select platform.today()) order by r.kind desc, lower(r.period) desc, t.id limit 1) team on true
  where o.closed_on is null and ${where} order by o.name collate "nb-NO-x-icu", n.number`

/** Municipalities that are enrolled today. */
export const loadEnrolled = async (tx: Tx): Promise<Enrolled[]> =>
  (await municipalities(sql`exists (select from register.enrolment e where e.municipality_id = o.id and e.period @> (select platform.today()))`).execute(tx)).rows.map(asEnrolled)

export async function loadMunicipality(tx: Tx, id: string): Promise<Enrolled | undefined> {
  const { rows } = await municipalities(sql`o.id = ${id}`).execute(tx)
  return rows[0] && asEnrolled(rows[0])
}

/** Two who set up the same municipality at once take turns. Held until the transaction ends. */
export const lockMunicipality = (tx: Tx, id: string) => tx.selectFrom('register.organisation').select('id').where('id', '=', id).forUpdate().execute()

export const insertEnrolment = (tx: Tx, municipalityId: string, from: LocalDate, by: string, at: Date) =>
  tx.insertInto('register.enrolment').values({ municipality_id: municipalityId, period: `[${from},)`, enrolled_at: at, enrolled_by_name: by }).execute()

const asEnrolled = ({ team_id, team_name, ...row }: Row): Enrolled => ({ ...row, team: team_id && team_name ? { id: team_id, name: team_name } : undefined })
