import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { MeasureThen, Place, VisitKind, VisitState } from './rules.ts'

export type Visit = {
  readonly id: string
  readonly teamId: string
  readonly team: string
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly kind: VisitKind
  readonly state: VisitState
  readonly on: LocalDate
  readonly themes: readonly string[]
  readonly shared: string
  readonly measureId: string | undefined
  readonly version: number
  readonly madeBy: string
  readonly madeByName: string
  readonly changedAt: Date
  readonly changedByName: string
}
export type Content = { readonly kind: VisitKind; readonly on: LocalDate; readonly themes: readonly string[]; readonly shared: string; readonly internal: string; readonly measureId: string | undefined }

const visits = (tx: Tx) =>
  tx
    .selectFrom('presence.visit as v')
    .innerJoin('register.organisation_card as o', 'o.id', 'v.kindergarten_id')
    .innerJoin('register.organisation_card as team', 'team.id', 'v.team_org_id')
    .selectAll('v')
    .select(['o.name as kindergarten', 'team.name as team'])
type Row = Awaited<ReturnType<ReturnType<typeof visits>['execute']>>[number]
const visitOf = (row: Row): Visit => ({
  id: row.id, teamId: row.team_org_id, team: row.team ?? '', kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', kind: row.kind as VisitKind, state: row.state as VisitState, on: row.held_on as LocalDate, themes: row.themes, shared: row.shared_note,
  measureId: row.measure_id ?? undefined, version: row.version, madeBy: row.made_by, madeByName: row.made_by_name, changedAt: row.changed_at, changedByName: row.changed_by_name,
})

export type Filter = { readonly kindergarten: string | undefined; readonly kind: VisitKind | undefined; readonly theme: string | undefined; readonly state: 'planned' | 'held' | undefined }
/** The visits the actor may see, the last first; what is taken back is left out of lists. */
export async function loadVisits(tx: Tx, filter: Filter, offset: number, size: number): Promise<{ readonly rows: readonly Visit[]; readonly total: number }> {
  const { kindergarten, kind, theme, state } = filter
  const rows = await visits(tx)
    .select(sql<number>`(count(*) over ())::integer`.as('total'))
    .where('v.state', '<>', 'taken-back')
    .$if(kindergarten !== undefined, (query) => query.where('v.kindergarten_id', '=', kindergarten ?? ''))
    .$if(kind !== undefined, (query) => query.where('v.kind', '=', kind ?? ''))
    .$if(theme !== undefined, (query) => query.where(sql<boolean>`v.themes @> array[${theme ?? ''}]`))
    .$if(state !== undefined, (query) => query.where('v.state', '=', state ?? ''))
    .orderBy('v.held_on', 'desc')
    .orderBy('v.id', 'desc')
    .offset(offset)
    .limit(size)
    .execute()
  return { rows: rows.map(visitOf), total: rows[0]?.total ?? 0 }
}
export async function loadVisit(tx: Tx, id: string): Promise<Visit | undefined> {
  const row = await visits(tx).where('v.id', '=', id).executeTakeFirst()
  return row && visitOf(row)
}
/** As `loadVisit`, and nobody else changes it before this is done. */
export async function lockVisit(tx: Tx, id: string): Promise<Visit | undefined> {
  const found = await tx.selectFrom('presence.visit').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return found && loadVisit(tx, id)
}

