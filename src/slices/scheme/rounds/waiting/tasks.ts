import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { waitingIn } from './rules.ts'
import { loadUnfinished } from './store.ts'
import { pageOf, textOf } from './words.ts'

/** What each round waits for from the county governor's people. */
export async function roundTasks({ tx, actor, page, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'county-governor') return []
  return (await loadUnfinished(tx, actor.orgId)).flatMap((round) =>
    waitingIn(round, now).map((one) => ({
      text: textOf(page, one),
      href: `/runder/${round.id}${pageOf(one)}`,
      where: round.title,
      due: one.due,
    })),
  )
}
