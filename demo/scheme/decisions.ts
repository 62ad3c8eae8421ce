import { composeLetters } from '../../src/slices/scheme/decisions/open.ts'
import { loadRecipients, saveAvailable, saveDocuments, saveRecipients } from '../../src/slices/scheme/decisions/letters/store.ts'
import { loadDecision, loadReport, saveSetup } from '../../src/slices/scheme/decisions/store.ts'
import { loadRound } from '../../src/slices/scheme/rounds/store.ts'
import { loadScheme } from '../../src/slices/scheme/schemes/store.ts'
import type { DemoWorld } from './granted.ts'

const setup = {
  terms: {
    nb: 'Pengene skal brukes til tiltaket slik det er beskrevet i behovsmeldingen. Hele personalet skal kunne være med. Penger som ikke blir brukt, betaler dere tilbake eller ber om å få overføre.',
    nn: 'Pengane skal brukast til tiltaket slik det er beskrive i behovsmeldinga. Heile personalet skal kunne vere med. Pengar som ikkje blir brukte, betaler de tilbake eller ber om å få overføre.',
  },
  contact: 'Stine Berg, stine.berg@statsforvalter.example',
  // Said so for the invented county, not by any source: see docs/rules/scheme-decisions.md.
  individual: { private: true, municipal: false, university: false },
}

/** Every decision that is published in the demonstration world has had its letters, and its recipients were told the same day. */
export async function loadDemoLetters({ tx }: DemoWorld): Promise<void> {
  const published = await tx.selectFrom('scheme.decision').select(['id', 'published_at']).where('published_at', 'is not', null).orderBy('published_at').orderBy('id').execute()
  for (const { id, published_at: at } of published) {
    const decision = await loadDecision(tx, id)
    const report = decision && (await loadReport(tx, decision.reportId))
    const round = report && (await loadRound(tx, report.roundId))
    const scheme = round && (await loadScheme(tx, round.schemeCode))
    if (!decision || !report || !scheme || !at || (await loadRecipients(tx, id)).length > 0) continue
    await saveSetup(tx, round.id, setup, decision.preparedByName, decision.preparedAt)
    const letters = await composeLetters(tx, round, scheme, report, decision, decision.approvedByName ?? '', at)
    await saveRecipients(tx, id, letters)
    await saveDocuments(tx, letters.map(({ orgId, letter }) => ({ reportId: report.id, kind: 'decision', sourceId: id, decisionId: id, orgId, direction: 'out', language: letter.language, title: letter.title, content: letter, datedAt: at })))
    for (const { orgId } of letters) await saveAvailable(tx, id, orgId, [], at)
    await tx.updateTable('scheme.decision_recipient').set({ notified_at: at }).where('decision_id', '=', id).execute()
  }
}
