import type { Choice } from '../../../platform/choice/choice.ts'
import type { Program, Solved } from '../../../platform/optimiser.ts'
import { type Item, type LimitOf, type Portfolio, type Prepared, usageOf, worthOf } from './model.ts'

/** Solves one program or choice within a time; `platform/optimiser.ts` is the real one. */
export type Solver = (program: Program | Choice, milliseconds: number) => Promise<Solved>
export type Clock = () => number

export type Outcome =
  /** No portfolio within the limits is worth more. */
  | { readonly kind: 'optimal'; readonly portfolio: Portfolio; readonly worth: number }
  /** The time ran out: the best may be worth up to `bound`. */
  | { readonly kind: 'stopped'; readonly portfolio: Portfolio; readonly worth: number; readonly bound: number }
  /** No portfolio is within all limits. `conflict`: these cannot all hold, and each is needed for that. */
  | { readonly kind: 'impossible'; readonly conflict: Conflict }
  | { readonly kind: 'nothing' | 'busy' }
export type Conflict = { readonly limits: readonly LimitOf[]; readonly locks: readonly string[] }

/**
 * The portfolio that is worth most within all limits, with proof. First by the choice of one grant for each report (`platform/choice`), in whole øre.
 * What is not settled in most of the time there is goes to the general solver for the rest of it, so that there is a proposal and a bound to show.
 */
export async function solve(prepared: Prepared, solver: Solver, clock: Clock, milliseconds: number, smallEnough = 150): Promise<Outcome> {
  const until = clock() + milliseconds
  if (withoutLevels(prepared).length > 0) return { kind: 'impossible', conflict: { limits: [], locks: withoutLevels(prepared) } }
  const { choice, portfolioOf } = choiceOf(prepared)
  const chosen = await solver(choice, milliseconds * choiceShare)
  if (chosen.kind === 'busy') return { kind: 'busy' }
  if (chosen.kind === 'infeasible') return { kind: 'impossible', conflict: await conflictOf(prepared, solver, clock, until) }
  if (chosen.kind === 'nothing') return await solveGenerally(prepared, solver, clock, until, smallEnough)
  const inHand = { portfolio: portfolioOf(chosen.x), worth: chosen.worth }
  if (chosen.kind === 'optimal') return { kind: 'optimal', ...inHand }
  const other = await solveGenerally(prepared, solver, clock, until, smallEnough)
  if (other.kind === 'optimal') return other
  const best = other.kind === 'stopped' && other.worth > inHand.worth ? other : inHand
  const bound = Math.min(chosen.bound, other.kind === 'stopped' ? other.bound : Infinity)
  return best.worth >= bound ? { kind: 'optimal', portfolio: best.portfolio, worth: best.worth } : { kind: 'stopped', portfolio: best.portfolio, worth: best.worth, bound }
}

/** What the choice may use of the time; the general solver needs some seconds to have something in hand. */
const choiceShare = 0.6

/** One grant, or nothing, for each report, in whole øre; nothing is no option for one that must be in. */
function choiceOf({ items, limits }: Prepared): { readonly choice: Choice; readonly portfolioOf: (x: Float64Array) => Portfolio } {
  const [first, start]: [number[], number[]] = [[0], [0]]
  const [value, row, amount]: [number[], number[], number[]] = [[], [], []]
  const grants: (readonly [id: string, percent: number] | undefined)[] = []
  for (const { candidate, lock, levels } of items) {
    if (lock === 'out') continue
    for (const level of lock === 'in' ? levels : [undefined, ...levels]) {
      grants.push(level && [candidate.id, level.percent])
      value.push(level?.value ?? 0)
      for (const [at, taken] of level?.takes ?? []) {
        row.push(at)
        amount.push(limits[at]?.least === undefined ? taken : -taken)
      }
      start.push(row.length)
    }
    first.push(value.length)
  }
  const most = Float64Array.from(limits, ({ least, most }) => (least === undefined ? (most ?? Number.MAX_SAFE_INTEGER) : -least))
  return {
    choice: { first: Int32Array.from(first), value: Float64Array.from(value), start: Int32Array.from(start), row: Int32Array.from(row), amount: Float64Array.from(amount), most },
    portfolioOf: (x) => new Map(grants.flatMap((grant, option) => (grant && x[option] === 1 ? [grant] : []))),
  }
}

