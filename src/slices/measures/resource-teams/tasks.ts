import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { waitsFor } from './rules.ts'
import { loadOpenTasks } from './store.ts'

/** What resource teams have given somebody to do. */
export async function resourceTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (!['head', 'pedagogical-leader', 'adviser', 'team-leader', 'service-contact'].includes(actor.role)) return []
  const today = osloDate(now)
  const open = (await loadOpenTasks(tx)).filter((task) => waitsFor(task, actor, today))
  return open.map((task): Task => ({ text: t('resource.tasks.waits', { task: task.body }), href: `/ressursteam/${task.teamId}/moter/${task.meetingId}`, where: task.kindergarten, due: task.dueOn }))
}
