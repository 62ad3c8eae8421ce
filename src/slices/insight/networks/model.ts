import type { Program, Solved } from '../../../platform/optimiser.ts'
import { kmBetween, neighboursOf, type Point } from './distance.ts'
import { fewest, isEligible, most, suggest, type Facts, type Line, type Settings } from './rules.ts'

// The best way to put kindergartens together, among groups that could be: a choice between them, solved by HiGHS. In words: docs/rules/insight-networks.md.

/** `best`: proved, among the groups looked at. `found`: the best there was time for. `rule`: by the rule of thumb, the solver gave nothing better. */
export type How = 'best' | 'found' | 'rule'
export type Solver = (program: Program, milliseconds: number) => Promise<Solved>
type Solving = { readonly solver: Solver; /** For the program's clock. */ readonly clock: () => number; readonly milliseconds: number }
type Suggested = { readonly lines: readonly Line[]; readonly how: How; /** How many groups it chose among. */ readonly lookedAt: number }

type Placed = Facts & { readonly point: Point }

/** What a group is worth, in whole points for each in it: a place, which is more than all the rest of a group of eight; near each other, a theme in common, several owners, and how far from the size that is wanted. */
const weights = { place: 10_000, near: 300, theme: 200, owners: 200, size: 60 } as const

export function worthOf(group: readonly Placed[], { km, size }: Pick<Settings, 'km' | 'size'>): number {
  const n = group.length
  const pairs = group.flatMap((one, at) => group.slice(at + 1).map((other) => kmBetween(one.point, other.point)))
  const apart = pairs.length === 0 ? 0 : pairs.reduce((sum, each) => sum + each, 0) / pairs.length / km
  const counts = new Map<string, number>()
  for (const theme of group.flatMap(({ themes }) => [...new Set(themes)])) counts.set(theme, (counts.get(theme) ?? 0) + 1)
  const shared = Math.max(0, ...[...counts.values()].filter((count) => count >= 2))
  const owners = new Set(group.map(({ ownerId, kindergartenId }) => ownerId ?? kindergartenId)).size
  return n * weights.place + Math.round(n * (weights.near * (1 - Math.min(1, apart)) + (weights.theme * shared) / n + (weights.owners * (owners - 1)) / Math.max(1, n - 1)) - weights.size * Math.abs(n - size) * n)
}

/** Groups worth looking at: from each kindergarten outwards, the nearest first, those with its theme first, and those of other owners first, in every size; and those of the rule of thumb. */
function candidatesOf(placed: readonly Placed[], near: readonly (readonly number[])[], km: number, rule: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const seen = new Map<string, readonly number[]>()
  const add = (group: readonly number[]) => {
    const sorted = group.toSorted((a, b) => a - b)
    seen.set(sorted.join(' '), sorted)
  }
  for (const group of rule) add(group)
  for (const [seed, list] of near.entries()) {
    const one = placed[seed]
    if (!one) continue
    const away = new Map(list.map((at) => [at, apart(one, placed[at])]))
    const nearest = list.toSorted((a, b) => (away.get(a) ?? 0) - (away.get(b) ?? 0) || a - b)
    const withTheme = (at: number) => (placed[at]?.themes.some((theme) => one.themes.includes(theme)) ? 0 : 1)
    const ofOther = (at: number) => (placed[at]?.ownerId !== undefined && placed[at]?.ownerId === one.ownerId ? 1 : 0)
    for (const order of [nearest, nearest.toSorted((a, b) => withTheme(a) - withTheme(b)), nearest.toSorted((a, b) => ofOther(a) - ofOther(b))]) {
      const group = [seed]
      for (const at of order) {
        if (group.length >= most) break
        if (!group.every((other) => apart(placed[at], placed[other]) <= km)) continue
        group.push(at)
        if (group.length >= fewest) add(group)
      }
    }
  }
  return [...seen.values()]
}
const apart = (a: Placed | undefined, b: Placed | undefined): number => (a && b ? kmBetween(a.point, b.point) : Number.POSITIVE_INFINITY)

