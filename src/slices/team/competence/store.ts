import { sql } from 'kysely'
import { addMonths, type LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Asked, Entry, Held, Level, Member, OwnKind } from './rules.ts'

/** A theme everybody has, one of the team's own, or what stands on the team's own list. */
export type Subject = { readonly code: string; readonly kind: 'framework' | 'team' | OwnKind; readonly name: Readonly<Record<Language, string>> }

/** Who works in the team today, and until when: whoever is asked on, with no day between, stays. */
export async function loadMembers(tx: Tx, teamId: string, today: LocalDate): Promise<readonly (Member & { readonly language: Language })[]> {
  const { rows } = await sql<{ id: string; name: string; language: Language; last_day: LocalDate | null }>`
    select p.id, p.name, p.language, (upper(span) - 1)::text as last_day
    from (select i.person_id, range_agg(i.period) as spans from identity.membership i where i.org_id = ${teamId} and i.role in ('adviser', 'team-leader') and i.cancelled_at is null group by i.person_id) m
      cross join lateral unnest(m.spans) span join identity.person p on p.id = m.person_id
    where span @> ${today}::date order by p.name, p.id`.execute(tx)
  return rows.map((row) => ({ personId: row.id, name: row.name, language: row.language, lastDay: row.last_day ?? undefined }))
}

/** What may be written about today, in the order it is shown. */
export async function loadSubjects(tx: Tx, teamId: string): Promise<readonly Subject[]> {
  const { rows } = await sql<{ code: string; kind: Subject['kind']; nb: string; nn: string; en: string }>`
    select code, kind, nb, nn, en from (
      select t.code, case when t.team_org_id is null then 'framework' else 'team' end as kind, t.name_nb as nb, t.name_nn as nn, t.name_en as en, case when t.team_org_id is null then 0 else 1 end as block, t.position::bigint as place
      from guidance.theme_card t where (t.team_org_id is null or t.team_org_id = ${teamId}) and t.from_date <= platform.today() and (t.until_date is null or t.until_date > platform.today())
      union all
      select s.id::text, s.kind, s.name, s.name, s.name, 2 + array_position(array['method', 'language', 'guidance', 'dissemination'], s.kind), row_number() over (order by s.name) from team.subject s where s.team_org_id = ${teamId} and s.retired_on is null
    ) all_subjects order by block, place, code`.execute(tx)
  return rows.map(({ code, kind, nb, nn, en }) => ({ code, kind, name: { nb, nn, en } }))
}

/** The levels of those who are in the team today: for all of the team. */
export async function loadLevels(tx: Tx, teamId: string): Promise<readonly Held[]> {
  const { rows } = await sql<{ person_id: string; subject: string; level: Level }>`select person_id, subject, level from team.levels(${teamId})`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, subject: row.subject, level: row.level }))
}

/** In how many of the kindergartens the team serves each theme is asked for, as far as it may see. */
export async function loadAsked(tx: Tx, teamId: string, today: LocalDate): Promise<ReadonlyMap<string, Asked>> {
  const { rows } = await sql<{ theme: string; needs: number; requests: number; measures: number; kindergartens: number }>`
    select theme, (count(distinct a.kindergarten_id) filter (where a.source = 'need'))::integer as needs, (count(distinct a.kindergarten_id) filter (where a.source = 'request'))::integer as requests,
      (count(distinct a.kindergarten_id) filter (where a.source = 'measure'))::integer as measures, count(distinct a.kindergarten_id)::integer as kindergartens
    from (
      select 'need' as source, n.kindergarten_id, unnest(n.themes) as theme from needs.need_card n where n.shared_with_team and n.state in ('proposed', 'decided')
      union all select 'request', r.kindergarten_id, unnest(r.themes) from guidance.request_history r where r.team_org_id = ${teamId} and r.submitted_on > ${addMonths(today, -12)}::date
      union all select 'measure', m.kindergarten_id, unnest(m.themes) from measures.measure_card m where m.seen_by_team and m.state in ('planned', 'running')
    ) a join register.team_kindergarten s on s.kindergarten_id = a.kindergarten_id and s.team_id = ${teamId} group by theme`.execute(tx)
  return new Map(rows.map(({ theme, ...counts }) => [theme, counts]))
}

