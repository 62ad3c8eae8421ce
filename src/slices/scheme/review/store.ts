import { sql } from 'kysely'
import { oreFrom, type Ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { MoneyActor, StaffGroup } from '../schemes/rules.ts'

/** A sent report as those who handle it see it: what was sent, in the core of meaning every form has. */
export type SentReport = {
  readonly id: string
  readonly roundId: string
  readonly reference: string
  readonly state: string
  readonly kind: string
  readonly strand: string
  readonly leadId: string
  readonly leadName: string
  readonly network: string | undefined
  readonly submittedAt: Date
  readonly title: string
  readonly themes: readonly string[]
  readonly need: string
  readonly goals: string
  readonly partnerName: string | undefined
  readonly duration: number
  readonly challenge: number | undefined
  readonly kindergartens: number
  readonly staff: number
  readonly takingPart: number
  /** The last submission's number: an assessment is of one of them. */
  readonly submission: number
}

const sent = (tx: Tx) =>
  tx
    .selectFrom('scheme.report as r')
    .innerJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('register.organisation as u', 'u.id', 'f.partner_id')
    .select((eb) => [
      'r.id', 'r.round_id', 'r.reference', 'r.state', 'r.kind', 'r.strand', 'r.lead_id', 'o.name as lead_name', 'r.network_name', 'r.submitted_at', 'f.title', 'f.themes', 'f.need', 'f.goals', 'u.name as partner_name', 'f.duration', 'f.challenge', 'f.kindergartens', 'f.staff', 'f.taking_part',
      eb.selectFrom('scheme.submission as s').select((inner) => inner.fn.coalesce(inner.fn.max('s.number'), sql<number>`0`).as('number')).whereRef('s.report_id', '=', 'r.id').as('submission'),
    ])
    .where('r.submitted_at', 'is not', null)
type Row = Awaited<ReturnType<ReturnType<typeof sent>['execute']>>[number]

const asSent = (row: Row): SentReport => ({
  id: row.id, roundId: row.round_id, reference: row.reference ?? '', state: row.state, kind: row.kind, strand: row.strand, leadId: row.lead_id, leadName: row.lead_name, network: row.network_name ?? undefined,
  submittedAt: row.submitted_at as Date, title: row.title, themes: row.themes, need: row.need, goals: row.goals, partnerName: row.partner_name ?? undefined, duration: row.duration, challenge: row.challenge ?? undefined,
  kindergartens: row.kindergartens, staff: row.staff, takingPart: row.taking_part, submission: row.submission ?? 0,
})

/** The sent reports of a round that the actor may see, by reference. */
export const loadSentOf = async (tx: Tx, roundId: string): Promise<readonly SentReport[]> => (await sent(tx).where('r.round_id', '=', roundId).orderBy('r.reference').execute()).map(asSent)

export async function loadSent(tx: Tx, id: string): Promise<SentReport | undefined> {
  const row = await sent(tx).where('r.id', '=', id).executeTakeFirst()
  return row && asSent(row)
}

/** Which of the reports the actor handles: what an applicant sees of an own report is another page. */
export async function handles(tx: Tx, reportId: string): Promise<{ readonly handled: boolean; readonly governed: boolean; readonly open: boolean }> {
  const { rows } = await sql<{ handled: boolean; governed: boolean; open: boolean }>`select ${reportId}::uuid in (select scheme.handled_reports()) as handled, ${reportId}::uuid in (select scheme.governed_reports()) as governed, ${reportId}::uuid in (select scheme.open_reviews()) as open`.execute(tx)
  return rows[0] ?? { handled: false, governed: false, open: false }
}

/** The round's reports that the actor handles. */
export async function handledOf(tx: Tx, roundId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select h.id from scheme.handled_reports() as h(id) join scheme.report r on r.id = h.id where r.round_id = ${roundId}`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export type Amount = { readonly year: number; readonly actor: MoneyActor; readonly ore: Ore }
export async function loadAmounts(tx: Tx, reportId: string): Promise<readonly Amount[]> {
  const rows = await tx.selectFrom('scheme.report_amount').select(['year', 'actor', 'ore']).where('report_id', '=', reportId).orderBy('year').orderBy('actor').execute()
  return rows.map(({ year, actor, ore }) => ({ year, actor: actor as MoneyActor, ore: oreFrom(ore) }))
}

/** Who the kindergartens are, by name. */
export const loadKindergartens = async (tx: Tx, reportId: string): Promise<readonly string[]> =>
  (await tx.selectFrom('scheme.report_party as p').innerJoin('register.organisation as o', 'o.id', 'p.org_id').select('o.name').where('p.report_id', '=', reportId).where('p.part', '=', 'kindergarten').where('p.state', '<>', 'declined').orderBy(sql`o.name collate "nb-NO-x-icu"`).execute()).map(({ name }) => name)

export async function loadStaff(tx: Tx, reportId: string): Promise<readonly { readonly group: StaffGroup; readonly employed: number; readonly takesPart: number }[]> {
  const rows = await tx.selectFrom('scheme.report_staff').select((eb) => ['staff_group', eb.fn.sum<number>('employed').as('employed'), eb.fn.sum<number>('takes_part').as('takes_part')]).where('report_id', '=', reportId).groupBy('staff_group').execute()
  return rows.map((row) => ({ group: row.staff_group as StaffGroup, employed: Number(row.employed), takesPart: Number(row.takes_part) }))
}

/** What has been asked for, by report. */
export async function loadAsked(tx: Tx, roundId: string): Promise<ReadonlyMap<string, Ore>> {
  const rows = await tx.selectFrom('scheme.report_amount as a').innerJoin('scheme.report as r', 'r.id', 'a.report_id').select((eb) => ['a.report_id', eb.fn.sum<number>('a.ore').as('ore')]).where('r.round_id', '=', roundId).groupBy('a.report_id').execute()
  return new Map(rows.map((row) => [row.report_id, oreFrom(row.ore)]))
}

/** Rounds where the actor has something to review, those that closed last first. */
export const loadReviewRounds = async (tx: Tx) =>
  tx
    .selectFrom('scheme.round as d')
    .innerJoin('scheme.report as r', 'r.round_id', 'd.id')
    .select((eb) => ['d.id', 'd.title', 'd.stage', 'd.closes_at as closesAt', eb.fn.countAll<number>().as('reports')])
    .where('r.id', 'in', sql<string>`(select scheme.handled_reports())`)
    .groupBy('d.id')
    .orderBy('d.closes_at', 'desc')
    .execute()

/** Rounds where this person, acting for this organisation, has reports to read that they have not delivered, and how many. */
export async function loadToRead(tx: Tx, { personId, orgId }: { readonly personId: string; readonly orgId: string }): Promise<readonly { readonly roundId: string; readonly round: string; readonly count: number }[]> {
  const rows = await tx
    .selectFrom('scheme.assignment as a')
    .innerJoin('scheme.report as r', 'r.id', 'a.report_id')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .select((eb) => ['d.id', 'd.title', eb.fn.countAll<string>().as('count')])
    .where('a.person_id', '=', personId)
    .where('a.org_id', '=', orgId)
    .where('d.stage', '=', 'in-review')
    .where('r.state', '=', 'submitted')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('scheme.review_delivery as v').select('v.id').whereRef('v.report_id', '=', 'r.id').where('v.person_id', '=', personId).where('v.returned_at', 'is', null))))
    .groupBy(['d.id', 'd.title'])
    .orderBy('d.title')
    .execute()
  return rows.map((row) => ({ roundId: row.id, round: row.title, count: Number(row.count) }))
}
