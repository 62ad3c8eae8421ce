import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { leadersMeet } from '../networks/rules.ts'
import { loadCandidates, loadMembers, type Member, type Network } from '../networks/store.ts'

/** The kindergartens that were in the network on a day. */
export const membersOn = (members: readonly Member[], day: LocalDate): readonly Member[] => members.filter(({ period }) => period.from <= day && (period.to === undefined || period.to > day))

/** Tells the kindergartens that are in the network on one of the days: the head, the pedagogical leaders where they meet, and the owner where owners meet or nobody in Samspill is the head. Each person is told once. */
export async function tellMembers(tx: Tx, deps: Deps, network: Network, kind: 'network-meeting-planned' | 'network-meeting-moved' | 'network-meeting-called-off', meetingId: string, days: readonly LocalDate[]): Promise<void> {
  const now = deps.now()
  const all = await loadMembers(tx, network.id)
  const ids = new Set(days.flatMap((day) => membersOn(all, day).map(({ kindergartenId }) => kindergartenId)))
  const told = new Set<string>()
  for (const { id, name, closed, ownerId } of await loadCandidates(tx, network.id, network.teamId, [...ids])) {
    if (closed) continue
    const heads = await recipientsFor(tx, id, ['head'], now)
    const leaders = leadersMeet(network.audience) ? await recipientsFor(tx, id, ['pedagogical-leader'], now) : []
    const owners = ownerId && (network.audience === 'owners' || heads.length === 0) ? await recipientsFor(tx, ownerId, ['owner'], now) : []
    const people = [...new Map([...heads, ...leaders, ...owners].map((one) => [one.personId, one])).values()].filter(({ personId }) => !told.has(personId))
    for (const { personId } of people) told.add(personId)
    await messaging.tell(tx, deps.jobs, people, { kind, path: `/nettverk/${network.id}/moter/${meetingId}`, data: { kindergarten: name }, subjectId: meetingId }, now)
  }
}
