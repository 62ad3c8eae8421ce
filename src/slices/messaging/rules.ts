import type { Language } from '../../kernel/language.ts'

/** Kinds of notice; each has a subject and a sentence in the three languages (texts, area messaging). */
export const noticeKinds = [
  'guidance-requested',
  'guidance-moved',
  'guidance-assigned',
  'guidance-given-back',
  'guidance-note',
  'guidance-plan-proposed',
  'guidance-time-proposed',
  'guidance-time-accepted',
  'guidance-start-meeting',
  'guidance-anchored',
  'guidance-observed',
  'guidance-plan-changed',
  'guidance-plan-agreed',
  'guidance-session',
  'guidance-corrected',
  'guidance-evaluation-asked',
  'guidance-follow-up',
  'guidance-not-taken',
  'guidance-handed-over',
  'guidance-hand-over-answered',
  'session-asked-along',
  'session-answered-along',
  'session-called-off',
  'need-proposed',
  'scheme-announced',
  'scheme-reopened',
  'scheme-cancelled',
  'scheme-extended',
  'scheme-not-submitted',
  'scheme-invited',
  'scheme-answered',
  'scheme-to-sign',
  'scheme-sign-declined',
  'scheme-signatures-void',
  'scheme-nobody-can-sign',
  'scheme-submitted',
  'scheme-withdrawn',
  'scheme-sent-back',
  'scheme-decision-to-approve',
  'scheme-decision-returned',
  'scheme-decided',
  'scheme-reasons-asked',
  'scheme-reasons-given',
  'scheme-appealed',
  'scheme-appeal-considered',
  'scheme-appeal-answered',
  'scheme-clarification-asked',
  'scheme-clarification-answered',
  'scheme-reader-assigned',
  'scheme-score-returned',
  'scheme-result-begun',
  'scheme-result-sent',
  'scheme-result-changes',
  'scheme-result-approved',
  'scheme-result-due',
  'scheme-result-overdue',
  'scheme-partnership-proposed',
  'scheme-partnership-confirmed',
  'scheme-partnership-changed',
  'scheme-partnership-ended',
  'scheme-partnership-asked',
  'scheme-partnership-answered',
  'scheme-partnership-reflected',
  'scheme-partnership-reflection-due',
  'scheme-partnership-ending',
  'scheme-partnership-not-renewed',
  'scheme-meeting-called',
  'scheme-meeting-moved',
  'scheme-meeting-cancelled',
  'scheme-declare',
  'scheme-minutes-ready',
  'scheme-payments-to-approve',
  'scheme-paid',
  'scheme-review-begins',
  'network-invited',
  'network-reminded',
  'network-answered',
  'network-withdrawn',
  'network-left',
  'network-ended',
  'network-school-joined',
  'network-meeting-planned',
  'network-meeting-moved',
  'network-meeting-called-off',
  'resource-meeting-planned',
  'resource-meeting-moved',
  'resource-meeting-called-off',
  'meeting-calendar',
  'meeting-calendar-off',
  'visit-planned',
  'visit-moved',
  'visit-called-off',
  'visit-noted',
  'material-due',
  'course-announced',
  'course-own',
  'course-absent',
  'course-seated',
  'course-waiting',
  'course-offered',
  'course-changed',
  'course-lost',
  'course-calendar',
  'course-calendar-off',
  'course-certificate',
  'course-evaluation',
  'measure-offered',
  'programme-offered',
  'programme-planned',
  'programme-left',
  'measure-left',
  'school-pair-proposed',
  'school-pair-answered',
  'school-plan-changed',
  'school-plan-confirmed',
  'school-meeting-called',
  'school-meeting-changed',
  'support-asked',
  'support-answered',
  'support-helps',
  'support-help-told',
  'support-closed',
  'support-withdrawn',
  'support-consent-asked',
  'support-consent-answered',
  'support-consent-withdrawn',
  'support-handed-over',
  'support-taken-back',
  'support-hand-over-answered',
  'support-guidance-suggested',
  'support-suggestion-answered',
  'discussion-invited',
  'discussion-moved',
  'discussion-called-off',
  'discussion-minutes',
  'discussion-approved',
  'discussion-agreed',
  'plan-hearing',
  'plan-deadline',
  'plan-reminded',
  'plan-answered',
  'plan-adopted',
  'competence-noted',
  'invitation',
  'delegation',
  'access-asked',
  'register-report',
  'email-change',
  'email-changed',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** The kinds that only remind of something one has been told before, or can see in the list, and the one that puts in a calendar a meeting one is told of besides: these a person may do without by e-mail. */
export const reminderKinds = ['guidance-follow-up', 'guidance-not-taken', 'meeting-calendar', 'plan-reminded', 'support-helps', 'scheme-partnership-reflection-due', 'scheme-partnership-ending'] as const satisfies readonly NoticeKind[]
export type ReminderKind = (typeof reminderKinds)[number]

export const isReminder = (kind: NoticeKind): kind is ReminderKind => reminderKinds.some((one) => one === kind)

/** The letters whose link is a key, meant for one mailbox: the link is forgotten when the letter is delivered, and there is nothing to choose away. */
export const keyKinds = ['invitation', 'email-change', 'course-seated', 'course-waiting', 'course-offered', 'course-changed', 'course-lost', 'course-calendar', 'course-calendar-off', 'course-certificate', 'course-evaluation'] as const satisfies readonly NoticeKind[]
export type KeyKind = (typeof keyKinds)[number]
export const hasKey = (kind: NoticeKind): kind is KeyKind => keyKinds.some((one) => one === kind)

/** Letters that only put something in a calendar or take it out: what happened is told of besides, so they are no line among the notices. */
export const calendarKinds = ['meeting-calendar', 'meeting-calendar-off'] as const satisfies readonly NoticeKind[]

/** Where such a notice leads when its key is forgotten. */
export const withoutKey: Readonly<Record<KeyKind, string>> = { invitation: '/invitasjon', 'email-change': '/konto', 'course-seated': '/kurs', 'course-waiting': '/kurs', 'course-offered': '/kurs', 'course-changed': '/kurs', 'course-lost': '/kurs', 'course-calendar': '/kurs', 'course-calendar-off': '/kurs', 'course-certificate': '/kurs', 'course-evaluation': '/kurs' }

/** What to tell whom. Says what kind of thing it is and where; never what was written. */
export type Message = {
  readonly kind: NoticeKind
  readonly path: string
  /** Names of things for the sentence: the kindergarten, the reference. */
  readonly data?: Readonly<Record<string, string>>
  /** What it is about: when that is taken back, letters about it that have not been sent are cancelled. */
  readonly subjectId?: string
  /** What the letter puts in the reader's calendar, or takes out of it. */
  readonly calendar?: CalendarPart
}

/** One entry for one person, as it is kept until the letter is sent: `starts` is an instant in ISO 8601. */
type CalendarPart = {
  readonly method: 'request' | 'cancel'
  readonly uid: string
  readonly version: number
  readonly starts: string
  readonly minutes: number
  readonly title: string
  readonly place: string
  /** On whose behalf, and who is asked. Two may share a mailbox: the name says which of them. */
  readonly from: string
  readonly name: string
}

export type Recipient = { readonly personId: string; readonly language: Language } | { readonly address: string; readonly language: Language }

/** Waits between tries at delivery, in minutes; after the last the notice is given up and shown to the operator. */
export const retryMinutes = [1, 5, 30, 120, 720] as const

/** A try that has not ended after this long, never will: its program was stopped in the middle. In minutes. */
export const tryMinutes = 15

export type TryResult = { readonly ok: true; readonly messageId: string } | { readonly ok: false; readonly final: boolean; readonly detail: string }
export type Outcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'refused' | 'gave-up'; readonly detail: string }
  | { readonly outcome: 'failed'; readonly detail: string; readonly tryAgainAt: Date }

/** What a try came to. A refusal is final; anything else is tried again with longer and longer waits. */
export function judge(result: TryResult, failedBefore: number, now: Date): Outcome {
  if (result.ok) return { outcome: 'sent', messageId: result.messageId }
  if (result.final) return { outcome: 'refused', detail: result.detail }
  const wait = retryMinutes[failedBefore]
  return wait === undefined ? { outcome: 'gave-up', detail: result.detail } : { outcome: 'failed', detail: result.detail, tryAgainAt: new Date(now.getTime() + wait * 60_000) }
}
