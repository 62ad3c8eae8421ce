import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { waitsFor } from './rules.ts'
import { loadWaiting } from './store.ts'

/** Measures that wait for a head: an offer to answer, one to close, and what was decided and is to be done. */
export async function measureTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'head') return []
  const today = osloDate(now)
  return (await loadWaiting(tx, actor.orgId)).flatMap((one): Task[] => {
    const waits = waitsFor(one, today)
    if (!waits) return []
    return [{ text: t(`measures.task.${waits.what}`, { title: one.title }), href: waits.what === 'close' ? `/tiltak/${one.id}/avslutning` : `/tiltak/${one.id}`, where: one.lead, due: waits.due }]
  })
}
