import { codeIn } from '../../../kernel/codes.ts'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

export const kinds = ['live', 'survey'] as const
export type Kind = (typeof kinds)[number]
export const breakdowns = ['none', 'role', 'department'] as const
export type Breakdown = (typeof breakdowns)[number]
export type State = 'planned' | 'open' | 'ended' | 'cancelled'
/** Where a live session is: nobody answers; a theme takes answers; its result is shown; dots are set; the dots are counted. */
export type Phase = 'lobby' | 'answering' | 'shown' | 'dots' | 'dots-shown'

/** How many dots each has to set on the themes that matter most. */
export const dotsEach = 3
/** Where dots are counted: the name of no theme. */
export const dotsTheme = '#dots'
/** The roles one may have in a session that is broken down by role: few and large, so that more of them reach five. */
export const roleGroups = ['leader', 'teacher', 'skilled', 'assistant'] as const

const longestSurvey = 30
/** Until it is asked again with the same version: two measurings so close would be read as two halves of one. */
const daysBetween = 30

export type Session = {
  readonly id: string
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly versionId: string
  readonly kind: Kind
  readonly state: State
  readonly title: string
  readonly themes: readonly string[]
  readonly breakdown: Breakdown
  readonly groups: readonly Group[]
  readonly expected: number
  readonly tickets: number
  readonly seenByOwner: boolean
  readonly seenByTeam: boolean
  /** Answered with slips that are drawn: nobody joins without one. */
  readonly slips: boolean
  readonly slipsMadeAt: Date | undefined
  /** A survey may be closed before its day: told to the staff before they answer. */
  readonly mayCloseEarly: boolean
  readonly code: string | undefined
  readonly theme: string | undefined
  readonly phase: Phase
  readonly closesOn: LocalDate | undefined
  readonly version: number
  readonly madeAt: Date
  readonly openedAt: Date | undefined
  readonly endedAt: Date | undefined
}
export type Group = { readonly key: string; readonly name: string }
/** A theme that has been closed: whether something was shown, and what they wrote together. */
export type ClosedTheme = { readonly theme: string; readonly shown: boolean; readonly reflection: string; /** When the reflection was last changed, and by whom. */ readonly changedAt: Date; readonly changedBy: string }
/** What a form was made from: somebody else may have saved since. */
export const stampOf = ({ reflection, changedAt }: Pick<ClosedTheme, 'reflection' | 'changedAt'>): string => (reflection === '' ? '' : changedAt.toISOString())

export type PlanRefusal = 'no-themes' | 'no-departments' | 'closes-too-soon' | 'closes-too-late' | 'too-soon-after'
type PlanFacts = { readonly kind: Kind; readonly themes: readonly string[]; readonly known: readonly string[]; readonly closesOn: LocalDate | undefined; readonly today: LocalDate; readonly breakdown: Breakdown; /** How many departments the kindergarten has now. */ readonly departments: number; /** When the same version last gave results here. */ readonly last: LocalDate | undefined }
/** Plans a session with the whole staff. */
export function plan({ kind, themes, known, closesOn, today, breakdown, departments, last }: PlanFacts): Decision<PlanRefusal, { readonly kind: 'needs.session-planned'; readonly themes: readonly string[] }> {
  const chosen = known.filter((theme) => themes.includes(theme))
  if (chosen.length === 0) return refuse('no-themes')
  if (breakdown === 'department' && departments < 2) return refuse('no-departments')
  if (kind === 'survey' && (closesOn === undefined || closesOn < today)) return refuse('closes-too-soon')
  if (kind === 'survey' && closesOn && closesOn > addDays(today, longestSurvey)) return refuse('closes-too-late')
  if (last && today < addDays(last, daysBetween)) return refuse('too-soon-after')
  return accept({ kind: 'needs.session-planned', themes: chosen })
}

export type StepRefusal = 'not-open' | 'not-planned' | 'not-live' | 'unknown-theme' | 'theme-done' | 'still-answering' | 'nothing-open' | 'waits-for-others' | 'open-already' | 'too-soon-after' | 'closes-too-soon' | 'not-before-deadline'
export type StepEvent = { readonly kind: 'needs.session-opened' | 'needs.theme-opened' | 'needs.theme-closed' | 'needs.dots-opened' | 'needs.dots-closed' | 'needs.session-ended' | 'needs.session-cancelled'; readonly theme?: string | undefined; readonly phase: Phase; readonly state: State }
export type Step = { readonly do: 'open' | 'close-theme' | 'open-dots' | 'close-dots' | 'end' | 'cancel' } | { readonly do: 'open-theme'; readonly theme: string }

/** What is known of the staff's other sessions and of the day, when a session is opened or ended. */
export type StepFacts = { readonly today: LocalDate; /** Kindergartens that have not said yes yet. */ readonly waiting: number; /** The same themes are open for some of the same staff. */ readonly openLike: boolean; /** When the same themes last gave a result for some of the same staff. */ readonly last: LocalDate | undefined }

