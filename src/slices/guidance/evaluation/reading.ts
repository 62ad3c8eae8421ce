import type { Actor } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import { sideOf, type Side } from '../cases/rules.ts'
import { loadCase, loadFacts, type Case } from '../cases/store.ts'
import { flowOfVersion, stepOf, type Step } from '../flow/index.ts'

/** A case as a page about a part of it needs it. */
export type CaseInView = { readonly one: Case; readonly side: Side; readonly step: Step; readonly round: number }

/** The case, when the actor is on one of its sides; a stranger is told nothing. */
export async function viewCase(tx: Tx, actor: Actor, id: string | undefined): Promise<CaseInView | undefined> {
  const one = looksLikeId(id ?? '') ? await loadCase(tx, id ?? '') : undefined
  const side = sideOf(actor.role)
  const version = one && (await flowOfVersion(tx, one.flowVersionId))
  const step = one && version && stepOf(version.flow, one.stepKey)
  if (!one || !side || !step) return undefined
  const { round } = await loadFacts(tx, one, version.flow)
  return { one, side, step, round }
}