export type Who = { readonly personId: string; readonly name: string }
/** Keeps a visit. Sent again it is the same one. @returns `before`: whether it is new, the same had come already, or something else under the same key; undefined when nothing may be kept there */
export async function insertVisit(tx: Tx, teamId: string, kindergartenId: string, startKey: string, sent: string, content: Content, state: VisitState, who: Who, now: Date): Promise<{ readonly id: string; readonly before: 'new' | 'same' | 'other' } | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into presence.visit (region_id, team_org_id, kindergarten_id, start_key, sent, kind, state, held_on, themes, shared_note, measure_id, made_by, made_at, made_by_name, changed_at, changed_by_name)
    select coalesce(k.region_id, team.region_id), ${teamId}, ${kindergartenId}, ${startKey}, md5(${sent}), ${content.kind}, ${state}, ${content.on}, ${[...content.themes]}::text[], ${content.shared}, ${content.measureId ?? null}::uuid, ${who.personId}, ${now}, ${who.name}, ${now}, ${who.name}
    from register.organisation k join register.organisation team on team.id = ${teamId} where k.id = ${kindergartenId} and coalesce(k.region_id, team.region_id) is not null
    on conflict (start_key, kindergarten_id) do nothing returning id`.execute(tx)
  const made = rows[0]
  if (made) {
    if (content.internal !== '') await saveNote(tx, made.id, teamId, content.internal, who, now)
    return { id: made.id, before: 'new' }
  }
  const there = await tx.selectFrom('presence.visit').select(['id', sql<boolean>`sent = md5(${sent})`.as('same')]).where('start_key', '=', startKey).where('kindergarten_id', '=', kindergartenId).where('team_org_id', '=', teamId).executeTakeFirst()
  return there && { id: there.id, before: there.same ? 'same' : 'other' }
}
/** What has come under a start key before, if anything has: `same` is the very same. */
export async function loadSent(tx: Tx, teamId: string, startKey: string, sent: string): Promise<{ readonly id: string; readonly state: VisitState; readonly same: boolean } | undefined> {
  const row = await tx.selectFrom('presence.visit').select(['id', 'state', sql<boolean>`sent = md5(${sent})`.as('same')]).where('start_key', '=', startKey).where('team_org_id', '=', teamId).orderBy('id').limit(1).executeTakeFirst()
  return row && { id: row.id, state: row.state as VisitState, same: row.same }
}
const saveNote = (tx: Tx, visitId: string, teamId: string, body: string, who: Who, now: Date) =>
  tx.insertInto('presence.visit_note').values({ visit_id: visitId, team_org_id: teamId, body, changed_at: now, changed_by_name: who.name }).onConflict((one) => one.column('visit_id').doUpdateSet({ body, changed_at: now, changed_by_name: who.name })).execute()
export const loadNote = async (tx: Tx, visitId: string): Promise<string> => (await tx.selectFrom('presence.visit_note').select('body').where('visit_id', '=', visitId).executeTakeFirst())?.body ?? ''

/** How it stands now is laid by, before it is changed. */
async function layBy(tx: Tx, visit: Visit): Promise<void> {
  const internal = await loadNote(tx, visit.id)
  await tx
    .insertInto('presence.visit_version')
    .values({ visit_id: visit.id, version: visit.version, team_org_id: visit.teamId, kind: visit.kind, state: visit.state, held_on: visit.on, themes: [...visit.themes], shared_note: visit.shared, internal_note: internal, changed_at: visit.changedAt, changed_by_name: visit.changedByName, correction: sql<string | null>`(select v.correction from presence.visit v where v.id = ${visit.id})` })
    .execute()
}
/** `sent`: what came, as one text, to know it by when it comes again. */
export async function saveContent(tx: Tx, before: Visit, content: Content, state: VisitState, sent: string, who: Who, now: Date): Promise<void> {
  await layBy(tx, before)
  await tx
    .updateTable('presence.visit')
    .set({ kind: content.kind, state, held_on: content.on, themes: [...content.themes], shared_note: content.shared, measure_id: content.measureId ?? null, version: before.version + 1, correction: sql<string>`md5(${sent})`, changed_at: now, changed_by_name: who.name })
    .where('id', '=', before.id)
    .execute()
  await saveNote(tx, before.id, before.teamId, content.internal, who, now)
}
/** Whether this very correction has been saved before, whatever has happened since. */
export async function isCorrected(tx: Tx, visitId: string, sent: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from presence.visit where id = ${visitId} and correction = md5(${sent})) or exists (select from presence.visit_version where visit_id = ${visitId} and correction = md5(${sent})) as there`.execute(tx)
  return rows[0]?.there === true
}
export async function saveTakenBack(tx: Tx, before: Visit, who: Who, now: Date): Promise<void> {
  await layBy(tx, before)
  await tx.updateTable('presence.visit').set({ state: 'taken-back', version: before.version + 1, changed_at: now, changed_by_name: who.name }).where('id', '=', before.id).execute()
}

export type Earlier = { readonly version: number; readonly kind: VisitKind; readonly on: LocalDate; readonly themes: readonly string[]; readonly shared: string; readonly internal: string; readonly changedAt: Date; readonly changedByName: string }
/** How it stood before each correction, the last first. For the team. */
export async function loadEarlier(tx: Tx, visitId: string): Promise<readonly Earlier[]> {
  const rows = await tx.selectFrom('presence.visit_version').selectAll().where('visit_id', '=', visitId).orderBy('version', 'desc').execute()
  return rows.map((row) => ({ version: row.version, kind: row.kind as VisitKind, on: row.held_on as LocalDate, themes: row.themes, shared: row.shared_note, internal: row.internal_note, changedAt: row.changed_at, changedByName: row.changed_by_name }))
}

