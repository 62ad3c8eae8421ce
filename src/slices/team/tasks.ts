import type { Actor } from '../../kernel/actor.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import { loadOpenOf } from './gaps/store.ts'

/** What one is to do oneself of the plan for what the team is short of. */
export async function teamTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'adviser' && actor.role !== 'team-leader') return []
  const open = await loadOpenOf(tx, actor.personId)
  return open.map(({ what, due }): Task => ({ text: t('competence.task', { what }), href: '/teamets-kompetanse/plan', where: actor.orgName, due }))
}
