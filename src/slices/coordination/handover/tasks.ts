import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { asksHead, dueOf, hasComeBack, statusOf } from './rules.ts'
import { loadUndone } from './store.ts'

/** The head says whether it may be shared, the receiver answers, the sender finds out what to do with what came back or what nobody answers. */
export async function handOverTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (!['service-contact', 'head', 'adviser', 'team-leader'].includes(actor.role)) return []
  return (await loadUndone(tx)).flatMap((one): readonly Task[] => {
    const [status, due] = [statusOf(one), dueOf(one)]
    const task = (text: string, by: Task['due']): readonly Task[] => [{ text, href: `/stottesystem/overforinger/${one.id}`, where: one.kindergarten, due: by }]
    if (actor.role === 'head') {
      if (status === 'asks-head') return task(t('passed.task.consent', { to: one.to }), due)
      return asksHead(one) ? task(t('passed.task.suggestion'), undefined) : []
    }
    if (one.toId === actor.orgId && status === 'waiting') return task(t('passed.task.answer', { from: one.from }), due)
    if (one.fromId !== actor.orgId) return []
    if (hasComeBack(one)) return task(t(status === 'consent-withdrawn' ? 'passed.task.consent-withdrawn' : 'passed.task.what-now', { to: one.to }), undefined)
    return due !== undefined && due < osloDate(now) ? task(t('passed.task.late', { to: one.to }), undefined) : []
  })
}
