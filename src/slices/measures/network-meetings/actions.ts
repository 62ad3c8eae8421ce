import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { checkFile } from '../../../kernel/attachment.ts'
import { instantOslo, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { onceFor, writing, type Tx } from '../../../platform/db.ts'
import type { Deps, Uploaded } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { schoolsOn } from '../network-schools/rules.ts'
import { loadSchools, saveSchoolPresence } from '../network-schools/store.ts'
import { loadMembers, lockNetwork, type Network } from '../networks/store.ts'
import { callOff, change, count, plan, writeNotes } from './rules.ts'
import * as store from './store.ts'
import { membersOn, tellMembers } from './told.ts'

export type Typed = { readonly title: string; readonly day: LocalDate; readonly from: string; readonly to: string; readonly place: string; readonly preparation: string }
const plannedOf = ({ title, day, from, to, place, preparation }: Typed): store.Planned => ({ title, startsAt: instantOslo(day, from), endsAt: instantOslo(day, to), place, preparation })

/** Sent twice it is one meeting; another meeting written in the same form is one more. */
export const planMeeting = (deps: Deps, actor: Actor, networkId: string, startKey: string, typed: Typed) =>
  writing(deps.db, actor, async (tx) => {
    const network = await own(tx, actor, networkId)
    if (!network) return refuse('not-found' as const)
    const planned = plannedOf(typed)
    const there = await store.findMeeting(tx, startKey, networkId, planned)
    if (there) return accept({ id: there })
    const decision = plan(network, typed.day, osloDate(deps.now()))
    if (!decision.ok) return decision
    const { id } = await onceFor(startKey, async () => undefined, (key) => store.insertMeeting(tx, key, network, planned, actor.name, deps.now()))
    await record(tx, actor, network, decision.event.kind, deps.now())
    await tellMembers(tx, deps, network, 'network-meeting-planned', id, [typed.day])
    return accept({ id })
  })

export const changeMeeting = (deps: Deps, actor: Actor, networkId: string, id: string, typed: Typed, seen: number) =>
  withMeeting(deps, actor, networkId, id, async (tx, network, meeting, now) => {
    const today = osloDate(now)
    const decision = change(meeting, seen, today)
    if (!decision.ok) return decision
    const moved = plan(network, typed.day, today)
    if (!moved.ok) return moved
    const planned = plannedOf(typed)
    await store.savePlanned(tx, id, planned, meeting.version + 1, actor.name, now)
    await record(tx, actor, network, decision.event.kind, now)
    // What to prepare may be written many times; who comes needs to know when and where.
    const isMoved = planned.startsAt.getTime() !== meeting.startsAt.getTime() || planned.endsAt.getTime() !== meeting.endsAt.getTime() || planned.place !== meeting.place
    if (isMoved) await tellMembers(tx, deps, network, 'network-meeting-moved', id, [osloDate(meeting.startsAt), typed.day])
    return accept({ id })
  })

export const noteMeeting = (deps: Deps, actor: Actor, networkId: string, id: string, notes: string, between: string, seen: number) =>
  withMeeting(deps, actor, networkId, id, async (tx, network, meeting, now) => {
    const decision = writeNotes(meeting, seen, osloDate(now))
    if (!decision.ok) return decision
    await store.saveNotes(tx, id, notes, between, meeting.version + 1, actor.name, now)
    await record(tx, actor, network, decision.event.kind, now)
    return accept({ id })
  })

export const countPresence = (deps: Deps, actor: Actor, networkId: string, id: string, counts: ReadonlyMap<string, number>, others: number | undefined) =>
  withMeeting(deps, actor, networkId, id, async (tx, network, meeting, now) => {
    const decision = count(meeting, osloDate(now))
    if (!decision.ok) return decision
    const day = osloDate(meeting.startsAt)
    const [kindergartens, schools] = await Promise.all([loadMembers(tx, networkId), loadSchools(tx, networkId)])
    const of = (ids: readonly string[]) => new Map([...counts].filter(([id]) => ids.includes(id)))
    await store.savePresence(tx, meeting, network.teamId, of(membersOn(kindergartens, day).map(({ kindergartenId }) => kindergartenId)), others)
    await saveSchoolPresence(tx, meeting, network.teamId, of(schoolsOn(schools, day).map(({ schoolId }) => schoolId)))
    await record(tx, actor, network, decision.event.kind, now)
    return accept({ id })
  })

export const cancelMeeting = (deps: Deps, actor: Actor, networkId: string, id: string) =>
  withMeeting(deps, actor, networkId, id, async (tx, network, meeting, now) => {
    const decision = callOff(meeting, osloDate(now))
    if (!decision.ok) return decision
    await store.saveCancelled(tx, id, meeting.version + 1, actor.name, now)
    await record(tx, actor, network, decision.event.kind, now)
    await tellMembers(tx, deps, network, 'network-meeting-called-off', id, [osloDate(meeting.startsAt)])
    return accept({ id })
  })

/** @param forSchools the schools in the network may read it too */
export const attach = (deps: Deps, actor: Actor, networkId: string, id: string, file: Uploaded | undefined, forSchools: boolean) =>
  withMeeting(deps, actor, networkId, id, async (tx, network, meeting, now) => {
    const checked = checkFile(file, (await store.loadFiles(tx, id)).filter(({ kindergartenId }) => kindergartenId === undefined).length)
    if (!checked.ok) return checked
    await store.saveFile(tx, meeting, network.teamId, { ...checked.event, forSchools, sha256: createHash('sha256').update(checked.event.bytes).digest('hex') }, actor, now)
    await record(tx, actor, network, 'measures.network-file-added', now)
    return accept({ id })
  })

export const detach = (deps: Deps, actor: Actor, networkId: string, id: string, fileId: string) =>
  withMeeting(deps, actor, networkId, id, async (tx, network, _, now) => {
    if (!(await store.removeFile(tx, id, fileId, now))) return refuse('not-found' as const)
    await record(tx, actor, network, 'measures.network-file-removed', now)
    return accept({ id })
  })

async function own(tx: Tx, actor: Actor, id: string): Promise<Network | undefined> {
  const network = await lockNetwork(tx, id)
  return network?.teamId === actor.orgId ? network : undefined
}
const withMeeting = <Result>(deps: Deps, actor: Actor, networkId: string, id: string, work: (tx: Tx, network: Network, meeting: store.Meeting, now: Date) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const network = await own(tx, actor, networkId)
    const meeting = network && (await store.loadMeeting(tx, networkId, id))
    return network && meeting ? work(tx, network, meeting, deps.now()) : refuse('not-found' as const)
  })
const record = (tx: Tx, actor: Actor, network: Network, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'network', id: network.id }, readers: [network.teamId], visibility: 'shared' }, now)