/** Each candidate is taken or not, and no kindergarten is in two. */
function programOf(candidates: readonly (readonly number[])[], worth: readonly number[], places: number): Program {
  const of: number[][] = Array.from({ length: places }, () => [])
  for (const [column, group] of candidates.entries()) for (const place of group) of[place]?.push(column)
  const rows = of.filter((columns) => columns.length > 1).map((columns) => ({ most: 1, at: Int32Array.from(columns), weight: new Float64Array(columns.length).fill(1) }))
  return { value: Float64Array.from(worth), rows, whole: true }
}

/**
 * The suggestion for one team. Those who can reach each other through others near are solved together and nobody else, so that a kindergarten far off changes nothing.
 * The rule of thumb is among what is chosen from: what comes out is never worth less.
 */
export async function solveSuggestion(facts: readonly Facts[], settings: Settings, solving: Solving): Promise<Suggested> {
  const lines = suggest(facts, settings)
  const placed = facts.filter((one) => isEligible(one, settings)).toSorted((a, b) => (a.kindergartenId < b.kindergartenId ? -1 : 1)).filter((one): one is Placed => one.point !== undefined)
  const near = neighboursOf(placed.map(({ point }) => point), settings.km)
  const placeOf = new Map(placed.map(({ kindergartenId }, at) => [kindergartenId, at]))
  const byRule = [...Map.groupBy(lines.filter(({ group }) => group !== undefined), ({ group }) => group).values()].map((group) => group.flatMap(({ kindergartenId }) => placeOf.get(kindergartenId) ?? []))
  const candidates = candidatesOf(placed, near, settings.km, byRule)
  const until = solving.clock() + solving.milliseconds
  const chosen: (readonly number[])[] = []
  let how: How = 'best'
  for (const part of components(placed.length, near)) {
    const own = manageable(candidates.filter(([first]) => first !== undefined && part.has(first)), settings.size, byRule)
    const rule = byRule.filter(([first]) => first !== undefined && part.has(first))
    if (own.length === 0) continue
    const worth = own.map((group) => worthOf(group.flatMap((at) => placed[at] ?? []), settings))
    const worthOfRule = rule.reduce((sum, group) => sum + worthOf(group.flatMap((at) => placed[at] ?? []), settings), 0)
    const left = Math.round(until - solving.clock())
    const solved = left > 0 ? await solving.solver(programOf(own, worth, placed.length), left) : undefined
    const taken = solved && 'x' in solved ? own.filter((_, column) => (solved.x[column] ?? 0) > 0.5) : []
    if (solved && 'x' in solved && isPacking(taken) && solved.worth >= worthOfRule - 0.5) {
      chosen.push(...taken)
      if (solved.kind === 'stopped' && how === 'best') how = 'found'
    } else {
      chosen.push(...rule)
      how = 'rule'
    }
  }
  return { lines: linesOf(lines, placed, chosen), how, lookedAt: candidates.length }
}

/** Where very many lie near each other, only groups of about the wanted size are looked at: the solver comes further with fewer. */
const manyGroups = 1200
function manageable(groups: readonly (readonly number[])[], size: number, rule: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (groups.length <= manyGroups) return groups
  const ofRule = new Set(rule.map((group) => group.toSorted((a, b) => a - b).join(' ')))
  return groups.filter((group) => Math.abs(group.length - size) <= 1 || ofRule.has(group.join(' ')))
}

const isPacking = (groups: readonly (readonly number[])[]): boolean => new Set(groups.flat()).size === groups.flat().length

function linesOf(lines: readonly Line[], placed: readonly Placed[], chosen: readonly (readonly number[])[]): readonly Line[] {
  const inOrder = chosen.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  const groupOf = new Map(inOrder.flatMap((group, at) => group.flatMap((place) => (placed[place] ? [[placed[place].kindergartenId, at + 1] as const] : []))))
  return lines.map((line) => {
    const group = groupOf.get(line.kindergartenId)
    return group === undefined ? { ...line, group, outside: line.outside ?? 'no-room' } : { ...line, group, outside: undefined }
  })
}

/** Those who can reach each other through others near. */
function components(count: number, near: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  const seen = new Set<number>()
  const all: Set<number>[] = []
  for (let start = 0; start < count; start++) {
    if (seen.has(start)) continue
    const part = new Set([start])
    for (const at of part) for (const other of near[at] ?? []) part.add(other)
    for (const at of part) seen.add(at)
    all.push(part)
  }
  return all
}
