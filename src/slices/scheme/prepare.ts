import { system, writing, type Tx } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { saveShippedForms } from './forms/store.ts'
import { shippedSchemes } from './schemes/shipped/index.ts'
import { saveSchemes } from './schemes/store.ts'

/** The schemes and forms that come with the program, as they stand in this version of it. At every start; what is there already is left or renewed. */
export const loadShipped = ({ db, now }: Deps): Promise<void> => writing(db, system, (tx) => saveShipped(tx, now()))

export async function saveShipped(tx: Tx, now: Date): Promise<void> {
  await saveSchemes(tx, shippedSchemes, now)
  await saveShippedForms(tx, now)
}