/**
 * The same by the general solver. It gets money in whole units (`unitOf`), rounded so that it may grant a little too much, never too little. What it finds is checked in
 * whole øre. When it is within all limits, nothing possible can be worth more. When it is not, the very grants that break a limit together are
 * forbidden, and it is asked again.
 * First without whole numbers: what a report would cost the sum at the prices found there tells which ones can be in question (`within`). A
 * program of only those is small. It proves the whole when the others could not have made good what they cost. `smallEnough`: with no more columns
 * than this, all are in question at once.
 */
async function solveGenerally(prepared: Prepared, solver: Solver, clock: Clock, until: number, smallEnough: number): Promise<Outcome> {
  const columns = columnsOf(prepared)
  const forbidden: Row[] = []
  for (;;) {
    const outcome = await solveRows(prepared, columns, [...rowsOf(prepared, columns), ...forbidden], solver, Math.max(1, until - clock()), clock, smallEnough)
    if (outcome === 'impossible') return { kind: 'impossible', conflict: await conflictOf(prepared, solver, clock, until) }
    if (!('portfolio' in outcome)) return outcome
    const cuts = cutsOf(prepared, columns, outcome.portfolio)
    if (cuts.length === 0) return outcome
    if (clock() >= until || forbidden.length > mostForbidden) return { kind: 'nothing' }
    forbidden.push(...cuts)
  }
}

const mostForbidden = 200
/** More than what the sums of the solver's tolerances come to. */
const wiggle = 0.001

async function solveRows(prepared: Prepared, columns: Columns, rows: readonly Row[], solver: Solver, milliseconds: number, clock: Clock, smallEnough: number): Promise<'impossible' | Exclude<Outcome, { readonly kind: 'impossible' }>> {
  const until = clock() + milliseconds
  const left = () => Math.max(1, until - clock())
  const free = await solver({ value: columns.value, rows, whole: false }, left())
  if (free.kind === 'busy' || free.kind === 'nothing') return { kind: free.kind }
  if (free.kind === 'infeasible' || !free.reduced) return 'impossible'
  const ceiling = free.bound
  let best: { readonly worth: number; readonly portfolio: Portfolio } | undefined
  let within = columns.value.length <= smallEnough ? Infinity : Math.max(3, ceiling * firstShare)
  for (;;) {
    const part = reduce(columns.value, rows, free.x, free.reduced, within)
    const found = await solver({ value: part.value, rows: part.rows, whole: true }, left())
    if (found.kind === 'busy') return { kind: 'busy' }
    if (found.kind === 'infeasible' && within === Infinity) return 'impossible'
    if (found.kind === 'optimal' || found.kind === 'stopped') {
      const portfolio = portfolioOf(columns, part.back(found.x))
      const worth = worthOf(prepared, portfolio)
      if (!best || worth > best.worth) best = { worth, portfolio }
      // What was left out would have cost more than `within` each.
      const bound = Math.floor(Math.min(ceiling, Math.max(part.base + (found.kind === 'optimal' ? found.worth : found.bound), ceiling - within)) + wiggle)
      if (bound <= best.worth) return { kind: 'optimal', ...best }
      if (found.kind === 'stopped') return { kind: 'stopped', ...best, bound }
    }
    if (clock() >= until || found.kind === 'nothing') return best ? { kind: 'stopped', ...best, bound: Math.floor(ceiling + wiggle) } : { kind: 'nothing' }
    within = best ? Math.max(ceiling - best.worth - 1 + 0.01, within * 1.001) : within > ceiling ? Infinity : within * 4
  }
}

/** Where the search among the reports in question begins, as a share of what the sum can be at most (measured: bench/portfolio.ts). */
const firstShare = 0.00017

