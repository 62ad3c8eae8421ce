import type { Tx } from '../../platform/db.ts'
import { loadAboutHours } from './capacity/store.ts'
import { loadAboutPerson } from './competence/store.ts'
import { loadAboutVisits } from './half-year/store.ts'

/** All the team keeps about one of its own, for the copy one may ask for. */
export const aboutPerson = async (tx: Tx, personId: string): Promise<unknown> => ({ competence: await loadAboutPerson(tx, personId), capacity: await loadAboutHours(tx, personId), planned: await loadAboutVisits(tx, personId) })
