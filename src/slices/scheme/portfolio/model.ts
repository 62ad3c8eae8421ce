import { ore, shareOf, sumOre, zero, type Ore } from '../../../kernel/money.ts'
import type { MoneyActor } from '../schemes/rules.ts'

/** The version of this way of reckoning; written on every proposal. A change of what follows here is a new version. */
export const modelVersion = '2026-1'

export type Line = { readonly year: number; readonly actor: MoneyActor; readonly ore: Ore }

/** A report as the reckoning sees it. */
export type Candidate = {
  readonly id: string
  /** Weighted points of the review, whole, 0 to 100; undefined when nobody has delivered any. */
  readonly points: number | undefined
  readonly asked: readonly Line[]
  readonly university: string | undefined
  readonly ownership: 'municipal' | 'private' | 'mixed'
  readonly district: string | undefined
  /** 1 to 4, as the report says it. */
  readonly challenge: number | undefined
  readonly kindergartens: number
  readonly staff: number
}

/** What a point is multiplied by: each report counts once, or as many times as it has kindergartens or people. */
export const countings = ['report', 'kindergartens', 'staff'] as const
export type Counting = (typeof countings)[number]

export type Group =
  | { readonly kind: 'ownership'; readonly of: 'municipal' | 'private' }
  /** Private owners who report for no more than `most` kindergartens. */
  | { readonly kind: 'small-private'; readonly most: number }
  | { readonly kind: 'district'; readonly of: string }
  | { readonly kind: 'challenge'; readonly from: number }

export const measures = ['money', 'reports', 'kindergartens'] as const
/** Share of what: of the free frame, of the group's own reports, of the group's own kindergartens. */
export type Measure = (typeof measures)[number]

/** The group's least and largest share, in whole per cent. */
export type Fairness = { readonly group: Group; readonly measure: Measure; readonly least?: number | undefined; readonly most?: number | undefined }
export type Frame = { readonly year: number; readonly frame: Ore; readonly committed: Ore }
export type Capacity = { readonly university: string; readonly year: number; readonly unit: 'kindergartens' | 'staff'; readonly most: number }

/** What people have set. Everything the proposal depends on beside the reports. */
export type Settings = {
  readonly counting: Counting
  /** Grants that may be given, in per cent of what is asked for, rising; 100 is always one of them. */
  readonly steps: readonly number[]
  /** A part grant smaller than this makes no sense. */
  readonly least: Ore
  /** Years without a frame are not limited. */
  readonly frames: readonly Frame[]
  readonly capacities: readonly Capacity[]
  readonly fairness: readonly Fairness[]
}
export type Lock = { readonly id: string; readonly way: 'in' | 'out' }
export type Problem = { readonly candidates: readonly Candidate[]; readonly settings: Settings; readonly locks: readonly Lock[] }

/** One grant that may be given to a report. */
export type Level = { readonly percent: number; readonly lines: readonly Line[]; readonly total: Ore; readonly value: number }

export type LimitOf = { readonly kind: 'frame'; readonly year: number } | { readonly kind: 'capacity'; readonly university: string; readonly year: number } | { readonly kind: 'fairness'; readonly group: Group; readonly measure: Measure; readonly bound: 'least' | 'most' }
/** A limit in whole numbers: øre, kindergartens, people or reports. `weigh` says what a grant takes of it. */
export type Limit = {
  readonly of: LimitOf
  readonly unit: 'ore' | 'kindergartens' | 'staff' | 'reports'
  readonly least?: number
  readonly most?: number
  readonly weigh: (candidate: Candidate, level: Level) => number
}

/** Granted per cent by report; a report that is not there gets nothing. */
export type Portfolio = ReadonlyMap<string, number>

const hundredKroner = 10_000

/** The grants a report may get, smallest first. A part grant is rounded down to whole hundreds of kroner for each year and recipient; what is asked for is granted to the øre. */
export function levelsOf(candidate: Candidate, settings: Pick<Settings, 'steps' | 'least' | 'counting'>): readonly Level[] {
  const levels: Level[] = []
  for (const percent of settings.steps) {
    const lines = percent === 100 ? candidate.asked.filter((line) => line.ore > 0) : candidate.asked.flatMap((line) => {
      const part = ore(Math.floor(shareDown(line.ore, percent) / hundredKroner) * hundredKroner)
      return part > 0 ? [{ ...line, ore: part }] : []
    })
    const total = sumOre(lines.map((line) => line.ore))
    if (percent < 100 && (total < settings.least || total === zero)) continue
    if (total > (levels.at(-1)?.total ?? zero)) levels.push({ percent, lines, total, value: valueOf(candidate, candidate.points ?? 0, percent, settings.counting) })
  }
  return levels
}

/** What a grant is worth: points times what they count for, times the part that is granted, in whole points. */
export const valueOf = (candidate: Candidate, points: number, percent: number, counting: Counting): number => Math.floor((points * timesOf(candidate, counting) * percent) / 100)

const timesOf = (candidate: Candidate, counting: Counting): number => (counting === 'report' ? 1 : candidate[counting])

/** Never more than the share: `shareOf` rounds to the nearest øre. */
const shareDown = (amount: Ore, percent: number): Ore => {
  const near = shareOf(amount, percent, 100)
  return BigInt(near) * 100n > BigInt(amount) * BigInt(percent) ? ore(near - 1) : near
}