/** What a portfolio breaks when it is counted in whole øre, as rows that forbid it and all like it. */
function cutsOf(prepared: Prepared, { steps }: Columns, portfolio: Portfolio): readonly Row[] {
  const usage = usageOf(prepared, portfolio)
  return prepared.limits.flatMap(({ least, most }, limit): readonly Row[] => {
    const all = steps.map(({ item, rung }, column) => ({ column, takes: (item.levels[rung]?.takes.get(limit) ?? 0) - (item.levels[rung - 1]?.takes.get(limit) ?? 0), chosen: (portfolio.get(item.candidate.id) ?? 0) >= (item.levels[rung]?.percent ?? Infinity) })).filter(({ takes }) => takes !== 0)
    const used = usage[limit] ?? 0
    const unit = (columns: readonly { readonly column: number }[]) => ({ at: Int32Array.from(columns, ({ column }) => column), weight: new Float64Array(columns.length).fill(1) })
    if (least !== undefined && used < least) return [{ least: 1, ...unit(all.filter(({ chosen }) => !chosen)) }]
    if (most === undefined || used <= most) return []
    let over = used - most
    const together = all.filter(({ chosen }) => chosen).toSorted((a, b) => a.takes - b.takes || a.column - b.column).filter(({ takes }) => {
      if (takes >= over) return true
      over -= takes
      return false
    })
    return [{ most: together.length - 1, ...unit(together) }]
  })
}

/**
 * The columns: for each report its smallest grant, then the rise to each larger one. A rise presupposes the one below it; so written, the solver
 * settles whether a report is in at all with one choice (measured: a third of the time of one column for each grant).
 */
type Columns = { readonly value: Float64Array; readonly steps: readonly { readonly item: Item; readonly rung: number }[] }

function columnsOf({ items }: Prepared): Columns {
  const steps = items.flatMap((item) => (item.lock === 'out' ? [] : item.levels.map((_, rung) => ({ item, rung }))))
  return { steps, value: Float64Array.from(steps, ({ item, rung }) => (item.levels[rung]?.value ?? 0) - (item.levels[rung - 1]?.value ?? 0)) }
}
const withoutLevels = ({ items }: Prepared) => items.filter(({ lock, levels }) => lock === 'in' && levels.length === 0).map(({ candidate }) => candidate.id)

type Row = Program['rows'][number]
/** The largest of these that all grants are whole numbers of, else one krone: 100 kroner, 10 kroner, 1 krone, in øre. */
function unitOf({ items }: Pick<Prepared, 'items'>): number {
  const amounts = items.flatMap(({ levels }) => levels.flatMap(({ lines }) => lines.map((line) => line.ore)))
  return [10_000, 1_000].find((unit) => amounts.every((amount) => amount % unit === 0)) ?? 100
}

function rowsOf(prepared: Prepared, { steps }: Columns): readonly Row[] {
  const { limits } = prepared
  const money = unitOf(prepared)
  const units = limits.map(({ unit }) => (unit === 'ore' ? money : 1))
  const cells: { at: number[]; taken: number[] }[] = limits.map(() => ({ at: [], taken: [] }))
  const ladder: Row[] = []
  for (const [column, { item, rung }] of steps.entries()) {
    const [now, before] = [item.levels[rung], item.levels[rung - 1]]
    for (const [at, taken] of now?.takes ?? []) {
      const more = taken - (before?.takes.get(at) ?? 0)
      if (more === 0) continue
      cells[at]?.at.push(column)
      cells[at]?.taken.push(more)
    }
    if (rung > 0) ladder.push({ most: 0, at: Int32Array.of(column - 1, column), weight: Float64Array.of(-1, 1) })
    else if (item.lock === 'in') ladder.push({ least: 1, at: Int32Array.of(column), weight: Float64Array.of(1) })
  }
  const bounds = limits.map(({ least, most }, at): Row => {
    const unit = units[at] ?? 1
    const columns = Int32Array.from(cells[at]?.at ?? [])
    const weight = (round: (value: number) => number) => Float64Array.from(cells[at]?.taken ?? [], (taken) => round(taken / unit))
    return least === undefined ? { most: Math.floor((most ?? 0) / unit), at: columns, weight: weight(Math.floor) } : { least: Math.floor(least / unit), at: columns, weight: weight(Math.ceil) }
  })
  return [...ladder, ...bounds]
}

