import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import { answersSchema, type Answers } from '../../forms/answers.ts'
import type { CoreFacts } from '../../forms/core.ts'
import type { Alike } from '../rules.ts'

export type Submission = { readonly id: string; readonly number: number; readonly formVersionId: string; readonly answers: Answers; readonly signatures: readonly FrozenSignature[]; readonly sentAt: Date; readonly sentBy: string; readonly sentRole: string; readonly onBehalfOf: string | undefined; readonly sha256: string }
export type FrozenSignature = { readonly capacity: string; readonly organisation: string; readonly name: string; readonly onBehalfOf?: string | undefined; readonly at: string }

/** What was sent, the last time first. */
export async function loadSubmissions(tx: Tx, reportId: string): Promise<readonly Submission[]> {
  const rows = await tx.selectFrom('scheme.submission').selectAll().where('report_id', '=', reportId).orderBy('number', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    formVersionId: row.form_version_id,
    answers: answersSchema.catch({}).parse(row.answers),
    signatures: row.signatures as unknown as readonly FrozenSignature[],
    sentAt: row.sent_at,
    sentBy: row.sent_by_name,
    sentRole: row.sent_by_role,
    onBehalfOf: row.on_behalf_of ?? undefined,
    sha256: row.sha256,
  }))
}

/** Measures that have grown out of a report, as far as the actor may see them. */
export const loadMeasuresOf = async (tx: Tx, reportId: string): Promise<readonly { readonly id: string; readonly title: string }[]> =>
  (await tx.selectFrom('measures.measure_card').distinctOn('id').select(['id', 'title']).where('report_id', '=', reportId).orderBy('id').execute()).map((row) => ({ id: row.id ?? '', title: row.title ?? '' }))

export type Sending = {
  readonly reportId: string
  readonly reference: string
  readonly number: number
  readonly formVersionId: string
  readonly answers: Answers
  readonly signatures: readonly FrozenSignature[]
  readonly sha256: string
  readonly who: { readonly name: string; readonly role: string; readonly onBehalfOf: string | undefined }
  readonly facts: CoreFacts
  readonly ownership: 'municipal' | 'private' | 'mixed'
}

/** Saves what is sent as it is sent, and the core of meaning beside it for those who review, decide and count. One question for each table. */
export async function saveSubmission(tx: Tx, sending: Sending, now: Date): Promise<void> {
  const { reportId, facts } = sending
  const staff = facts.staff.map((row) => ({ report_id: reportId, kindergarten_id: row.kindergarten, staff_group: row.group, employed: row.employed, takes_part: row.takesPart }))
  const amounts = facts.amounts.map(({ year, actor, ore }) => ({ report_id: reportId, year, actor, ore: String(ore) }))
  await Promise.all([
    tx
      .insertInto('scheme.submission')
      .values({ report_id: reportId, number: sending.number, form_version_id: sending.formVersionId, answers: JSON.stringify(sending.answers), signatures: JSON.stringify(sending.signatures), sent_at: now, sent_by_name: sending.who.name, sent_by_role: sending.who.role, on_behalf_of: sending.who.onBehalfOf ?? null, sha256: sending.sha256 })
      .execute(),
    tx.updateTable('scheme.report_file').set({ sent_at: now }).where('report_id', '=', reportId).where('removed_at', 'is', null).where('sent_at', 'is', null).execute(),
    tx.deleteFrom('scheme.report_amount').where('report_id', '=', reportId).execute(),
    tx.deleteFrom('scheme.report_staff').where('report_id', '=', reportId).execute(),
    tx.deleteFrom('scheme.report_fact').where('report_id', '=', reportId).execute(),
    tx
      .insertInto('scheme.report_fact')
      .values({
        report_id: reportId, title: facts.title.slice(0, 500), themes: [...facts.themes], need: facts.need, goals: facts.goals, partner_id: facts.partner ?? null, duration: facts.duration ?? 1, starts_on: facts.startsOn ?? null,
        ownership: sending.ownership, kindergartens: facts.kindergartens.length, staff: sum(facts.staff.map(({ employed }) => employed)), taking_part: sum(facts.staff.map(({ takesPart }) => takesPart)), challenge: facts.challenge ?? null,
      })
      .execute(),
    ...(amounts.length > 0 ? [tx.insertInto('scheme.report_amount').values(amounts).execute()] : []),
    ...(staff.length > 0 ? [tx.insertInto('scheme.report_staff').values(staff).execute()] : []),
  ])
  // After all the rest is in place: what is sent stands from here on, to the database too.
  await tx.updateTable('scheme.report').set({ state: 'submitted', reference: sending.reference, submitted_at: sql`coalesce(submitted_at, ${now})` }).where('id', '=', reportId).execute()
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/**
 * Other reports and running grants that seem to be for the same: a kindergarten in common in this round, or in a grant that runs into the years asked for.
 * Answers past what the actor can see, with the reference and how many kindergartens, never what is in it.
 */
export async function loadAlike(tx: Tx, reportId: string): Promise<readonly Alike[]> {
  const { rows } = await sql<{ report_id: string; reference: string; because: Alike['because']; kindergartens: string }>`select * from scheme.reports_alike(${reportId})`.execute(tx)
  return rows.map((row) => ({ reportId: row.report_id, reference: row.reference, because: row.because, kindergartens: Number(row.kindergartens) }))
}

/** Why a report was sent back, for the applicant's page. */
export const saveReason = (tx: Tx, reportId: string, reason: string, by: { readonly name: string }, now: Date) =>
  tx.insertInto('scheme.report_return').values({ report_id: reportId, reason, at: now, by_name: by.name }).execute()
export const loadReturns = (tx: Tx, reportId: string): Promise<{ reason: string; at: Date; by: string }[]> =>
  tx.selectFrom('scheme.report_return').select(['reason', 'at', 'by_name as by']).where('report_id', '=', reportId).orderBy('at', 'desc').execute()
