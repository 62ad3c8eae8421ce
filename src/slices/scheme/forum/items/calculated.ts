import type { Tx } from '../../../../platform/db.ts'
import { proposalFor } from '../../portfolio/proposal.ts'
import type { Calculated } from './rules.ts'

/** What the scenario that lies before the forum proposes for each report; nothing when none has been laid there: then there is nothing to differ from. */
export async function proposalBefore(tx: Tx, roundId: string): Promise<ReadonlyMap<string, Calculated>> {
  const proposal = await proposalFor(tx, roundId)
  return new Map([...(proposal?.reports ?? [])].map(([id, one]) => [id, { inPortfolio: one.state !== 'out', ore: one.total }]))
}
