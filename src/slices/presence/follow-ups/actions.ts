import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { change, type FollowUp } from './rules.ts'
import * as store from './store.ts'

export type Step = { readonly to: 'done' } | { readonly to: 'moved'; readonly due: LocalDate; readonly who: { readonly personId: string; readonly name: string } }

/** Marks a follow-up as done, or gives it another day and another one to do it. `by` is who changed it, when somebody else did first. */
export const changeFollowUp = (deps: Deps, actor: Actor, id: string, seen: number, step: Step) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const followUp = await store.lockFollowUp(tx, id)
    if (!followUp) return refuse('not-found' as const)
    const decision = change(followUp, seen, step.to)
    if (!decision.ok) return { ...decision, by: followUp.changedBy, visitId: followUp.visitId }
    if (step.to === 'done') await store.saveDone(tx, followUp, osloDate(now), actor.name, now)
    else await store.saveMoved(tx, followUp, step.due, step.who, actor.name, now)
    await record(tx, actor, decision.event.kind, followUp, now)
    return accept({ visitId: followUp.visitId })
  })

/** Those that were ticked as done on the page where a visit was written, maybe offline some days ago. Done already is done. @returns what one that has been changed since is about, and then nothing may be saved */
export async function finishSeen(tx: Tx, actor: Actor, ticked: readonly { readonly id: string; readonly seen: number }[], today: LocalDate, now: Date): Promise<string | undefined> {
  for (const { id, seen } of ticked) {
    const followUp = await store.lockFollowUp(tx, id)
    if (!followUp || followUp.doneOn !== undefined) continue
    const decision = change(followUp, seen, 'done')
    if (!decision.ok) return followUp.what
    await store.saveDone(tx, followUp, today, actor.name, now)
    await record(tx, actor, decision.event.kind, followUp, now)
  }
  return undefined
}

const record = (tx: Tx, actor: Actor, kind: string, { visitId }: FollowUp, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'visit', id: visitId }, readers: [actor.orgId], visibility: 'internal' }, now)
