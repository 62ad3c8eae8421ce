import type { Language } from '../../kernel/language.ts'

/** Kinds of notice; each has a subject and a sentence in the three languages (texts, area messaging). */
export const noticeKinds = [
  'guidance-requested',
  'guidance-moved',
  'guidance-assigned',
  'guidance-note',
  'guidance-plan-proposed',
  'guidance-evaluation-asked',
  'guidance-follow-up',
  'guidance-not-taken',
  'guidance-handed-over',
  'guidance-hand-over-answered',
  'invitation',
  'delegation',
  'access-asked',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What to tell whom. Says what kind of thing it is and where; never what was written. */
export type Message = {
  readonly kind: NoticeKind
  readonly path: string
  /** Names of things for the sentence: the kindergarten, the reference. */
  readonly data?: Readonly<Record<string, string>>
  /** What it is about: when that is done, waiting notices about it are cancelled. */
  readonly subjectId?: string
  /** A reminder: not before this. */
  readonly sendAfter?: Date
}

export type Recipient = { readonly personId: string; readonly language: Language } | { readonly address: string; readonly language: Language }

/** Waits between tries at delivery, in minutes; after the last the notice is given up and shown to the operator. */
export const retryMinutes = [1, 5, 30, 120, 720] as const

/** True for an answer that will not change however often one asks (SMTP 5xx). */
export const isFinalRefusal = (responseCode: number | undefined): boolean => responseCode !== undefined && responseCode >= 500
