import { sql } from 'kysely'
import { oreFrom } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import { answersSchema, type Answers, type StaffRow } from '../forms/answers.ts'
import type { MoneyActor, Scheme, StaffGroup } from '../schemes/rules.ts'
import { dueOf, type Accounted, type GrantedLine, type ResultState } from './rules.ts'

/** A granted report and one of the years it has money for: what a report of results is about. */
export type Grant = {
  readonly reportId: string; readonly reference: string; readonly title: string; readonly year: number; readonly years: readonly number[]; readonly due: Date
  readonly leadId: string; readonly leadName: string; readonly networkName: string | undefined; readonly partnerId: string | undefined; readonly partnerName: string | undefined
  readonly roundId: string; readonly roundTitle: string; readonly managerId: string; readonly regionId: string; readonly schemeCode: string; readonly strand: string; readonly kind: string; readonly ownership: string
  readonly amounts: readonly GrantedLine[]
  /** The parts that the actor's own organisation has in it: none for those who only handle it. */
  readonly ownParts: readonly string[]
  readonly result: { readonly id: string; readonly state: ResultState; readonly reference: string | undefined; readonly sentAt: Date | undefined } | undefined
}

/** Each report with money to account for, one row for each year. Seen with the actor's eyes. */
const grants = (tx: Tx) =>
  tx
    .selectFrom(
      sql<{ report_id: string; year: number; years: number[]; amounts: { actor: MoneyActor; recipientId: string; ore: string }[] }>`(
        select report_id, year, array_agg(year) over (partition by report_id order by year rows between unbounded preceding and unbounded following) as years,
          jsonb_agg(jsonb_build_object('actor', actor, 'recipientId', recipient_id, 'ore', ore::text) order by actor, recipient_id) as amounts
        from scheme.result_money() group by report_id, year)`.as('y'),
    )
    .innerJoin('scheme.report as r', 'r.id', 'y.report_id')
    .innerJoin('scheme.round as g', 'g.id', 'r.round_id')
    .innerJoin('register.organisation_card as l', 'l.id', 'r.lead_id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .leftJoin('register.organisation_card as u', 'u.id', 'f.partner_id')
    .leftJoin('scheme.result as s', (join) => join.onRef('s.report_id', '=', 'r.id').onRef('s.year', '=', 'y.year'))
    .select([
      'r.id as report_id', 'r.reference', 'f.title', 'y.year', 'y.years', 'y.amounts', 'r.lead_id', 'l.name as lead_name', 'r.network_name', 'f.partner_id', 'u.name as partner_name', 'g.id as round_id', 'g.title as round_title', 'g.manager_id', 'g.report_closes_at',
      'r.region_id', 'g.scheme_code', 'r.strand', 'r.kind', 'f.ownership', 's.id as result_id', 's.state', 's.reference as result_reference', 's.sent_at',
    ])
    .select(sql<string[]>`array(select p.part from scheme.report_party p where p.report_id = r.id and p.org_id = (select platform.actor_org()) and p.state = 'accepted')`.as('own_parts'))
    .where('r.state', '=', 'submitted')
    .where('g.mode', '=', 'live')
    // A round that is over stands as it is: nothing more is to be reported in it.
    .where((eb) => eb.or([eb('g.stage', '<>', 'ended'), eb('s.sent_at', 'is not', null)]))
    .orderBy('y.year', 'desc')
    .orderBy('r.reference')

type Row = Awaited<ReturnType<ReturnType<typeof grants>['execute']>>[number]

const grantFrom = (row: Row): Grant => ({
  reportId: row.report_id, reference: row.reference ?? '', title: row.title ?? row.lead_name ?? '', year: row.year, years: row.years, due: dueOf(row.report_closes_at, row.years[0] ?? row.year, row.year),
  leadId: row.lead_id, leadName: row.lead_name ?? '', networkName: row.network_name ?? undefined, partnerId: row.partner_id ?? undefined, partnerName: row.partner_name ?? undefined,
  roundId: row.round_id, roundTitle: row.round_title, managerId: row.manager_id, regionId: row.region_id, schemeCode: row.scheme_code, strand: row.strand, kind: row.kind, ownership: row.ownership ?? '',
  amounts: row.amounts.map((one) => ({ ...one, ore: oreFrom(one.ore) })), ownParts: row.own_parts,
  result: row.result_id === null ? undefined : { id: row.result_id, state: row.state as ResultState, reference: row.result_reference ?? undefined, sentAt: row.sent_at ?? undefined },
})

/** Every granted report the actor may see, one row for each year it has money for, the last year first. */
export const loadGrants = async (tx: Tx): Promise<Grant[]> => (await grants(tx).limit(5000).execute()).map(grantFrom)
/** Those whose report of results nobody has sent. For the program's own eyes. */
export const loadUnsent = async (tx: Tx): Promise<Grant[]> => (await grants(tx).where((eb) => eb.or([eb('s.id', 'is', null), eb('s.state', '=', 'draft')])).execute()).map(grantFrom)
export async function loadGrant(tx: Tx, reportId: string, year: number): Promise<Grant | undefined> {
  const row = await grants(tx).where('r.id', '=', reportId).where('y.year', '=', year).executeTakeFirst()
  return row && grantFrom(row)
}

export type Result = {
  readonly id: string; readonly reportId: string; readonly year: number; readonly formVersionId: string; readonly state: ResultState; readonly reference: string | undefined
  readonly sentAt: Date | undefined; readonly approvedAt: Date | undefined; readonly approvedBy: string | undefined; readonly begunBy: string
  /** What is written now; empty for those who only see what was sent. */
  readonly answers: Answers
  readonly sections: Readonly<Record<string, { readonly at: string; readonly by: string }>>
  readonly changedAt: Date | undefined; readonly changedBy: string | undefined
}

export async function loadResult(tx: Tx, id: string): Promise<Result | undefined> {
  const row = await tx.selectFrom('scheme.result as r').leftJoin('scheme.result_draft as d', 'd.result_id', 'r.id').selectAll('r').select(['d.answers', 'd.sections', 'd.changed_at', 'd.changed_by_name']).where('r.id', '=', id).executeTakeFirst()
  return row && {
    id: row.id, reportId: row.report_id, year: row.year, formVersionId: row.form_version_id, state: row.state as ResultState, reference: row.reference ?? undefined, sentAt: row.sent_at ?? undefined,
    approvedAt: row.approved_at ?? undefined, approvedBy: row.approved_by_name ?? undefined, begunBy: row.begun_by_name, answers: answersSchema.safeParse(row.answers).data ?? {}, sections: (row.sections as unknown as Result['sections'] | null) ?? {}, changedAt: row.changed_at ?? undefined, changedBy: row.changed_by_name ?? undefined,
  }
}

/** Nobody else writes in it, sends it or answers it until the transaction is over. */
export async function lockResult(tx: Tx, id: string): Promise<Result | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('scheme.result ' || ${id}, 0))`.execute(tx)
  return loadResult(tx, id)
}

/** The one that is there, or a new one with what is known filled in. */
export async function openResult(tx: Tx, grant: Grant, formVersionId: string, answers: Answers, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const made = await tx.insertInto('scheme.result').values({ region_id: grant.regionId, report_id: grant.reportId, year: grant.year, form_version_id: formVersionId, begun_at: now, begun_by_name: who }).onConflict((conflict) => conflict.constraint('result_once').doNothing()).returning('id').executeTakeFirst()
  if (made) {
    await tx.insertInto('scheme.result_draft').values({ result_id: made.id, answers: JSON.stringify(answers), changed_at: now, changed_by_name: who }).execute()
    return { id: made.id, isNew: true }
  }
  const there = await tx.selectFrom('scheme.result').select('id').where('report_id', '=', grant.reportId).where('year', '=', grant.year).executeTakeFirstOrThrow()
  return { id: there.id, isNew: false }
}

export const saveAnswers = (tx: Tx, id: string, saved: { readonly answers: Answers; readonly sections: Result['sections']; readonly who: string }, now: Date) =>
  tx.updateTable('scheme.result_draft').set((eb) => ({ answers: JSON.stringify(saved.answers), sections: JSON.stringify(saved.sections), version: eb('version', '+', 1), changed_at: now, changed_by_name: saved.who })).where('result_id', '=', id).execute()

export const nextNumber = async (tx: Tx): Promise<number> => (await sql<{ n: number }>`select nextval('scheme.result_number') as n`.execute(tx)).rows[0]?.n ?? 0

export type Sent = { readonly reference: string; readonly state: ResultState; readonly answers: Answers; readonly formVersionId: string; readonly sha256: string; readonly who: { readonly name: string; readonly role: string; readonly onBehalfOf: string | undefined } }
export type Facts = { readonly money: readonly Accounted[]; readonly staff: readonly StaffRow[]; readonly tookPart: readonly string[]; readonly fellOut: readonly string[] }

/** What was sent, and the core of it for the overview and the ledger. The state last: after it nothing more can be written. */
export async function saveSubmission(tx: Tx, id: string, sent: Sent, facts: Facts, now: Date): Promise<void> {
  const number = (await loadSubmissions(tx, id)).length + 1
  await tx.insertInto('scheme.result_submission').values({ result_id: id, number, form_version_id: sent.formVersionId, answers: JSON.stringify(sent.answers), sent_at: now, sent_by_name: sent.who.name, sent_by_role: sent.who.role, on_behalf_of: sent.who.onBehalfOf ?? null, sha256: sent.sha256 }).execute()
  await tx.deleteFrom('scheme.result_amount').where('result_id', '=', id).execute()
  await tx.deleteFrom('scheme.result_staff').where('result_id', '=', id).execute()
  await tx.deleteFrom('scheme.result_kindergarten').where('result_id', '=', id).execute()
  if (facts.money.length > 0) await tx.insertInto('scheme.result_amount').values(facts.money.map((one) => ({ result_id: id, actor: one.actor, granted: one.granted, used: one.used, unused: one.unused }))).execute()
  const kindergartens = [...facts.tookPart.map((one) => ({ result_id: id, kindergarten_id: one, took_part: true })), ...facts.fellOut.map((one) => ({ result_id: id, kindergarten_id: one, took_part: false }))]
  if (kindergartens.length > 0) await tx.insertInto('scheme.result_kindergarten').values(kindergartens).execute()
  if (facts.staff.length > 0) await tx.insertInto('scheme.result_staff').values(facts.staff.map((one) => ({ result_id: id, kindergarten_id: one.kindergarten, staff_group: one.group, employed: one.employed, took_part: one.takesPart }))).execute()
  await tx.updateTable('scheme.result').set((eb) => ({ state: sent.state, reference: sent.reference, sent_at: eb.fn.coalesce('sent_at', eb.val(now)) })).where('id', '=', id).execute()
}

export type Submission = { readonly number: number; readonly answers: Answers; readonly formVersionId: string; readonly sentAt: Date; readonly sentBy: string; readonly onBehalfOf: string | undefined; readonly sha256: string }
/** Everything that was sent, the last first. */
export const loadSubmissions = async (tx: Tx, id: string): Promise<Submission[]> =>
  (await tx.selectFrom('scheme.result_submission').selectAll().where('result_id', '=', id).orderBy('number', 'desc').execute()).map((row) => ({
    number: row.number, answers: answersSchema.safeParse(row.answers).data ?? {}, formVersionId: row.form_version_id, sentAt: row.sent_at, sentBy: row.sent_by_name, onBehalfOf: row.on_behalf_of ?? undefined, sha256: row.sha256,
  }))

export type Asked = { readonly submission: number; readonly what: string; readonly why: string; readonly at: Date; readonly by: string }
export const loadAsked = async (tx: Tx, id: string): Promise<Asked[]> =>
  (await tx.selectFrom('scheme.result_request').select(['submission', 'what', 'why', 'at', 'by_name']).where('result_id', '=', id).orderBy('at', 'desc').execute()).map(({ by_name, ...row }) => ({ ...row, by: by_name }))

export async function saveAsked(tx: Tx, id: string, asked: Omit<Asked, 'at'>, now: Date): Promise<void> {
  await tx.insertInto('scheme.result_request').values({ result_id: id, submission: asked.submission, what: asked.what, why: asked.why, at: now, by_name: asked.by }).execute()
  await tx.updateTable('scheme.result').set({ state: 'changes-requested' }).where('id', '=', id).execute()
}

export const saveApproval = (tx: Tx, id: string, who: string, now: Date) => tx.updateTable('scheme.result').set({ state: 'approved', approved_at: now, approved_by_name: who }).where('id', '=', id).execute()

/** What the need report planned: its kindergartens, and how many of each group were to take part. */
export type Planned = { readonly kindergartens: readonly { readonly id: string; readonly name: string; readonly place?: string }[]; readonly staff: readonly StaffRow[]; readonly answers: Answers; readonly formVersionId: string | undefined; readonly sides: readonly { readonly orgId: string; readonly part: string; readonly state: string }[] }

export async function loadPlanned(tx: Tx, reportId: string, more: readonly string[] = []): Promise<Planned> {
  const [parties, staff, submission] = await Promise.all([
    tx.selectFrom('scheme.report_party').select(['org_id', 'part', 'state']).where('report_id', '=', reportId).execute(),
    tx.selectFrom('scheme.report_staff').selectAll().where('report_id', '=', reportId).execute(),
    tx.selectFrom('scheme.submission').select(['answers', 'form_version_id']).where('report_id', '=', reportId).orderBy('number', 'desc').limit(1).executeTakeFirst(),
  ])
  const ids = [...new Set([...parties.filter(({ part, state }) => part === 'kindergarten' && state !== 'declined').map((one) => one.org_id), ...more])]
  const names = ids.length === 0 ? [] : await tx.selectFrom('register.organisation_card as o').leftJoin('register.organisation_card as m', 'm.id', 'o.municipality_id').select(['o.id', 'o.name', 'm.name as place']).where('o.id', 'in', ids).orderBy(sql`o.name collate "nb-NO-x-icu"`).execute()
  return {
    kindergartens: names.map((one) => ({ id: one.id ?? '', name: one.name ?? '', ...(one.place ? { place: one.place } : {}) })),
    staff: staff.map((one) => ({ kindergarten: one.kindergarten_id, group: one.staff_group as StaffGroup, employed: one.employed, takesPart: one.takes_part })),
    answers: answersSchema.safeParse(submission?.answers).data ?? {}, formVersionId: submission?.form_version_id,
    sides: parties.map((one) => ({ orgId: one.org_id, part: one.part, state: one.state })),
  }
}

/** The newest locked version of the form that the scheme reports results in. */
export const loadResultForm = async (tx: Tx, scheme: Pick<Scheme, 'resultForm'>): Promise<string | undefined> =>
  (await tx.selectFrom('scheme.form_version as v').innerJoin('scheme.form as f', 'f.id', 'v.form_id').select('v.id').where('f.code', '=', scheme.resultForm).where('v.locked_at', 'is not', null).orderBy('v.number', 'desc').limit(1).executeTakeFirst())?.id

