import type { Tx } from '../../../platform/db.ts'
import { lawOf, procedureLaws, type ProcedureLaw } from './period/law.ts'
import type { LetterContent } from '../decisions/letters/rules.ts'
import { loadDocuments, loadRecipients, type Recipient, type SavedDocument } from '../decisions/letters/store.ts'
import { loadDecision, loadDecisionsOf, loadReport, type DecidedReport, type SavedDecision } from '../decisions/store.ts'
import { loadRound, type Round } from '../rounds/store.ts'
import type { Scheme } from '../schemes/rules.ts'
import { loadScheme } from '../schemes/store.ts'
import { appealPeriod, type AppealPeriod } from './period/deadline.ts'
import * as store from './store.ts'

/** How it stands with one the decision is to: the right, the period, what was demanded and appealed. */
export type RecipientStanding = {
  readonly recipient: Recipient
  readonly weeks: number
  readonly body: Scheme['appeal']['private']['body']
  readonly basis: Scheme['appeal']['private']['basis']
  readonly period: AppealPeriod
  readonly demand: store.ReasonDemand | undefined
  readonly appeal: store.Appeal | undefined
}
export type PublishedDecision = {
  readonly decision: SavedDecision
  readonly report: DecidedReport
  readonly round: Round
  readonly scheme: Scheme
  readonly law: ProcedureLaw
  readonly replacedBy: string | undefined
  readonly recipients: readonly RecipientStanding[]
}

/** A published decision with everything that can be done about it, as the one who looks may see it. */
export async function loadPublished(tx: Tx, decisionId: string): Promise<PublishedDecision | undefined> {
  const decision = await loadDecision(tx, decisionId)
  if (!decision?.publishedAt) return undefined
  const [report, decisions, documents] = await Promise.all([loadReport(tx, decision.reportId), loadDecisionsOf(tx, decision.reportId), loadDocuments(tx, decisionId)])
  const round = report && (await loadRound(tx, report.roundId))
  return report && round && publishedOf(tx, { decision, report, round, decisions, documents })
}

type Loaded = Pick<PublishedDecision, 'decision' | 'report' | 'round'> & { /** All about the report. */ readonly decisions: readonly SavedDecision[]; /** All of the decision. */ readonly documents: readonly SavedDocument[] }
/** The same, for one who has loaded the decision; undefined until it is published. The law is the one its letters were made under. */
export async function publishedOf(tx: Tx, { decision, report, round, decisions, documents }: Loaded): Promise<PublishedDecision | undefined> {
  if (!decision.publishedAt) return undefined
  const [scheme, recipients, demands, appeals] = await Promise.all([loadScheme(tx, round.schemeCode), loadRecipients(tx, decision.id), store.loadDemands(tx, decision.id), store.loadAppeals(tx, decision.id)])
  const letter = documents.find(({ kind }) => kind === 'decision')?.content as LetterContent | undefined
  const law = lawOf(letter?.law ?? '') ?? procedureLaws[0]
  if (!scheme || !law) return undefined
  return {
    decision, report, round, scheme, law,
    replacedBy: replacementOf(decision.id, decisions),
    recipients: recipients.map((recipient) => {
      const { weeks, body, basis } = scheme.appeal[recipient.kind]
      const demand = demands.find(({ orgId }) => orgId === recipient.orgId)
      return { recipient, weeks, body, basis, demand, appeal: appeals.find(({ orgId }) => orgId === recipient.orgId), period: appealPeriod(weeks, { availableAt: recipient.availableAt, noticeSentAt: recipient.noticeSentAt }, demand && store.asDemand(demand)) }
    }),
  }
}

/** The published decision that has taken the place of this one. */
export const replacementOf = (id: string, decisions: readonly SavedDecision[]): string | undefined => decisions.find((one) => one.replaces === id && one.publishedAt)?.id
