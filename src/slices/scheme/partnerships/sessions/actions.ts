import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { onOwn, record } from '../actions.ts'
import { cancel, hold, plan, type CancelledBy } from './rules.ts'
import * as store from './store.ts'

type Planned = { readonly startKey: string; readonly day: LocalDate; readonly place: string; readonly what: string; readonly kindergartens: readonly string[] }
/** Either side plans a session, with kindergartens of the owners in the partnership. */
export const planSession = (deps: Deps, actor: Actor, id: string, typed: Planned) =>
  onOwn(deps.db, actor, id, async (tx, one) => {
    const now = deps.now()
    const decision = plan(one, typed.day)
    if (!decision.ok) return decision
    const known = await store.loadCandidates(tx, one)
    if (!typed.kindergartens.every((chosen) => known.some((candidate) => candidate.id === chosen))) return refuse('unknown-kindergarten' as const)
    const made = await store.insertSession(tx, id, typed, actor.name, now)
    if (made.isNew) await record(tx, actor, one, decision.event.kind, now)
    return accept({ id: made.id })
  })

export const holdSession = (deps: Deps, actor: Actor, id: string, sessionId: string, counts: { readonly owner: number; readonly partner: number; readonly staff: number }) =>
  onOwn(deps.db, actor, id, async (tx, one) => {
    const now = deps.now()
    const session = await store.loadSession(tx, id, sessionId)
    if (!session) return refuse('not-found' as const)
    const decision = hold(session, osloDate(now))
    if (!decision.ok) return decision
    await store.saveHeld(tx, sessionId, counts, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now)
    return accept({ id: sessionId })
  })

/** Cancelled, and perhaps moved: the new day is a session of its own, with those of the kindergartens that are still open and have the same owner. */
export const cancelSession = (deps: Deps, actor: Actor, id: string, sessionId: string, typed: { readonly by: CancelledBy; readonly why: string; readonly newDay: LocalDate | undefined }) =>
  onOwn(deps.db, actor, id, async (tx, one) => {
    const now = deps.now()
    const session = await store.loadSession(tx, id, sessionId)
    if (!session) return refuse('not-found' as const)
    const decision = cancel(session, one, typed.newDay, osloDate(now))
    if (!decision.ok) return decision
    await store.saveCancelled(tx, sessionId, typed.by, typed.why, actor.name, now)
    if (typed.newDay) {
      const candidates = new Set((await store.loadCandidates(tx, one)).map((candidate) => candidate.id))
      const kindergartens = session.kindergartens.map((kindergarten) => kindergarten.id).filter((kindergarten) => candidates.has(kindergarten))
      await store.insertSession(tx, id, { startKey: crypto.randomUUID(), day: typed.newDay, place: session.place, what: session.what, kindergartens, movedFrom: sessionId }, actor.name, now)
    }
    await record(tx, actor, one, decision.event.kind, now)
    return accept({ id: sessionId })
  })
