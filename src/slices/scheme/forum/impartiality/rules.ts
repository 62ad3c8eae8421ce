import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** What ties a person to a report. Codes only: no private details are asked for or kept. The first six are found in the data, and members may name them too. */
export const tieCodes = ['party', 'partner', 'works-there', 'owner-of', 'chain', 'authority', 'leads-or-board', 'family', 'took-part', 'other'] as const
export type TieCode = (typeof tieCodes)[number]
/** Codes that a person chooses among when answering. */
export const ownCodes = ['party', 'partner', 'works-there', 'chain', 'authority', 'leads-or-board', 'family', 'took-part', 'other'] as const

/** A person's answer for one report. */
export type Answer = { readonly reportId: string; readonly tied: boolean; readonly code: TieCode | undefined }

export type Impartiality = { readonly basis: 'tie' | 'declared' | 'decided'; readonly disqualified: boolean; readonly tie: string | undefined; readonly declared: 'impartial' | 'tie' | undefined }
export type DeclareRefusal = 'not-found' | 'tie-missing'
/** What becomes of a row. `kept`: what stood before stands, and only the person's own answer is added. */
export type Declared = { readonly kind: 'scheme.impartiality-declared'; readonly declared: 'impartial' | 'tie'; readonly disqualified: boolean; readonly basis: Impartiality['basis']; readonly tie: string | undefined }

/**
 * A person's own answer. A tie blocks at once. "No tie" is noted, and does not undo a tie that the data shows or that somebody has decided: that takes a decision.
 */
export function declare(before: Impartiality | undefined, answer: { readonly tied: boolean; readonly code: TieCode | undefined }): Decision<DeclareRefusal, Declared> {
  if (answer.tied && !answer.code) return refuse('tie-missing')
  if (answer.tied) return accept({ kind: 'scheme.impartiality-declared', declared: 'tie', disqualified: true, basis: 'declared', tie: answer.code })
  return accept({ kind: 'scheme.impartiality-declared', declared: 'impartial', disqualified: before?.disqualified ?? false, basis: before?.basis ?? 'declared', tie: before?.tie })
}

export type DecideRefusal = 'not-found' | 'own-case' | 'reason-missing'

/** Somebody else decides, with a reason: the chair or the county governor (forvaltningsloven § 8; the new law § 29). Never about oneself. */
export function decide(deciderId: string, personId: string, disqualified: boolean, reason: string): Decision<DecideRefusal, { readonly kind: 'scheme.impartiality-decided'; readonly disqualified: boolean }> {
  if (deciderId === personId) return refuse('own-case')
  return reason === '' ? refuse('reason-missing') : accept({ kind: 'scheme.impartiality-decided', disqualified })
}