/** What is known of a kindergarten that a visit is said to have been in. */
export async function loadPlace(tx: Tx, kindergartenId: string, teamId: string): Promise<(Place & { readonly id: string; readonly name: string; readonly ownerId: string | undefined }) | undefined> {
  const { rows } = await sql<{ id: string; name: string; owner_id: string | null; closed_on: LocalDate | null; served: boolean }>`
    select o.id, o.name, o.owner_id, o.closed_on::text as closed_on, exists (select from register.team_kindergarten s where s.kindergarten_id = o.id and s.team_id = ${teamId}) as served
    from register.organisation_card o where o.kind = 'kindergarten' and o.id = ${kindergartenId}`.execute(tx)
  const row = rows[0]
  return row && { id: row.id, name: row.name, ownerId: row.owner_id ?? undefined, closedOn: row.closed_on ?? undefined, served: row.served }
}
export const loadMeasureThen = async (tx: Tx, measureId: string, kindergartenId: string): Promise<MeasureThen> => {
  const row = await tx.selectFrom('measures.measure_card').select(['state', sql<boolean>`measures.is_closed(id)`.as('over')]).where('id', '=', measureId).where('kindergarten_id', '=', kindergartenId).where('seen_by_team', '=', true).executeTakeFirst()
  // A closing may be for the kindergarten's eyes; that it is over is not.
  return row && { state: row.over ? 'closed' : (row.state ?? ''), here: true }
}

export type Kindergarten = { readonly id: string; readonly name: string; readonly municipality: string | undefined; readonly lastOn: LocalDate | undefined }
/** The open kindergartens a team serves by name, with when it was last in touch (`lastOn`). */
export async function loadServed(tx: Tx, teamId: string): Promise<readonly Kindergarten[]> {
  const { rows } = await sql<{ id: string; name: string; municipality: string | null; last_on: LocalDate | null }>`
    select o.id, o.name, m.name as municipality, c.last_contact_on::text as last_on
    from register.team_kindergarten s join register.organisation_card o on o.id = s.kindergarten_id left join register.organisation_card m on m.id = o.municipality_id
    left join presence.contact_card c on c.kindergarten_id = o.id and c.team_id = s.team_id
    where s.team_id = ${teamId} and (o.closed_on is null or o.closed_on > platform.today()) order by o.name collate "nb-NO-x-icu", o.id`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, municipality: row.municipality ?? undefined, lastOn: row.last_on ?? undefined }))
}

/** The kindergartens somebody wrote in last, the last first. */
export const loadLastUsed = async (tx: Tx, teamId: string, personId: string, size: number): Promise<readonly string[]> =>
  (await tx.selectFrom('presence.visit').select('kindergarten_id').where('team_org_id', '=', teamId).where('made_by', '=', personId).where('state', '<>', 'taken-back').groupBy('kindergarten_id').orderBy(sql`max(made_at)`, 'desc').orderBy('kindergarten_id').limit(size).execute()).map((row) => row.kindergarten_id)

/** The kindergartens that the actor sees visits of. */
export const loadVisited = async (tx: Tx): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  (await tx.selectFrom('presence.visit as v').innerJoin('register.organisation_card as o', 'o.id', 'v.kindergarten_id').select(['v.kindergarten_id', 'o.name']).distinct().orderBy('o.name').limit(500).execute()).map((row) => ({ id: row.kindergarten_id, name: row.name ?? '' }))

export type Theme = { readonly code: string; readonly name: Readonly<Record<Language, string>>; readonly offered: boolean }
/** The framework plan's themes and the team's own. */
export async function loadThemes(tx: Tx, teamId: string): Promise<readonly Theme[]> {
  const { rows } = await sql<{ code: string; name_nb: string; name_nn: string; name_en: string; offered: boolean }>`
    select t.code, t.name_nb, t.name_nn, t.name_en, t.from_date <= platform.today() and (t.until_date is null or t.until_date > platform.today()) as offered
    from guidance.theme_card t where t.team_org_id is null or t.team_org_id = ${teamId} order by t.team_org_id is not null, t.position, t.code`.execute(tx)
  return rows.map((row) => ({ code: row.code, name: { nb: row.name_nb, nn: row.name_nn, en: row.name_en }, offered: row.offered }))
}

