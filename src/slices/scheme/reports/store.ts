import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { answersSchema, type Answers } from '../forms/answers.ts'
import type { ReportKind } from '../schemes/rules.ts'
import type { ReportState } from './rules.ts'

/** When and by whom each section was last changed. */
export type SectionMarks = Readonly<Record<string, { readonly at: string; readonly by: string }>>

export type Report = {
  readonly id: string
  readonly regionId: string
  readonly roundId: string
  readonly reference: string | undefined
  readonly formVersionId: string
  readonly kind: ReportKind
  readonly buildsOn: string | undefined
  /** The reference of what it builds on, for those who may see that too. */
  readonly buildsOnReference: string | undefined
  readonly leadId: string
  readonly leadName: string
  readonly leadKind: string
  readonly strand: string
  readonly networkName: string | undefined
  readonly state: ReportState
  /** When those who must sign were last asked. */
  readonly signingSince: Date | undefined
  readonly submittedAt: Date | undefined
  readonly endReason: string | undefined
  /** What the measure was called when it was last sent. */
  readonly sentTitle: string | undefined
  /** What is written now; empty for those who only handle what was sent. */
  readonly answers: Answers
  readonly sections: SectionMarks
  readonly version: number
  readonly changedAt: Date | undefined
  readonly changedBy: string | undefined
  /** The need it was begun from, for those who may see that too. */
  readonly need: { readonly id: string; readonly title: string } | undefined
}

const reports = (tx: Tx) =>
  tx
    .selectFrom('scheme.report as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('scheme.report_draft as d', 'd.report_id', 'r.id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .leftJoin('scheme.report as b', 'b.id', 'r.builds_on')
    .leftJoin('needs.need_card as need', 'need.id', 'r.need_id')
    .select([
      'r.need_id', 'need.title as need_title', 'b.reference as builds_on_reference', 'r.id', 'r.region_id', 'r.round_id', 'r.reference', 'r.form_version_id', 'r.kind', 'r.builds_on', 'r.lead_id', 'o.name as lead_name', 'o.kind as lead_kind', 'r.strand', 'r.network_name', 'r.state', 'r.signing_since', 'r.submitted_at', 'r.end_reason',
      'f.title', 'd.answers', 'd.sections', 'd.version', 'd.changed_at', 'd.changed_by_name',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof reports>['execute']>>[number]

const asReport = (row: Row): Report => ({
  id: row.id,
  regionId: row.region_id,
  roundId: row.round_id,
  reference: row.reference ?? undefined,
  formVersionId: row.form_version_id,
  kind: row.kind as ReportKind,
  buildsOn: row.builds_on ?? undefined,
  buildsOnReference: row.builds_on_reference ?? undefined,
  leadId: row.lead_id,
  leadName: row.lead_name,
  leadKind: row.lead_kind,
  strand: row.strand,
  networkName: row.network_name ?? undefined,
  state: row.state as ReportState,
  signingSince: row.signing_since ?? undefined,
  submittedAt: row.submitted_at ?? undefined,
  endReason: row.end_reason ?? undefined,
  sentTitle: row.title || undefined,
  answers: answersSchema.catch({}).parse(row.answers ?? {}),
  sections: (row.sections ?? {}) as SectionMarks,
  version: row.version ?? 0,
  changedAt: row.changed_at ?? undefined,
  changedBy: row.changed_by_name ?? undefined,
  need: row.need_id && row.need_title ? { id: row.need_id, title: row.need_title } : undefined,
})

/** A report the actor may see, with what is written in it when it is theirs to see. */
export async function loadReport(tx: Tx, id: string): Promise<Report | undefined> {
  const row = await reports(tx).where('r.id', '=', id).executeTakeFirst()
  return row && asReport(row)
}

/** As `loadReport`, and nobody else changes it until the transaction is over. */
export async function lockReport(tx: Tx, id: string): Promise<Report | undefined> {
  const held = await tx.selectFrom('scheme.report').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return held && loadReport(tx, id)
}

export type OwnReport = Report & { readonly round: string; /** What the latest published decision says. */ readonly outcome: 'grant' | 'part' | 'decline' | undefined; readonly closesAt: Date; readonly extendedUntil: Date | undefined }

/** The reports of the actor's own side with their rounds, those begun last first. One question, however many there are. */
export async function loadOwnReports(tx: Tx): Promise<readonly OwnReport[]> {
  const rows = await reports(tx)
    .innerJoin('scheme.round as w', 'w.id', 'r.round_id')
    .leftJoin('scheme.extension as e', (join) => join.onRef('e.round_id', '=', 'r.round_id').onRef('e.org_id', '=', 'r.lead_id'))
    .select(['w.title as round', 'w.closes_at', 'e.until'])
    .select(({ selectFrom }) => selectFrom('scheme.decision as n').select('n.outcome').whereRef('n.report_id', '=', 'r.id').where('n.published_at', 'is not', null).orderBy('n.number', 'desc').limit(1).as('outcome'))
    .where(sql<boolean>`r.id in (select scheme.own_reports())`)
    .orderBy('r.begun_at', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...asReport(row), round: row.round, outcome: (row.outcome as OwnReport['outcome'] | null) ?? undefined, closesAt: row.closes_at, extendedUntil: row.until ?? undefined }))
}

export type NewReport = { readonly needId?: string | undefined; readonly startKey: string; readonly regionId: string; readonly roundId: string; readonly formVersionId: string; readonly leadId: string; readonly strand: string; readonly answers: Answers; readonly who: string }

/** Begins a report, or finds the one that the same click began already. */
export async function insertReport(tx: Tx, one: NewReport, now: Date): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const made = await tx
    .insertInto('scheme.report')
    .values({ need_id: one.needId ?? null, start_key: one.startKey, region_id: one.regionId, round_id: one.roundId, form_version_id: one.formVersionId, lead_id: one.leadId, strand: one.strand, begun_at: now, begun_by_name: one.who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) {
    const there = await tx.selectFrom('scheme.report').select('id').where('start_key', '=', one.startKey).where('lead_id', '=', one.leadId).executeTakeFirst()
    return { id: there?.id ?? '', isNew: false }
  }
  await tx.insertInto('scheme.report_party').values({ report_id: made.id, org_id: one.leadId, part: 'lead', answered_at: now, answered_by_name: one.who }).execute()
  await tx.insertInto('scheme.report_draft').values({ report_id: made.id, answers: JSON.stringify(one.answers), changed_at: now, changed_by_name: one.who }).execute()
  return { id: made.id, isNew: true }
}

export async function saveAnswers(tx: Tx, id: string, change: { readonly answers: Answers; readonly sections: SectionMarks; readonly who: string }, now: Date): Promise<void> {
  await tx
    .updateTable('scheme.report_draft')
    .set({ answers: JSON.stringify(change.answers), sections: JSON.stringify(change.sections), version: sql`version + 1`, changed_at: now, changed_by_name: change.who })
    .where('report_id', '=', id)
    .execute()
}

export const saveKind = (tx: Tx, id: string, kind: { readonly kind: ReportKind; readonly strand: string; readonly buildsOn: string | undefined; readonly networkName: string | undefined }) =>
  tx.updateTable('scheme.report').set({ kind: kind.kind, strand: kind.strand, builds_on: kind.buildsOn ?? null, network_name: kind.networkName ?? null }).where('id', '=', id).execute()

export const saveNetworkName = (tx: Tx, id: string, name: string | undefined) => tx.updateTable('scheme.report').set({ network_name: name ?? null }).where('id', '=', id).execute()

export const saveState = (tx: Tx, id: string, state: ReportState) => tx.updateTable('scheme.report').set({ state }).where('id', '=', id).execute()

export const saveSigning = (tx: Tx, id: string, now: Date) => tx.updateTable('scheme.report').set({ state: 'signing', signing_since: now }).where('id', '=', id).execute()

export const saveWithdrawal = (tx: Tx, id: string, reason: string, now: Date) => tx.updateTable('scheme.report').set({ state: 'withdrawn', ended_at: now, end_reason: reason }).where('id', '=', id).execute()

export async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ number: string }>`select nextval('scheme.report_number') as number`.execute(tx)
  return Number(rows[0]?.number)
}

