import type { Actor } from '../../../../kernel/actor.ts'
import { instantOslo, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { onceFor, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { record, tellOthers, withPlan } from '../plans/actions.ts'
import type { JointPlan } from '../plans/store.ts'
import { call, move, note } from './rules.ts'
import * as store from './store.ts'

type Typed = { readonly title: string; readonly day: LocalDate; readonly from: string; readonly to: string; readonly place: string; readonly agenda: string }
const contentOf = ({ title, day, from, to, place, agenda }: Typed): store.MeetingContent => ({ title, place, agenda, startsAt: instantOslo(day, from), endsAt: instantOslo(day, to) })
const by = ({ orgId, name }: Actor) => ({ orgId, name })
const path = (id: string): string => `/skole/moter/${id}`

/** Calls the others in the plan to a meeting. `key` comes with the form: the same words are one meeting, other words are one more. */
export const callMeeting = (deps: Deps, actor: Actor, planId: string, key: string, typed: Typed) =>
  withPlan(deps, actor, planId, async (tx, plan, today, now) => {
    const content = contentOf(typed)
    const same = await store.findSame(tx, planId, key, content)
    if (same) return accept({ id: same })
    const decision = call(plan, actor.orgId, typed, (await store.loadMeetings(tx, planId)).length, today)
    if (!decision.ok) return decision
    const { id } = await onceFor(key, async () => undefined, (one) => store.insertMeeting(tx, planId, one, content, by(actor), now))
    await record(tx, actor, plan, decision.event.kind, now)
    await tellOthers(tx, deps, actor, plan, 'school-meeting-called', now, path(id))
    return accept({ id })
  })

/** Changes when, where or what a meeting is about; `typed` undefined calls it off. */
export const moveMeeting = (deps: Deps, actor: Actor, id: string, planId: string, typed: Typed | undefined, seen: number) =>
  withMeeting(deps, actor, id, planId, async (tx, plan, meeting, today, now) => {
    const decision = move(plan, actor.orgId, meeting, typed?.day, seen, today)
    if (!decision.ok) return decision
    if (typed) await store.saveMeeting(tx, meeting, contentOf(typed), by(actor), now)
    else await store.saveCalledOff(tx, meeting, by(actor), now)
    await record(tx, actor, plan, decision.event.kind, now)
    await tellOthers(tx, deps, actor, plan, 'school-meeting-changed', now, path(id))
    return accept({ id })
  })

/** What was said, and who came of those in the plan. */
export const saveNotes = (deps: Deps, actor: Actor, id: string, planId: string, typed: { readonly notes: string; readonly came: readonly string[]; readonly seen: number }) =>
  withMeeting(deps, actor, id, planId, async (tx, plan, meeting, today, now) => {
    const decision = note(plan, actor.orgId, meeting, typed.seen, today)
    if (!decision.ok) return decision
    await store.saveNotes(tx, meeting, typed.notes, [plan.schoolId, ...plan.kindergartens.map((one) => one.id)].filter((one) => typed.came.includes(one)), by(actor), now)
    await record(tx, actor, plan, decision.event.kind, now)
    return accept({ id })
  })

const withMeeting = <T>(deps: Deps, actor: Actor, id: string, planId: string, work: (tx: Tx, plan: JointPlan, meeting: store.JointMeeting, today: LocalDate, now: Date) => Promise<T>) =>
  withPlan(deps, actor, planId, async (tx, plan, today, now) => {
    const meeting = await store.loadMeeting(tx, id)
    return meeting ? work(tx, plan, meeting, today, now) : refuse('not-found' as const)
  })
