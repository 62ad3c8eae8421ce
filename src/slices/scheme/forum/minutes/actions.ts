import type { Actor } from '../../../../kernel/actor.ts'
import { accept } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { factsOf } from '../meetings/actions.ts'
import { atMeeting, inMeeting } from '../meetings/open.ts'
import { takeMeeting } from '../meetings/rules.ts'
import { loadAttendance, saveState } from '../meetings/store.ts'
import { approve } from './rules.ts'
import * as store from './store.ts'

export const answerMinutes = (deps: Deps, actor: Actor, forumId: string, id: string, answer: { readonly approves: boolean; readonly note: string }) =>
  atMeeting(deps, actor, forumId, id, async ({ tx, meeting, own, now, record }) => {
    const present = own !== undefined && (await loadAttendance(tx, id)).some((one) => one.memberId === own.id && one.present)
    const decision = approve(meeting.state, present, answer)
    if (!decision.ok || !own) return decision
    await store.saveApproval(tx, id, own.id, answer, actor.name, now)
    await record(decision.event.kind)
    return decision
  })

/** The chair locks the minutes; where the forum has no chair today, the county governor does. What is locked is never changed. */
export const lockMinutes = (deps: Deps, actor: Actor, forumId: string, id: string) =>
  inMeeting(deps, actor, forumId, id, async (open) => {
    const led = open.members.some(({ chairs }) => chairs) ? (open.own?.chairs ?? false) : open.runs
    const decision = takeMeeting('lock', await factsOf(open, led))
    if (!decision.ok) return decision
    await saveState(open.tx, id, decision.event.to, undefined, { at: open.now, by: actor.name })
    await open.record(decision.event.kind)
    return accept({ id })
  })