export type KnownKindergarten = { readonly id: string; readonly name: string; readonly ownership: 'municipal' | 'private'; readonly ownerId: string; readonly place: string; /** How many work there in all: what the kindergarten itself has said, else the register; undefined when neither has. */ readonly staff: number | undefined }

/** The kindergartens that may stand in the report: those of the one who reports and of the owners who have said yes. */
export async function loadKindergartens(tx: Tx, reportId: string): Promise<readonly KnownKindergarten[]> {
  // From the few who report to their units, never from two thousand units to who reports.
  const { rows } = await sql<{ id: string; name: string; ownership: string | null; owner_id: string; place: string | null; staff: number | null }>`
    select k.id, coalesce(own.short_name, k.name) as name, f.ownership, p.org_id as owner_id, place.name as place, coalesce(nullif(own.staff_count, 0), nullif(f.staff, 0)) as staff
    from scheme.report_party p
    cross join lateral (select p.org_id as id union all select r.from_id from register.relation r where r.to_id = p.org_id and r.kind = 'owned-by' and upper_inf(r.period)) unit
    join register.organisation k on k.id = unit.id and k.kind = 'kindergarten' and k.closed_on is null
    left join register.own_fact own on own.organisation_id = k.id
    left join register.register_fact f on f.organisation_id = k.id
    left join lateral (select m.name from register.relation l join register.organisation m on m.id = l.to_id where l.from_id = k.id and l.kind = 'lies-in' and upper_inf(l.period) limit 1) place on true
    where p.report_id = ${reportId} and p.part in ('lead', 'member') and p.state = 'accepted'
    order by name, k.id`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, ownership: row.ownership === 'municipal' ? 'municipal' : 'private', ownerId: row.owner_id, place: row.place ?? '', staff: row.staff ?? undefined }))
}

