import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadMaterial } from '../materials/store.ts'
import { tell, type ExperienceDecision } from './rules.ts'
import * as store from './store.ts'

/** A kindergarten tells what it tried and how it went. The trace says that, to the kindergarten alone: not even the team is told who. */
export const tellExperience = (deps: Deps, actor: Actor, materialId: string, told: store.Told) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const material = await loadMaterial(tx, materialId)
    if (!material) return refuse('not-found' as const)
    if (await store.isTold(tx, materialId, actor.orgId, told)) return accept({ id: materialId })
    const decision = tell(material.current !== undefined, material.withdrawnOn !== undefined, await store.countOwn(tx, materialId, actor.orgId))
    if (!decision.ok) return decision
    await store.insertExperience(tx, materialId, material.current ?? 1, actor.orgId, told, actor.name, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'material-experience', id: materialId }, readers: [actor.orgId], visibility: 'shared' }, now)
    return accept({ id: materialId })
  })

export const takeBackExperience = (deps: Deps, actor: Actor, id: string) => writing(deps.db, actor, async (tx) => ((await store.deleteExperience(tx, id)) ? accept({ id }) : refuse('not-found' as const)))

/** The team lets an experience be shown, or holds it back; it may change its mind. */
export const decideExperience = (deps: Deps, actor: Actor, id: string, decision: ExperienceDecision) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const materialId = await store.saveDecision(tx, id, decision, now)
    if (!materialId) return refuse('not-found' as const)
    await audit.record(tx, actor, { kind: decision === 'shown' ? 'library.experience-shown' : 'library.experience-held-back', about: { kind: 'material', id: materialId }, readers: [actor.orgId], visibility: 'internal' }, now)
    return accept({ id: materialId })
  })

const experiencesKept: Keep = { years: 5 }
export const forgetExperiences = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetExperiences(tx, keptFrom(experiencesKept, now())))