export type Written = Entry & { readonly id: string; readonly subject: string; readonly version: number; readonly changedAt: Date }
const entryOf = (row: { readonly level: string; readonly evidence: string; readonly evidence_year: number | null; readonly wishes: boolean }): Entry => ({ level: row.level as Level, evidence: row.evidence, year: row.evidence_year ?? undefined, wishes: row.wishes })
/** One adviser's row, for that adviser and the leader. */
export async function loadRow(tx: Tx, teamId: string, personId: string): Promise<readonly Written[]> {
  const rows = await tx.selectFrom('team.competence').selectAll().where('team_org_id', '=', teamId).where('person_id', '=', personId).execute()
  return rows.map((row) => ({ ...entryOf(row), id: row.id, subject: row.subject, version: row.version, changedAt: row.changed_at }))
}
export async function lockEntry(tx: Tx, teamId: string, personId: string, subject: string): Promise<Written | undefined> {
  const row = await tx.selectFrom('team.competence').selectAll().where('team_org_id', '=', teamId).where('person_id', '=', personId).where('subject', '=', subject).forUpdate().executeTakeFirst()
  return row && { ...entryOf(row), id: row.id, subject: row.subject, version: row.version, changedAt: row.changed_at }
}
export type Who = { readonly personId: string; readonly name: string }
/** @returns the id, or undefined when another tab was first */
export async function insertEntry(tx: Tx, teamId: string, who: Who, subject: string, typed: Entry, now: Date): Promise<string | undefined> {
  const row = await tx
    .insertInto('team.competence')
    .values({ team_org_id: teamId, person_id: who.personId, person_name: who.name, subject, level: typed.level, evidence: typed.evidence, evidence_year: typed.year ?? null, wishes: typed.wishes, changed_at: now, changed_by_name: who.name })
    .onConflict((one) => one.constraint('competence_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
/** How it stood is laid by first. */
export async function saveEntry(tx: Tx, before: Written, typed: Entry, who: Who, now: Date): Promise<void> {
  await tx.insertInto('team.competence_version').values({ competence_id: before.id, version: before.version, level: before.level, evidence: before.evidence, evidence_year: before.year ?? null, wishes: before.wishes, changed_at: before.changedAt, changed_by_name: who.name }).execute()
  await tx.updateTable('team.competence').set({ level: typed.level, evidence: typed.evidence, evidence_year: typed.year ?? null, wishes: typed.wishes, version: before.version + 1, changed_at: now, changed_by_name: who.name }).where('id', '=', before.id).execute()
}

export type Earlier = Entry & { readonly subject: string; readonly version: number; readonly changedAt: Date }
/** How a row stood before each change, the last first. */
export async function loadEarlier(tx: Tx, teamId: string, personId: string): Promise<readonly Earlier[]> {
  const rows = await tx.selectFrom('team.competence_version as v').innerJoin('team.competence as c', 'c.id', 'v.competence_id').selectAll('v').select('c.subject').where('c.team_org_id', '=', teamId).where('c.person_id', '=', personId).orderBy('v.changed_at', 'desc').orderBy('v.version', 'desc').limit(100).execute()
  return rows.map((row) => ({ ...entryOf(row), subject: row.subject, version: row.version, changedAt: row.changed_at }))
}

export type Note = { readonly id: string; readonly body: string; readonly madeAt: Date; readonly madeByName: string }
export async function loadNotes(tx: Tx, teamId: string, personId: string): Promise<readonly Note[]> {
  const rows = await tx.selectFrom('team.competence_note').selectAll().where('team_org_id', '=', teamId).where('person_id', '=', personId).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(100).execute()
  return rows.map((row) => ({ id: row.id, body: row.body, madeAt: row.made_at, madeByName: row.made_by_name }))
}
export const insertNote = async (tx: Tx, teamId: string, personId: string, body: string, by: string, now: Date): Promise<string> =>
  (await tx.insertInto('team.competence_note').values({ team_org_id: teamId, person_id: personId, body, made_at: now, made_by_name: by }).returning('id').executeTakeFirstOrThrow()).id

/** @returns undefined when it stands on the list already */
export const insertSubject = async (tx: Tx, teamId: string, kind: OwnKind, name: string, by: string, now: Date): Promise<string | undefined> =>
  (await sql<{ id: string }>`insert into team.subject (team_org_id, kind, name, made_at, made_by_name) values (${teamId}, ${kind}, ${name}, ${now}, ${by}) on conflict do nothing returning id`.execute(tx)).rows[0]?.id
export const retireSubject = async (tx: Tx, teamId: string, id: string, today: LocalDate): Promise<boolean> =>
  (await tx.updateTable('team.subject').set({ retired_on: today }).where('id', '=', id).where('team_org_id', '=', teamId).where('retired_on', 'is', null).returning('id').executeTakeFirst()) !== undefined

export type TeamCounts = { readonly team: string; readonly subject: string; readonly ownName: string | undefined; readonly holds: number; readonly endsOn: LocalDate | undefined }
/** For the kindergarten authority, team by team: how many hold what, never who. */
export async function loadCounts(tx: Tx): Promise<readonly TeamCounts[]> {
  const { rows } = await sql<{ team: string; subject: string; own_name: string | null; holds: number; ends_on: LocalDate | null }>`
    select o.name as team, c.subject, c.own_name, c.holds, c.ends_on::text from team.coverage_for_authority() c join register.organisation_card o on o.id = c.team_id
    order by o.name, c.team_id, c.holds, c.own_name nulls first, c.subject`.execute(tx)
  return rows.map((row) => ({ team: row.team, subject: row.subject, ownName: row.own_name ?? undefined, holds: row.holds, endsOn: row.ends_on ?? undefined }))
}

/** The names of the themes, also those that are offered no more. */
export async function loadThemeNames(tx: Tx): Promise<ReadonlyMap<string, Readonly<Record<Language, string>>>> {
  const rows = await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).execute()
  return new Map(rows.map((row) => [row.code ?? '', { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' }]))
}

export const forgetLeft = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select id from team.forget_left(${before}) as id`.execute(tx)).rows.map(({ id }) => id)

/** What is kept about one person, for the copy they may ask for. As the program. */
export async function loadAboutPerson(tx: Tx, personId: string): Promise<unknown> {
  const own = await tx.selectFrom('team.competence').select(['subject', 'level', 'evidence', 'evidence_year', 'wishes', 'changed_at']).where('person_id', '=', personId).orderBy('subject').execute()
  const earlier = await tx.selectFrom('team.competence_version as v').innerJoin('team.competence as c', 'c.id', 'v.competence_id').select(['c.subject', 'v.version', 'v.level', 'v.evidence', 'v.evidence_year', 'v.wishes', 'v.changed_at']).where('c.person_id', '=', personId).orderBy('c.subject').orderBy('v.version').execute()
  const notes = await tx.selectFrom('team.competence_note').select(['body', 'made_at', 'made_by_name']).where('person_id', '=', personId).orderBy('made_at').execute()
  const lines = await tx.selectFrom('team.gap_line').select(['subject', 'way', 'what', 'due_on', 'state']).where('person_id', '=', personId).orderBy('due_on').execute()
  return { own, earlier, notes, lines }
}
