import type { Tx } from '../../src/platform/db.ts'
import type { DemoMember } from '../load.ts'
import { loadDemoRounds } from './rounds.ts'

/** The grant scheme of the demonstration world: invented rounds for invented kindergartens, one part after the other. */
export async function loadDemoScheme(tx: Tx, orgs: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  await loadDemoRounds(tx, orgs, people, now)
}
