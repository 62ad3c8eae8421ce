import type { Actor } from '../../../kernel/actor.ts'
import { addDays, instantOslo, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { contains } from '../../../kernel/period.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadThemes } from '../measures/store.ts'
import { begin, cancelMeeting, changeMeeting, giveTask, leaveSeat, planDays, seat, writeMinutes, type Part, type Plan } from './rules.ts'
import * as store from './store.ts'

/** Begins the kindergarten's resource team, with its first standard and the one who began it in it. */
export const beginTeam = (deps: Deps, actor: Actor, kindergartenId: string, firstStandard: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const standing = await store.loadStanding(tx, kindergartenId)
    if (!standing) return refuse('not-served' as const)
    const decision = begin(standing)
    if (!decision.ok) return decision
    const id = await store.insertTeam(tx, kindergartenId, actor.name, now)
    if (!id) return refuse('there-already' as const)
    const team = { id, kindergartenId }
    await store.insertStandard(tx, team, 1, firstStandard, actor.name, now)
    await store.insertMember(tx, team, { part: actor.role === 'head' ? 'head' : 'adviser', name: actor.name, serviceId: undefined, period: { from: osloDate(now), to: undefined } }, actor.name)
    await record(tx, actor, team, decision.event.kind, now)
    return accept({ id })
  })

export type NewMember = { readonly part: Part; readonly name: string; readonly serviceId: string | undefined; readonly from: LocalDate; readonly until: LocalDate | undefined }
export const addMember = (deps: Deps, actor: Actor, id: string, member: NewMember) =>
  writing(deps.db, actor, async (tx) => {
    const team = await store.lockTeam(tx, id)
    if (!team) return refuse('not-found' as const)
    const decision = seat(await store.loadMembers(tx, id), member)
    if (!decision.ok) return decision
    if (member.serviceId !== undefined && !(await store.loadServices(tx, team.kindergartenId)).some((one) => one.id === member.serviceId)) return refuse('unknown-service' as const)
    await store.insertMember(tx, team, { ...member, period: { from: member.from, to: member.until && addDays(member.until, 1) } }, actor.name)
    await record(tx, actor, team, decision.event.kind, deps.now(), { part: member.part })
    return accept({ id })
  })

/** Somebody goes out: today is the last day. What they were given to do stays with them. */
export const endMember = (deps: Deps, actor: Actor, id: string, memberId: string) =>
  writing(deps.db, actor, async (tx) => {
    const today = osloDate(deps.now())
    const team = await store.lockTeam(tx, id)
    const member = team && (await store.loadMembers(tx, id)).find((one) => one.id === memberId)
    if (!team || !member) return refuse('not-found' as const)
    const decision = leaveSeat(member, today)
    if (!decision.ok) return decision
    await store.endMember(tx, memberId, today)
    await record(tx, actor, team, decision.event.kind, deps.now(), { part: member.part })
    return accept({ id })
  })

/** A new version of how the team meets. Whoever read an older one than the last is told so. */
export const saveStandard = (deps: Deps, actor: Actor, id: string, body: string, seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const team = await store.lockTeam(tx, id)
    if (!team) return refuse('not-found' as const)
    const [last] = await store.loadStandards(tx, id)
    if ((last?.version ?? 0) !== seen) return refuse('changed-meanwhile' as const)
    if (last?.body === body) return accept({ id })
    await store.insertStandard(tx, team, seen + 1, body, actor.name, deps.now())
    await record(tx, actor, team, 'measures.resource-standard-changed', deps.now(), { version: seen + 1 })
    return accept({ id })
  })

export type Hours = { readonly from: string; readonly to: string; readonly place: string; readonly agenda: string }
const whenOf = (day: LocalDate, { from, to, place, agenda }: Hours): store.When => ({ startsAt: instantOslo(day, from), endsAt: instantOslo(day, to), place, agenda })

/** The year's meetings in one go, or one by itself. What is planned at the same time already stays. */
export const planMeetings = (deps: Deps, actor: Actor, id: string, plan: Plan, hours: Hours) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const team = await store.lockTeam(tx, id)
    if (!team) return refuse('not-found' as const)
    if (team.closed) return refuse('closed' as const)
    const decision = planDays(plan, osloDate(now))
    if (!decision.ok) return decision
    const [standard] = await store.loadStandards(tx, id)
    const made = await store.insertMeetings(tx, team, decision.event.days.map((day) => whenOf(day, hours)), standard?.version ?? 1, actor.name, now)
    if (made === 0) return refuse('already-then' as const)
    await record(tx, actor, team, decision.event.kind, now, { meetings: made })
    await tellTeam(tx, deps, actor, team, 'resource-meeting-planned', `/ressursteam/${id}`, decision.event.days)
    return accept({ id, leftOut: decision.event.leftOut })
  })

export const saveMeeting = (deps: Deps, actor: Actor, id: string, meetingId: string, day: LocalDate, hours: Hours, seen: number) =>
  withMeeting(deps, actor, id, meetingId, async (tx, meeting, now, team) => {
    const today = osloDate(now)
    const decision = changeMeeting(meeting, day, seen, today)
    if (!decision.ok) return decision
    const when = whenOf(day, hours)
    if (await store.isTaken(tx, id, when.startsAt, meetingId)) return refuse('already-then' as const)
    await store.saveMeeting(tx, meetingId, when, meeting.version + 1, actor.name, now)
    await record(tx, actor, { id, kindergartenId: meeting.kindergartenId }, decision.event.kind, now)
    // The agenda is written bit by bit; who comes needs to know when and where.
    const isMoved = when.startsAt.getTime() !== meeting.startsAt.getTime() || when.endsAt.getTime() !== meeting.endsAt.getTime() || when.place !== meeting.place
    if (isMoved) await tellTeam(tx, deps, actor, team, 'resource-meeting-moved', `/ressursteam/${id}/moter/${meetingId}`, [osloDate(meeting.startsAt), day])
    return accept({ id })
  })

