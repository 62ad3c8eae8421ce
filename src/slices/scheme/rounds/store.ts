import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Words } from '../schemes/rules.ts'
import type { Stage } from './rules.ts'

export type Round = {
  readonly id: string
  readonly regionId: string
  readonly managerId: string
  readonly managerName: string
  readonly forumId: string | undefined
  readonly forumName: string | undefined
  readonly schemeCode: string
  readonly formVersionId: string | undefined
  readonly formName: Words | undefined
  /** The form itself, and which of its versions the round uses. */
  readonly formId: string | undefined
  readonly formNumber: number | undefined
  readonly title: string
  readonly kindergartenYear: number
  readonly mode: 'live' | 'test'
  readonly stage: Stage
  readonly opensAt: Date
  readonly closesAt: Date
  readonly reportClosesAt: Date
  readonly information: string
  readonly version: number
}

const rounds = (tx: Tx) =>
  tx
    .selectFrom('scheme.round as r')
    .innerJoin('register.organisation as m', 'm.id', 'r.manager_id')
    .leftJoin('scheme.forum as f', 'f.id', 'r.forum_id')
    .leftJoin('scheme.form_version as v', 'v.id', 'r.form_version_id')
    .leftJoin('scheme.form as o', 'o.id', 'v.form_id')
    .select(['r.id', 'r.region_id', 'r.manager_id', 'm.name as manager_name', 'r.forum_id', 'f.name as forum_name', 'r.scheme_code', 'r.form_version_id', 'o.name as form_name', 'v.form_id', 'v.number as form_number', 'r.title', 'r.kindergarten_year', 'r.mode', 'r.stage', 'r.opens_at', 'r.closes_at', 'r.report_closes_at', 'r.information', 'r.version'])

type Row = Awaited<ReturnType<ReturnType<typeof rounds>['execute']>>[number]

const asRound = (row: Row): Round => ({
  id: row.id,
  regionId: row.region_id,
  managerId: row.manager_id,
  managerName: row.manager_name,
  forumId: row.forum_id ?? undefined,
  forumName: row.forum_name ?? undefined,
  schemeCode: row.scheme_code,
  formVersionId: row.form_version_id ?? undefined,
  formName: (row.form_name as Words | null) ?? undefined,
  formId: row.form_id ?? undefined,
  formNumber: row.form_number ?? undefined,
  title: row.title,
  kindergartenYear: row.kindergarten_year,
  mode: row.mode as Round['mode'],
  stage: row.stage as Stage,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  reportClosesAt: row.report_closes_at,
  information: row.information,
  version: row.version,
})

/** The rounds the actor may know of, those that close last first. */
export const loadRounds = async (tx: Tx): Promise<readonly Round[]> => (await rounds(tx).orderBy('r.closes_at', 'desc').orderBy('r.id').limit(500).execute()).map(asRound)

export async function loadRound(tx: Tx, id: string): Promise<Round | undefined> {
  const row = await rounds(tx).where('r.id', '=', id).executeTakeFirst()
  return row && asRound(row)
}

/** As `loadRound`, and nobody else changes it until the transaction is over. */
export async function lockRound(tx: Tx, id: string): Promise<Round | undefined> {
  const row = await rounds(tx).where('r.id', '=', id).forUpdate('r').executeTakeFirst()
  return row && asRound(row)
}

export type Content = Pick<Round, 'title' | 'kindergartenYear' | 'mode' | 'schemeCode' | 'information' | 'opensAt' | 'closesAt' | 'reportClosesAt'> & { readonly forumId: string | undefined; readonly formVersionId: string | undefined }

const columns = (content: Content) => ({
  title: content.title,
  kindergarten_year: content.kindergartenYear,
  mode: content.mode,
  scheme_code: content.schemeCode,
  information: content.information,
  opens_at: content.opensAt,
  closes_at: content.closesAt,
  report_closes_at: content.reportClosesAt,
  forum_id: content.forumId ?? null,
  form_version_id: content.formVersionId ?? null,
})

