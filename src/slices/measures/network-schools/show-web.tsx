import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import { notFound, page, type Answer, type Deps } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { loadThemes } from '../measures/store.ts'
import { loadMeetings } from '../network-meetings/store.ts'
import { loadMembers, loadNetwork, loadNetworks, type Network } from '../networks/store.ts'
import { SchoolInvitationPage, SchoolNetworkPage, SchoolNetworksPage } from './pages.tsx'
import { loadSchool, loadSchools } from './store.ts'

// Networks as the leader of a school sees them.

export async function showNetworksOfSchool(deps: Deps, tx: Tx, actor: Actor, context: PageContext): Promise<Answer> {
  const [networks, schools] = await Promise.all([loadNetworks(tx), loadSchools(tx)])
  return page(<SchoolNetworksPage page={context} view={{ networks, own: schools.filter(({ schoolId }) => schoolId === actor.orgId), today: osloDate(deps.now()) }} />)
}

export async function showNetworkOfSchool(deps: Deps, tx: Tx, actor: Actor, context: PageContext, network: Network): Promise<Answer> {
  const [schools, members, meetings, themes] = await Promise.all([loadSchools(tx, network.id), loadMembers(tx, network.id), loadMeetings(tx, network.id), loadThemes(tx, network.teamId)])
  const own = schools.find(({ schoolId }) => schoolId === actor.orgId)
  if (!own) return notFound
  return page(<SchoolNetworkPage page={context} view={{ network, own, beside: schools.filter(({ schoolId, state }) => schoolId !== actor.orgId && state === 'accepted'), members, meetings, themes, today: osloDate(deps.now()) }} />)
}

export async function showSchoolInvitation(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, typed: Readonly<Record<string, string>> = {}, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const school = id && looksLikeId(id) ? await loadSchool(tx, id) : undefined
  const network = school && (await loadNetwork(tx, school.networkId))
  const team = network?.teamId === actor.orgId
  if (!school || !network || (!team && school.schoolId !== actor.orgId)) return notFound
  const [members, themes] = await Promise.all([loadMembers(tx, network.id), loadThemes(tx, network.teamId)])
  return page(<SchoolInvitationPage page={context} view={{ network, school, members, themes, today: osloDate(deps.now()), team, typed, errors }} />, status)
}
