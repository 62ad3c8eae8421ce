import { sql } from 'kysely'
import { oreFrom, zero, type Ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { MoneyActor, Words } from '../schemes/rules.ts'
import { strandWords } from '../schemes/store.ts'
import type { Amount, Limit, Outcome, Recommendation, RecipientKind } from './rules.ts'

export type SavedDecision = {
  readonly id: string
  readonly reportId: string
  readonly number: number
  readonly outcome: Outcome
  readonly reason: string
  readonly deviation: string
  readonly replaces: string | undefined
  readonly preparedBy: string
  readonly preparedByName: string
  readonly preparedAt: Date
  readonly readyAt: Date | undefined
  readonly returnedAt: Date | undefined
  readonly returnedByName: string | undefined
  readonly returnReason: string
  readonly approvedBy: string | undefined
  readonly approvedByName: string | undefined
  readonly approvedAt: Date | undefined
  readonly publishedAt: Date | undefined
}

const decisions = (tx: Tx) => tx.selectFrom('scheme.decision as d').selectAll('d')
type Row = Awaited<ReturnType<ReturnType<typeof decisions>['execute']>>[number]
const fromRow = (row: Row): SavedDecision => ({
  id: row.id, reportId: row.report_id, number: row.number, outcome: row.outcome as Outcome, reason: row.reason, deviation: row.deviation, replaces: row.replaces ?? undefined,
  preparedBy: row.prepared_by, preparedByName: row.prepared_by_name, preparedAt: row.prepared_at, readyAt: row.ready_at ?? undefined,
  returnedAt: row.returned_at ?? undefined, returnedByName: row.returned_by_name ?? undefined, returnReason: row.return_reason,
  approvedBy: row.approved_by ?? undefined, approvedByName: row.approved_by_name ?? undefined, approvedAt: row.approved_at ?? undefined, publishedAt: row.published_at ?? undefined,
})

export async function loadDecision(tx: Tx, id: string): Promise<SavedDecision | undefined> {
  const row = await decisions(tx).where('d.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** As `loadDecision`, and nobody else changes it until the transaction is over. */
export async function lockDecision(tx: Tx, id: string): Promise<SavedDecision | undefined> {
  const row = await decisions(tx).where('d.id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** Locks every sent report of a round and every decision about them, so that none is withdrawn or given back while they are published. */
export async function lockRoundDecisions(tx: Tx, roundId: string): Promise<void> {
  await tx.selectFrom('scheme.report').select('id').where('round_id', '=', roundId).where('state', '=', 'submitted').orderBy('id').forNoKeyUpdate().execute()
  await tx.selectFrom('scheme.decision').select('id').where('published_at', 'is', null).where('report_id', 'in', (eb) => eb.selectFrom('scheme.report').select('id').where('round_id', '=', roundId)).orderBy('id').forUpdate().execute()
}

/** The last decision about a report, locked; the report with it, so that of two who prepare the first one the second sees what the first did. */
export async function lockLatest(tx: Tx, reportId: string): Promise<SavedDecision | undefined> {
  await tx.selectFrom('scheme.report').select('id').where('id', '=', reportId).forNoKeyUpdate().execute()
  const row = await decisions(tx).where('d.report_id', '=', reportId).orderBy('d.number', 'desc').limit(1).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export const loadDecisionsOf = async (tx: Tx, reportId: string): Promise<SavedDecision[]> => (await decisions(tx).where('d.report_id', '=', reportId).orderBy('d.number', 'desc').execute()).map(fromRow)

/** A report as the one who decides needs it. */
export type DecidedReport = {
  readonly id: string
  readonly reference: string
  readonly roundId: string
  /** The kindergarten year of the round, as the calendar year it begins in. */
  readonly roundYear: number
  readonly title: string
  readonly strand: string
  /** Its name, where the scheme has several to tell apart. */
  readonly strandName: Words | undefined
  readonly lead: Party
  readonly partner: Party | undefined
  readonly asked: readonly Amount[]
  readonly recommended: Recommendation | undefined
}
export type Party = { readonly id: string; readonly name: string; readonly organisationNumber: string | undefined; readonly kind: string; readonly ownership: string | undefined; readonly language: 'nb' | 'nn' }

export async function loadReport(tx: Tx, reportId: string): Promise<DecidedReport | undefined> {
  const [report, asked, recommendation, recommended] = await Promise.all([
    tx.selectFrom('scheme.report as r').innerJoin('scheme.round as d', 'd.id', 'r.round_id').leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id').select(['r.id', 'r.reference', 'r.round_id', 'd.kindergarten_year', 'r.lead_id', 'r.network_name', 'r.strand', strandWords('r.strand', 'd.scheme_code').as('strand_name'), 'f.title', 'f.partner_id']).where('r.id', '=', reportId).where('r.state', '=', 'submitted').executeTakeFirst(),
    tx.selectFrom('scheme.report_amount').select(['year', 'actor', 'ore']).where('report_id', '=', reportId).orderBy('year').orderBy('actor').execute(),
    tx.selectFrom('scheme.recommendation').select(['outcome', 'reason']).where('report_id', '=', reportId).executeTakeFirst(),
    tx.selectFrom('scheme.recommended_amount').select(['year', 'actor', 'ore']).where('report_id', '=', reportId).orderBy('year').orderBy('actor').execute(),
  ])
  if (!report) return undefined
  const [lead, partner] = await Promise.all([loadParty(tx, report.lead_id), report.partner_id ? loadParty(tx, report.partner_id) : undefined])
  if (!lead) return undefined
  return {
    id: report.id, reference: report.reference ?? '', roundId: report.round_id, roundYear: report.kindergarten_year, title: report.title ?? report.network_name ?? lead.name, strand: report.strand, strandName: report.strand_name ?? undefined, lead, partner,
    asked: asked.map(amount), recommended: recommendation && { outcome: recommendation.outcome as Outcome, reason: recommendation.reason, amounts: recommended.map(amount) },
  }
}

const amount = (row: { year: number; actor: string; ore: string | number | bigint }): Amount => ({ year: row.year, actor: row.actor as MoneyActor, ore: oreFrom(row.ore) })

/** An organisation as a letter addresses it. Its own choice of written form comes before the register's. */
async function loadParty(tx: Tx, orgId: string): Promise<Party | undefined> {
  const row = await tx
    .selectFrom('register.organisation as o')
    .leftJoin('register.own_fact as own', 'own.organisation_id', 'o.id')
    .leftJoin('register.register_fact as f', 'f.organisation_id', 'o.id')
    .select(['o.id', 'o.name', 'o.organisation_number', 'o.kind', 'f.ownership', 'f.language_form', 'own.language'])
    .where('o.id', '=', orgId)
    .executeTakeFirst()
  const form = [row?.language, row?.language_form].find((one) => one === 'nb' || one === 'nn')
  return row && { id: row.id, name: row.name, organisationNumber: row.organisation_number ?? undefined, kind: row.kind, ownership: row.ownership ?? undefined, language: form === 'nn' ? 'nn' : 'nb' }
}

export type Granted = Amount & { readonly recipientId: string; readonly recipientName: string }
export async function loadGranted(tx: Tx, decisionId: string): Promise<Granted[]> {
  const rows = await tx.selectFrom('scheme.granted_amount as g').innerJoin('register.organisation as o', 'o.id', 'g.recipient_id').select(['g.year', 'g.actor', 'g.ore', 'g.recipient_id', 'o.name']).where('g.decision_id', '=', decisionId).orderBy('g.year').orderBy('g.actor').execute()
  return rows.map((row) => ({ ...amount(row), recipientId: row.recipient_id, recipientName: row.name }))
}

/** The reasons of the round's other decisions that do not grant all. */
export const loadOtherReasons = async (tx: Tx, roundId: string, reportId: string): Promise<string[]> =>
  (await tx.selectFrom('scheme.decision as d').innerJoin('scheme.report as r', 'r.id', 'd.report_id').select('d.reason').where('r.round_id', '=', roundId).where('d.report_id', '<>', reportId).where('d.outcome', '<>', 'grant').where('d.reason', '<>', '').execute()).map(({ reason }) => reason)

type Content = { readonly outcome: Outcome; readonly reason: string; readonly deviation: string; readonly amounts: readonly (Amount & { readonly recipientId: string })[] }
type By = { readonly personId: string; readonly name: string }

/** Saves what is decided; a new row when `onto` is not given. */
export async function saveDecision(tx: Tx, reportId: string, content: Content, by: By, ready: boolean, now: Date, onto: { readonly id: string } | { readonly number: number; readonly replaces: string | undefined }): Promise<string> {
  const values = { outcome: content.outcome, reason: content.reason, deviation: content.deviation, prepared_by: by.personId, prepared_by_name: by.name, prepared_at: now, ready_at: ready ? now : null }
  const id = 'id' in onto ? onto.id : crypto.randomUUID()
  if ('id' in onto) await tx.updateTable('scheme.decision').set(values).where('id', '=', id).execute()
  else await tx.insertInto('scheme.decision').values({ id, report_id: reportId, number: onto.number, replaces: onto.replaces ?? null, ...values }).execute()
  await tx.deleteFrom('scheme.granted_amount').where('decision_id', '=', id).execute()
  const rows = content.amounts.filter((one) => one.ore > 0)
  if (rows.length > 0) await tx.insertInto('scheme.granted_amount').values(rows.map((one) => ({ decision_id: id, year: one.year, actor: one.actor, recipient_id: one.recipientId, ore: one.ore }))).execute()
  return id
}

export const saveReturn = (tx: Tx, id: string, reason: string, who: string, now: Date) =>
  tx.updateTable('scheme.decision').set({ ready_at: null, approved_by: null, approved_by_name: null, approved_at: null, returned_at: now, returned_by_name: who, return_reason: reason }).where('id', '=', id).execute()

export const saveApproval = (tx: Tx, id: string, by: By, now: Date) => tx.updateTable('scheme.decision').set({ approved_by: by.personId, approved_by_name: by.name, approved_at: now }).where('id', '=', id).execute()

export const savePublication = (tx: Tx, ids: readonly string[], now: Date) => tx.updateTable('scheme.decision').set({ published_at: now }).where('id', 'in', [...ids]).where('published_at', 'is', null).execute()

export type RoundRow = {
  readonly reportId: string
  readonly reference: string
  readonly leadName: string
  readonly title: string
  readonly strand: Words | undefined
  readonly asked: Ore
  readonly recommendedOutcome: Outcome | undefined
  readonly recommended: Ore
  readonly decision: SavedDecision | undefined
  readonly granted: Ore
  readonly letters: number
  readonly made: number
}

/** Every sent report of a round with its last decision; a report the actor must not handle is not there. */
export async function loadRound(tx: Tx, roundId: string): Promise<RoundRow[]> {
  const rows = await tx
    .selectFrom('scheme.report as r')
    .innerJoin('scheme.round as n', 'n.id', 'r.round_id')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .leftJoin('scheme.recommendation as c', 'c.report_id', 'r.id')
    .leftJoinLateral((eb) => eb.selectFrom('scheme.decision as l').selectAll('l').whereRef('l.report_id', '=', 'r.id').orderBy('l.number', 'desc').limit(1).as('d'), (join) => join.onTrue())
    .selectAll('d')
    .select(['r.id as rid', 'r.reference', 'o.name as lead_name', 'f.title', 'c.outcome as recommended_outcome', strandWords('r.strand', 'n.scheme_code').as('strand')])
    .select((eb) => [
      eb.selectFrom('scheme.report_amount as a').select(({ fn }) => fn.sum<number>('a.ore').as('s')).whereRef('a.report_id', '=', 'r.id').as('asked'),
      eb.selectFrom('scheme.recommended_amount as a').select(({ fn }) => fn.sum<number>('a.ore').as('s')).whereRef('a.report_id', '=', 'r.id').as('recommended'),
      eb.selectFrom('scheme.granted_amount as a').select(({ fn }) => fn.sum<number>('a.ore').as('s')).whereRef('a.decision_id', '=', 'd.id').as('granted'),
      eb.selectFrom('scheme.document as p').select(({ fn }) => fn.countAll<number>().as('n')).whereRef('p.decision_id', '=', 'd.id').where('p.kind', '=', 'decision').as('letters'),
      eb.selectFrom('scheme.document as p').select(({ fn }) => fn.countAll<number>().as('n')).whereRef('p.decision_id', '=', 'd.id').where('p.kind', '=', 'decision').where('p.made_at', 'is not', null).as('made'),
    ])
    .where('r.round_id', '=', roundId)
    .where('r.state', '=', 'submitted')
    .orderBy('o.name')
    .orderBy('r.reference')
    .execute()
  return rows.map((row) => ({
    reportId: row.rid, reference: row.reference ?? '', leadName: row.lead_name, title: row.title ?? '', strand: row.strand ?? undefined, asked: oreFrom(row.asked ?? zero), recommendedOutcome: (row.recommended_outcome as Outcome | null) ?? undefined,
    recommended: oreFrom(row.recommended ?? zero), decision: row.id === null ? undefined : fromRow(row as Row), granted: oreFrom(row.granted ?? zero), letters: row.letters ?? 0, made: row.made ?? 0,
  }))
}

/** How many reports of the round wait for a decision, those the actor is disqualified in too. */
export async function countAwaiting(tx: Tx, roundId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from scheme.awaits_decision(${roundId})`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Those whose people read about the decision: the applicant's side and the county governor. */
export const loadReaders = async (tx: Tx, reportId: string): Promise<{ orgId: string; part: string }[]> =>
  (await tx.selectFrom('scheme.report_party').select(['org_id', 'part']).where('report_id', '=', reportId).where('state', '<>', 'declined').execute()).map((row) => ({ orgId: row.org_id, part: row.part }))

export type LetterSetup = { readonly terms: { readonly nb: string; readonly nn: string }; readonly contact: string; readonly individual: Readonly<Partial<Record<RecipientKind, boolean>>> }
export async function loadSetup(tx: Tx, roundId: string): Promise<LetterSetup | undefined> {
  const row = await tx.selectFrom('scheme.letter_setup').selectAll().where('round_id', '=', roundId).executeTakeFirst()
  return row && { terms: { nb: row.terms_nb, nn: row.terms_nn }, contact: row.contact, individual: row.individual as LetterSetup['individual'] }
}
export async function saveSetup(tx: Tx, roundId: string, { terms, contact, individual }: LetterSetup, who: string, now: Date): Promise<void> {
  const values = { terms_nb: terms.nb, terms_nn: terms.nn, contact, individual: JSON.stringify(individual), changed_at: now, changed_by_name: who }
  await tx.insertInto('scheme.letter_setup').values({ round_id: roundId, ...values }).onConflict((conflict) => conflict.column('round_id').doUpdateSet(values)).execute()
}

export async function loadLimits(tx: Tx, managerId: string): Promise<Limit[]> {
  const rows = await tx.selectFrom('scheme.approval_limit').select(['person_id', 'up_to']).where('manager_id', '=', managerId).execute()
  return rows.map((row) => ({ personId: row.person_id ?? undefined, upTo: row.up_to === null ? undefined : oreFrom(row.up_to) }))
}
/** Replaces all limits of a county governor. */
export async function saveLimits(tx: Tx, managerId: string, limits: readonly Limit[], who: string, now: Date): Promise<void> {
  await tx.deleteFrom('scheme.approval_limit').where('manager_id', '=', managerId).execute()
  if (limits.length > 0) await tx.insertInto('scheme.approval_limit').values(limits.map(({ personId, upTo }) => ({ manager_id: managerId, person_id: personId ?? null, up_to: upTo ?? null, set_at: now, set_by_name: who }))).execute()
}
/** The county governor's own people, for the limits. */
export const loadOfficers = (tx: Tx, orgId: string): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('identity.membership as m').innerJoin('identity.person as p', 'p.id', 'm.person_id').select(['p.id', 'p.name']).distinct().where('m.org_id', '=', orgId).where('m.role', '=', 'county-governor').where('m.cancelled_at', 'is', null).where(sql<boolean>`m.period @> platform.today()`).orderBy('p.name').execute()

/** Published decisions the actor may see as a party, newest first. */
export async function loadPublished(tx: Tx): Promise<{ id: string; reference: string; title: string; leadName: string; outcome: Outcome; publishedAt: Date; round: string }[]> {
  const rows = await tx
    .selectFrom('scheme.decision as d')
    .innerJoin('scheme.report as r', 'r.id', 'd.report_id')
    .innerJoin('scheme.round as o', 'o.id', 'r.round_id')
    .innerJoin('register.organisation as l', 'l.id', 'r.lead_id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .select(['d.id', 'r.reference', 'f.title', 'l.name', 'd.outcome', 'd.published_at', 'o.title as round'])
    .where('d.published_at', 'is not', null)
    .orderBy('d.published_at', 'desc')
    .orderBy('r.reference')
    .limit(300)
    .execute()
  return rows.flatMap((row) => (row.published_at ? [{ id: row.id, reference: row.reference ?? '', title: row.title ?? row.name, leadName: row.name, outcome: row.outcome as Outcome, publishedAt: row.published_at, round: row.round }] : []))
}
