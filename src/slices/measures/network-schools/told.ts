import type { Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import type { NetworkSchool } from './store.ts'

/** Those who answer for a school: the same who get its tasks. */
export const leadersOf = (tx: Tx, schoolId: string, now: Date) => recipientsFor(tx, schoolId, ['school-leader'], now)

type Kind = Extract<messaging.NoticeKind, `network-${string}`>
/** Tells the leaders of schools; a letter names the school where it names a kindergarten to others. */
export async function tellSchools(tx: Tx, deps: Deps, schools: readonly Pick<NetworkSchool, 'id' | 'schoolId' | 'school'>[], kind: Kind, of?: { readonly path: string; readonly subjectId: string }): Promise<void> {
  const now = deps.now()
  for (const { id, schoolId, school } of schools)
    await messaging.tell(tx, deps.jobs, await leadersOf(tx, schoolId, now), { kind, path: of?.path ?? `/nettverk/skole/${id}`, data: { kindergarten: school }, subjectId: of?.subjectId ?? id }, now)
}
