import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** What a service does in a kindergarten at system level: with the staff, never with a child. */
export const activityKinds = ['staff-guidance', 'observation', 'course', 'consultation', 'routines', 'other'] as const
export type ActivityKind = (typeof activityKinds)[number]
export const frequencies = ['once', 'weekly', 'fortnightly', 'monthly', 'termly', 'as-needed'] as const
export type Frequency = (typeof frequencies)[number]
export const reached = ['head', 'pedagogical-leaders', 'department', 'all-staff'] as const
export type Reached = (typeof reached)[number]

export type ActivityContent = {
  readonly kind: ActivityKind; /** A code of guidance.theme_card. */ readonly theme: string; readonly what: string; /** What they observe with; only for observation. */ readonly method: string; readonly frequency: Frequency
  readonly reaches: readonly Reached[]; readonly startsOn: LocalDate; readonly endsOn: LocalDate; readonly nextOn: LocalDate | undefined
}
export type Activity = ActivityContent & {
  readonly id: string; readonly serviceId: string; readonly service: string; readonly kindergartenId: string; readonly kindergarten: string; readonly writtenBy: string; readonly writtenByName: string; readonly agreedWith: string; readonly version: number; readonly changedAt: Date; readonly changedBy: string
}
export type Contact = { readonly id: string; readonly serviceId: string; readonly kindergartenId: string; readonly name: string; readonly phone: string; readonly email: string; readonly since: LocalDate; readonly lastOn: LocalDate | undefined }
export type Service = { readonly id: string; readonly name: string; readonly isOpen: boolean; /** Somebody there gets what is asked here today. */ readonly isStaffed: boolean }

export type ContentRefusal = 'theme-gone' | 'dates-reversed' | 'is-over' | 'next-outside' | 'method-missing'
export type WriteRefusal = ContentRefusal | 'kindergarten-closed' | 'service-closed' | 'agreed-missing' | 'too-many'
/** So many activities of one service in one kindergarten that are not over: beyond that nobody finds anything. Our proposal. */
export const mostActivities = 20
/** What a new activity rests on. `agreedWith`: whom in the service the team has agreed it with; not asked of the service itself. `there`: how many it has there that are not over. */
export type Ground = { readonly there: number; readonly kindergartenOpen: boolean; readonly serviceOpen: boolean; readonly themes: readonly string[]; readonly bySelf: boolean; readonly agreedWith: string }

/** A service, or the team when somebody in the service has agreed, writes what is done in a kindergarten. */
export function beginActivity(content: ActivityContent, ground: Ground, today: LocalDate): Decision<WriteRefusal, { readonly kind: 'coordination.activity-written' }> {
  if (!ground.kindergartenOpen) return refuse('kindergarten-closed')
  if (!ground.serviceOpen) return refuse('service-closed')
  if (!ground.bySelf && ground.agreedWith === '') return refuse('agreed-missing')
  if (content.endsOn >= content.startsOn && content.endsOn < today) return refuse('is-over')
  if (ground.there >= mostActivities) return refuse('too-many')
  const wrong = wrongIn(content, ground.themes)
  return wrong ? refuse(wrong) : accept({ kind: 'coordination.activity-written' })
}

export type ChangeRefusal = ContentRefusal | 'not-yours' | 'changed-meanwhile'
/** The service changes what is said of it, whoever wrote it; the team only what it wrote itself. */
export function changeActivity(there: Pick<Activity, 'serviceId' | 'writtenBy' | 'version' | 'theme'>, content: ActivityContent, by: { readonly orgId: string; readonly version: number; readonly themes: readonly string[] }): Decision<ChangeRefusal, { readonly kind: 'coordination.activity-changed' }> {
  if (by.orgId !== there.serviceId && by.orgId !== there.writtenBy) return refuse('not-yours')
  if (by.version !== there.version) return refuse('changed-meanwhile')
  const wrong = wrongIn(content, [...by.themes, there.theme])
  return wrong ? refuse(wrong) : accept({ kind: 'coordination.activity-changed' })
}

function wrongIn({ theme, startsOn, endsOn, nextOn, kind, method }: ActivityContent, themes: readonly string[]): ContentRefusal | undefined {
  if (!themes.includes(theme)) return 'theme-gone'
  if (endsOn < startsOn) return 'dates-reversed'
  if (nextOn !== undefined && (nextOn < startsOn || nextOn > endsOn)) return 'next-outside'
  return kind === 'observation' && method === '' ? 'method-missing' : undefined
}

/** The service has nobody to name any more: the last day is today. */
export const endContact = (there: Pick<Contact, 'since'> | undefined): Decision<'no-contact', { readonly kind: 'coordination.contact-ended' }> => (there ? accept({ kind: 'coordination.contact-ended' }) : refuse('no-contact'))

export type ContactRefusal = 'kindergarten-closed' | 'since-ahead' | 'since-before-last' | 'unreachable'
/** The service says who the kindergarten turns to. The one before has the day before as the last. */
export function setContact(one: { readonly since: LocalDate; readonly phone: string; readonly email: string }, there: Pick<Contact, 'since'> | undefined, kindergartenOpen: boolean, today: LocalDate): Decision<ContactRefusal, { readonly kind: 'coordination.contact-set' }> {
  if (!kindergartenOpen) return refuse('kindergarten-closed')
  if (one.phone === '' && one.email === '') return refuse('unreachable')
  if (one.since > today) return refuse('since-ahead')
  if (there && one.since < there.since) return refuse('since-before-last')
  return accept({ kind: 'coordination.contact-set' })
}

/** Is going on, will begin, or is over. */
export const stageOf = ({ startsOn, endsOn }: Pick<ActivityContent, 'startsOn' | 'endsOn'>, today: LocalDate): 'now' | 'ahead' | 'over' => (endsOn < today ? 'over' : startsOn > today ? 'ahead' : 'now')
