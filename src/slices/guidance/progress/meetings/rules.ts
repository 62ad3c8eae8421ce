import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { CaseState } from '../../requests/rules.ts'
import { isDoneIn, type CaseInStep, type CaseTask } from '../../tasks/rules.ts'
import { checkHeld, mayChange, type ChangeRefusal, type HeldRefusal, type Written } from '../rules.ts'

export const sessionForms = ['group', 'leader', 'individual', 'digital'] as const
export type SessionForm = (typeof sessionForms)[number]

/** What is written about the start meeting: who took part are roles, never names of children. Minutes are the team's own. */
export type StartMeeting = {
  readonly heldOn: LocalDate
  readonly participants: string
  readonly expectations: string
  readonly divisionOfRoles: string
  readonly observationPlan: string
  readonly dates: string
  readonly minutes: number
}
export type Session = {
  readonly heldOn: LocalDate
  readonly form: SessionForm
  readonly participants: string
  readonly theme: string
  readonly agreed: string
  readonly nextOn: LocalDate | undefined
  readonly minutes: number
}

export type RecordRefusal = 'not-found' | 'case-closed' | 'already-held' | 'next-before-session' | HeldRefusal | ChangeRefusal
type Days = { readonly sentOn: LocalDate; readonly today: LocalDate }

/** A case has one start meeting; what must be added to it later is a correction or a session. */
export function holdStart(state: CaseState, there: boolean, heldOn: LocalDate, days: Days): Decision<RecordRefusal, { readonly kind: 'guidance.start-meeting-held' }> {
  if (state !== 'running') return refuse('case-closed')
  if (there) return refuse('already-held')
  const wrong = checkHeld(heldOn, days.sentOn, days.today)
  return wrong ? refuse(wrong) : accept({ kind: 'guidance.start-meeting-held' })
}

export function holdSession(state: CaseState, session: Pick<Session, 'heldOn' | 'nextOn'>, days: Days): Decision<RecordRefusal, { readonly kind: 'guidance.session-held' }> {
  if (state !== 'running') return refuse('case-closed')
  const wrong = checkSession(session, days)
  return wrong ? refuse(wrong) : accept({ kind: 'guidance.session-held' })
}

/** One's own record may be changed for a day. `wrong` is what is wrong with what it is changed to. */
export function changeRecord(state: CaseState, written: Written, personId: string, wrong: RecordRefusal | undefined, now: Date): Decision<RecordRefusal, { readonly kind: 'may-change' }> {
  if (state !== 'running') return refuse('case-closed')
  const may = mayChange(written, personId, now)
  if (!may.ok) return may
  return wrong ? refuse(wrong) : accept({ kind: 'may-change' })
}

export function checkSession(session: Pick<Session, 'heldOn' | 'nextOn'>, days: Days): RecordRefusal | undefined {
  const wrong = checkHeld(session.heldOn, days.sentOn, days.today)
  return wrong ?? (session.nextOn !== undefined && session.nextOn <= session.heldOn ? 'next-before-session' : undefined)
}

/** The next session, on the day that was agreed in the last one. The head comes too, until that day is over. */
export function sessionTasks({ id, step }: CaseInStep, nextOn: LocalDate | undefined, held: number, today: LocalDate): CaseTask[] {
  // A municipality may ask for a session before a step that is not made of sessions; there one is enough.
  if (!isDoneIn(step, 'sessions', 'session-held') || (step.kind !== 'sessions' && held > 0)) return []
  const session: CaseTask = { words: 'tasks.session', href: `/veiledning/${id}/okter/ny`, waitsFor: 'adviser', due: nextOn }
  return nextOn === undefined || nextOn < today ? [session] : [session, { words: 'tasks.session.attend', href: `/veiledning/${id}#okter`, waitsFor: 'head', due: nextOn }]
}
