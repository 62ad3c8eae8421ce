import { stemsOf, type Stem } from './stems.ts'

export type Position = { readonly latitude: number; readonly longitude: number }

/** A sent report as far as the workbench looks at it. The texts are the owner's own, and are only read. */
export type Comparable = {
  readonly id: string
  readonly need: string
  readonly goals: string
  readonly themes: readonly string[]
  readonly strand: string
  readonly partner: string | undefined
  readonly municipalities: readonly string[]
  /** The middle of its kindergartens, as far as the register knows where they are. */
  readonly position: Position | undefined
}

/** What those in a cluster have in common: every word of why it is proposed. */
export type Why = {
  /** Codes of themes that all have. */
  readonly themes: readonly string[]
  /** Words that most of them use, as they write them. */
  readonly words: readonly string[]
  /** Between the two that are farthest apart, when the place of all is known. */
  readonly kilometres: number | undefined
  /** The only municipality they are in. */
  readonly municipality: string | undefined
  /** The partner they all name. */
  readonly partner: string | undefined
  /** How alike they are on average, 0 to 100. */
  readonly likeness: number
}

export type Proposal = { readonly reports: readonly string[]; readonly why: Why }
export type Proposed = { readonly clusters: readonly Proposal[]; readonly alone: readonly string[] }

/** How alike those in a proposal must be on average, by what people choose. */
export const strictness = { loose: 0.4, usual: 0.5, strict: 0.65 } as const
export type Strictness = keyof typeof strictness

/** So many can be led as one measure; larger groups are proposed in parts. Our proposal. */
export const largestCluster = 8

/** What each thing counts in how alike two reports are. Together 1. */
const counts = { themes: 0.35, words: 0.4, near: 0.15, partner: 0.1 } as const
/** Two texts with this cosine are as alike as texts about the same become. */
const alikeWords = 0.5
/** At this distance nearness counts nothing. */
const farKilometres = 60

type Report = Comparable & { readonly weights: ReadonlyMap<number, number>; readonly written: ReadonlyMap<number, string> }
/** Reports made ready for comparing: the longest part of the work, done once. */
export type Bench = { readonly reports: readonly Report[]; readonly at: ReadonlyMap<string, number>; readonly alike: Float64Array; readonly common: readonly number[] }

/**
 * Compares every report with every other. The order they come in does not matter.
 * Weights of words are tf-idf (1 + ln count) · ln(1 + reports / reports with the word), and vectors have length one.
 */
export function prepare(given: readonly Comparable[]): Bench {
  const sorted = [...given].sort((a, b) => (a.id < b.id ? -1 : 1))
  const { reports, spread } = weigh(sorted)
  const n = reports.length
  const alike = wordLikeness(reports, spread)
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) {
      const value = likeness(reports[i] as Report, reports[j] as Report, alike[j * n + i] ?? 0)
      alike[i * n + j] = value
      alike[j * n + i] = value
    }
  return { reports, at: new Map(reports.map(({ id }, at) => [id, at])), alike, common: spread }
}

/** How alike two reports are, 0 to 1. Those of different strands are never one measure, and place or partner alone is no reason. */
function likeness(a: Report, b: Report, cosine: number): number {
  if (a.strand !== b.strand) return 0
  const themes = shareOf(a.themes, b.themes)
  if (themes === 0 && cosine < 0.15) return 0
  return counts.themes * themes + counts.words * Math.min(1, cosine / alikeWords) + counts.near * nearness(a, b) + counts.partner * (a.partner !== undefined && a.partner === b.partner ? 1 : 0)
}

const shareOf = (a: readonly string[], b: readonly string[]): number => {
  const both = a.filter((one) => b.includes(one)).length
  return both === 0 ? 0 : both / (a.length + b.length - both)
}

/** By distance where the register knows the places, otherwise by municipality. */
const nearness = (a: Comparable, b: Comparable): number => {
  if (a.position && b.position) return Math.max(0, 1 - kilometresBetween(a.position, b.position) / farKilometres)
  return a.municipalities.some((one) => b.municipalities.includes(one)) ? 0.8 : 0
}

/** Along the surface of the Earth as a ball. */
export function kilometresBetween(a: Position, b: Position): number {
  const rad = Math.PI / 180
  const half = (degrees: number) => Math.sin((degrees * rad) / 2) ** 2
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half(b.latitude - a.latitude) + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * half(b.longitude - a.longitude))))
}

