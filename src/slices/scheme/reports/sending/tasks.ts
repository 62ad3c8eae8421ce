import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { closesFor, lastDayOf } from '../../rounds/rules.ts'
import { loadUnsent } from '../store.ts'

/** What was begun and not sent while the round is open, and questions to take part in the report of others. */
export async function reportTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'owner' && actor.role !== 'head') return []
  return (await loadUnsent(tx, actor.orgId)).flatMap((one): Task[] => {
    const until = closesFor({ closesAt: one.closesAt }, one.extendedUntil)
    if (until <= now) return []
    const about = { href: `/behov/${one.id}`, where: one.round, due: lastDayOf(until) }
    if (one.invited) return [{ ...about, text: t('reports.task.answer', { organisation: one.leadName }) }]
    return one.leads && one.state === 'draft' ? [{ ...about, text: t('reports.task.finish'), begun: true }] : []
  })
}
