import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { schoolsOn } from '../network-schools/rules.ts'
import { loadSchools } from '../network-schools/store.ts'
import { tellSchools } from '../network-schools/told.ts'
import { leadersMeet } from '../networks/rules.ts'
import { loadCandidates, loadMembers, type Member, type Network } from '../networks/store.ts'

/** The kindergartens that were in the network on a day. */
export const membersOn = (members: readonly Member[], day: LocalDate): readonly Member[] => members.filter(({ period }) => period.from <= day && (period.to === undefined || period.to > day))

type MeetingNotice = 'network-meeting-planned' | 'network-meeting-moved' | 'network-meeting-called-off'
/** Tells those who are in the network on one of the days of a meeting: the kindergartens, and the leaders of schools. */
export async function tellMembers(tx: Tx, deps: Deps, network: Network, kind: MeetingNotice, meetingId: string, days: readonly LocalDate[]): Promise<void> {
  const of = { path: `/nettverk/${network.id}/moter/${meetingId}`, subjectId: meetingId }
  await tellKindergartens(tx, deps, network, { kind, ...of }, days)
  const schools = await loadSchools(tx, network.id)
  await tellSchools(tx, deps, schools.filter((one) => days.some((day) => schoolsOn([one], day).length > 0)), kind, of)
}

type Told = { readonly kind: MeetingNotice | 'network-school-joined'; readonly path: string; readonly subjectId: string }
/** Tells the kindergartens that are in the network on one of the days: the head, the pedagogical leaders where they meet, and the owner where owners meet or nobody in Samspill is the head. Each person is told once. */
export async function tellKindergartens(tx: Tx, deps: Deps, network: Network, { kind, path, subjectId }: Told, days: readonly LocalDate[]): Promise<void> {
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
    await messaging.tell(tx, deps.jobs, people, { kind, path, data: { kindergarten: name }, subjectId }, now)
  }
}
