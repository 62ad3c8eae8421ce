import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { isLate } from './rules.ts'
import { loadOpenCatchUps } from './store.ts'

/** Packages for those who missed a gathering, when their day has passed: the head sees to it. */
export async function catchUpTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'head') return []
  const today = osloDate(now)
  return (await loadOpenCatchUps(tx, actor.orgId))
    .filter((one) => isLate(one, today))
    .map((one): Task => ({ text: t('reach.task.catch-up', { title: one.title, who: one.responsible }), href: `/tiltak/${one.measureId}/rekkevidde/${one.gatheringId}/oppsamling/${one.id}`, where: one.measure, due: one.by }))
}
