import type { Actor } from '../../../../kernel/actor.ts'
import { shorten } from '../../../../kernel/shorten.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadOwnOpen } from './store.ts'

/** What one is to follow up of what was agreed in consultation meetings: by name, or as one of those with the role in the organisation. */
export async function discussionTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  return (await loadOwnOpen(tx)).map(({ id, body, due }): Task => ({ text: t('discussions.task', { what: shorten(body, 120) }), href: `/droftinger/avtaler/${id}`, where: actor.orgName, due }))
}
