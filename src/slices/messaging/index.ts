import type { Tx } from '../../platform/db.ts'
import type { Jobs } from '../../platform/jobs.ts'
import { deliveryQueue } from './queues.ts'
import type { Message, NoticeKind, Recipient } from './rules.ts'
import * as store from './store.ts'

export type { NoticeKind, Recipient } from './rules.ts'
export { countUnseen } from './store.ts'
export { queues } from './queues.ts'
export { forgetKept } from './retention/store.ts'
export { markingOpened, web } from './web.tsx'

/** Tells people: the notice and the job that sends it are saved with the change they tell about, or not at all. */
export async function tell(tx: Tx, jobs: Jobs, recipients: readonly Recipient[], message: Message, now: Date): Promise<void> {
  await tellEach(tx, jobs, recipients.map((to) => ({ to, message })), now)
}

/** As `tell`, when each is told something else: all of it in one go. */
export async function tellEach(tx: Tx, jobs: Jobs, letters: readonly { readonly to: Recipient; readonly message: Message }[], now: Date): Promise<void> {
  if (letters.length === 0) return
  const rows = letters.map((letter) => ({ ...letter, id: crypto.randomUUID() as string }))
  await Promise.all([store.saveNotices(tx, rows, now), jobs.enqueueEach(tx, deliveryQueue, rows.map(({ id }) => ({ id })))])
}

/** What is told of has been taken back: the letters about it that have not been sent stay here, and the notices with them. */
export const cancelUnsent = (tx: Tx, subjectId: string, kind: NoticeKind, now: Date) => store.cancelUnsent(tx, subjectId, kind, now)
