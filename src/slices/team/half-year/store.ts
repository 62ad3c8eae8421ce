import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { loadCommitments } from '../assignment/store.ts'
import { loadAway, loadHours, loadPartial, loadServed } from '../capacity/store.ts'
import { loadLevels, loadMembers } from '../competence/store.ts'
import type { Facts, Span } from './facts.ts'
import type { Because } from './model/collide.ts'
import type { Why } from './model/explain.ts'
import type { Plan, State } from './rules.ts'

/** All a plan is reckoned from, as far as the reader may see it: who is partial is read by the leader and the program only. */
export async function loadFacts(tx: Tx, teamId: string, today: LocalDate): Promise<Facts> {
  const [members, hours, away, promised, held, partial, kindergartens, before, set, closed, gaps, limits] = await Promise.all([
    loadMembers(tx, teamId, today), loadHours(tx, teamId), loadAway(tx, teamId), loadCommitments(tx, teamId), loadLevels(tx, teamId), loadPartial(tx, teamId), loadServed(tx, teamId), loadBefore(tx, teamId), loadSet(tx, teamId), loadClosed(tx, teamId),
    tx.selectFrom('team.half_year_rhythm').select(['commitment_id', 'gap']).where('team_org_id', '=', teamId).execute(),
    tx.selectFrom('team.half_year_limit').select(['kindergarten_id', 'visits']).where('team_org_id', '=', teamId).execute(),
  ])
  return { today, members, hours, away, promised: promised.toSorted((a, b) => (a.id < b.id ? -1 : 1)), held, partial, kindergartens, before, set, closed, gaps: new Map(gaps.map((row) => [row.commitment_id, row.gap])), limits: new Map(limits.map((row) => [row.kindergarten_id, row.visits])) }
}
async function loadBefore(tx: Tx, teamId: string): Promise<Facts['before']> {
  const { rows } = await sql<{ person_id: string; kindergarten_id: string }>`
    select distinct a.person_id, a.kindergarten_id from guidance.case_adviser a where a.team_org_id = ${teamId}
    union select distinct c.person_id, c.kindergarten_id from team.commitment c where c.team_org_id = ${teamId} and c.state = 'done' and c.person_id is not null and c.kindergarten_id is not null`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, kindergartenId: row.kindergarten_id }))
}
async function loadSet(tx: Tx, teamId: string): Promise<Facts['set']> {
  const { rows } = await sql<{ commitment_id: string; monday: string }>`select commitment_id, monday::text from team.planned_visit where team_org_id = ${teamId} order by monday, id`.execute(tx)
  return rows.map((row) => ({ commitmentId: row.commitment_id, monday: row.monday as LocalDate }))
}
async function loadClosed(tx: Tx, teamId: string): Promise<Facts['closed']> {
  const { rows } = await sql<{ kindergarten_id: string; from_on: string; last_on: string }>`
    select d.kindergarten_id, d.from_on::text, d.last_on::text from measures.planning_day_card d join register.team_kindergarten s on s.kindergarten_id = d.kindergarten_id and s.team_id = ${teamId} where d.kind in ('planning', 'closed', 'no-substitutes') order by d.kindergarten_id, d.from_on`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, from: row.from_on as LocalDate, last: row.last_on as LocalDate }))
}

