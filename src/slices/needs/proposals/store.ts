import { sql } from 'kysely'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Course, GuidanceCase, Known, Material, Measure, Nearby, Offered, OwnMeasure, Tried } from './rules.ts'

/** What there is to propose from: the kindergarten's own cases and measures as far as the actor sees them, measures with a grant in the same municipality that year, networks and measures one may ask to join, courses to come, what others have tried, and what universities offer. */
export async function loadKnown(tx: Tx, kindergartenId: string, year: number, themes: readonly string[]): Promise<Known> {
  const [cases, measures, own, nearby, material, courses, tried, offers] = await Promise.all([loadCases(tx, kindergartenId), loadMeasures(tx, kindergartenId, year), loadOwn(tx, kindergartenId), loadNearby(tx, kindergartenId), loadMaterial(tx, themes), loadCourses(tx, kindergartenId), loadTried(tx, themes), loadOffers(tx, themes)])
  return { cases, measures, own, nearby, material, courses, tried, offers }
}

async function loadOffers(tx: Tx, themes: readonly string[]): Promise<readonly Offered[]> {
  if (themes.length === 0) return []
  const rows = await tx.selectFrom('team.university_offer').select(['id', 'title', 'university', 'themes']).where(sql<boolean>`themes && ${[...themes]}::text[]`).where(sql<boolean>`starts_on <= platform.today()`).orderBy('title').orderBy('id').limit(20).execute()
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', university: row.university ?? '', themes: row.themes ?? [] }))
}

export type PlanGoal = { readonly planId: string; readonly plan: string; readonly goalId: string; readonly goal: string }
/** The goals of the municipality's plans that rest on the need, as far as the actor may read. */
export async function loadGoals(tx: Tx, needId: string): Promise<readonly PlanGoal[]> {
  const rows = await tx.selectFrom('strategy.need_goal').selectAll().where('need_id', '=', needId).orderBy('plan').orderBy('goal').limit(20).execute()
  return rows.map((row) => ({ planId: row.plan_id ?? '', plan: row.plan ?? '', goalId: row.goal_id ?? '', goal: row.goal ?? '' }))
}

async function loadOwn(tx: Tx, kindergartenId: string): Promise<readonly OwnMeasure[]> {
  const rows = await tx.selectFrom('measures.measure_card').select(['id', 'title', 'themes']).where('kindergarten_id', '=', kindergartenId).where('state', '<>', 'closed').orderBy('starts_on', 'desc').limit(20).execute()
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', themes: row.themes ?? [] }))
}

async function loadNearby(tx: Tx, kindergartenId: string): Promise<readonly Nearby[]> {
  const { rows } = await sql<Nearby>`select n.kind, n.id, n.name, n.themes, n.kindergartens from measures.nearby(${kindergartenId}) n order by n.kindergartens desc, n.id limit 50`.execute(tx)
  return rows
}

async function loadMaterial(tx: Tx, themes: readonly string[]): Promise<readonly Material[]> {
  if (themes.length === 0) return []
  const { rows } = await sql<Material>`select s.id, s.title, s.themes from library.suggested(${[...themes]}::text[], 5) s`.execute(tx)
  return rows
}

async function loadTried(tx: Tx, themes: readonly string[]): Promise<readonly Tried[]> {
  if (themes.length === 0) return []
  const { rows } = await sql<{ id: string; themes: string[]; idea: string | null; words: string; still_3: string | null; still_6: string | null }>`select t.id, t.themes, t.idea, t.words, t.still_3, t.still_6 from measures.tried_by_others(${[...themes]}::text[], 5) t`.execute(tx)
  return rows.map((row) => ({ id: row.id, themes: row.themes, idea: (row.idea ?? undefined) as Tried['idea'], words: row.words, still: stillOf(6, row.still_6) ?? stillOf(3, row.still_3) }))
}
const stillOf = (months: number, how: string | null): Tried['still'] => (how === null ? undefined : ({ months, how } as Tried['still']))

async function loadCourses(tx: Tx, kindergartenId: string): Promise<readonly Course[]> {
  const { rows } = await sql<{ id: string; title: string; themes: string[]; starts_on: LocalDate }>`
    select c.id, c.title, c.themes, (c.starts_at at time zone 'Europe/Oslo')::date::text as starts_on
    from measures.course_card c join register.organisation_card o on o.id = ${kindergartenId} left join register.served_by s on s.kindergarten_id = o.id
    where c.state = 'open' and c.arranger_id in (s.team_id, o.owner_id) and (c.starts_at at time zone 'Europe/Oslo')::date > platform.today() order by c.starts_at, c.id limit 20`.execute(tx)
  return rows.map((row) => ({ id: row.id, title: row.title, themes: row.themes, startsOn: row.starts_on }))
}

async function loadCases(tx: Tx, kindergartenId: string): Promise<readonly GuidanceCase[]> {
  const rows = await tx.selectFrom('guidance.case_card').select(['id', 'reference', 'state', 'themes', 'closed_at']).where('kindergarten_id', '=', kindergartenId).where('submitted_at', 'is not', null).orderBy('submitted_at', 'desc').limit(50).execute()
  return rows.map((row) => ({ id: row.id ?? '', reference: row.reference ?? '', running: row.state === 'running', themes: row.themes ?? [], endedOn: row.closed_at ? osloDate(row.closed_at) : undefined }))
}

async function loadMeasures(tx: Tx, kindergartenId: string, year: number): Promise<readonly Measure[]> {
  const { rows } = await sql<{ report_id: string; network: string | null; partner: string | null; themes: string[]; kindergartens: number; ours: boolean }>`
    with near as materialized (select k.id from register.organisation_card o join register.organisation_card k on k.kind = 'kindergarten' and (k.municipality_id = o.municipality_id or k.id = o.id) where o.id = ${kindergartenId})
    select p.report_id, p.network, p.partner, p.themes, count(*)::int as kindergartens, bool_or(p.kindergarten_id = ${kindergartenId}) as ours
    from scheme.participants() p join near on near.id = p.kindergarten_id where p.kindergarten_year = ${year}
    group by p.report_id, p.network, p.partner, p.themes order by ours desc, kindergartens desc, p.report_id limit 100`.execute(tx)
  return rows.map((row) => ({ reportId: row.report_id, network: row.network ?? undefined, partner: row.partner ?? undefined, themes: row.themes, kindergartens: row.kindergartens, ours: row.ours }))
}