/** Organisations that can be a partner under the scheme. */
export async function loadPartners(tx: Tx, forms: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return tx.selectFrom('register.organisation').select(['id', 'name']).where('kind', '=', 'university').where('form', 'in', [...forms]).where('closed_on', 'is', null).orderBy('name').execute()
}

/** Whether the organisation owns a kindergarten in the report today. */
export async function ownsOneIn(tx: Tx, reportId: string, orgId: string): Promise<boolean> {
  const { rows } = await sql`
    select from scheme.report_party p join register.relation w on w.from_id = p.org_id and w.to_id = ${orgId} and w.kind = 'owned-by' and w.period @> platform.today()
    where p.report_id = ${reportId} and p.part = 'kindergarten' limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * Granted reports that a new one may build on, the newest first; of the schemes named, whatever round they were in: those one has led, and, where a
 * kindergarten led, those one's kindergarten was in. Who reports has changed from scheme to scheme; whose work goes on has not.
 */
export async function loadGranted(tx: Tx, leadId: string, schemes: readonly string[], not: string): Promise<readonly { readonly id: string; readonly strand: string; readonly reference: string; readonly title: string; readonly round: string }[]> {
  if (schemes.length === 0) return []
  const rows = await tx
    .selectFrom('scheme.report as r')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .select(['r.id', 'r.reference', 'r.strand', 'f.title', 'd.title as round'])
    .innerJoin('register.organisation as l', 'l.id', 'r.lead_id')
    .where(({ or, and, eb }) => or([eb('r.lead_id', '=', leadId), and([eb('l.kind', '=', 'kindergarten'), sql<boolean>`r.id in (select scheme.own_reports())`])]))
    .where('r.id', '<>', not)
    .where('d.scheme_code', 'in', [...schemes])
    .where(({ exists, selectFrom }) => exists(selectFrom('scheme.decision as n').select('n.id').whereRef('n.report_id', '=', 'r.id').where('n.published_at', 'is not', null).where('n.outcome', 'in', ['grant', 'part'])))
    .orderBy('r.submitted_at', 'desc')
    .execute()
  return rows.map((row) => ({ id: row.id, strand: row.strand, reference: row.reference ?? '', title: row.title ?? '', round: row.round }))
}

/** What an earlier report of one's own says, to begin from. */
export async function loadEarlierAnswers(tx: Tx, reportId: string): Promise<Answers> {
  const row = await tx.selectFrom('scheme.submission').select('answers').where('report_id', '=', reportId).orderBy('number', 'desc').limit(1).executeTakeFirst()
  return answersSchema.catch({}).parse(row?.answers ?? {})
}

/** Whether it has been decided about, so that everyone may know. */
export async function isDecided(tx: Tx, id: string): Promise<boolean> {
  return (await tx.selectFrom('scheme.decision').select('id').where('report_id', '=', id).where('published_at', 'is not', null).limit(1).executeTakeFirst()) !== undefined
}

/** Reports not sent yet in rounds that are announced: those the organisation leads, and those it has been asked to be in and has not answered. */
export async function loadUnsent(tx: Tx, orgId: string) {
  const rows = await tx
    .selectFrom('scheme.report as r')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('scheme.extension as e', (join) => join.onRef('e.round_id', '=', 'r.round_id').onRef('e.org_id', '=', 'r.lead_id'))
    .select((eb) => [
      'r.id', 'r.state', 'd.title', 'd.closes_at', 'o.name', 'r.lead_id', 'e.until',
      eb.exists(eb.selectFrom('scheme.report_party as p').select('p.report_id').whereRef('p.report_id', '=', 'r.id').where('p.org_id', '=', orgId).where('p.part', '=', 'member').where('p.state', '=', 'invited')).as('invited'),
      eb.exists(eb.selectFrom('scheme.report_party as p').select('p.report_id').whereRef('p.report_id', '=', 'r.id').where('p.org_id', '=', orgId).where('p.part', '=', 'partner').where('p.state', '=', 'accepted')).as('partner'),
      eb.exists(eb.selectFrom('scheme.report_party as p').select('p.report_id').whereRef('p.report_id', '=', 'r.id').where('p.org_id', '=', orgId).where('p.part', '=', 'member').where('p.state', '=', 'accepted')).as('member'),
    ])
    .where('r.state', 'in', ['draft', 'signing'])
    .where('d.stage', '=', 'announced')
    .where(sql<boolean>`r.id in (select scheme.own_reports())`)
    .orderBy('d.closes_at')
    .limit(100)
    .execute()
  return rows.map((row) => ({ id: row.id, state: row.state as ReportState, round: row.title, closesAt: row.closes_at, extendedUntil: row.until ?? undefined, leadName: row.name, leads: row.lead_id === orgId, invited: Boolean(row.invited), partner: Boolean(row.partner), member: Boolean(row.member) }))
}

/** The published decision about a report that was sent, the latest, when the actor may see one. */
export async function loadDecisionAbout(tx: Tx, reportId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('scheme.decision').select('id').where('report_id', '=', reportId).where('published_at', 'is not', null).orderBy('number', 'desc').executeTakeFirst()
  return row?.id
}