const belongs = (candidate: Candidate, group: Group): boolean => {
  switch (group.kind) {
    case 'ownership':
      return candidate.ownership === group.of
    case 'small-private':
      return candidate.ownership === 'private' && candidate.kindergartens <= group.most
    case 'district':
      return candidate.district === group.of
    case 'challenge':
      return (candidate.challenge ?? 0) >= group.from
  }
}

const yearsOf = (candidate: Candidate): ReadonlySet<number> => new Set(candidate.asked.filter((line) => line.ore > 0).map(({ year }) => year))

/** What is left of a year's frame when earlier years have had theirs; never below zero. */
export const freeOf = ({ frame, committed }: Frame): Ore => ore(Math.max(0, frame - committed))

/** All that bounds the choice, as whole numbers. */
export function limitsOf({ candidates, settings }: Pick<Problem, 'candidates' | 'settings'>): readonly Limit[] {
  const frames = settings.frames.map((frame): Limit => ({
    of: { kind: 'frame', year: frame.year },
    unit: 'ore',
    most: freeOf(frame),
    weigh: (_, level) => level.lines.reduce((sum, line) => (line.year === frame.year ? sum + line.ore : sum), 0),
  }))
  const capacities = settings.capacities.map(({ university, year, unit, most }): Limit => ({
    of: { kind: 'capacity', university, year },
    unit,
    most,
    weigh: (candidate) => (candidate.university === university && yearsOf(candidate).has(year) ? candidate[unit] : 0),
  }))
  return [...frames, ...capacities, ...settings.fairness.flatMap((rule) => fairnessLimits(candidates, settings, rule))]
}

function fairnessLimits(candidates: readonly Candidate[], settings: Settings, { group, measure, least, most }: Fairness): readonly Limit[] {
  const members = candidates.filter((candidate) => belongs(candidate, group))
  const whole = measure === 'money' ? sumOre(settings.frames.map(freeOf)) : measure === 'reports' ? members.length : members.reduce((sum, { kindergartens }) => sum + kindergartens, 0)
  const limited = new Set(settings.frames.map(({ year }) => year))
  const weigh: Limit['weigh'] = (candidate, level) => {
    if (!belongs(candidate, group)) return 0
    if (measure === 'money') return level.lines.reduce((sum, line) => (limited.has(line.year) ? sum + line.ore : sum), 0)
    return measure === 'reports' ? 1 : candidate.kindergartens
  }
  const unit = measure === 'money' ? 'ore' : measure
  const part = (percent: number) => (BigInt(whole) * BigInt(percent))
  return [
    ...(least === undefined ? [] : [{ of: { kind: 'fairness', group, measure, bound: 'least' } as const, unit, weigh, least: Number((part(least) + 99n) / 100n) } as const]),
    ...(most === undefined ? [] : [{ of: { kind: 'fairness', group, measure, bound: 'most' } as const, unit, weigh, most: Number(part(most) / 100n) } as const]),
  ]
}

/** A problem made ready: the grants of each report in a stable order, and what each takes of each limit. */
export type Prepared = {
  readonly problem: Problem
  readonly limits: readonly Limit[]
  readonly items: readonly Item[]
  readonly byId: ReadonlyMap<string, Item>
}
export type Item = {
  readonly candidate: Candidate
  readonly lock: 'in' | 'out' | undefined
  readonly levels: readonly (Level & { /** By limit, only what is not zero. */ readonly takes: ReadonlyMap<number, number> })[]
}

/** The order is that of the ids, so that the same reports give the same answer however they come. */
export function prepare(problem: Problem): Prepared {
  const limits = limitsOf(problem)
  const lockOf = new Map(problem.locks.map(({ id, way }) => [id, way]))
  const items = problem.candidates.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map((candidate): Item => {
    const levels = levelsOf(candidate, problem.settings).map((level) => ({ ...level, takes: new Map(limits.flatMap((limit, at) => { const taken = limit.weigh(candidate, level); return taken === 0 ? [] : [[at, taken] as const] })) }))
    return { candidate, lock: lockOf.get(candidate.id) ?? (candidate.points === undefined ? 'out' : undefined), levels }
  })
  return { problem, limits, items, byId: new Map(items.map((item) => [item.candidate.id, item])) }
}

/** What the portfolio takes of each limit, exact. */
export function usageOf({ limits, items }: Prepared, portfolio: Portfolio): readonly number[] {
  const usage = limits.map(() => 0)
  for (const item of items) for (const [at, taken] of levelAt(item, portfolio.get(item.candidate.id) ?? 0)?.takes ?? []) usage[at] = ore((usage[at] ?? 0) + taken)
  return usage
}

export const levelAt = (item: Item, percent: number) => item.levels.find((level) => level.percent === percent)

export const worthOf = ({ items }: Prepared, portfolio: Portfolio): number => items.reduce((sum, item) => sum + (levelAt(item, portfolio.get(item.candidate.id) ?? 0)?.value ?? 0), 0)

/** The limits a portfolio breaks, checked in whole øre whatever the solver said, and the locks that were not kept. */
export function broken(prepared: Prepared, portfolio: Portfolio): { readonly limits: readonly LimitOf[]; readonly locks: readonly string[] } {
  const usage = usageOf(prepared, portfolio)
  return {
    limits: prepared.limits.filter(({ least, most }, at) => (usage[at] ?? 0) < (least ?? -Infinity) || (usage[at] ?? 0) > (most ?? Infinity)).map(({ of }) => of),
    locks: prepared.items.filter(({ candidate, lock }) => (lock === 'in' && !portfolio.has(candidate.id)) || (lock === 'out' && portfolio.has(candidate.id))).map(({ candidate }) => candidate.id),
  }
}
