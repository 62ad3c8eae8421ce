import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { isJoined } from '../pairs/rules.ts'
import { loadPairsOfSchool, type Pair } from '../pairs/store.ts'
import type { Confirmation, Line, LineContent, LineKind, Plan } from './rules.ts'

export type VersionWhat = 'begun' | 'copied' | 'line-added' | 'line-changed' | 'line-removed' | 'kindergarten-joined'
export type Version = { readonly version: number; readonly what: VersionWhat; readonly orgId: string; readonly org: string; readonly at: Date; readonly by: string }
export type Said = Confirmation & { readonly org: string; readonly at: Date; readonly by: string }
export type JointPlan = Omit<Plan, 'confirmations'> & { readonly school: string; readonly municipalityId: string | undefined; readonly municipality: string | undefined; readonly copiedFrom: string | undefined; readonly confirmations: readonly Said[]; readonly versions: readonly Version[] }

const heads = (tx: Tx) => tx.selectFrom('coordination.joint_plan as p').innerJoin('register.organisation_card as s', 's.id', 'p.school_id').leftJoin('register.organisation_card as m', 'm.id', 's.part_of_id').selectAll('p').select(['s.name as school', 's.closed_on', 's.part_of_id', 'm.name as municipality'])
type Head = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number]

async function filled(tx: Tx, rows: readonly Head[], today: LocalDate): Promise<readonly JointPlan[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [kindergartens, confirmations, versions, lines, pairs] = await Promise.all([
    tx.selectFrom('coordination.joint_plan_kindergarten as k').innerJoin('register.organisation_card as o', 'o.id', 'k.kindergarten_id').select(['k.plan_id', 'k.kindergarten_id', 'o.name', 'o.closed_on']).where('k.plan_id', 'in', ids).orderBy(sql`o.name collate "nb-NO-x-icu"`).execute(),
    tx.selectFrom('coordination.joint_plan_confirmation as c').innerJoin('register.organisation_card as o', 'o.id', 'c.org_id').selectAll('c').select('o.name').where('c.plan_id', 'in', ids).orderBy('c.confirmed_at').orderBy('c.version').execute(),
    tx.selectFrom('coordination.joint_plan_version as v').innerJoin('register.organisation_card as o', 'o.id', 'v.org_id').selectAll('v').select('o.name').where('v.plan_id', 'in', ids).orderBy('v.version').execute(),
    tx.selectFrom('coordination.joint_plan_line').selectAll().where('plan_id', 'in', ids).orderBy(sql`on_day nulls first`).orderBy('line_id').orderBy('from_version').execute(),
    Promise.all([...new Set(rows.map(({ school_id }) => school_id))].map((id) => loadPairsOfSchool(tx, id))).then((found) => found.flat()),
  ])
  // Whoever works with the school no longer sees only the own pair: of the others it is known that they are in the plan.
  const joined = (school: string, kindergarten: string) => {
    const of = pairs.filter((pair) => pair.schoolId === school && pair.kindergartenId === kindergarten)
    return of.length === 0 || of.some((pair) => isJoined(pair, today))
  }
  return rows.map((row) => ({
    id: row.id, schoolId: row.school_id, school: row.school ?? '', schoolClosed: row.closed_on !== null, municipalityId: row.part_of_id ?? undefined, municipality: row.municipality ?? undefined, year: row.year, version: row.version, copiedFrom: row.copied_from ?? undefined,
    kindergartens: kindergartens.filter((one) => one.plan_id === row.id).map((one) => ({ id: one.kindergarten_id, name: one.name ?? '', joined: one.closed_on === null && joined(row.school_id, one.kindergarten_id) })),
    confirmations: confirmations.filter((one) => one.plan_id === row.id).map((one) => ({ orgId: one.org_id, org: one.name ?? '', version: one.version, at: one.confirmed_at, by: one.confirmed_by_name })),
    versions: versions.filter((one) => one.plan_id === row.id).map((one) => ({ version: one.version, what: one.what as VersionWhat, orgId: one.org_id, org: one.name ?? '', at: one.made_at, by: one.made_by_name })),
    lines: lines.filter((one) => one.plan_id === row.id).map((one): Line => ({
      id: one.line_id, from: one.from_version, until: one.until_version ?? undefined, kind: one.kind as LineKind, what: one.what, day: (one.on_day as LocalDate | null) ?? undefined, wholeMonth: one.whole_month, kindergartenWho: one.kindergarten_who, schoolWho: one.school_who, wasId: one.was_line_id ?? undefined,
    })),
  }))
}

