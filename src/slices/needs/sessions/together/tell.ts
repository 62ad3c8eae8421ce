import type { Actor } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import type { Session } from '../rules.ts'
import { loadSession } from '../store.ts'
import { loadCompanions } from './store.ts'

/** The session is cancelled: letters that ask along are not sent, and those who have been asked hear that nothing comes of it. */
export async function tellCancelled(tx: Tx, jobs: Deps['jobs'], actor: Actor, id: string, now: Date): Promise<void> {
  const session = await loadSession(tx, id)
  const { asked } = session ? await loadCompanions(tx, session, actor) : { asked: [] }
  if (!session || asked.length === 0) return
  await messaging.cancelUnsent(tx, id, 'session-asked-along', now)
  await tellCalledOff(tx, jobs, session, asked.map((one) => one.id), now)
}

/** Those who were asked along, or had said yes, hear that nothing comes of it. */
export const tellCalledOff = async (tx: Tx, jobs: Deps['jobs'], session: Pick<Session, 'id' | 'kindergarten'>, kindergartens: readonly string[], now: Date): Promise<void> =>
  messaging.tell(tx, jobs, await recipientsFor(tx, kindergartens, ['head'], now), { kind: 'session-called-off', path: '/okter', data: { kindergarten: session.kindergarten }, subjectId: session.id }, now)
