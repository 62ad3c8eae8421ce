import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { onOwn, record, tellOther } from '../actions.ts'
import { isHalf } from '../halves/rules.ts'
import { otherThan } from '../rules.ts'
import { deliver, mayAdd } from './rules.ts'
import * as store from './store.ts'

/** Delivered once by each side, and locked. The same words pressed twice are one delivery. The side that was first is told when both can read. */
export const deliverReflection = (deps: Deps, actor: Actor, id: string, half: string, typed: { readonly worked: string; readonly learned: string; readonly changes: string }) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    if (!isHalf(half)) return refuse('not-found' as const)
    const [there, delivered] = await Promise.all([store.loadReflections(tx, id), store.loadDelivered(tx, [id])])
    const mine = there.find((reflection) => reflection.half === half && reflection.side === side)
    if (mine && mine.worked === typed.worked && mine.learned === typed.learned && mine.changes === typed.changes) return accept({ id })
    const decision = deliver(one, half, side, delivered, osloDate(now))
    if (!decision.ok) return decision
    await store.insertReflection(tx, id, half, side, typed, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now, { half })
    if (delivered.some((other) => other.half === half && other.side === otherThan(side))) await tellOther(tx, deps, actor, one, side, 'scheme-partnership-reflected', now, '/refleksjoner')
    return accept({ id })
  })

/** Beside what was delivered; it never changes it. Also when the partnership has ended. */
export const addToReflection = (deps: Deps, actor: Actor, id: string, half: string, addition: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    if (!isHalf(half)) return refuse('not-found' as const)
    const [delivered, additions] = await Promise.all([store.loadDelivered(tx, [id]), store.loadAdditions(tx, id)])
    if (!mayAdd(half, side, delivered, osloDate(now))) return refuse('nothing-to-add-to' as const)
    if (additions.some((other) => other.half === half && other.side === side && other.addition === addition)) return accept({ id })
    await store.insertAddition(tx, id, half, side, addition, actor.name, now)
    await record(tx, actor, one, 'scheme.partnership-reflection-added', now, { half })
    return accept({ id })
  }, true)
