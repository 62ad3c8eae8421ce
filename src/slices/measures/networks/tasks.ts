import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadSchools } from '../network-schools/store.ts'
import { standingOf, stateOf } from './rules.ts'
import { loadInvitations, loadNetworks } from './store.ts'

/** Invitations that wait for a head or an owner, whoever of the two is first; and those that wait for the leader of a school. */
export async function networkTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'head' && actor.role !== 'owner' && actor.role !== 'school-leader') return []
  const today = osloDate(now)
  const [networks, asked] = await Promise.all([loadNetworks(tx), actor.role === 'school-leader' ? askedSchool(tx, actor) : askedKindergartens(tx)])
  return asked.flatMap(({ href, where, ...one }): Task[] => {
    const network = networks.find(({ id }) => id === one.networkId)
    if (!network || standingOf(network, today) === 'over' || stateOf(one, today) !== 'open') return []
    return [{ text: t('networks.task.answer', { network: network.name }), href, where, due: one.answerBy }]
  })
}

const askedKindergartens = async (tx: Tx) => (await loadInvitations(tx)).map((one) => ({ ...one, href: `/nettverk/invitasjon/${one.id}`, where: one.kindergarten }))
const askedSchool = async (tx: Tx, { orgId }: Actor) => (await loadSchools(tx)).filter(({ schoolId }) => schoolId === orgId).map((one) => ({ ...one, href: `/nettverk/skole/${one.id}`, where: one.school }))
