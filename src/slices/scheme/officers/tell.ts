import type { Tx } from '../../../platform/db.ts'
import { recipientsFor } from '../../identity/index.ts'
import { mayBeTold } from './store.ts'

/** The county governor's people to tell of something about one report. One who must not handle it does not learn that it is there. */
export async function officersFor(tx: Tx, managerId: string, reportId: string, now: Date): Promise<Awaited<ReturnType<typeof recipientsFor>>> {
  const people = await recipientsFor(tx, managerId, ['county-governor'], now, 'scheme')
  const told = await mayBeTold(tx, reportId, people.map(({ personId }) => personId))
  return people.filter(({ personId }) => told.has(personId))
}
