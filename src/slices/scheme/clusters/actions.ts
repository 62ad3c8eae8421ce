import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadRound } from '../rounds/store.ts'
import type { Gathering, Move } from './forms.ts'
import { longestJoint } from './forms.ts'
import { benchOf } from './proposals/benches.ts'
import { sharedBy } from './proposals/rules.ts'
import { after, dissolve, gather, maySort, merge, move, split, type Change, type Partition, type PlaceRefusal } from './rules.ts'
import * as store from './store.ts'

type Open = { readonly tx: Tx; readonly now: Date; readonly partition: Partition; readonly clusters: readonly store.Cluster[]; readonly record: (kind: string, about: Readonly<Record<string, string | number>>) => Promise<unknown> }
type Work<Result> = (open: Open) => Promise<Result>

/** The round's reports as they are placed now, for the county governor of the round. Two who sort at once come one after the other. */
const onBench = <Result>(deps: Deps, actor: Actor, roundId: string, work: Work<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const round = looksLikeId(roundId) ? await loadRound(tx, roundId) : undefined
    if (!round || actor.role !== 'county-governor' || round.managerId !== actor.orgId) return refuse('not-found' as const)
    const now = deps.now()
    if (!maySort(round.stage, now >= round.closesAt)) return refuse('not-now' as const)
    await store.lockBench(tx, round.id)
    const [reports, clusters] = await Promise.all([store.loadSortable(tx, round.id), store.loadClusters(tx, round.id)])
    const record: Open['record'] = (kind, data) => audit.record(tx, actor, { kind, about: { kind: 'round', id: round.id }, readers: [round.managerId], visibility: 'shared', data }, now)
    return work({ tx, now, partition: { reports, clusters }, clusters, record })
  })

/** Saves what the rules allowed. @returns the cluster that reports went to, when there is one */
async function save({ tx, now, partition, record }: Open, actor: Actor, change: Change, made: Omit<store.NewCluster, 'joint'> & { readonly joint?: store.NewCluster['joint'] }): Promise<string | undefined> {
  const target = change.target === 'alone' ? undefined : change.target === 'new' ? await store.insertCluster(tx, { ...made, joint: made.joint }, actor.name, now) : change.target
  await store.savePlaces(tx, change.moved, target, actor.name, now)
  await store.endClusters(tx, change.ended, actor.name, now)
  const touched = partition.clusters.filter((one) => one.id === target || one.reports.some((id) => change.moved.includes(id))).map(({ id }) => id)
  await store.countUp(tx, touched.filter((id) => !change.ended.includes(id)))
  await record(change.kind, { reports: change.moved.length })
  return target
}

/** Accepts a proposal, with what people left out of it and the name they gave it; or puts what stands alone where people say. */
export const make = (deps: Deps, actor: Actor, roundId: string, { name, reports, to }: Gathering) =>
  onBench(deps, actor, roundId, async (open) => {
    if (to !== '' && to !== 'new') return moveAll(open, actor, roundId, reports, to)
    const decision = gather(open.partition, reports)
    if (!decision.ok) return decision
    const why = sharedBy(benchOf(await store.loadReports(open.tx, roundId)), decision.event.moved)
    return accept({ id: (await save(open, actor, decision.event, { roundId, name, madeFrom: to === 'new' ? 'people' : 'proposal', why })) ?? '' })
  })

async function moveAll(open: Open, actor: Actor, roundId: string, reports: readonly string[], to: string) {
  if (reports.length === 0) return refuse('none-chosen' as const)
  let { partition } = open
  for (const report of reports) {
    const decision = move(partition, report, to)
    if (!decision.ok) return decision
    await save({ ...open, partition }, actor, decision.event, { roundId, name: '-', madeFrom: 'people', why: undefined })
    partition = after(partition, decision.event, '')
  }
  return accept({ id: to === 'alone' ? '' : to })
}

/** Moves the ticked reports together: to a new cluster, to one that is there, or out. */
export const moveTo = (deps: Deps, actor: Actor, roundId: string, clusterId: string, { reports, to, newName, version }: Move) =>
  onBench(deps, actor, roundId, async (open) => {
    const own = open.clusters.find(({ id }) => id === clusterId)
    if (!own) return refuse('gone' as const)
    if (to === 'new') {
      const decision = split(open.partition, clusterId, reports, version)
      if (!decision.ok) return decision
      return accept({ id: (await save(open, actor, decision.event, { roundId, name: newName ?? own.name, madeFrom: 'split', why: undefined })) ?? '' })
    }
    if (own.version !== version) return refuse('changed-meanwhile' as const)
    if (reports.some((id) => !own.reports.includes(id))) return refuse('not-in-cluster' as const)
    return moveAll(open, actor, roundId, reports, to)
  })

/** The new cluster has the first one's name, and what was said about both as one measure. */
export const mergeWith = (deps: Deps, actor: Actor, roundId: string, clusterId: string, other: string, version: number) =>
  onBench(deps, actor, roundId, async (open) => {
    const decision = merge(open.partition, clusterId, other, version)
    if (!decision.ok) return decision
    const [first, second] = [clusterId, other].map((id) => open.clusters.find((one) => one.id === id))
    const said = [first?.joint, second?.joint].flatMap((one) => one ?? [])
    const text = said.map((one) => one.text).join('\n\n')
    const joint = said[0] && { text: text.length <= longestJoint ? text : said[0].text, at: open.now, by: actor.name }
    return accept({ id: (await save(open, actor, decision.event, { roundId, name: first?.name ?? '', madeFrom: 'merge', why: undefined, joint })) ?? '' })
  })

export const dissolveOne = (deps: Deps, actor: Actor, roundId: string, clusterId: string, version: number) =>
  onBench(deps, actor, roundId, async (open) => {
    const decision = dissolve(open.partition, clusterId, version)
    if (!decision.ok) return decision
    await save(open, actor, decision.event, { roundId, name: '-', madeFrom: 'people', why: undefined })
    return accept({ id: '' })
  })

const onCluster = (deps: Deps, actor: Actor, roundId: string, clusterId: string, version: number, work: (open: Open, one: store.Cluster) => Promise<void>) =>
  onBench(deps, actor, roundId, async (open) => {
    const one = open.clusters.find(({ id }) => id === clusterId)
    if (!one) return refuse('gone' satisfies PlaceRefusal)
    if (one.version !== version) return refuse('changed-meanwhile' satisfies PlaceRefusal)
    await work(open, one)
    return accept({ id: one.id })
  })

export const rename = (deps: Deps, actor: Actor, roundId: string, clusterId: string, name: string, version: number) =>
  onCluster(deps, actor, roundId, clusterId, version, async ({ tx, record }, one) => {
    await store.saveName(tx, one.id, name)
    await record('scheme.cluster-renamed', { reports: one.reports.length })
  })

/** What the reports could do together. It carries the reports it is about; what each of them has asked for stands as it is. */
export const describeJoint = (deps: Deps, actor: Actor, roundId: string, clusterId: string, text: string, version: number) =>
  onCluster(deps, actor, roundId, clusterId, version, async ({ tx, now, record }, one) => {
    await store.saveJoint(tx, one.id, text, actor.name, now)
    await record('scheme.joint-measure-described', { reports: one.reports.length })
  })