export type MeasureChoice = { readonly id: string; readonly title: string; readonly kindergartenId: string; readonly kindergarten: string }
/** Measures that run or are planned, of one kindergarten or of all, as far as the team may see them. */
export async function loadMeasures(tx: Tx, kindergartenId: string | undefined): Promise<readonly MeasureChoice[]> {
  const rows = await tx
    .selectFrom('measures.measure_card as m')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.kindergarten_id')
    .select(['m.id', 'm.title', 'm.kindergarten_id', 'o.name'])
    .where('m.state', 'in', ['planned', 'running'])
    .where('m.seen_by_team', '=', true)
    .where(sql<boolean>`not measures.is_closed(m.id)`)
    .$if(kindergartenId !== undefined, (query) => query.where('m.kindergarten_id', '=', kindergartenId ?? ''))
    .orderBy('o.name')
    .orderBy('m.title')
    .limit(300)
    .execute()
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', kindergartenId: row.kindergarten_id ?? '', kindergarten: row.name ?? '' }))
}
export const loadMeasureTitle = async (tx: Tx, id: string): Promise<string | undefined> => (await tx.selectFrom('measures.measure_card').select('title').where('id', '=', id).limit(1).executeTakeFirst())?.title ?? undefined

/** Those who work in the team today. */
export async function loadTeam(tx: Tx, teamId: string, today: LocalDate): Promise<readonly Who[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from identity.membership m join identity.person p on p.id = m.person_id
    where m.org_id = ${teamId} and m.role in ('adviser', 'team-leader') and m.cancelled_at is null and m.period @> ${today}::date order by p.name`.execute(tx)
  return rows.map((row) => ({ personId: row.id, name: row.name }))
}

export type Contact = { readonly on: LocalDate; readonly kind: VisitKind }
export async function loadLastContact(tx: Tx, kindergartenId: string): Promise<Contact | undefined> {
  const row = await tx.selectFrom('presence.contact_card').select(['last_contact_on', 'kind']).where('kindergarten_id', '=', kindergartenId).orderBy('last_contact_on', 'desc').limit(1).executeTakeFirst()
  return row ? { on: row.last_contact_on as LocalDate, kind: row.kind as VisitKind } : undefined
}

export type KindCount = { readonly kind: VisitKind; readonly visits: number; readonly kindergartens: number }
export const loadCounts = async (tx: Tx, from: LocalDate, to: LocalDate): Promise<readonly KindCount[]> =>
  (await sql<KindCount>`select kind, visits, kindergartens from presence.counts_for_authority(${from}::date, ${to}::date)`.execute(tx)).rows

/** Deletes visits that were held before a day. @returns their ids */
export const forgetVisits = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select presence.forget_visits(${before}::date) as id`.execute(tx)).rows.map((row) => row.id)

/** What one planned, and has not said what came of. */
export async function loadPlannedBy(tx: Tx, personId: string): Promise<readonly Pick<Visit, 'id' | 'state' | 'on' | 'kindergarten'>[]> {
  return (await visits(tx).where('v.made_by', '=', personId).where('v.state', '=', 'planned').orderBy('v.held_on').limit(100).execute()).map(visitOf)
}
/** The next visit that is planned. */
export async function loadNext(tx: Tx, kindergartenId: string): Promise<(Contact & { readonly id: string }) | undefined> {
  const row = await tx.selectFrom('presence.visit').select(['id', 'held_on', 'kind']).where('kindergarten_id', '=', kindergartenId).where('state', '=', 'planned').where(sql<boolean>`held_on >= platform.today()`).orderBy('held_on').limit(1).executeTakeFirst()
  return row && { id: row.id, on: row.held_on as LocalDate, kind: row.kind as VisitKind }
}
/** The day it is, and whether a team serves a kindergarten on it. */
export async function loadToday(tx: Tx, kindergartenId: string, teamId: string): Promise<{ readonly today: LocalDate; readonly served: boolean }> {
  const { rows } = await sql<{ today: LocalDate; served: boolean }>`select platform.today()::text as today, exists (select from register.team_kindergarten s where s.kindergarten_id = ${kindergartenId} and s.team_id = ${teamId}) as served`.execute(tx)
  return rows[0] as { today: LocalDate; served: boolean }
}
