import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import type { ScoresInstrument } from '../instruments/definition.ts'
import { loadUsable, type InstrumentChoice } from '../instruments/store.ts'

export type List = InstrumentChoice & { readonly definition: ScoresInstrument }
/** The lists the actor may enter scores for. An owner enters for the kindergarten as a whole only. */
export const loadLists = async (tx: Tx, actor: Actor): Promise<readonly List[]> =>
  (await loadUsable(tx, 'scores')).flatMap((one) => (one.definition.kind === 'scores' && (actor.role !== 'owner' || one.definition.per === 'kindergarten') ? [{ ...one, definition: one.definition }] : []))