const plans = (tx: Tx, teamId: string) => tx.selectFrom('team.half_year').selectAll().where('team_org_id', '=', teamId)
type Row = Awaited<ReturnType<ReturnType<typeof plans>['execute']>>[number]
const planOf = (row: Row): Plan => ({
  id: row.id, number: row.number, from: row.from_on as LocalDate, weeks: row.weeks, state: row.state as State, worth: row.worth ?? undefined, bound: row.bound ?? undefined, proven: row.proven, mark: row.facts_mark, version: row.version,
  madeAt: row.made_at, madeBy: row.made_by_name, finishedAt: row.finished_at ?? undefined, adoptedAt: row.adopted_at ?? undefined, adoptedBy: row.adopted_by_name ?? undefined,
})
/** The last first. */
export const loadPlans = async (tx: Tx, teamId: string): Promise<readonly Plan[]> => (await plans(tx, teamId).orderBy('number', 'desc').limit(100).execute()).map(planOf)
export async function loadPlan(tx: Tx, teamId: string, id: string): Promise<Plan | undefined> {
  const row = await plans(tx, teamId).where('id', '=', id).executeTakeFirst()
  return row && planOf(row)
}
/** As the program: whose plan it is. */
export async function loadAsked(tx: Tx, id: string): Promise<{ readonly plan: Plan; readonly teamId: string } | undefined> {
  const row = await tx.selectFrom('team.half_year').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { plan: planOf(row), teamId: row.team_org_id }
}
export const loadByStartKey = async (tx: Tx, teamId: string, key: string): Promise<string | undefined> => (await plans(tx, teamId).where('start_key', '=', key).executeTakeFirst())?.id
/** One plan of a team is asked for, changed or adopted at a time. */
export const lockPlans = (tx: Tx, teamId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${teamId} half-year`}, 0))`.execute(tx)

export async function insertPlan(tx: Tx, teamId: string, span: Span, startKey: string, by: string, now: Date): Promise<string> {
  const { number } = await tx.selectFrom('team.half_year').select(({ fn, lit }) => fn.coalesce(fn.max('number'), lit(0)).as('number')).where('team_org_id', '=', teamId).executeTakeFirstOrThrow()
  const insert = (key: string) => tx.insertInto('team.half_year').values({ team_org_id: teamId, number: number + 1, from_on: span.from, weeks: span.weeks, start_key: key, made_at: now, made_by_name: by })
  // A key that is another team's counts as none.
  const made = await insert(startKey).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst()
  return (made ?? (await insert(crypto.randomUUID()).returning('id').executeTakeFirstOrThrow())).id
}
export const saveState = (tx: Tx, id: string, state: State, now: Date) => tx.updateTable('team.half_year').set({ state, finished_at: now }).where('id', '=', id).execute()
export const saveAdopted = (tx: Tx, id: string, by: string, now: Date) => tx.updateTable('team.half_year').set({ state: 'adopted', adopted_at: now, adopted_by_name: by }).where('id', '=', id).execute()
/** Any other of the same team that is adopted and has weeks in common with it. */
export const replaceAdopted = (tx: Tx, teamId: string, { from, weeks, id }: Plan) =>
  sql`update team.half_year set state = 'replaced' where team_org_id = ${teamId} and id <> ${id} and state = 'adopted' and from_on < ${from}::date + ${weeks * 7}::integer and from_on + weeks * 7 > ${from}::date`.execute(tx)
/** @returns false when nobody waits for it any more */
export async function saveReckoned(tx: Tx, id: string, { worth, bound, proven, mark }: { readonly worth: number; readonly bound: number; readonly proven: boolean; readonly mark: string }, now: Date): Promise<boolean> {
  const done = await tx.updateTable('team.half_year').set({ state: 'proposed', worth, bound, proven, facts_mark: mark, finished_at: now }).where('id', '=', id).where('state', '=', 'waiting').returning('id').executeTakeFirst()
  return done !== undefined
}
export const saveVersion = (tx: Tx, { id, version }: Plan) => tx.updateTable('team.half_year').set({ version: version + 1 }).where('id', '=', id).execute()

export type KeptVisit = { readonly id: string; readonly commitmentId: string; readonly personId: string; readonly person: string; readonly monday: LocalDate; readonly minutes: number; readonly locked: boolean; readonly why: Why | undefined }
export async function loadVisits(tx: Tx, planId: string): Promise<readonly KeptVisit[]> {
  const rows = await tx.selectFrom('team.half_year_visit').selectAll().where('half_year_id', '=', planId).orderBy('monday').orderBy('person_name').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, commitmentId: row.commitment_id, personId: row.person_id, person: row.person_name, monday: row.monday as LocalDate, minutes: row.minutes, locked: row.locked, why: whyOf(row.why) }))
}
const whyOf = (kept: unknown): Why | undefined => (typeof kept === 'object' && kept !== null && 'who' in kept ? (kept as Why) : undefined)
export type NewVisit = Omit<KeptVisit, 'id'>
export async function insertVisits(tx: Tx, planId: string, visits: readonly NewVisit[]): Promise<void> {
  for (let at = 0; at < visits.length; at += 500)
    await tx.insertInto('team.half_year_visit').values(visits.slice(at, at + 500).map((one) => ({ half_year_id: planId, commitment_id: one.commitmentId, person_id: one.personId, person_name: one.person, monday: one.monday, minutes: one.minutes, locked: one.locked, why: JSON.stringify(one.why ?? {}) }))).execute()
}
export const saveVisit = (tx: Tx, id: string, to: Pick<KeptVisit, 'personId' | 'person' | 'monday' | 'minutes' | 'locked'>) =>
  tx.updateTable('team.half_year_visit').set({ person_id: to.personId, person_name: to.person, monday: to.monday, minutes: to.minutes, locked: to.locked, why: JSON.stringify({}) }).where('id', '=', id).execute()
