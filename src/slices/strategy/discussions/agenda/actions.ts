import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { reading, system, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { record, withMeeting } from '../actions.ts'
import type { Discussion } from '../rules.ts'
import { addPoint, changePoint, moved, proposals, removePoint, whyNotWrite, type PointContent, type Proposal, type Source, type ThemeTold } from './rules.ts'
import * as store from './store.ts'

type Counted = { readonly themes: readonly ThemeTold[]; readonly unseen: number }
/** What is counted of kindergartens, five or more: asked for as the program itself, since which they are is not the meeting's to read. */
export const countsFor = (deps: Deps, actor: Actor, municipalityId: string): Promise<Counted> =>
  reading(deps.db, system, async (tx) => {
    const [themes, unseen] = await Promise.all([store.loadThemes(tx, municipalityId, osloDate(deps.now()), actor.language), store.loadUnseen(tx, municipalityId)])
    return { themes, unseen }
  })
/** The points that may be taken over, as the sources are now. */
export async function proposed(tx: Tx, meeting: Pick<Discussion, 'id' | 'municipalityId'>, counted: Counted, now: Date): Promise<readonly Proposal[]> {
  const [agreements, goals] = await Promise.all([store.loadOpenAgreements(tx, meeting.municipalityId, meeting.id), store.loadGoals(tx, meeting.municipalityId)])
  return proposals({ agreements, goals, ...counted }, osloDate(now))
}

export const newPoint = (deps: Deps, actor: Actor, id: string, content: PointContent) => withMeeting(deps, actor, id, (tx, meeting, now) => add(tx, actor, meeting, content, undefined, now))

/** Takes over a proposal, in the words of whoever takes it over; to be changed afterwards. */
export async function takeOver(deps: Deps, actor: Actor, meeting: Discussion, source: Source, wordsFor: (proposal: Proposal) => PointContent) {
  const counted = await countsFor(deps, actor, meeting.municipalityId)
  return withMeeting(deps, actor, meeting.id, async (tx, held, now) => {
    const there = (await store.loadPoints(tx, held.id)).some((one) => one.source?.kind === source.kind && one.source.id === source.id)
    if (there && !whyNotWrite(held)) return refuse('taken-over' as const)
    const proposal = (await proposed(tx, held, counted, now)).find((one) => one.kind === source.kind && one.id === source.id)
    if (!proposal) return refuse('proposal-gone' as const)
    return add(tx, actor, held, wordsFor(proposal), source, now)
  })
}

async function add(tx: Tx, actor: Actor, meeting: Discussion, content: PointContent, source: Source | undefined, now: Date) {
  const points = await store.loadPoints(tx, meeting.id)
  const decision = addPoint(meeting, points, content, source)
  if (!decision.ok) return decision
  const id = await store.insertPoint(tx, meeting.id, content, source, actor.name, now)
  // What was agreed before comes first on the agenda.
  if (source?.kind === 'agreement') {
    const first = points.filter((one) => one.source?.kind === 'agreement').map((one) => one.id)
    await store.saveOrder(tx, [...first, id, ...points.map((one) => one.id).filter((one) => !first.includes(one))])
  }
  await record(tx, actor, meeting, decision.event.kind, now)
  return accept({ id })
}

const withPoint = (deps: Deps, actor: Actor, id: string, pointId: string) => <T>(work: (tx: Tx, meeting: Discussion, points: Awaited<ReturnType<typeof store.loadPoints>>, point: Awaited<ReturnType<typeof store.loadPoints>>[number], now: Date) => Promise<T>) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const points = await store.loadPoints(tx, id)
    const point = points.find((one) => one.id === pointId)
    return point ? work(tx, meeting, points, point, now) : refuse('not-found' as const)
  })

export const savePoint = (deps: Deps, actor: Actor, id: string, pointId: string, content: PointContent, seen: number) =>
  withPoint(deps, actor, id, pointId)(async (tx, meeting, points, point, now) => {
    const decision = changePoint(meeting, points, point, content, seen)
    if (!decision.ok) return decision
    await store.savePoint(tx, pointId, content, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })

export const movePoint = (deps: Deps, actor: Actor, id: string, pointId: string, way: 'up' | 'down') =>
  withPoint(deps, actor, id, pointId)(async (tx, meeting, points) => {
    const not = whyNotWrite(meeting)
    if (not) return refuse(not)
    await store.saveOrder(tx, moved(points.map((one) => one.id), pointId, way))
    return accept({ id: pointId })
  })

export const dropPoint = (deps: Deps, actor: Actor, id: string, pointId: string) =>
  withPoint(deps, actor, id, pointId)(async (tx, meeting, _, __, now) => {
    const decision = removePoint(meeting, await store.isUsed(tx, pointId))
    if (!decision.ok) return decision
    await store.removePoint(tx, pointId)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })
