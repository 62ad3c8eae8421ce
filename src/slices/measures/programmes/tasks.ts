import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { dueOf, nextOf } from './cycles/rules.ts'
import { loadMine } from './cycles/store.ts'
import { loadOffers } from './store.ts'

/** How long before its day a step stands among the observer's tasks. */
const daysAhead = 7

/** Joint programmes that wait: an offer for a head, and the steps of the coming days for whoever observes. */
export async function programmeTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role === 'head') return (await loadOffers(tx, actor.orgId)).map((one) => ({ text: t('programmes.task.answer', { title: one.title }), href: `/fellessatsinger/${one.programmeId}`, where: one.lead, due: one.startsOn }))
  if (actor.role !== 'adviser' && actor.role !== 'team-leader' && actor.role !== 'owner') return []
  const until = addDays(osloDate(now), daysAhead)
  return (await loadMine(tx, actor.personId)).flatMap(({ cycle, title }): Task[] => {
    const [next, due] = [nextOf(cycle), dueOf(cycle)]
    if (!next || !due || due > until) return []
    return [{ text: t('programmes.task.step', { step: t(`programmes.step.${next}`), department: cycle.department ?? t('programmes.whole'), kindergarten: cycle.kindergarten }), href: `/fellessatsinger/${cycle.programmeId}/runder/${cycle.id}`, where: title, due }]
  })
}
