import { addDays, instantOslo, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Side } from '../../cases/rules.ts'
import type { CaseState } from '../../requests/rules.ts'
import { isDoneIn, type CaseInStep, type CaseTask } from '../../tasks/rules.ts'

/** A time of the day in Norway, 'HH:MM'. */
export type Clock = string
export type TimeAndPlace = { readonly onDate: LocalDate; readonly atTime: Clock; readonly place: string }
export type Proposal = TimeAndPlace & { readonly id: string; readonly side: Side; readonly by: string; readonly acceptedBy: string | undefined }

export type TimeRefusal = 'not-found' | 'case-closed' | 'meeting-held' | 'time-passed' | 'time-too-far' | 'no-proposal' | 'own-proposal' | 'proposal-changed'

/** True when the time has come. */
export const hasPassed = ({ onDate, atTime }: Pick<TimeAndPlace, 'onDate' | 'atTime'>, now: Date): boolean => instantOslo(onDate, atTime) <= now

/** Either side may propose a time; it replaces the one there is, also one that was accepted. */
export function propose(state: CaseState, held: boolean, time: TimeAndPlace, now: Date): Decision<TimeRefusal, { readonly kind: 'guidance.time-proposed' }> {
  if (state !== 'running') return refuse('case-closed')
  if (held) return refuse('meeting-held')
  if (hasPassed(time, now)) return refuse('time-passed')
  if (time.onDate > addDays(osloDate(now), 365)) return refuse('time-too-far')
  return accept({ kind: 'guidance.time-proposed' })
}

/** The other side accepts the very proposal that stood on its page. Accepting twice is once. */
export function acceptTime(state: CaseState, current: Proposal | undefined, seenId: string, side: Side, now: Date): Decision<TimeRefusal, { readonly kind: 'guidance.time-accepted'; readonly again: boolean }> {
  if (state !== 'running') return refuse('case-closed')
  if (!current) return refuse('no-proposal')
  if (current.id !== seenId) return refuse('proposal-changed')
  if (current.side === side) return refuse('own-proposal')
  if (current.acceptedBy !== undefined) return accept({ kind: 'guidance.time-accepted', again: true })
  return hasPassed(current, now) ? refuse('time-passed') : accept({ kind: 'guidance.time-accepted', again: false })
}

/** The start meeting as it stands: held, or with a time somebody has proposed. */
export type StartStanding = { readonly held: boolean; readonly proposal: Pick<Proposal, 'side' | 'onDate' | 'atTime' | 'acceptedBy'> | undefined }

/** From a time to propose to a meeting to write about: each side its own, the answer before the day it is about. */
export function startTasks({ id, step }: CaseInStep, { held, proposal }: StartStanding, now: Date): CaseTask[] {
  if (held || !isDoneIn(step, 'start-meeting', 'start-meeting-held')) return []
  const part = `/veiledning/${id}#oppstart`
  const meeting = `/veiledning/${id}/oppstartsmote`
  if (!proposal) return [{ words: 'tasks.time.propose', href: `${meeting}/tid`, waitsFor: 'adviser' }]
  const passed = hasPassed(proposal, now)
  if (proposal.acceptedBy === undefined) {
    if (passed) return [{ words: 'tasks.time.propose-again', href: `${meeting}/tid`, waitsFor: 'adviser' }]
    return [{ words: 'tasks.time.answer', href: part, waitsFor: proposal.side === 'team' ? 'head' : 'adviser', due: proposal.onDate }]
  }
  if (passed) return [{ words: 'tasks.start.write', href: meeting, waitsFor: 'adviser' }]
  return (['adviser', 'head'] as const).map((waitsFor) => ({ words: 'tasks.start.attend', href: part, waitsFor, due: proposal.onDate }))
}
