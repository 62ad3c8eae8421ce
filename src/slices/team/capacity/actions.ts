import type { Actor } from '../../../kernel/actor.ts'
import { dateOf, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadMembers } from '../competence/store.ts'
import * as waiting from '../waiting/store.ts'
import { waitingOf } from '../waiting/rules.ts'
import { deskOf, fewestInSums, monthsOf, monthsTold, writeAway, writeEstimate, writeHours, type Away, type Estimate, type HoursTyped } from './rules.ts'
import * as store from './store.ts'

/** The hours one has from a day and on. `seen` is the sum of the versions on the page. */
export const saveHours = (deps: Deps, actor: Actor, personId: string, typed: HoursTyped, seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const before = await store.lockHours(tx, actor.orgId, personId)
    const members = await loadMembers(tx, actor.orgId, osloDate(now))
    const member = members.find((one) => one.personId === personId)
    const decision = writeHours(typed, { member, version: before.reduce((sum, { version }) => sum + version, 0), seen }, osloDate(now))
    if (!decision.ok) return decision
    if (!member) return refuse('not-in-team-then' as const)
    await record(tx, actor, decision.event.kind, await store.saveHours(tx, actor.orgId, member, before, typed, actor.name, now), now)
    return decision
  })

/** Days one is away: never why. */
export const addAway = (deps: Deps, actor: Actor, personId: string, typed: Pick<Away, 'from' | 'until'>) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    await store.lockHours(tx, actor.orgId, personId)
    const [there, members] = await Promise.all([store.loadAway(tx, actor.orgId, personId), loadMembers(tx, actor.orgId, osloDate(now))])
    const decision = writeAway(typed, { member: members.find((one) => one.personId === personId), there }, osloDate(now))
    if (!decision.ok) return decision
    await record(tx, actor, decision.event.kind, await store.insertAway(tx, actor.orgId, personId, typed, actor.name, now), now)
    return decision
  })

export const removeAway = (deps: Deps, actor: Actor, personId: string, id: string) =>
  writing(deps.db, actor, async (tx) => {
    if (!(await store.removeAway(tx, actor.orgId, personId, id))) return refuse('away-gone' as const)
    await record(tx, actor, 'team.absence-removed', id, deps.now())
    return accept({ id })
  })

/** One says for oneself what one is partial to. No reason. */
export const sayPartial = (deps: Deps, actor: Actor, orgId: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    if (!(await store.loadOrgs(tx, actor.orgId)).some(({ id }) => id === orgId)) return refuse('org-unknown' as const)
    const id = await store.insertPartial(tx, actor.orgId, actor.personId, orgId, osloDate(now), now)
    if (id === undefined) return refuse('partial-there' as const)
    await record(tx, actor, 'team.partiality-said', id, now)
    return accept({ id })
  })
/** It holds no more from today. */
export const endPartial = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    if (!(await store.endPartial(tx, actor.orgId, actor.personId, id, osloDate(now)))) return refuse('partial-gone' as const)
    await record(tx, actor, 'team.partiality-ended', id, now)
    return accept({ id })
  })

/** What a kind of work is reckoned to take, from a day and on. */
export const saveEstimate = (deps: Deps, actor: Actor, estimate: Estimate) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const decision = writeEstimate(estimate, osloDate(now))
    if (!decision.ok) return decision
    await record(tx, actor, decision.event.kind, await store.insertEstimate(tx, actor.orgId, estimate, actor.name, now), now)
    return decision
  })

/** The sums of each team, reckoned anew. @returns how many teams */
export const reckonTold = (deps: Deps): Promise<number> =>
  writing(deps.db, system, async (tx) => {
    const teams = await store.loadTeams(tx)
    for (const team of teams) await reckonTeam(tx, team, deps.now())
    return teams.length
  })
/** What the authority is told of one team: months in which fewer than three have hours are left out. */
export async function reckonTeam(tx: Tx, teamId: string, now: Date): Promise<void> {
  const today = osloDate(now)
  const [members, hours, away, promised, requests] = await Promise.all([loadMembers(tx, teamId, today), store.loadHours(tx, teamId), store.loadAway(tx, teamId), store.loadPromised(tx, teamId), waiting.loadRequests(tx, teamId)])
  const months = monthsOf(members.map((member) => deskOf(member, hours, away)), promised, firstOf(today), monthsTold)
  await store.saveTold(tx, teamId, months.filter(({ people }) => people >= fewestInSums), now)
  await waiting.saveTold(tx, teamId, waitingOf(requests, today), now)
}
const firstOf = (day: LocalDate): LocalDate => dateOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)

/** So long after one's work in the team ended; after days away ended, and after hours and partiality did; after what was promised was done. */
const kept: Readonly<Record<'forget_hours' | 'forget_days' | 'forget_commitments', Keep>> = { forget_hours: { months: 3 }, forget_days: { months: 12 }, forget_commitments: { months: 24 } }
/** @returns how many rows went */
export const forgetCapacity = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = [...(await store.forget(tx, 'forget_hours', keptFrom(kept.forget_hours, now()))), ...(await store.forget(tx, 'forget_days', keptFrom(kept.forget_days, now()))), ...(await store.forget(tx, 'forget_commitments', keptFrom(kept.forget_commitments, now())))]
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'capacity', id }, readers: [actor.orgId], visibility: 'internal' }, now)
