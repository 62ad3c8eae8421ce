import { system, writing, type Tx } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { saveShippedInstruments } from './instruments/store.ts'

/** The instruments that come with the program, as they stand in this version of it. At every start; what is there already is left. */
export const loadShipped = ({ db, now }: Deps): Promise<void> => writing(db, system, (tx) => saveShipped(tx, now()))

export const saveShipped = (tx: Tx, now: Date): Promise<void> => saveShippedInstruments(tx, now)
