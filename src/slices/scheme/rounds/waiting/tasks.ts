import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { waitingIn, type RoundTask } from './rules.ts'
import { loadUnfinished } from './store.ts'

/** What each round waits for from the county governor's people. */
export async function roundTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'county-governor') return []
  return (await loadUnfinished(tx, actor.orgId)).flatMap((round) =>
    waitingIn(round, now).map((one) => ({
      text: 'count' in one ? t(`waiting.round.${one.what}`, { count: one.count }) : t(`waiting.round.${one.what}`),
      href: `/runder/${round.id}${pages[one.what]}`,
      where: round.title,
      due: one.due,
    })),
  )
}

/** Where it is done, below the round's own page. */
const pages: Readonly<Record<RoundTask['what'], string>> = { announce: '', review: '', eligibility: '/vurdering', assign: '/vurdering', forum: '', meeting: '/saksliste', decide: '/vedtak', decisions: '/vedtak', 'follow-up': '', end: '' }