export const callOff = (deps: Deps, actor: Actor, id: string, meetingId: string) =>
  withMeeting(deps, actor, id, meetingId, async (tx, meeting, now, team) => {
    const decision = cancelMeeting(meeting, osloDate(now))
    if (!decision.ok) return decision
    await store.saveCancelled(tx, meetingId, actor.name, now)
    await record(tx, actor, { id, kindergartenId: meeting.kindergartenId }, decision.event.kind, now)
    await tellTeam(tx, deps, actor, team, 'resource-meeting-called-off', `/ressursteam/${id}/moter/${meetingId}`, [osloDate(meeting.startsAt)])
    return accept({ id })
  })

/** Themes and words at the level of the system. A theme that is not in use is left out. */
export const saveMinutes = (deps: Deps, actor: Actor, id: string, meetingId: string, themes: readonly string[], body: string, seen: number) =>
  withMeeting(deps, actor, id, meetingId, async (tx, meeting, now) => {
    const there = await store.loadMinutes(tx, meetingId)
    const decision = writeMinutes(meeting, there?.version ?? 0, seen, osloDate(now))
    if (!decision.ok) return decision
    const offered = new Set((await loadThemes(tx, undefined)).map(({ code }) => code))
    await store.saveMinutes(tx, meeting, themes.filter((code) => offered.has(code)), body, seen + 1, actor.name, now)
    await record(tx, actor, { id, kindergartenId: meeting.kindergartenId }, decision.event.kind, now)
    return accept({ id })
  })

/** Sent twice it is one task. */
export const addTask = (deps: Deps, actor: Actor, id: string, meetingId: string, startKey: string, typed: { readonly body: string; readonly memberId: string; readonly dueOn: LocalDate }) =>
  withMeeting(deps, actor, id, meetingId, async (tx, meeting, now) => {
    if (await store.hasTask(tx, startKey, meetingId)) return accept({ id })
    const member = (await store.loadMembers(tx, id)).find((one) => one.id === typed.memberId)
    const decision = giveTask(meeting, member, typed.dueOn, osloDate(now))
    if (!decision.ok) return decision
    if (!member) return refuse('not-member' as const)
    if (!(await store.insertTask(tx, startKey, meeting, osloDate(meeting.startsAt), { body: typed.body, member, dueOn: typed.dueOn }, actor.name, now))) return refuse('not-found' as const)
    await record(tx, actor, { id, kindergartenId: meeting.kindergartenId }, decision.event.kind, now, { part: member.part })
    return accept({ id })
  })

export const finishTask = (deps: Deps, actor: Actor, id: string, taskId: string) =>
  writing(deps.db, actor, async (tx) => {
    const team = await store.loadTeam(tx, id)
    if (!team || !(await store.saveDone(tx, id, taskId, osloDate(deps.now()), actor.name))) return refuse('not-found' as const)
    await record(tx, actor, team, 'measures.resource-task-done', deps.now())
    return accept({ id })
  })

/** Meetings of resource teams are kept so long after they were held. */
const meetingsKept: Keep = { years: 5 }
export const forgetResourceMeetings = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => (await store.forgetMeetings(tx, keptFrom(meetingsKept, now()))).length)

/** A meeting of a team that nobody else changes before this is done. */
const withMeeting = <Result>(deps: Deps, actor: Actor, id: string, meetingId: string, work: (tx: Tx, meeting: store.Meeting, now: Date, team: store.Team) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const team = await store.lockTeam(tx, id)
    const meeting = team && (await store.loadMeeting(tx, id, meetingId))
    return team && meeting ? work(tx, meeting, deps.now(), team) : refuse('not-found' as const)
  })

/** Tells those who sit in the team on one of the days, once each and not whoever did it: the head, the services, and the pedagogical leaders and the competence team when they have a seat. */
async function tellTeam(tx: Tx, deps: Deps, actor: Actor, team: store.Team, kind: 'resource-meeting-planned' | 'resource-meeting-moved' | 'resource-meeting-called-off', path: string, days: readonly LocalDate[]): Promise<void> {
  const now = deps.now()
  const seated = (await store.loadMembers(tx, team.id)).filter(({ period }) => days.some((day) => contains(period, day)))
  const has = (part: Part): boolean => seated.some((one) => one.part === part)
  const serving = has('adviser') ? await store.loadServingTeam(tx, team.kindergartenId) : undefined
  const people = [
    ...(await recipientsFor(tx, team.kindergartenId, has('pedagogical-leader') ? ['head', 'pedagogical-leader'] : ['head'], now)),
    ...(await recipientsFor(tx, [...new Set(seated.flatMap(({ serviceId }) => serviceId ?? []))], ['service-contact'], now)),
    ...(serving ? await recipientsFor(tx, serving, ['adviser', 'team-leader'], now) : []),
  ]
  const others = [...new Map(people.map((one) => [one.personId, one])).values()].filter(({ personId }) => personId !== actor.personId)
  await messaging.tell(tx, deps.jobs, others, { kind, path, data: { kindergarten: team.kindergarten } }, now)
}

const record = (tx: Tx, actor: Actor, team: Pick<store.Team, 'id' | 'kindergartenId'>, kind: string, now: Date, data: Readonly<Record<string, string | number>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'resource-team', id: team.id }, readers: [team.kindergartenId, actor.orgId], visibility: 'shared', data }, now)
