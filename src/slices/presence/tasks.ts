import type { Actor } from '../../kernel/actor.ts'
import { osloDate } from '../../kernel/dates.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import { loadOpen } from './follow-ups/store.ts'
import { waitsForWords } from './visits/rules.ts'
import { loadPlannedBy } from './visits/store.ts'

/** What one is to follow up oneself, and the visits one planned that have passed without a word of what came of them. */
export async function presenceTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'adviser' && actor.role !== 'team-leader') return []
  const today = osloDate(now)
  const [open, planned] = await Promise.all([loadOpen(tx, { personId: actor.personId }), loadPlannedBy(tx, actor.personId)])
  return [
    ...open.map((one): Task => ({ text: t('presence.task.follow-up', { what: one.what }), href: `/besok/${one.visitId}`, where: one.kindergarten, due: one.due })),
    ...planned.flatMap((one): Task[] => {
      const due = waitsForWords(one, today)
      return due ? [{ text: t('presence.task.words'), href: `/besok/${one.id}/retting`, where: one.kindergarten, due }] : []
    }),
  ]
}
