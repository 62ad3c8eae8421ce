import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** The three questions, each answered from 1 to 5. */
export const questions = ['benefit', 'practice', 'involved'] as const
export type Question = (typeof questions)[number]
export type StaffAnswer = Readonly<Record<Question, number>>

/** A link stays open so long when nothing else is chosen, and never longer than the longest. */
export const usualDays = 10
export const longestDays = 60

/** A link to the staff as the two sides of the case may see it. The database gives no more than this, whoever asks. */
export type StaffLink = {
  readonly id: string
  readonly round: number
  readonly openedAt: Date
  readonly closesOn: LocalDate
  readonly closedAt: Date | undefined
  /** Undefined: fewer than five. */
  readonly answers: number | undefined
  /** Only when the link is over and five or more have answered. */
  readonly means: StaffAnswer | undefined
}

/** True while the link takes answers. */
export const takesAnswers = (link: Pick<StaffLink, 'closedAt' | 'closesOn'>, today: LocalDate): boolean => link.closedAt === undefined && link.closesOn >= today

export type AskRefusal = 'case-closed' | 'not-evaluating' | 'already-open' | 'already-asked' | 'closes-too-soon' | 'closes-too-late'
export type Asked = { readonly kind: 'guidance.staff-asked'; readonly closesOn: LocalDate }
type AskSituation = { readonly closed: boolean; readonly asked: boolean; readonly round: number; readonly links: readonly StaffLink[]; readonly today: LocalDate; readonly closesOn: LocalDate }

/**
 * Asks the staff. Once in a round: a second survey beside one that is counted would invite comparing two groups that nearly are the same.
 * When fewer than five answered, nothing was shown, and they may be asked again.
 */
export function askStaff({ closed, asked, round, links, today, closesOn }: AskSituation): Decision<AskRefusal, Asked> {
  if (closed) return refuse('case-closed')
  if (!asked) return refuse('not-evaluating')
  if (links.some((link) => takesAnswers(link, today))) return refuse('already-open')
  if (links.some((link) => link.round === round && link.answers !== undefined)) return refuse('already-asked')
  if (closesOn < today) return refuse('closes-too-soon')
  if (closesOn > addDays(today, longestDays)) return refuse('closes-too-late')
  return accept({ kind: 'guidance.staff-asked', closesOn })
}

export type CloseRefusal = 'no-open-link'
/** Closes the link that takes answers. Also when the case itself is closed: nobody should answer in vain. */
export function closeLink(links: readonly StaffLink[], today: LocalDate): Decision<CloseRefusal, { readonly kind: 'guidance.staff-closed'; readonly id: string }> {
  const open = links.find((link) => takesAnswers(link, today))
  return open ? accept({ kind: 'guidance.staff-closed', id: open.id }) : refuse('no-open-link')
}
