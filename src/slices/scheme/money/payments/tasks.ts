import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadUnapproved } from './store.ts'

/** Payment runs that somebody else has prepared and nobody has approved. */
export async function paymentTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> {
  if (actor.role !== 'county-governor') return []
  return (await loadUnapproved(tx, actor)).map((run) => ({ text: t('waiting.payment.approve'), href: `/okonomi/utbetalinger/${run.id}`, where: t('waiting.payment.where', { number: String(run.number), name: run.preparedByName }), due: undefined }))
}
