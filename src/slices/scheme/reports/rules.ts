import type { Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { ReportKind, Scheme } from '../schemes/rules.ts'

export const reportStates = ['draft', 'signing', 'submitted', 'withdrawn', 'not-submitted'] as const
export type ReportState = (typeof reportStates)[number]

/** Whether the actor stands where the scheme wants the one who reports to stand: at the kindergarten or the owner, by the scheme's own rule. */
export const reportsIn = ({ reporter }: Pick<Scheme, 'reporter'>, role: Role): boolean => role === (reporter === 'owner-with-partner' ? 'owner' : 'head')

export type BeginRefusal = 'not-reporter' | 'round-not-open' | 'round-closed' | 'no-form'
export type Begun = { readonly kind: 'scheme.report-begun' }

/** @param inTime what `mayStillSend` says of the round and the applicant */
export function begin(scheme: Pick<Scheme, 'reporter'>, role: Role, hasForm: boolean, inTime: Decision<'round-not-open' | 'round-closed', unknown>): Decision<BeginRefusal, Begun> {
  if (!reportsIn(scheme, role)) return refuse('not-reporter')
  if (!inTime.ok) return inTime
  return hasForm ? accept({ kind: 'scheme.report-begun' }) : refuse('no-form')
}

/** What is written can be changed while it is a draft; when it is being signed, it is opened again first, so that everybody sees that it was. */
export const change = (state: ReportState): Decision<'being-signed' | 'already-sent' | 'ended', { readonly kind: 'scheme.report-changed' }> =>
  state === 'draft' ? accept({ kind: 'scheme.report-changed' }) : refuse(state === 'signing' ? 'being-signed' : state === 'submitted' ? 'already-sent' : 'ended')

export type KindRefusal = 'kind-not-in-scheme' | 'nothing-to-build-on' | 'strand-not-in-scheme' | 'other-strand'

/** A continuation, a supplement and a change of a running measure build on the decision of an earlier report, in its strand where the scheme still has it; a new one on nothing. */
export function chooseKind(scheme: Pick<Scheme, 'kinds' | 'strands'>, kind: ReportKind, strand: string, buildsOn: string | undefined, granted: readonly { readonly id: string; readonly strand: string }[]): Decision<KindRefusal, { readonly kind: 'scheme.report-kind-chosen' }> {
  if (!scheme.kinds.includes(kind)) return refuse('kind-not-in-scheme')
  if (!scheme.strands.some(({ code }) => code === strand)) return refuse('strand-not-in-scheme')
  if (kind === 'new') return accept({ kind: 'scheme.report-kind-chosen' })
  const earlier = granted.find(({ id }) => id === buildsOn)
  if (!earlier) return refuse('nothing-to-build-on')
  if (earlier.strand !== strand && scheme.strands.some(({ code }) => code === earlier.strand)) return refuse('other-strand')
  return accept({ kind: 'scheme.report-kind-chosen' })
}

export type SubmitFacts = {
  readonly state: ReportState
  readonly inTime: Decision<'round-not-open' | 'round-closed', unknown>
  /** Questions that are not answered or do not add up. */
  readonly lacks: number
  /** The signatures that the scheme asks for are all there, and none is void. */
  readonly signed: boolean
  /** Owners who have been asked to take part and have not answered. */
  readonly unanswered: number
  readonly partner: 'not-needed' | 'accepted' | 'missing' | 'unanswered' | 'declined'
}

const submitRefusals = ['already-sent', 'ended', 'round-not-open', 'round-closed', 'not-complete', 'members-unanswered', 'partner-missing', 'partner-unanswered', 'partner-declined', 'not-signed'] as const
export type SubmitRefusal = (typeof submitRefusals)[number]

/** Sends the report. The deadline is asked first: one who is too late is told that, not what else was missing. */
export function submit(facts: SubmitFacts): Decision<SubmitRefusal, { readonly kind: 'scheme.submitted' }> {
  if (facts.state === 'submitted') return refuse('already-sent')
  if (facts.state === 'withdrawn' || facts.state === 'not-submitted') return refuse('ended')
  if (!facts.inTime.ok) return facts.inTime
  if (facts.lacks > 0) return refuse('not-complete')
  if (facts.unanswered > 0) return refuse('members-unanswered')
  if (facts.partner !== 'not-needed' && facts.partner !== 'accepted') return refuse(`partner-${facts.partner}`)
  return facts.signed ? accept({ kind: 'scheme.submitted' }) : refuse('not-signed')
}

export type SigningRefusal = 'not-draft' | 'not-complete'
/** Asks those who must sign to do so: from now on nothing changes unless the report is opened again. */
export const askForSignatures = (state: ReportState, lacks: number): Decision<SigningRefusal, { readonly kind: 'scheme.signing-begun' }> =>
  state !== 'draft' ? refuse('not-draft') : lacks > 0 ? refuse('not-complete') : accept({ kind: 'scheme.signing-begun' })

export const openAgain = (state: ReportState): Decision<'not-signing', { readonly kind: 'scheme.report-opened' }> => (state === 'signing' ? accept({ kind: 'scheme.report-opened' }) : refuse('not-signing'))

/**
 * The applicant takes back what was written or sent, with a reason when it was sent. Once it has been decided about it is the decision that is
 * changed, not the report that disappears.
 */
export function withdraw(state: ReportState, decided: boolean, reason: string): Decision<'ended' | 'already-decided' | 'reason-missing', { readonly kind: 'scheme.report-withdrawn' }> {
  if (state === 'withdrawn' || state === 'not-submitted') return refuse('ended')
  if (decided) return refuse('already-decided')
  return state === 'submitted' && reason === '' ? refuse('reason-missing') : accept({ kind: 'scheme.report-withdrawn' })
}

/** The county governor opens a sent report so that the applicant can mend it, with a reason, while there is still time to send it again. */
export function sendBack(state: ReportState, inTime: Decision<string, unknown>, reason: string): Decision<'not-sent' | 'reason-missing' | 'no-time-left', { readonly kind: 'scheme.report-sent-back' }> {
  if (state !== 'submitted') return refuse('not-sent')
  if (reason === '') return refuse('reason-missing')
  return inTime.ok ? accept({ kind: 'scheme.report-sent-back' }) : refuse('no-time-left')
}

/** The reference people use in mail and on the phone: 'B2027-0042' (B for behov). */
export const referenceOf = (year: number, number: number): string => `B${year}-${String(number).padStart(4, '0')}`

/** Another report or grant that seems to be for the same: the same kindergarten, at the same time, and the theme or the strand in common. */
export type Alike = { readonly reference: string; readonly reportId: string; readonly because: 'same-round' | 'running-grant'; readonly kindergartens: number }

/** Who owns the kindergartens in the report, for statistics and for conditions in the form. */
export const ownershipOf = (kindergartens: readonly { readonly ownership: 'municipal' | 'private' }[]): 'municipal' | 'private' | 'mixed' =>
  kindergartens.every(({ ownership }) => ownership === 'municipal') ? 'municipal' : kindergartens.every(({ ownership }) => ownership === 'private') ? 'private' : 'mixed'
