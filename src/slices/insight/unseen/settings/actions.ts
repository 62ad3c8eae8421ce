import type { Actor } from '../../../../kernel/actor.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { makeLists } from '../actions.ts'
import { changeSettings, type Wanted } from './rules.ts'
import * as store from './store.ts'

/** Changes the team's rules, and makes today's list anew by them. */
export async function saveSettings(deps: Deps, actor: Actor, wanted: readonly Wanted[]) {
  const { db, now } = deps
  const changed = await writing(db, actor, async (tx) => {
    const decision = changeSettings(await store.loadSettings(tx, actor.orgId), wanted)
    if (!decision.ok) return decision
    await store.saveChanges(tx, actor.orgId, decision.event.changes, actor, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'organisation', id: actor.orgId }, readers: [actor.orgId], visibility: 'internal', data: Object.fromEntries(decision.event.changes.map(({ key, active, n }) => [key, active ? (n ?? true) : false])) }, now())
    return decision
  })
  if (changed.ok) await makeLists(deps, actor.orgId)
  return changed
}
