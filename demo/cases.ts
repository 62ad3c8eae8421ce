import type { Tx } from '../src/platform/db.ts'
import type { DemoMember } from './load.ts'

/** Cases of the invented kindergartens, at different points of the flow chart. */
export async function loadDemoCases(_tx: Tx, _orgs: ReadonlyMap<string, string>, _people: ReadonlyMap<string, DemoMember>, _now: Date): Promise<void> {}
