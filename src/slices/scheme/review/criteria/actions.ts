import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { loadRound, type Round } from '../../rounds/store.ts'
import { loadScheme } from '../../schemes/store.ts'
import { fromScheme, setWeights, type Criteria } from './rules.ts'
import * as store from './store.ts'

/** What the round is reviewed by now. */
export async function criteriaOf(tx: Tx, round: Pick<Round, 'id' | 'schemeCode'>): Promise<Criteria> {
  const [own, scheme] = await Promise.all([store.loadCriteria(tx, round.id), loadScheme(tx, round.schemeCode)])
  return own ?? fromScheme(scheme ?? { eligibility: [], priority: [] })
}

/** The first thing that is found in a round makes the scheme's criteria its own: what the scheme says later changes nothing here. */
export async function keepCriteria(tx: Tx, round: Pick<Round, 'id' | 'schemeCode'>, by: string, now: Date): Promise<void> {
  const criteria = await criteriaOf(tx, round)
  if (criteria.number === 0) await store.insertCriteria(tx, round.id, { ...criteria, number: 1 }, by, now)
}

/** Weighs the criteria of a round anew, and says how far apart readers may be before it is pointed out. `seen`: the version the page showed. */
export const saveWeights = (deps: Deps, actor: Actor, roundId: string, weights: (criteria: Criteria) => readonly number[], apart: number, seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const round = looksLikeId(roundId) ? await loadRound(tx, roundId) : undefined
    if (!round || round.managerId !== actor.orgId || actor.role !== 'county-governor') return refuse('not-found' as const)
    await store.lockCriteria(tx, round.id)
    const criteria = await criteriaOf(tx, round)
    const decision = setWeights(criteria, weights(criteria), apart, seen, round.stage, await store.countDelivered(tx, round.id))
    if (!decision.ok) return decision
    const now = deps.now()
    await store.insertCriteria(tx, round.id, decision.event.criteria, actor.name, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'round', id: round.id }, readers: [round.managerId], visibility: 'shared', data: { number: decision.event.criteria.number } }, now)
    return accept({ number: decision.event.criteria.number })
  })
