import { daysBetween, kindergartenYearOf, osloDate } from '../../../../kernel/dates.ts'
import { system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { countedFrom, reachBlocks } from './rules.ts'
import * as store from './store.ts'

/** So many kindergarten years back what single kindergartens had is kept, to be put together. */
const keptYears = 5

/** Puts together what measures have reached in the kindergarten years that are over. Run at night; a block that is made stands. */
export const makeReachBlocks = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> => writing(db, system, (tx) => makeReachBlocksWithin(tx, now()))

/** The same within a transaction that is open already: the demonstration world. */
export async function makeReachBlocksWithin(tx: Tx, now: Date): Promise<void> {
  const today = osloDate(now)
  const last = kindergartenYearOf(today) - 1
  await store.lockReached(tx)
  for (const year of [last - 1, last].filter((one) => countedFrom(one) <= today)) {
    await store.takeIn(tx, year)
    const days = daysBetween(countedFrom(year), today)
    const waiting = await store.loadWaiting(tx, year, days)
    for (const [governor, own] of Map.groupBy(waiting, (one) => one.governor)) for (const block of reachBlocks(own)) await store.saveBlock(tx, { year, governor, municipality: block.municipality, ownership: block.ownership, quarter: block.quarter, members: block.members.map(({ unit }) => unit) }, now)
  }
  await store.forgetKnown(tx, last - keptYears)
}
