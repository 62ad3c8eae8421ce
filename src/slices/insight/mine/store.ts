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
        : await tx.selectFrom('register.team_kindergarten').select('kindergarten_id').where('team_id', '=', orgId).execute()
  return rows.flatMap((row) => row.kindergarten_id ?? [])
}

/** Kindergartens where the adviser has a running case. */
export const loadAssigned = async (tx: Tx, membershipId: string): Promise<readonly string[]> =>
  (await tx.selectFrom('guidance.assigned_case').select('kindergarten_id').distinct().where('membership_id', '=', membershipId).execute()).flatMap((row) => row.kindergarten_id ?? [])

export async function loadKindergartens(tx: Tx, ids: readonly string[]): Promise<readonly Kindergarten[]> {
  const [profiles, names, heads] = await Promise.all([
    tx.selectFrom('register.kindergarten_profile').select(['kindergarten_id', 'owner_id', 'ownership', 'capacity', 'place', 'closed_on']).where('kindergarten_id', '=', among(ids)).execute(),
    sql<{ id: string; name: string; owner: string | null; area: string | null }>`
      select k.id, k.name, o.name as owner, f.area from register.organisation_card k left join register.organisation_card o on o.id = k.owner_id left join register.kindergarten_fact f on f.kindergarten_id = k.id
      where k.id = ${among(ids)}`.execute(tx),
    tx.selectFrom('identity.head_card').select(['kindergarten_id', 'name', 'since', 'vacant_since']).where('kindergarten_id', '=', among(ids)).execute(),
  ])
  const named = new Map(names.rows.map((row) => [row.id, row]))
  const head = new Map(heads.map((row) => [row.kindergarten_id, row]))
  return profiles.flatMap((row): Kindergarten[] => {
    const id = row.kindergarten_id
    const card = id ? named.get(id) : undefined
    if (!id || !card) return []
    const led = head.get(id)
    return [{
      id, name: card.name, ownership: row.ownership ?? undefined, capacity: row.capacity ?? undefined, place: card.area ?? row.place ?? undefined, owner: card.owner ?? undefined, ownerId: row.owner_id ?? undefined,
      closedOn: (row.closed_on as LocalDate | null) ?? undefined, head: led?.name ?? undefined, headSince: (led?.since as LocalDate | null | undefined) ?? undefined, vacantSince: (led?.vacant_since as LocalDate | null | undefined) ?? undefined,
    }]
  })
}

/** The team's last list of those it has little contact with. */
export async function loadListed(tx: Tx, teamId: string): Promise<ReadonlyMap<string, readonly Reason[]>> {
  const { rows } = await sql<{ kindergarten_id: string; reasons: Reason[] }>`
    select l.kindergarten_id, l.reasons from insight.unseen_line l
    where l.run_id = (select r.id from insight.unseen_run r where r.team_org_id = ${teamId} order by r.made_on desc limit 1)`.execute(tx)
  return new Map(rows.map((row) => [row.kindergarten_id, row.reasons]))
}

/** The last contact with any team that has been written in. */
export async function loadContact(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, LocalDate>> {
  const { rows } = await sql<{ kindergarten_id: string; last_on: LocalDate }>`select c.kindergarten_id, max(c.last_contact_on)::text as last_on from presence.contact_card c where c.kindergarten_id = ${among(ids)} group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.kindergarten_id, row.last_on]))
}

/** What was agreed in consultation meetings and is due, and plans on hearing: of the whole municipality for those who prepare them, of itself for an owner. What one of the kindergartens is to do stands on its own line. */
export async function loadAcross(tx: Tx, { role, orgId }: Pick<Actor, 'role' | 'orgId'>, own: readonly string[], until: LocalDate): Promise<readonly Across[]> {
  const { rows } = await sql<Across>`
    select * from (
      select 'agreement' as kind, a.id, a.body as title, a.responsible_name as who, a.due_on::text as day, '/droftinger/avtaler/' || a.id as href from strategy.open_agreement a
        where a.due_on <= ${until} and (${role !== 'owner'} or a.org_id = ${orgId}) and a.org_id <> all(${[...own]}::uuid[])
      union all select 'hearing', h.id, h.title, '', h.hearing_until::text, '/strategi/' || h.id from strategy.open_hearing h where h.hearing_until between platform.today() and ${until}) x
    order by day, title, id limit 20`.execute(tx)
  return rows
}

export type NamedTheme = { readonly code: string; readonly name: { readonly nb: string; readonly nn: string; readonly en: string } }
export async function loadThemes(tx: Tx): Promise<readonly NamedTheme[]> {
  const rows = await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).orderBy('position').orderBy('code').execute()
  return rows.map((row) => ({ code: row.code ?? '', name: { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' } }))
}
