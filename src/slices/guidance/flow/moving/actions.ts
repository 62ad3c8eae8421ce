import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { checkMapping, mapToVersion, suggestMapping, type MappingFault } from '../rules.ts'
import { publishedFlow, type FlowVersion } from '../store.ts'
import { countBySteps, landingOf, type RunningCase } from './rules.ts'
import * as store from './store.ts'

/** What there is to move: from a retired version to the one in force. */
export type Situation = { readonly from: FlowVersion; readonly to: FlowVersion; readonly cases: readonly RunningCase[]; readonly counts: ReadonlyMap<string, number>; readonly suggested: Readonly<Record<string, string>> }

export type MovingRefusal = 'no-such-version' | 'changed' | 'refused'
/** What the leader has looked at: refused when it is no longer so. */
export type Looked = { readonly toNumber: number; readonly cases: number }

/** Undefined when there is no such earlier version, or nothing in force to move to. */
export async function situationOf(tx: Tx, teamOrgId: string, number: number, lock = false): Promise<Situation | undefined> {
  const [from, to] = [await store.versionByNumber(tx, teamOrgId, number), await publishedFlow(tx, teamOrgId)]
  if (!from || !to || from.versionId === to.versionId) return undefined
  const cases = await store.loadRunning(tx, teamOrgId, from.versionId, lock)
  return { from, to, cases, counts: countBySteps(cases), suggested: suggestMapping(from.flow, to.flow) }
}

export const faultsOf = ({ from, to, counts }: Situation, mapping: Readonly<Record<string, string>>): MappingFault[] => checkMapping(from.flow, to.flow, mapping, new Set(counts.keys()))

/** Moves every running case of the version in one transaction: all of them, or none. */
export const moveCases = ({ db, now }: Deps, actor: Actor, number: number, mapping: Readonly<Record<string, string>>, looked: Looked): Promise<Decision<MovingRefusal, number>> =>
  writing(db, actor, async (tx) => {
    const situation = await situationOf(tx, actor.orgId, number, true)
    if (!situation) return refuse('no-such-version')
    const { from, to, cases, counts } = situation
    if (to.number !== looked.toNumber || cases.length !== looked.cases) return refuse('changed')
    const decision = mapToVersion(from.flow, to.flow, mapping, new Set(counts.keys()))
    if (!decision.ok) return refuse('refused')
    const at = now()
    for (const one of cases) {
      const landing = landingOf(one, to.flow, mapping)
      if (!landing) throw new Error(`A mapping that was checked has no step for ${one.stepKey}`)
      await store.saveLanding(tx, one.id, to.versionId, landing, actor.name, at)
      await audit.record(
        tx,
        actor,
        { kind: decision.event.kind, about: { kind: 'case', id: one.id }, readers: [one.kindergartenId, actor.orgId], visibility: 'shared', data: { from: from.number, to: to.number, fromStep: one.stepKey, toStep: landing.stepKey } },
        at,
      )
    }
    return accept(cases.length)
  })
