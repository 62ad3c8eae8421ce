import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import { lawOn } from '../appeals/period/law.ts'
import { loadRound, lockRound, type Round } from '../rounds/store.ts'
import type { Scheme } from '../schemes/rules.ts'
import { loadScheme } from '../schemes/store.ts'
import { lastDayBefore, writeDecisionLetter } from './letters/decision-letter.ts'
import type { LetterContent } from './letters/rules.ts'
import { isIndividual, recipientKindOf, type RecipientKind } from './rules.ts'
import * as store from './store.ts'

/** An id from an address, or '' for what is none. */
export const idOf = (text: string | undefined): string => (text !== undefined && looksLikeId(text) ? text : '')

/** A round that the actor's own county governor decides in. */
export async function ownRound(tx: Tx, actor: Actor, roundId: string, lock = false): Promise<{ readonly round: Round; readonly scheme: Scheme } | undefined> {
  const round = await (lock ? lockRound(tx, roundId) : loadRound(tx, roundId))
  if (!round || round.managerId !== actor.orgId || actor.role !== 'county-governor') return undefined
  const scheme = await loadScheme(tx, round.schemeCode)
  return scheme && { round, scheme }
}

export type LetterTo = { readonly orgId: string; readonly kind: RecipientKind; readonly individual: boolean | undefined; readonly letter: LetterContent }

/** The letters of a decision as they would be if it were approved now by `approvedBy`: one for each recipient, in its own form of Norwegian. */
export async function composeLetters(tx: Tx, round: Round, scheme: Scheme, report: store.DecidedReport, decision: store.SavedDecision, approvedBy: string, now: Date): Promise<LetterTo[]> {
  const [setup, granted] = await Promise.all([store.loadSetup(tx, round.id), store.loadGranted(tx, decision.id)])
  const law = lawOn(osloDate(now))
  return [report.lead, ...(report.partner ? [report.partner] : [])].map((party) => {
    const kind = recipientKindOf(party)
    const individual = isIndividual(kind, setup?.individual ?? {}, scheme)
    const letter = writeDecisionLetter({
      language: party.language, scheme, on: osloDate(now), law, round, report: { reference: report.reference, title: report.title, leadName: report.lead.name, strand: report.strand, asks: report.asked.length > 0 },
      recipient: { orgId: party.id, name: party.name, organisationNumber: party.organisationNumber, kind, individual },
      decision: { outcome: decision.outcome, reason: decision.reason, replaces: decision.replaces !== undefined, preparedBy: decision.preparedByName, approvedBy },
      money: granted, terms: setup?.terms[party.language] ?? '', contact: setup?.contact ?? '', reportBy: lastDayBefore(round.reportClosesAt),
    })
    return { orgId: party.id, kind, individual, letter }
  })
}