export const saveLock = (tx: Tx, id: string, locked: boolean) => tx.updateTable('team.half_year_visit').set({ locked }).where('id', '=', id).execute()

export type Short = { readonly commitmentId: string; readonly visits: number; readonly minutes: number; readonly because: Because | undefined }
export async function loadShort(tx: Tx, planId: string): Promise<readonly Short[]> {
  const rows = await tx.selectFrom('team.half_year_short').selectAll().where('half_year_id', '=', planId).orderBy('minutes', 'desc').orderBy('commitment_id').execute()
  return rows.map((row) => ({ commitmentId: row.commitment_id, visits: row.visits, minutes: row.minutes, because: typeof row.because === 'object' && row.because !== null && 'because' in row.because ? (row.because as unknown as Because) : undefined }))
}
export async function insertShort(tx: Tx, planId: string, short: readonly Short[]): Promise<void> {
  if (short.length > 0) await tx.insertInto('team.half_year_short').values(short.map((one) => ({ half_year_id: planId, commitment_id: one.commitmentId, visits: one.visits, minutes: one.minutes, because: JSON.stringify(one.because ?? {}) }))).execute()
}
export const saveGap = (tx: Tx, teamId: string, commitmentId: string, gap: number, by: string, now: Date) =>
  tx.insertInto('team.half_year_rhythm').values({ commitment_id: commitmentId, team_org_id: teamId, gap, changed_at: now, changed_by_name: by }).onConflict((one) => one.column('commitment_id').doUpdateSet({ gap, changed_at: now, changed_by_name: by })).execute()
export const saveLimit = (tx: Tx, teamId: string, kindergartenId: string, visits: number, by: string, now: Date) =>
  tx.insertInto('team.half_year_limit').values({ team_org_id: teamId, kindergarten_id: kindergartenId, visits, changed_at: now, changed_by_name: by }).onConflict((one) => one.columns(['team_org_id', 'kindergarten_id']).doUpdateSet({ visits, changed_at: now, changed_by_name: by })).execute()

/** What one is to do in the plans that are adopted, from a day and on. */
export type Planned = { readonly id: string; readonly monday: LocalDate; readonly what: string; readonly to: string }
export async function loadPlannedOf(tx: Tx, personId: string, from: LocalDate): Promise<readonly Planned[]> {
  const { rows } = await sql<{ id: string; monday: string; what: string; to: string }>`
    select p.id, p.monday::text, p.what, coalesce(o.name, p.group_name) as "to" from team.planned_visit p left join register.organisation_card o on o.id = p.kindergarten_id where p.person_id = ${personId} and p.monday >= ${from}::date order by p.monday, p.id limit 300`.execute(tx)
  return rows.map((row) => ({ id: row.id, monday: row.monday as LocalDate, what: row.what, to: row.to }))
}
/** What is kept about one person, for the copy they may ask for. As the program. */
export const loadAboutVisits = (tx: Tx, personId: string) =>
  tx.selectFrom('team.half_year_visit as v').innerJoin('team.half_year as h', 'h.id', 'v.half_year_id').innerJoin('team.commitment as c', 'c.id', 'v.commitment_id').select(['h.number', 'h.state', 'v.monday', 'c.what']).where('v.person_id', '=', personId).orderBy('h.number').orderBy('v.monday').execute()

export const forgetPlans = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select id from team.forget_half_years(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
