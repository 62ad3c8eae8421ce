import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { deskOf, estimateOn, givenTo, kmBetween, travelMinutes, type Cell, type Desk, type Hours, type Promised } from '../capacity/rules.ts'
import * as capacity from '../capacity/store.ts'
import type { Member } from '../competence/rules.ts'
import { loadMembers } from '../competence/store.ts'
import { asPromised, isPartial, overWith, windowWrong, type Known, type Party, type Work } from './rules.ts'
import * as store from './store.ts'

/** What a promise is weighed against: everyone's hours, and everything that is promised. `partialTo` is as much as the actor may know: whoever gives work away is told of all, an adviser of themself. */
export type Scales = {
  readonly members: readonly Member[]
  readonly desks: readonly Desk[]
  readonly promised: readonly Promised[]
  readonly served: readonly capacity.Served[]
  readonly partialTo: (personId: string) => readonly string[]
  /** There and back for an adviser, as the map has it: without one, from where most set out. */
  readonly travel: (personId: string | undefined, kindergartenId: string | undefined) => number | undefined
}
export async function loadScales(tx: Tx, teamId: string, today: LocalDate): Promise<Scales> {
  const [members, hours, away, promised, served, partial] = await Promise.all([loadMembers(tx, teamId, today), capacity.loadHours(tx, teamId), capacity.loadAway(tx, teamId), capacity.loadPromised(tx, teamId), capacity.loadServed(tx, teamId), capacity.loadPartial(tx, teamId)])
  return {
    members, desks: members.map((member) => deskOf(member, hours, away)), promised, served,
    partialTo: (personId) => partial.filter((one) => one.personId === personId).map(({ orgId }) => orgId),
    travel: (personId, kindergartenId) => {
      const to = served.find(({ id }) => id === kindergartenId)?.place
      const from = placeOf(hours, personId, today)
      return to && from ? travelMinutes(kmBetween(from, to)) : undefined
    },
  }
}
const placeOf = (hours: readonly Hours[], personId: string | undefined, today: LocalDate) => {
  const rows = hours.filter((one) => one.place !== undefined && (one.until === undefined || one.until >= today))
  return rows.find((one) => personId === undefined || one.personId === personId)?.place
}

/** What was typed, before figures nobody wrote are filled in. */
export type Typed = Omit<Work, 'visits' | 'visitMinutes' | 'travelMinutes' | 'travelFrom' | 'otherMinutes'> & { readonly visits: number | undefined; readonly visitMinutes: number | undefined; readonly travelMinutes: number | undefined; readonly otherMinutes: number | undefined }
/** Figures nobody wrote are the team's estimate of that day; travel is the map's when it knows both places, otherwise none. */
export async function fillIn(tx: Tx, teamId: string, scales: Scales, typed: Typed, today: LocalDate): Promise<Work> {
  const estimate = estimateOn(typed.kind, today, await capacity.loadEstimates(tx, teamId))
  const mapped = typed.travelMinutes === undefined ? scales.travel(typed.personId, typed.kindergartenId) : undefined
  return { ...typed, visits: typed.visits ?? estimate.visits, visitMinutes: typed.visitMinutes ?? estimate.visitMinutes, otherMinutes: typed.otherMinutes ?? estimate.otherMinutes, travelMinutes: mapped ?? typed.travelMinutes ?? 0, travelFrom: mapped === undefined ? 'typed' : 'coordinates' }
}

/** Who promises, and whether for all. */
export const byOf = (actor: Actor): Known['by'] => ({ personId: actor.personId, leads: actor.role === 'team-leader' })

export type Weighed = { readonly known: Known; readonly promised: Promised; readonly desk: Desk | undefined; readonly over: readonly Cell[]; readonly kindergarten: Party | undefined }
/** How a promise stands against all that is promised. `before` is the promise as it is, when it is changed: where it came from was asked the first time. */
export async function weigh(tx: Tx, actor: Actor, scales: Scales, work: Work, reason: string, today: LocalDate, before?: store.Commitment): Promise<Weighed> {
  const served = scales.served.find(({ id }) => id === work.kindergartenId)
  const kindergarten: Party | undefined = work.kindergartenId === undefined ? undefined : { id: work.kindergartenId, ownerId: served?.ownerId }
  const was = before && scales.promised.find(({ id }) => id === before.id)
  const promised = asPromised(work, before?.id ?? '', served?.name ?? before?.to ?? work.group, was ? givenTo(was, work.personId).set : [])
  const desk = scales.desks.find(({ member }) => member.personId === work.personId)
  const over = desk && windowWrong(work, today) === undefined ? overWith(desk, promised, scales.promised) : []
  const asked = before === undefined && work.source !== 'typed'
  const [found, there] = asked && work.sourceId !== undefined ? await Promise.all([store.loadOneFound(tx, actor.orgId, work.source, work.sourceId, today), store.idOfSource(tx, actor.orgId, work.source, work.sourceId)]) : []
  const known: Known = {
    served: served !== undefined || (before !== undefined && before.kindergartenId === work.kindergartenId), desk, partial: work.personId !== undefined && isPartial(scales.partialTo(work.personId), kindergarten),
    sourceKnown: !asked || found !== undefined, sourceClosed: found?.closed ?? false, sourceThere: there !== undefined,
    isChange: before !== undefined, over, reason, by: byOf(actor),
  }
  return { known, promised, desk, over, kindergarten }
}
