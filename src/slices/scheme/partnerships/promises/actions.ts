import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { changing, onOwn, record } from '../actions.ts'
import { giveUp, inPeriod, mayRemove } from './rules.ts'
import * as store from './store.ts'

/** More than these from one side is no partnership but a mistake, or an attack. */
const mostPromises = 60

/** Promised by the own side, inside the period: a new version, which the other must confirm. */
export const addPromise = (deps: Deps, actor: Actor, id: string, typed: Omit<store.NewPromise, 'side'>) =>
  changing(deps, actor, id, undefined, async (tx, side, one) => {
    if (!inPeriod(typed, one.period)) return refuse('outside-period' as const)
    if ((await store.loadPromises(tx, id)).filter((promise) => promise.side === side).length >= mostPromises) return refuse('too-many' as const)
    await store.addPromises(tx, id, [{ side, ...typed }])
    return accept(undefined)
  })

export const removePromise = (deps: Deps, actor: Actor, id: string, promiseId: string) =>
  changing(deps, actor, id, undefined, async (tx, side) => {
    const promise = (await store.loadPromises(tx, id)).find((one) => one.id === promiseId && one.side === side)
    if (!promise) return refuse('not-found' as const)
    if (!mayRemove(promise, osloDate(deps.now()))) return refuse('promise-stays' as const)
    return (await store.removePromise(tx, id, promiseId, side)) ? accept(undefined) : refuse('not-found' as const)
  })

/** Marks a promise of one's own as done. Needs nobody's confirmation. */
export const donePromise = (deps: Deps, actor: Actor, id: string, promiseId: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    if (!(await store.donePromise(tx, id, promiseId, side, osloDate(now)))) return refuse('not-found' as const)
    await record(tx, actor, one, 'scheme.partnership-kept', now)
    return accept({ id })
  })

/** Says that a promise of one's own was not kept, and why. */
export const giveUpPromise = (deps: Deps, actor: Actor, id: string, promiseId: string, why: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const promise = (await store.loadPromises(tx, id)).find((other) => other.id === promiseId)
    if (!promise) return refuse('not-found' as const)
    const decision = giveUp(promise, side)
    if (!decision.ok) return decision
    await store.saveBroken(tx, promiseId, why, actor.name, osloDate(now))
    await record(tx, actor, one, decision.event.kind, now)
    return accept({ id })
  })
