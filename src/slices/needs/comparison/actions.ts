import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadVersion } from '../instruments/store.ts'
import { loadResults } from '../sessions/store.ts'
import { compare } from './rules.ts'
import * as store from './store.ts'

/** Lays two sessions of the actor's own kindergarten side by side, and keeps it as it is. The same two give the same comparison. */
export const makeComparison = ({ db, now }: Deps, actor: Actor, beforeId: string, afterId: string) =>
  writing(db, actor, async (tx) => {
    const [before, after] = await Promise.all([store.loadComparable(tx, actor.orgId, beforeId), store.loadComparable(tx, actor.orgId, afterId)])
    const version = after && (await loadVersion(tx, after.versionId))
    if (!before || !after || version?.definition.kind !== 'statements') return refuse('not-found' as const)
    const decision = compare(before, after, version.definition.themes, await loadResults(tx, beforeId), await loadResults(tx, afterId))
    if (!decision.ok) return decision
    const made = await store.insertComparison(tx, actor.orgId, before, after, decision.event.lines, actor.name, now())
    if (made.isNew) await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'comparison', id: made.id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id: made.id })
  })