export async function insertRound(tx: Tx, content: Content, from: { readonly managerId: string; readonly regionId: string; readonly copiedFrom: string | undefined }): Promise<string> {
  const row = await tx.insertInto('scheme.round').values({ ...columns(content), manager_id: from.managerId, region_id: from.regionId, copied_from: from.copiedFrom ?? null }).returning('id').executeTakeFirstOrThrow()
  return row.id
}

/** @returns false when somebody has changed it since `version` */
export async function updateRound(tx: Tx, id: string, content: Content, version: number): Promise<boolean> {
  const done = await tx.updateTable('scheme.round').set({ ...columns(content), version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  return done !== undefined
}

export async function saveStage(tx: Tx, id: string, change: { readonly stage: Stage; readonly closesAt: Date }, step: { readonly kind: string; readonly reason: string; readonly who: string }, now: Date): Promise<void> {
  await Promise.all([
    tx.updateTable('scheme.round').set({ stage: change.stage, closes_at: change.closesAt, version: sql`version + 1` }).where('id', '=', id).execute(),
    tx.insertInto('scheme.round_step').values({ round_id: id, kind: step.kind, reason: step.reason, who: step.who, at: now }).execute(),
  ])
}

export type RoundStep = { readonly kind: string; readonly reason: string; readonly at: Date; readonly who: string }
export const loadSteps = (tx: Tx, id: string): Promise<RoundStep[]> => tx.selectFrom('scheme.round_step').select(['kind', 'reason', 'at', 'who']).where('round_id', '=', id).orderBy('at', 'desc').execute()

export type Extension = { readonly orgId: string; readonly orgName: string; readonly until: Date; readonly reason: string; readonly givenBy: string; readonly givenAt: Date }
export const loadExtensions = (tx: Tx, id: string): Promise<Extension[]> =>
  tx
    .selectFrom('scheme.extension as e')
    .innerJoin('register.organisation as o', 'o.id', 'e.org_id')
    .select(['e.org_id as orgId', 'o.name as orgName', 'e.until', 'e.reason', 'e.given_by_name as givenBy', 'e.given_at as givenAt'])
    .where('e.round_id', '=', id)
    .orderBy('e.until', 'desc')
    .execute()

/** How much more time an applicant has; undefined when none has been given. */
export async function extendedUntil(tx: Tx, roundId: string, orgId: string): Promise<Date | undefined> {
  const row = await tx.selectFrom('scheme.extension').select('until').where('round_id', '=', roundId).where('org_id', '=', orgId).executeTakeFirst()
  return row?.until
}

export const saveExtension = (tx: Tx, roundId: string, extension: { readonly orgId: string; readonly until: Date; readonly reason: string; readonly who: string }, now: Date) =>
  tx
    .insertInto('scheme.extension')
    .values({ round_id: roundId, org_id: extension.orgId, until: extension.until, reason: extension.reason, given_at: now, given_by_name: extension.who })
    .onConflict((conflict) => conflict.columns(['round_id', 'org_id']).doUpdateSet({ until: extension.until, reason: extension.reason, given_at: now, given_by_name: extension.who }))
    .execute()

/** How far the reports of a round have come, for the steps and for the page. Only those the county governor can see: a draft is nobody's but the applicant's. */
export async function countReports(tx: Tx, id: string): Promise<{ readonly sent: number; readonly unrecommended: number; readonly undecided: number }> {
  const row = await tx
    .selectFrom('scheme.report as r')
    .select((eb) => [
      eb.fn.countAll<string>().as('sent'),
      eb.fn.countAll<string>().filterWhere(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.recommendation as c').select('c.report_id').whereRef('c.report_id', '=', 'r.id')))).as('unrecommended'),
      eb.fn.countAll<string>().filterWhere(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.decision as d').select('d.id').whereRef('d.report_id', '=', 'r.id').where('d.published_at', 'is not', null)))).as('undecided'),
    ])
    .where('r.round_id', '=', id)
    .where('r.state', '=', 'submitted')
    .executeTakeFirstOrThrow()
  return { sent: Number(row.sent), unrecommended: Number(row.unrecommended), undecided: Number(row.undecided) }
}

export type FormChoice = { readonly id: string; readonly name: Words; readonly number: number }
/** Published form versions for need reports that the county governor can choose: what is shipped, and their own. Others' forms and drafts are not for a round. */
export async function loadFormChoices(tx: Tx, managerId: string): Promise<readonly FormChoice[]> {
  const rows = await tx
    .selectFrom('scheme.form_version as v')
    .innerJoin('scheme.form as f', 'f.id', 'v.form_id')
    .select(['v.id', 'f.name', 'v.number'])
    .where('v.locked_at', 'is not', null)
    .where(({ or, eb }) => or([eb('f.manager_id', 'is', null), eb('f.manager_id', '=', managerId)]))
    .where(sql<boolean>`v.definition ->> 'purpose' = 'need'`)
    .orderBy('f.code', 'desc')
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name as Words, number: row.number }))
}

export const loadForums = (tx: Tx, managerId: string) => tx.selectFrom('scheme.forum').select(['id', 'name']).where('manager_id', '=', managerId).orderBy('name').execute()

export async function findByNumber(tx: Tx, number: string): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return tx.selectFrom('register.organisation').select(['id', 'name']).where('organisation_number', '=', number).executeTakeFirst()
}