/** The program of the columns that are in question; the others stay where they were without whole numbers. */
function reduce(value: Float64Array, rows: readonly Row[], x: Float64Array, reduced: Float64Array, within: number) {
  const place = new Int32Array(value.length).fill(-1)
  const kept: number[] = []
  for (let column = 0; column < value.length; column += 1) if (Math.abs(reduced[column] ?? 0) <= within) place[column] = kept.push(column) - 1
  const fixed = (column: number) => ((x[column] ?? 0) > 0.5 ? 1 : 0)
  let base = 0
  for (let column = 0; column < value.length; column += 1) if (place[column] === -1) base += fixed(column) * (value[column] ?? 0)
  const left: Row[] = []
  for (const { least, most, at, weight } of rows) {
    const [columns, weights]: [number[], number[]] = [[], []]
    let [taken, largest, smallest] = [0, 0, 0]
    for (const [cell, column] of at.entries()) {
      const here = weight[cell] ?? 0
      if (place[column] === -1) taken += fixed(column) * here
      else {
        columns.push(place[column] ?? 0)
        weights.push(here)
        if (here > 0) largest += here
        else smallest += here
      }
    }
    const always = (most === undefined || largest + taken <= most) && (least === undefined || smallest + taken >= least)
    if (!always) left.push({ ...(least === undefined ? {} : { least: least - taken }), ...(most === undefined ? {} : { most: most - taken }), at: Int32Array.from(columns), weight: Float64Array.from(weights) })
  }
  const back = (part: Float64Array): Float64Array => {
    const all = Float64Array.from(value, (_, column) => fixed(column))
    for (const [at, column] of kept.entries()) all[column] = part[at] ?? 0
    return all
  }
  return { value: Float64Array.from(kept, (column) => value[column] ?? 0), rows: left, base, back }
}

function portfolioOf({ steps }: Columns, x: Float64Array): Portfolio {
  const portfolio = new Map<string, number>()
  for (const [column, { item, rung }] of steps.entries()) {
    const percent = item.levels[rung]?.percent
    if ((x[column] ?? 0) > 0.5 && percent !== undefined) portfolio.set(item.candidate.id, percent)
  }
  return portfolio
}

/** Takes away one limit after the other: what can be taken away without making it possible has no part in the conflict. */
async function conflictOf(prepared: Prepared, solver: Solver, clock: Clock, until: number): Promise<Conflict> {
  const possible = async (limits: ReadonlySet<number>, locks: ReadonlySet<string>): Promise<boolean> => {
    const some: Prepared = { ...prepared, items: prepared.items.map((item) => (item.lock === undefined || item.candidate.points === undefined || locks.has(item.candidate.id) ? item : { ...item, lock: undefined })) }
    if (withoutLevels(some).length > 0) return false
    const columns = columnsOf(some)
    const rows = rowsOf(some, columns)
    const ladder = rows.length - prepared.limits.length
    const kept = rows.filter((_, at) => at < ladder || limits.has(at - ladder))
    const answer = await solver({ value: new Float64Array(columns.value.length), rows: kept, whole: true }, Math.max(1, Math.min(2000, until - clock())))
    return answer.kind !== 'infeasible'
  }
  const limits = new Set(prepared.limits.keys())
  const locks = new Set(prepared.items.filter(({ lock, candidate }) => lock !== undefined && candidate.points !== undefined).map(({ candidate }) => candidate.id))
  // All locks at once first: most often they have no part in it.
  if (locks.size > 0 && !(await possible(limits, new Set()))) locks.clear()
  for (const at of new Set(limits)) {
    limits.delete(at)
    if (await possible(limits, locks)) limits.add(at)
  }
  for (const id of new Set(locks)) {
    locks.delete(id)
    if (await possible(limits, locks)) locks.add(id)
  }
  return { limits: prepared.limits.flatMap(({ of }, at) => (limits.has(at) ? [of] : [])), locks: [...locks] }
}
