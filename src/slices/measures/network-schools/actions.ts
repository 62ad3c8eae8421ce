import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { tellKindergartens } from '../network-meetings/told.ts'
import { answer, invite, isDue, leave, memberFrom, remindDays, stateOf, takeBack, wrongAnswerBy, type Answer, type InviteRefusal, type LeaveReason } from '../networks/rules.ts'
import { loadNetwork, lockNetwork, type Network } from '../networks/store.ts'
import { wrongSchools } from './rules.ts'
import * as store from './store.ts'
import { leadersOf, tellSchools } from './told.ts'

/** Those who cannot be asked, each with the reason: nobody is asked before all can be. */
export type Stopped = { readonly name: string; readonly because: InviteRefusal }

/** The team asks schools into a network. */
export const inviteSchools = (deps: Deps, actor: Actor, networkId: string, ids: readonly string[], answerBy: LocalDate) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const network = await lockNetwork(tx, networkId)
    if (!network || network.teamId !== actor.orgId) return refuse('not-found' as const)
    const wrong = wrongAnswerBy(answerBy, today)
    if (wrong) return refuse(wrong)
    const asked = await store.loadSchoolCandidates(tx, network, ids)
    const there = (await store.loadSchools(tx, networkId)).filter((one) => ['open', 'accepted'].includes(stateOf(one, today)))
    const wrongNumber = wrongSchools(asked.length, there.length)
    if (wrongNumber) return refuse(wrongNumber)
    const stopped = asked.flatMap((school): Stopped[] => {
      const decision = invite(network, school, today)
      return decision.ok ? [] : [{ name: school.name, because: decision.because }]
    })
    if (stopped.length > 0) return { ...refuse('cannot-ask' as const), stopped }
    for (const school of asked) {
      const people = await leadersOf(tx, school.id, now)
      const id = await store.insertSchool(tx, network, school.id, answerBy, people.length, actor.name, now)
      await record(tx, actor, network, school.id, 'measures.network-school-invited', now)
      await messaging.tell(tx, deps.jobs, people, { kind: 'network-invited', path: pathOf(id), data: { kindergarten: school.name }, subjectId: id }, now)
    }
    return accept({ id: networkId })
  })

/** The school's leader says yes or no for the school. Those who share something in the network are told that it comes. */
export const answerForSchool = (deps: Deps, actor: Actor, id: string, given: Answer) =>
  withSchool(deps, actor, id, async (tx, network, school, now) => {
    const today = osloDate(now)
    const [candidate] = await store.loadSchoolCandidates(tx, network, [school.schoolId])
    if (school.schoolId !== actor.orgId || !candidate) return refuse('not-found' as const)
    const decision = answer(network, school, candidate, given, today)
    if (!decision.ok) return decision
    const { kind, reason } = decision.event
    if (reason) await store.saveDeclined(tx, id, reason, actor.name, now)
    else await store.saveJoined(tx, id, memberFrom(network, today), actor.name, now)
    await record(tx, actor, network, school.schoolId, kind === 'measures.network-accepted' ? 'measures.network-school-joined' : 'measures.network-school-declined', now)
    await tellTeam(tx, deps, network, school, 'network-answered')
    if (!reason) await tellKindergartens(tx, deps, network, { kind: 'network-school-joined', path: `/nettverk/${network.id}`, subjectId: id }, [memberFrom(network, today)])
    return accept({ id, kind })
  })

/** The team takes an invitation back while nobody has answered it. */
export const takeSchoolBack = (deps: Deps, actor: Actor, id: string) =>
  withSchool(deps, actor, id, async (tx, network, school, now) => {
    if (network.teamId !== actor.orgId) return refuse('not-found' as const)
    const decision = takeBack(school)
    if (!decision.ok) return decision
    await store.saveTakenBack(tx, id)
    await record(tx, actor, network, school.schoolId, 'measures.network-school-withdrawn', now)
    await messaging.cancelUnsent(tx, id, 'network-invited', now)
    await tellSchools(tx, deps, [school], 'network-withdrawn')
    return accept({ networkId: network.id })
  })

/** A school goes out of a network: by its leader, or by the team. */
export const leaveAsSchool = (deps: Deps, actor: Actor, id: string, reason: LeaveReason | undefined) =>
  withSchool(deps, actor, id, async (tx, network, school, now) => {
    const decision = leave(school.state === 'accepted', reason)
    if (!decision.ok) return decision
    await store.saveLeft(tx, id, osloDate(now), decision.event.reason, actor.name, now)
    await record(tx, actor, network, school.schoolId, 'measures.network-school-left', now)
    if (actor.orgId === network.teamId) await tellSchools(tx, deps, [school], 'network-left')
    else await tellTeam(tx, deps, network, school, 'network-left')
    return accept({ id })
  })

/** The program's own work each morning: schools that have not answered are reminded once. @returns how many invitations */
export const remindSchools = (deps: Deps): Promise<number> =>
  writing(deps.db, system, async (tx) => {
    const today = osloDate(deps.now())
    const due = (await store.loadUnreminded(tx, addDays(today, remindDays))).filter((one) => isDue({ ...one, invitedOn: osloDate(one.invitedAt), reminded: false }, today))
    await tellSchools(tx, deps, due, 'network-reminded')
    for (const { id } of due) await store.saveReminded(tx, id, deps.now())
    return due.length
  })

const pathOf = (id: string): string => `/nettverk/skole/${id}`
/** An invitation the actor may read and its network, one step at a time. */
const withSchool = <Result>(deps: Deps, actor: Actor, id: string, work: (tx: Tx, network: Network, school: store.NetworkSchool, now: Date) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const school = await store.lockSchool(tx, id)
    const network = school && (await loadNetwork(tx, school.networkId))
    return school && network && (actor.orgId === network.teamId || actor.orgId === school.schoolId) ? work(tx, network, school, deps.now()) : refuse('not-found' as const)
  })
const tellTeam = async (tx: Tx, deps: Deps, network: Network, { id, school }: store.NetworkSchool, kind: 'network-answered' | 'network-left') =>
  messaging.tell(tx, deps.jobs, await recipientsFor(tx, network.teamId, ['adviser', 'team-leader'], deps.now()), { kind, path: `/nettverk/${network.id}`, data: { kindergarten: school }, subjectId: id }, deps.now())
const record = (tx: Tx, actor: Actor, network: Pick<Network, 'id' | 'teamId'>, schoolId: string, kind: string, now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'network', id: network.id }, readers: [network.teamId, schoolId], visibility: 'shared' }, now)
