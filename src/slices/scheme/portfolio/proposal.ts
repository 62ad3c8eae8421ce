import type { Ore } from '../../../kernel/money.ts'
import { sumOre } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Line } from './model.ts'
import * as store from './store.ts'

export type Proposed = { readonly state: 'in' | 'part' | 'out'; readonly percent: number; readonly lines: readonly Line[]; readonly total: Ore }
export type Proposal = { readonly scenarioId: string; readonly name: string; readonly laidAt: Date; readonly laidBy: string; /** By report: only those the actor may see. */ readonly reports: ReadonlyMap<string, Proposed> }

/** What lies before the forum for a round: the scenario that was laid there last, report by report. Undefined when none has been. It proposes; the forum and the county governor decide. */
export async function proposalFor(tx: Tx, roundId: string): Promise<Proposal | undefined> {
  const scenario = await store.loadLaid(tx, roundId)
  if (!scenario?.laid) return undefined
  const results = await store.loadResults(tx, scenario.id)
  const reports = new Map(results.map(({ id, told, percent, granted }) => [id, { state: told.state, percent, lines: granted, total: sumOre(granted.map((line) => line.ore)) }]))
  return { scenarioId: scenario.id, name: scenario.name, laidAt: scenario.laid.at, laidBy: scenario.laid.by, reports }
}
