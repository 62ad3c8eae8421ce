import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { isTalkedThrough, overlapsIn, type Overlap } from './rules.ts'
import { loadPlanningDays, loadTalks, loadWorks } from './store.ts'

/** What is pointed out and nobody has talked through, of the kindergartens the actor reads. For those who may close it: the team, and a service for what concerns it. */
export async function openOverlaps(tx: Tx, today: LocalDate): Promise<readonly Overlap[]> {
  const [works, days, talks] = await Promise.all([loadWorks(tx), loadPlanningDays(tx), loadTalks(tx)])
  const talked = Map.groupBy(talks, ({ kindergartenId }) => kindergartenId)
  return [...Map.groupBy(works, ({ kindergartenId }) => kindergartenId)].flatMap(([id, here]) => overlapsIn(here, days.get(id) ?? [], today).filter((one) => !isTalkedThrough(one, talked.get(id) ?? [])))
}
