import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { whatText } from './pulses/pages.tsx'
import { loadOpenPulses } from './pulses/store.ts'
import { loadTryOuts } from './store.ts'

/** Pulses that take answers now: nobody answers before the kindergarten has shared the link. */
export async function tryOutTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'head' && actor.role !== 'pedagogical-leader') return []
  const open = await loadOpenPulses(tx, actor.orgId, osloDate(now))
  if (open.length === 0) return []
  const own = await loadTryOuts(tx, actor.orgId)
  return open.flatMap(({ tryOutId, closesOn }): Task[] => {
    const one = own.find(({ id }) => id === tryOutId)
    return one ? [{ text: t('practice.task', { what: whatText(t, one).split('\n')[0] ?? '' }), href: `/utproving/${tryOutId}`, where: one.measure, due: addDays(closesOn, -1) }] : []
  })
}
