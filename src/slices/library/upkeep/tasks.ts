import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadWaiting } from '../experience/store.ts'
import { isTeam, reviewNoticeDays } from '../materials/rules.ts'
import { loadDueForReview, loadUnderWork } from '../materials/store.ts'

/** What waits: for the team what is put forward, told or due for a look; for the head what has come back. */
export async function libraryTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (!isTeam(actor) && actor.role !== 'head') return []
  const where = t('library.title')
  const underWork = await loadUnderWork(tx)
  if (!isTeam(actor)) return underWork.flatMap((one): Task[] => (one.state === 'returned' ? [{ text: t('library.task.returned', { title: one.title }), href: `/materiell/${one.id}/utkast`, where, due: undefined, begun: true }] : []))
  const [due, told] = await Promise.all([loadDueForReview(tx, actor.orgId, addDays(osloDate(now), reviewNoticeDays)), loadWaiting(tx)])
  return [
    ...due.map((one): Task => ({ text: t('library.task.review', { title: one.title }), href: `/materiell/${one.id}`, where, due: one.reviewOn })),
    ...underWork.flatMap((one): Task[] => (one.state === 'proposed' ? [{ text: t('library.task.proposed', { title: one.title }), href: `/materiell/${one.id}/utkast`, where: one.kindergarten ?? where, due: undefined }] : [])),
    ...told.map((one): Task => ({ text: t('library.task.told', { title: one.title, count: one.waiting }), href: `/materiell/${one.materialId}`, where, due: undefined })),
  ]
}