/** The next step of the host. A theme whose result has been shown is never opened again: two results of the same theme could be taken from each other. */
export function take(session: Pick<Session, 'kind' | 'state' | 'themes' | 'theme' | 'phase' | 'closesOn' | 'mayCloseEarly'>, closed: readonly Pick<ClosedTheme, 'theme' | 'shown'>[], step: Step, facts: StepFacts): Decision<StepRefusal, StepEvent> {
  const at = { theme: session.theme, phase: session.phase, state: session.state }
  if (step.do === 'open') return open(session, facts)
  if (step.do === 'cancel') return session.state === 'planned' || session.state === 'open' ? accept({ ...at, kind: 'needs.session-cancelled', state: 'cancelled' }) : refuse('not-open')
  if (session.state !== 'open') return refuse('not-open')
  if (step.do === 'end' && session.kind === 'survey' && !session.mayCloseEarly && session.closesOn !== undefined && facts.today <= session.closesOn) return refuse('not-before-deadline')
  if (step.do === 'end') return session.phase === 'answering' || session.phase === 'dots' ? refuse('still-answering') : accept({ ...at, kind: 'needs.session-ended', state: 'ended' })
  if (session.kind !== 'live') return refuse('not-live')
  switch (step.do) {
    case 'open-theme':
      if (session.phase === 'answering' || session.phase === 'dots') return refuse('still-answering')
      if (!session.themes.includes(step.theme)) return refuse('unknown-theme')
      if (closed.some(({ theme }) => theme === step.theme)) return refuse('theme-done')
      return accept({ kind: 'needs.theme-opened', theme: step.theme, phase: 'answering', state: 'open' })
    case 'close-theme':
      return session.phase === 'answering' ? accept({ ...at, kind: 'needs.theme-closed', phase: 'shown' }) : refuse('nothing-open')
    case 'open-dots':
      if (session.phase === 'answering' || session.phase === 'dots') return refuse('still-answering')
      return closed.some(({ theme }) => theme === dotsTheme) ? refuse('theme-done') : accept({ kind: 'needs.dots-opened', phase: 'dots', state: 'open' })
    case 'close-dots':
      return session.phase === 'dots' ? accept({ kind: 'needs.dots-closed', phase: 'dots-shown', state: 'open' }) : refuse('nothing-open')
  }
}

/** Opened when all who are asked along have said yes, and no other result of the same staff and themes can be laid beside this one. */
function open({ kind, state, closesOn }: Pick<Session, 'kind' | 'state' | 'closesOn'>, { today, waiting, openLike, last }: StepFacts): Decision<StepRefusal, StepEvent> {
  if (state !== 'planned') return refuse('not-planned')
  if (waiting > 0) return refuse('waits-for-others')
  if (openLike) return refuse('open-already')
  if (last && today < addDays(last, daysBetween)) return refuse('too-soon-after')
  if (kind === 'survey' && (closesOn === undefined || closesOn < today)) return refuse('closes-too-soon')
  return accept({ kind: 'needs.session-opened', phase: 'lobby', state: 'open' })
}

export type ExpectRefusal = 'not-open' | 'slips-stand' | 'fewer-than-joined'
/** More come than the host had counted, or fewer. With slips the number stands once they may have been drawn: each is a vote. */
export function expect({ state, slips, tickets }: Pick<Session, 'state' | 'slips' | 'tickets'>, expected: number): Decision<ExpectRefusal, { readonly kind: 'needs.session-expected'; readonly expected: number }> {
  if (state !== 'planned' && state !== 'open') return refuse('not-open')
  if (slips && tickets > 0) return refuse('slips-stand')
  if (expected < tickets) return refuse('fewer-than-joined')
  return accept({ kind: 'needs.session-expected', expected })
}

/** A survey takes answers to the end of its last day, whether it has been closed yet or not. */
export const isPastDeadline = ({ kind, closesOn }: Pick<Session, 'kind' | 'closesOn'>, today: LocalDate): boolean => kind === 'survey' && closesOn !== undefined && closesOn < today

/** Who sees what comes of it, as the staff are told it. Held together it is the kindergartens, and their owners. */
export function audienceOf({ seenByOwner, seenByTeam }: Pick<Session, 'seenByOwner' | 'seenByTeam'>, together: boolean) {
  const others = seenByOwner && seenByTeam ? 'both' : seenByOwner ? 'owner' : seenByTeam ? 'team' : 'own'
  return together ? (`together.${others}` as const) : others
}

/** How many letters one joins by, and how many are on a slip. */
export const codeLength = 6
export const slipLength = 16
/** True when it has the shape of a code as it stands, in capitals and without spaces. */
export const looksLikeCode = (text: string | undefined): text is string => text !== undefined && codeIn(text, codeLength) === text
