import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Reason } from '../unseen/rules.ts'
import type { Across, Kindergarten } from './rules.ts'

const among = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

/** The kindergartens one answers for, also those that have closed: those the team serves, those the owner owns, those the municipality inspects. */
export async function loadOwn(tx: Tx, { role, orgId }: Pick<Actor, 'role' | 'orgId'>): Promise<readonly string[]> {
  const rows =
    role === 'owner'
      ? await tx.selectFrom('register.kindergarten_profile').select('kindergarten_id').where('owner_id', '=', orgId).execute()
      : role === 'authority'
        ? await tx.selectFrom('register.supervised_kindergarten').select('kindergarten_id').where('authority_id', '=', orgId).execute()
        : (await sql<{ kindergarten_id: string | null }>`select k.id as kindergarten_id from register.kindergartens_of(${orgId}) k (id)`.execute(tx)).rows
  return rows.flatMap((row) => row.kindergarten_id ?? [])
}

/** Kindergartens where the adviser has a running case. */
export const loadAssigned = async (tx: Tx, membershipId: string): Promise<readonly string[]> =>
  (await tx.selectFrom('guidance.assigned_case').select('kindergarten_id').distinct().where('membership_id', '=', membershipId).execute()).flatMap((row) => row.kindergarten_id ?? [])

type Row = { id: string; name: string; owner_id: string | null; owner: string | null; ownership: string | null; capacity: number | null; place: string | null; closed_on: string | null }
/** One by one with the view's own index, not the view for the whole country: how many rows it gives is not for the database to guess. */
export async function loadKindergartens(tx: Tx, ids: readonly string[]): Promise<readonly Kindergarten[]> {
  const [cards, heads] = await Promise.all([
    sql<Row>`
      select k.id, k.name, p.owner_id, o.name as owner, p.ownership, p.capacity, coalesce(f.area, p.place) as place, p.closed_on::text
      from unnest(${[...ids]}::uuid[]) asked (id)
        cross join lateral (select p.owner_id, p.ownership, p.capacity, p.place, p.closed_on from register.kindergarten_profile p where p.kindergarten_id = asked.id offset 0) p
        join register.organisation_card k on k.id = asked.id left join register.organisation_card o on o.id = p.owner_id left join register.kindergarten_fact f on f.kindergarten_id = asked.id`.execute(tx),
    tx.selectFrom('identity.head_card').select(['kindergarten_id', 'name', 'since', 'vacant_since']).where('kindergarten_id', '=', among(ids)).execute(),
  ])
  const head = new Map(heads.map((row) => [row.kindergarten_id, row]))
  return cards.rows.map((row): Kindergarten => {
    const led = head.get(row.id)
    return {
      id: row.id, name: row.name, ownership: row.ownership ?? undefined, capacity: row.capacity ?? undefined, place: row.place ?? undefined, owner: row.owner ?? undefined, ownerId: row.owner_id ?? undefined,
      closedOn: (row.closed_on as LocalDate | null) ?? undefined, head: led?.name ?? undefined, headSince: (led?.since as LocalDate | null | undefined) ?? undefined, vacantSince: (led?.vacant_since as LocalDate | null | undefined) ?? undefined,
    }
  })
}

/** The team's last list of those it has little contact with. @returns undefined when no list has been made: then nobody knows */
export async function loadListed(tx: Tx, teamId: string): Promise<ReadonlyMap<string, readonly Reason[]> | undefined> {
  const { rows } = await sql<{ kindergarten_id: string | null; reasons: Reason[] }>`
    select l.kindergarten_id, l.reasons from (select r.id from insight.unseen_run r where r.team_org_id = ${teamId} order by r.made_on desc limit 1) last
    left join insight.unseen_line l on l.run_id = last.id`.execute(tx)
  return rows.length === 0 ? undefined : new Map(rows.flatMap((row) => (row.kindergarten_id === null ? [] : [[row.kindergarten_id, row.reasons] as const])))
}

/** The last contact with any team that has been written in. */
export async function loadContact(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, LocalDate>> {
  const { rows } = await sql<{ kindergarten_id: string; last_on: LocalDate }>`select c.kindergarten_id, max(c.last_contact_on)::text as last_on from presence.contact_card c where c.kindergarten_id = ${among(ids)} group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.kindergarten_id, row.last_on]))
}

/**
 * What was agreed in consultation meetings and is due, and plans on hearing: of the whole municipality for those who prepare them, of itself for an owner. What one of the kindergartens is to do stands on its own line.
 * @returns one more than `most` when there are more
 */
export async function loadAcross(tx: Tx, { role, orgId }: Pick<Actor, 'role' | 'orgId'>, own: readonly string[], until: LocalDate, most: number): Promise<readonly Across[]> {
  const { rows } = await sql<Across>`
    select * from (
      select 'agreement' as kind, a.id, a.body as title, a.responsible_name as who, a.due_on::text as day, '/droftinger/avtaler/' || a.id as href from strategy.open_agreement a
        where a.due_on <= ${until} and (${role !== 'owner'} or a.org_id = ${orgId}) and a.org_id <> all(${[...own]}::uuid[])
      union all select 'hearing', h.id, h.title, '', h.hearing_until::text, '/strategi/' || h.id from strategy.open_hearing h where h.hearing_until between platform.today() and ${until}) x
    order by day, title, id limit ${most + 1}`.execute(tx)
  return rows
}

export type NamedTheme = { readonly code: string; readonly name: { readonly nb: string; readonly nn: string; readonly en: string } }
export async function loadThemes(tx: Tx): Promise<readonly NamedTheme[]> {
  const rows = await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).orderBy('position').orderBy('code').execute()
  return rows.map((row) => ({ code: row.code ?? '', name: { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' } }))
}
