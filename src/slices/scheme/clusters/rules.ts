import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** Reports that people have placed together. What each report says is not here: it is the owner's, and nothing done with clusters touches it. */
export type Placed = { readonly id: string; readonly version: number; readonly reports: readonly string[] }
/** All clusters of a round now, and every sent report of it: what is in no cluster stands alone. */
export type Partition = { readonly clusters: readonly Placed[]; readonly reports: readonly string[] }

/** The stages of a round in which reports are sorted. Before that they may still be sent anew; later the decision is made. */
const sorting = ['announced', 'in-review', 'in-forum'] as const
export const maySort = (stage: string, closed: boolean): boolean => sorting.some((one) => one === stage) && (stage !== 'announced' || closed)

export type PlaceRefusal = 'not-now' | 'too-few' | 'already-placed' | 'unknown-report' | 'gone' | 'changed-meanwhile' | 'same-cluster' | 'none-chosen' | 'all-chosen' | 'not-in-cluster' | 'already-there'

/** What is to be saved: clusters that end, and who is where afterwards. `target` is where reports go: a cluster, a new one, or none. */
export type Change = { readonly kind: 'scheme.cluster-made' | 'scheme.clusters-merged' | 'scheme.cluster-split' | 'scheme.report-moved' | 'scheme.cluster-dissolved'; readonly moved: readonly string[]; readonly target: string | 'new' | 'alone'; readonly ended: readonly string[] }
type Answer = Decision<PlaceRefusal, Change>

/** People accept a proposal, or choose reports themselves. Only what stands alone can be gathered. */
export function gather({ clusters, reports }: Partition, chosen: readonly string[]): Answer {
  const unique = [...new Set(chosen)]
  if (unique.length < 2) return refuse('too-few')
  if (unique.some((id) => !reports.includes(id))) return refuse('unknown-report')
  if (clusters.some((cluster) => cluster.reports.some((id) => unique.includes(id)))) return refuse('already-placed')
  return accept({ kind: 'scheme.cluster-made', moved: unique, target: 'new', ended: [] })
}

/** Two clusters become one new one. Both are remembered. */
export function merge({ clusters }: Partition, a: string, b: string, seen: number): Answer {
  if (a === b) return refuse('same-cluster')
  const [first, second] = [a, b].map((id) => clusters.find((one) => one.id === id))
  if (!first || !second) return refuse('gone')
  if (first.version !== seen) return refuse('changed-meanwhile')
  return accept({ kind: 'scheme.clusters-merged', moved: [...first.reports, ...second.reports], target: 'new', ended: [a, b] })
}

/** Some of a cluster's reports become a cluster of their own; the rest stay where they are. */
export function split({ clusters }: Partition, id: string, chosen: readonly string[], seen: number): Answer {
  const cluster = clusters.find((one) => one.id === id)
  if (!cluster) return refuse('gone')
  if (cluster.version !== seen) return refuse('changed-meanwhile')
  const unique = [...new Set(chosen)]
  if (unique.length === 0) return refuse('none-chosen')
  if (unique.some((report) => !cluster.reports.includes(report))) return refuse('not-in-cluster')
  if (unique.length === cluster.reports.length) return refuse('all-chosen')
  return accept({ kind: 'scheme.cluster-split', moved: unique, target: 'new', ended: [] })
}

/** One report goes to another cluster, or out to stand alone. A cluster that becomes empty ends. */
export function move({ clusters, reports }: Partition, report: string, target: string | 'alone'): Answer {
  if (!reports.includes(report)) return refuse('unknown-report')
  const from = clusters.find((one) => one.reports.includes(report))
  if ((from?.id ?? 'alone') === target) return refuse('already-there')
  if (target !== 'alone' && !clusters.some(({ id }) => id === target)) return refuse('gone')
  return accept({ kind: 'scheme.report-moved', moved: [report], target, ended: from?.reports.length === 1 ? [from.id] : [] })
}

/** All in it stand alone again. */
export function dissolve({ clusters }: Partition, id: string, seen: number): Answer {
  const cluster = clusters.find((one) => one.id === id)
  if (!cluster) return refuse('gone')
  if (cluster.version !== seen) return refuse('changed-meanwhile')
  return accept({ kind: 'scheme.cluster-dissolved', moved: cluster.reports, target: 'alone', ended: [id] })
}

/** The partition after a change: what the database must hold when it is saved. `newId` names the cluster that is made, if one is. */
export function after({ clusters, reports }: Partition, { moved, target, ended }: Change, newId: string): Partition {
  const left = clusters
    .map((one) => (one.reports.some((id) => moved.includes(id)) ? { ...one, version: one.version + 1, reports: one.reports.filter((id) => !moved.includes(id)) } : one))
    .filter(({ id }) => !ended.includes(id))
    .map((one) => (one.id === target ? { ...one, version: one.version + 1, reports: [...one.reports, ...moved] } : one))
  return { reports, clusters: target === 'new' ? [...left, { id: newId, version: 1, reports: moved }] : left }
}

/** What stands in no cluster, in the order of the round. */
export const aloneIn = ({ clusters, reports }: Partition): readonly string[] => {
  const placed = new Set(clusters.flatMap((one) => one.reports))
  return reports.filter((id) => !placed.has(id))
}