function weigh(given: readonly Comparable[]): { reports: Report[]; spread: number[] } {
  const numbers = new Map<string, number>()
  const spread: number[] = []
  const stems = new Map<string, Stem | undefined>()
  const counted = given.map((report) => {
    const found = new Map<number, { count: number; words: Map<string, number> }>()
    for (const { stem, word } of stemsOf(`${report.need}\n${report.goals}`, stems)) {
      const number = numbers.get(stem) ?? numbers.size
      numbers.set(stem, number)
      const known = found.get(number) ?? { count: 0, words: new Map<string, number>() }
      known.count += 1
      known.words.set(word, (known.words.get(word) ?? 0) + 1)
      found.set(number, known)
    }
    for (const number of found.keys()) spread[number] = (spread[number] ?? 0) + 1
    return found
  })
  const reports = given.map((report, at) => {
    const found = [...(counted[at] ?? [])].map(([number, { count, words }]) => ({ number, weight: (1 + Math.log(count)) * Math.log(1 + given.length / (spread[number] ?? 1)), word: mostUsed(words) }))
    const length = Math.hypot(...found.slice(0, 10_000).map(({ weight }) => weight)) || 1
    return { ...report, weights: new Map(found.map(({ number, weight }) => [number, weight / length])), written: new Map(found.map(({ number, word }) => [number, word])) }
  })
  return { reports, spread }
}

const mostUsed = (words: ReadonlyMap<string, number>): string => [...words].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? ''

/** From so many reports on, words that more than half of them use are left out of the comparing: they tell nobody apart, and are most of the work. */
const many = 20

/** The cosine of every pair, by way of the words they share. */
function wordLikeness(reports: readonly Report[], spread: readonly number[]): Float64Array {
  const n = reports.length
  const alike = new Float64Array(n * n)
  const users: number[][] = spread.map(() => [])
  const weights: number[][] = spread.map(() => [])
  for (const [at, report] of reports.entries())
    for (const [number, weight] of report.weights) {
      if (n >= many && (spread[number] ?? 0) > n / 2) continue
      const before = users[number] ?? []
      const theirs = weights[number] ?? []
      for (let k = 0; k < before.length; k += 1) {
        const cell = at * n + (before[k] ?? 0)
        alike[cell] = (alike[cell] ?? 0) + (theirs[k] ?? 0) * weight
      }
      before.push(at)
      theirs.push(weight)
    }
  return alike
}

/**
 * Groups of reports that could be one measure: average linkage by chains of nearest neighbours, cut where those in a group are no longer alike enough
 * or there are too many. Every report is in exactly one place, and the same reports give the same answer.
 */
export function propose(bench: Bench, alikeEnough: number = strictness.usual, most: number = largestCluster): Proposed {
  const groups = cut(linkage(bench), bench.reports.length, alikeEnough, most).map((members) => members.sort((a, b) => a - b))
  const clusters = groups.filter(({ length }) => length > 1).map((members) => ({ reports: members.map((at) => bench.reports[at]?.id ?? ''), why: whyOf(bench, members) }))
  return {
    clusters: clusters.sort((a, b) => b.why.likeness - a.why.likeness || ((a.reports[0] ?? '') < (b.reports[0] ?? '') ? -1 : 1)),
    alone: groups.filter(({ length }) => length === 1).map(([at = 0]) => bench.reports[at]?.id ?? '').sort(),
  }
}

type Join = { readonly left: number; readonly right: number; readonly alike: number; readonly size: number }

/** Joins two and two until nothing is alike. Node numbers: reports first, then joins in the order they were made. */
function linkage({ reports, alike }: Bench): Join[] {
  const n = reports.length
  const near = Float64Array.from(alike)
  const size = new Float64Array(n).fill(1)
  const node = Int32Array.from({ length: n }, (_, at) => at)
  const active = new Uint8Array(n).fill(1)
  const joins: Join[] = []
  const chain: number[] = []
  for (;;) {
    if (chain.length === 0) {
      const next = active.indexOf(1)
      if (next < 0) return joins
      chain.push(next)
    }
    const last = chain.at(-1) ?? 0
    const before = chain.at(-2)
    // The one before wins a tie, so that the chain ends.
    let best = before ?? -1
    let value = before === undefined ? 0 : (near[last * n + before] ?? 0)
    for (let other = 0; other < n; other += 1) {
      if (active[other] === 0 || other === last) continue
      const found = near[last * n + other] ?? 0
      if (found > value) [best, value] = [other, found]
    }
    if (best < 0) {
      // Like nothing else: it stays as it is.
      active[last] = 0
      chain.pop()
    } else if (best === before) {
      chain.splice(-2)
      const [keep, gone] = last < best ? [last, best] : [best, last]
      const [a, b] = [size[keep] ?? 1, size[gone] ?? 1]
      joins.push({ left: node[keep] ?? 0, right: node[gone] ?? 0, alike: value, size: a + b })
      for (let other = 0; other < n; other += 1) {
        const mean = ((near[keep * n + other] ?? 0) * a + (near[gone * n + other] ?? 0) * b) / (a + b)
        near[keep * n + other] = mean
        near[other * n + keep] = mean
      }
      active[gone] = 0
      size[keep] = a + b
      node[keep] = n + joins.length - 1
    } else chain.push(best)
  }
}

