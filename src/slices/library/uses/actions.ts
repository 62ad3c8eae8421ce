import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { loadMaterial } from '../materials/store.ts'
import type { TargetKey } from './rules.ts'
import * as store from './store.ts'

/** Puts a material into something one sees: a measure, a network, a case or a need. */
export const addUse = (deps: Deps, actor: Actor, materialId: string, target: TargetKey) =>
  writing(deps.db, actor, async (tx) => {
    const material = await loadMaterial(tx, materialId)
    if (!material || material.current === undefined) return refuse('not-found' as const)
    if (material.withdrawnOn !== undefined) return refuse('withdrawn' as const)
    if (!(await store.loadTarget(tx, target))) return refuse('not-found' as const)
    await store.insertUse(tx, materialId, target, actor.orgId, actor.name, deps.now())
    return accept({ id: materialId })
  })

export const removeUse = (deps: Deps, actor: Actor, materialId: string, id: string) =>
  writing(deps.db, actor, async (tx) => ((await store.deleteUse(tx, materialId, id)) ? accept({ id: materialId }) : refuse('not-found' as const)))
