import type { Actor } from '../../../kernel/actor.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { sideOf } from './actions.ts'
import { unconfirmed } from './rules.ts'
import { loadPartnerships } from './store.ts'

/** Partnerships that the actor's side has not confirmed as they stand. */
export async function partnershipTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> {
  if (actor.role !== 'owner' && actor.role !== 'university-contact') return []
  return (await loadPartnerships(tx)).flatMap((one): Task[] => {
    const side = sideOf(one, actor)
    if (!side || one.endedAt || !unconfirmed(one).includes(side)) return []
    const other = side === 'owner' ? one.partnerName : one.ownerName
    return [{ text: t(one.confirmed[side] === undefined ? 'waiting.partnership.confirm' : 'waiting.partnership.confirm-again', { other }), href: `/partnerskap/${one.id}`, where: one.name, due: undefined }]
  })
}
