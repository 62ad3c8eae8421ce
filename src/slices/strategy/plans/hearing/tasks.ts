import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadUnanswered } from './store.ts'

/** Plans on hearing that a head's or an owner's organisation is asked about and has said nothing of yet: until the deadline is past. */
export async function hearingTasks({ tx, actor: { role, orgId }, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (role !== 'head' && role !== 'owner') return []
  const asked = await loadUnanswered(tx, orgId, role, osloDate(now))
  return asked.map(({ id, title, municipality, until }): Task => ({ text: t('plans.task', { title }), href: `/strategi/${id}`, where: municipality, due: until }))
}
