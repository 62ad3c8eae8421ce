import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { standingOf, stateOf } from './rules.ts'
import { loadInvitations, loadNetworks } from './store.ts'

/** Invitations that wait for a head or an owner: each is the kindergarten's to answer, whoever of the two is first. */
export async function networkTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'head' && actor.role !== 'owner') return []
  const today = osloDate(now)
  const [networks, invitations] = await Promise.all([loadNetworks(tx), loadInvitations(tx)])
  return invitations.flatMap((one): Task[] => {
    const network = networks.find(({ id }) => id === one.networkId)
    if (!network || standingOf(network, today) === 'over' || stateOf(one, today) !== 'open') return []
    return [{ text: t('networks.task.answer', { network: network.name }), href: `/nettverk/invitasjon/${one.id}`, where: one.kindergarten, due: one.answerBy }]
  })
}
