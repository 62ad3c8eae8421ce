import type { Actor } from '../../../kernel/actor.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { dueFrom, statusOf } from './rules.ts'
import { loadHandOvers } from './store.ts'

/** The head says whether it may be shared, the receiver answers, the sender finds out what to do with what came back. */
export async function handOverTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> {
  if (!['service-contact', 'head', 'adviser', 'team-leader'].includes(actor.role)) return []
  return (await loadHandOvers(tx)).flatMap((one): readonly Task[] => {
    const status = statusOf(one)
    const task = (text: string, due: Task['due']): readonly Task[] => [{ text, href: `/stottesystem/overforinger/${one.id}`, where: one.kindergarten, due }]
    if (actor.role === 'head') {
      if (status === 'asks-head') return task(t('passed.task.consent', { to: one.to }), dueFrom(one.madeAt))
      return status === 'accepted' && one.next === 'suggestion' && one.suggestion === undefined ? task(t('passed.task.suggestion'), undefined) : []
    }
    if (one.toId === actor.orgId && status === 'waiting') return task(t('passed.task.answer', { from: one.from }), dueFrom(one.consentAt ?? one.madeAt))
    return one.fromId === actor.orgId && (status === 'declined' || status === 'refused') ? task(t('passed.task.what-now', { to: one.to }), undefined) : []
  })
}
