import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { whoCanApprove } from './rules.ts'
import { isLeader, loadLimits, loadUnapproved } from './store.ts'

/** Payment runs that somebody else has prepared and nobody has approved, where the sum is within what the actor may approve. */
export async function paymentTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> {
  if (actor.role !== 'county-governor') return []
  const runs = await loadUnapproved(tx, actor)
  if (runs.length === 0) return []
  const [limits, leads] = await Promise.all([loadLimits(tx, actor.orgId), isLeader(tx)])
  const self = { personId: actor.personId, kind: leads ? ('leader' as const) : ('officer' as const) }
  return runs.filter((run) => whoCanApprove(run, [self], limits).length > 0).map((run) => ({ text: t('waiting.payment.approve'), href: `/okonomi/utbetalinger/${run.id}`, where: t('waiting.payment.where', { number: String(run.number), name: run.preparedByName }), due: undefined }))
}
