import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { onOwn, record } from '../actions.ts'
import { write } from './rules.ts'
import * as store from './store.ts'

/** The university writes what it has changed, also when the partnership has ended. */
export const writeChange = (deps: Deps, actor: Actor, id: string, typed: store.NewChange) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const decision = write(one, side, typed.day, osloDate(now))
    if (!decision.ok) return decision
    const made = await store.insertChange(tx, id, typed, actor.name, now)
    if (made.isNew) await record(tx, actor, one, decision.event.kind, now)
    return accept({ id })
  }, true)