export async function regionOf(tx: Tx, orgId: string): Promise<string> {
  const row = await tx.selectFrom('register.organisation').select('region_id').where('id', '=', orgId).executeTakeFirst()
  return row?.region_id ?? 'oslo-viken'
}

/** Test rounds are for those named. */
export async function saveTesters(tx: Tx, roundId: string, orgIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('scheme.round_tester').where('round_id', '=', roundId).execute()
  if (orgIds.length > 0) await tx.insertInto('scheme.round_tester').values(orgIds.map((org_id) => ({ round_id: roundId, org_id }))).execute()
}
export const loadTesters = (tx: Tx, roundId: string): Promise<{ id: string; name: string; number: string | null }[]> =>
  tx.selectFrom('scheme.round_tester as t').innerJoin('register.organisation as o', 'o.id', 't.org_id').select(['o.id', 'o.name', 'o.organisation_number as number']).where('t.round_id', '=', roundId).orderBy('o.name').execute()

/** Drafts of applicants who did not send in time. For the program's own work. */
export const endUnsent = (tx: Tx, now: Date): Promise<{ id: string; leadId: string; round: string | null }[]> =>
  tx
    .updateTable('scheme.report')
    .set({ state: 'not-submitted', ended_at: now })
    .where('state', 'in', ['draft', 'signing'])
    .where('submitted_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('scheme.round as d')
          .select('d.id')
          .whereRef('d.id', '=', 'scheme.report.round_id')
          .where('d.stage', 'in', ['announced', 'in-review', 'in-forum'])
          .where('d.closes_at', '<=', now)
          .where(({ not, exists: has, selectFrom: from }) => not(has(from('scheme.extension as e').select('e.id').whereRef('e.round_id', '=', 'd.id').whereRef('e.org_id', '=', 'scheme.report.lead_id').where('e.until', '>', now)))),
      ),
    )
    .returning((eb) => ['id', 'lead_id as leadId', eb.selectFrom('scheme.round as n').select('n.title').whereRef('n.id', '=', 'scheme.report.round_id').as('round')])
    .execute()

/** Whether the actor may open the forum: who sits there, and who runs it. */
export const seesForum = async (tx: Tx, forumId: string): Promise<boolean> =>
  (await tx.selectFrom('scheme.forum').select('id').where('id', '=', forumId).where(sql<boolean>`(id in (select scheme.own_forums()) or (manager_id = platform.actor_org() and scheme.actor_role() = 'county-governor'))`).executeTakeFirst()) !== undefined
