import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { checkHeld } from '../rules.ts'
import { daysOf, inCase } from '../open.ts'
import { changeRecord, checkSession, holdSession, holdStart, type Session, type StartMeeting } from './rules.ts'
import * as store from './store.ts'

/** Writes what was agreed at the start meeting. The same form twice is one meeting. */
export const recordStart = (deps: Deps, actor: Actor, id: string, key: string, meeting: StartMeeting) =>
  inCase(deps, actor, id, async ({ tx, one, now, record, tellOtherSide }) => {
    if (await store.isTaken(tx, id, key)) return accept({ id })
    const decision = holdStart(one.state, (await store.loadStart(tx, id)) !== undefined, meeting.heldOn, daysOf(one, now))
    if (!decision.ok) return decision
    await store.saveStart(tx, id, key, meeting, actor, now)
    await record(decision.event.kind, { heldOn: meeting.heldOn })
    await tellOtherSide('guidance-start-meeting', `/veiledning/${id}#oppstart`)
    return accept({ id })
  })

export const correctStart = (deps: Deps, actor: Actor, id: string, meeting: StartMeeting) =>
  inCase(deps, actor, id, async ({ tx, one, now, record }) => {
    const kept = await store.loadStart(tx, id)
    if (!kept) return refuse('not-found' as const)
    const days = daysOf(one, now)
    const decision = changeRecord(one.state, kept, actor.personId, checkHeld(meeting.heldOn, days.sentOn, days.today), now)
    if (!decision.ok) return decision
    await store.changeStart(tx, kept.id, meeting, now)
    await record('guidance.start-meeting-changed', { heldOn: meeting.heldOn })
    return accept({ id })
  })

/** Writes a session of guidance. It gets the next number in the case. */
export const recordSession = (deps: Deps, actor: Actor, id: string, key: string, session: Session) =>
  inCase(deps, actor, id, async ({ tx, one, now, record, tellOtherSide }) => {
    if (await store.isTaken(tx, id, key)) return accept({ id })
    const decision = holdSession(one.state, session, daysOf(one, now))
    if (!decision.ok) return decision
    const number = await store.saveSession(tx, id, key, session, actor, now)
    await record(decision.event.kind, { number, heldOn: session.heldOn })
    await tellOtherSide('guidance-session', `/veiledning/${id}#okter`)
    return accept({ id })
  })

export const changeSession = (deps: Deps, actor: Actor, id: string, sessionId: string, session: Session) =>
  inCase(deps, actor, id, async ({ tx, one, now, record }) => {
    const kept = (await store.loadSessions(tx, id)).find((other) => other.id === sessionId)
    if (!kept) return refuse('not-found' as const)
    const decision = changeRecord(one.state, kept, actor.personId, checkSession(session, daysOf(one, now)), now)
    if (!decision.ok) return decision
    await store.changeSession(tx, kept.id, session, now)
    await record('guidance.session-changed', { number: kept.number, heldOn: session.heldOn })
    return accept({ id })
  })