/** From the top down: a join that is alike enough and not too large is a group, otherwise its parts are looked at. */
function cut(joins: readonly Join[], n: number, alikeEnough: number, most: number): number[][] {
  const inside = new Uint8Array(n + joins.length)
  for (const { left, right } of joins) inside.fill(1, left, left + 1).fill(1, right, right + 1)
  const groups: number[][] = []
  const waiting = [...inside.keys()].filter((at) => inside[at] === 0)
  while (waiting.length > 0) {
    const at = waiting.pop() ?? 0
    const join = joins[at - n]
    if (!join || (join.alike >= alikeEnough && join.size <= most)) groups.push(leaves(joins, n, at))
    else waiting.push(join.left, join.right)
  }
  return groups
}

function leaves(joins: readonly Join[], n: number, top: number): number[] {
  const found: number[] = []
  const waiting = [top]
  while (waiting.length > 0) {
    const at = waiting.pop() ?? 0
    const join = joins[at - n]
    if (join) waiting.push(join.left, join.right)
    else found.push(at)
  }
  return found
}

/** What the reports have in common now; for clusters that people have made too. Ids that are not on the bench are passed over. */
export const sharedBy = (bench: Bench, ids: readonly string[]): Why => whyOf(bench, ids.flatMap((id) => bench.at.get(id) ?? []))

/** The report in the group that is most like this one, and what the two share. */
export function nearestIn(bench: Bench, id: string, ids: readonly string[]): { readonly id: string; readonly why: Why } | undefined {
  const own = bench.at.get(id)
  const others = ids.filter((other) => other !== id && bench.at.has(other))
  if (own === undefined || others.length === 0) return undefined
  const value = (other: string) => bench.alike[own * bench.reports.length + (bench.at.get(other) ?? own)] ?? 0
  const [nearest = ''] = others.sort((a, b) => value(b) - value(a) || (a < b ? -1 : 1))
  return { id: nearest, why: sharedBy(bench, [id, nearest]) }
}

function whyOf(bench: Bench, members: readonly number[]): Why {
  const reports = members.flatMap((at) => bench.reports[at] ?? [])
  const [first] = reports
  const municipalities = [...new Set(reports.flatMap((report) => report.municipalities))]
  return {
    themes: first?.themes.filter((theme) => reports.every((report) => report.themes.includes(theme))) ?? [],
    words: commonWords(bench, reports),
    kilometres: farthest(reports),
    municipality: municipalities.length === 1 ? municipalities[0] : undefined,
    partner: first?.partner !== undefined && reports.every(({ partner }) => partner === first.partner) ? first.partner : undefined,
    likeness: Math.round(100 * meanLikeness(bench, members)),
  }
}

const mostWords = 5
/** The words that say most about what they share: used by at least half of them, and not by half of everyone. */
function commonWords({ reports: all, common }: Bench, reports: readonly Report[]): string[] {
  const shared = new Map<number, { readers: number; weight: number; words: Map<string, number> }>()
  for (const report of reports)
    for (const [number, weight] of report.weights) {
      const known = shared.get(number) ?? { readers: 0, weight: 0, words: new Map<string, number>() }
      const word = report.written.get(number) ?? ''
      known.words.set(word, (known.words.get(word) ?? 0) + 1)
      shared.set(number, { readers: known.readers + 1, weight: known.weight + weight, words: known.words })
    }
  const needed = Math.max(2, Math.ceil(reports.length / 2))
  return [...shared]
    .filter(([number, { readers }]) => readers >= needed && (all.length < 10 || (common[number] ?? 0) <= all.length / 2))
    .map(([, { weight, words }]) => ({ weight, word: mostUsed(words) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, mostWords)
    .map(({ word }) => word)
}

function farthest(reports: readonly Comparable[]): number | undefined {
  const places = reports.flatMap(({ position }) => position ?? [])
  if (reports.length < 2 || places.length < reports.length) return undefined
  return Math.round(Math.max(...places.flatMap((a, at) => places.slice(at + 1).map((b) => kilometresBetween(a, b)))))
}

function meanLikeness({ reports, alike }: Bench, members: readonly number[]): number {
  const pairs = members.flatMap((a, at) => members.slice(at + 1).map((b) => alike[a * reports.length + b] ?? 0))
  return pairs.length === 0 ? 0 : pairs.reduce((sum, value) => sum + value, 0) / pairs.length
}