/** The plans the actor may read, the newest year first. */
export const loadPlans = async (tx: Tx, today: LocalDate): Promise<readonly JointPlan[]> => filled(tx, await heads(tx).orderBy('p.year', 'desc').orderBy(sql`s.name collate "nb-NO-x-icu"`).limit(500).execute(), today)
export const loadPlan = async (tx: Tx, id: string, today: LocalDate): Promise<JointPlan | undefined> => (await filled(tx, await heads(tx).where('p.id', '=', id).execute(), today))[0]
export const findPlan = async (tx: Tx, schoolId: string, year: number): Promise<string | undefined> => (await tx.selectFrom('coordination.joint_plan').select('id').where('school_id', '=', schoolId).where('year', '=', year).executeTakeFirst())?.id
/** As `loadPlan`, and nobody else changes it until the transaction is over. */
export async function lockPlan(tx: Tx, id: string, today: LocalDate): Promise<JointPlan | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('coordination.joint_plan ' || ${id}, 0))`.execute(tx)
  return loadPlan(tx, id, today)
}
/** One plan of a school and a year is begun at a time. */
export const lockYear = (tx: Tx, schoolId: string, year: number) => sql`select pg_advisory_xact_lock(hashtextextended('coordination.joint_plan ' || ${schoolId} || ${String(year)}, 0))`.execute(tx)

export type By = { readonly orgId: string; readonly name: string }
type New = { readonly id: string; readonly schoolId: string; readonly year: number; readonly kindergartens: readonly string[]; readonly copiedFrom?: string; readonly lines?: readonly Line[] }
export async function insertPlan(tx: Tx, plan: New, by: By, now: Date): Promise<void> {
  const { rows } = await sql<{ region: string | null }>`select min(region_id) as region from register.kindergarten_profile where kindergarten_id = any (${[...plan.kindergartens]}::uuid[])`.execute(tx)
  await tx.insertInto('coordination.joint_plan').values({ id: plan.id, region_id: rows[0]?.region ?? null, school_id: plan.schoolId, year: plan.year, copied_from: plan.copiedFrom ?? null, begun_at: now, begun_by_name: by.name }).execute()
  await tx.insertInto('coordination.joint_plan_kindergarten').values(plan.kindergartens.map((kindergarten_id) => ({ plan_id: plan.id, kindergarten_id }))).execute()
  await tx.insertInto('coordination.joint_plan_version').values({ plan_id: plan.id, version: 1, what: plan.copiedFrom ? 'copied' : 'begun', org_id: by.orgId, made_at: now, made_by_name: by.name }).execute()
  if (plan.lines && plan.lines.length > 0) await tx.insertInto('coordination.joint_plan_line').values(plan.lines.map((line) => ({ ...asRow(plan.id, crypto.randomUUID(), 1, line), was_line_id: line.id }))).execute()
}
/** A new version, which whoever made it has confirmed by making it. */
export async function saveVersion(tx: Tx, id: string, version: number, what: VersionWhat, by: By, now: Date): Promise<void> {
  await tx.updateTable('coordination.joint_plan').set({ version }).where('id', '=', id).execute()
  await tx.insertInto('coordination.joint_plan_version').values({ plan_id: id, version, what, org_id: by.orgId, made_at: now, made_by_name: by.name }).execute()
  await saveConfirmation(tx, id, version, by, now)
}
export const saveConfirmation = (tx: Tx, id: string, version: number, by: By, now: Date) =>
  tx.insertInto('coordination.joint_plan_confirmation').values({ plan_id: id, org_id: by.orgId, version, confirmed_at: now, confirmed_by_name: by.name }).execute()
export const closeLine = (tx: Tx, planId: string, lineId: string, version: number) => tx.updateTable('coordination.joint_plan_line').set({ until_version: version }).where('plan_id', '=', planId).where('line_id', '=', lineId).where('until_version', 'is', null).execute()
export const insertLine = (tx: Tx, planId: string, lineId: string, version: number, line: LineContent, wasId: string | undefined) => tx.insertInto('coordination.joint_plan_line').values({ ...asRow(planId, lineId, version, line), was_line_id: wasId ?? null }).execute()
const asRow = (plan_id: string, line_id: string, from_version: number, line: LineContent) => ({ plan_id, line_id, from_version, kind: line.kind, what: line.what, on_day: line.day ?? null, whole_month: line.wholeMonth, kindergarten_who: line.kindergartenWho, school_who: line.schoolWho })
export const insertKindergarten = (tx: Tx, planId: string, kindergartenId: string) => tx.insertInto('coordination.joint_plan_kindergarten').values({ plan_id: planId, kindergarten_id: kindergartenId }).execute()

/** The kindergartens that work with a school today. */
export const loadJoined = async (tx: Tx, schoolId: string, today: LocalDate): Promise<readonly Pair[]> => (await loadPairsOfSchool(tx, schoolId)).filter((pair) => isJoined(pair, today) && !pair.kindergartenClosed)
export const forgetSchools = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select coordination.forget_schools(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
