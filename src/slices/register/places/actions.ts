import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { counties, places } from './numbers.ts'
import * as store from './store.ts'

/** Sees to it that every installation knows the counties and municipalities, with the numbers they have had. @returns how many municipalities were new */
export const loadPlaces = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> => writing(db, system, (tx) => addPlaces(tx, now()))

/** What is there stays as it is: a place is known by any of its numbers. Costs one question when all is there. */
export async function addPlaces(tx: Tx, at: Date): Promise<number> {
  const missing = await store.missingNumbers(tx, places.flatMap(({ numbers }) => numbers.map(({ number }) => number)), counties.map(({ number }) => number))
  if (missing.municipalities.size === 0 && missing.counties.size === 0) return 0
  await store.lockPlaces(tx)
  await store.insertCounties(tx, counties.filter(({ number }) => missing.counties.has(number)))
  return store.insertPlaces(tx, places.filter(({ numbers }) => numbers.some(({ number }) => missing.municipalities.has(number))), at)
}
