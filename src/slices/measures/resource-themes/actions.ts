import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { lift } from './rules.ts'
import * as store from './store.ts'

/** The program's own work each night: by night, so that nobody can tell by the hour whose minutes were the fifth. @returns how many blocks */
export const liftThemes = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => liftThemesWithin(tx, now()))

export async function liftThemesWithin(tx: Tx, now: Date): Promise<number> {
  await store.lockLifting(tx)
  const blocks = lift(await store.loadWaiting(tx), await store.loadMet(tx))
  await store.saveBlocks(tx, blocks, now)
  return blocks.length
}
