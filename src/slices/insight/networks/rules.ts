import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { kmBetween, neighboursOf, type Point } from './distance.ts'

/** So few can carry a network, and so many can still talk together. */
export const fewest = 4
export const most = 8
/** How far apart two in a group may be, in kilometres as the crow flies. */
export const distance = { km: 20, least: 2, most: 150 } as const

/** Whom a suggestion is for: small private owners, or everyone outside networks. */
export const scopes = ['small-private', 'all'] as const
export type Scope = (typeof scopes)[number]
/** How many a group is best with, when nobody has said. */
export const usualSize = 6
export type Settings = { readonly km: number; /** How many kindergartens an owner may have and still be small. */ readonly owns: number; /** How many a group is best with. */ readonly size: number; readonly scope: Scope }
export type Facts = { readonly kindergartenId: string; readonly ownerId: string | undefined; readonly point: Point | undefined; readonly ownership: string | undefined; readonly ownerHas: number; readonly inNetwork: boolean; readonly themes: readonly string[] }

/** Those outside every network: small private owners, or all. */
export const isEligible = ({ ownership, ownerHas, inNetwork }: Pick<Facts, 'ownership' | 'ownerHas' | 'inNetwork'>, { owns, scope }: Pick<Settings, 'owns' | 'scope'>): boolean => !inNetwork && (scope === 'all' || (ownership === 'private' && ownerHas <= owns))

/** Why somebody is in no group: nobody near enough, those who are near have no room, nobody knows where it lies, or somebody took it out. */
const outsides = ['too-few-near', 'no-room', 'no-point', 'taken-out'] as const
export type Outside = (typeof outsides)[number]
export type Line = { readonly kindergartenId: string; readonly group: number | undefined; readonly outside: Outside | undefined; readonly themes: readonly string[]; readonly ownerHas: number }

type Placed = Facts & { readonly point: Point }

/**
 * Groups of four to eight where no two are further apart than the team has said, each kindergarten in one group at most.
 *
 * Those with fewest others near are placed first, because they have fewest to go with. A group begins with one of them and its theme (the one that most of
 * those near share), takes those with that theme first and the nearest first, and grows to an even share of those who are near, so that nine become five and
 * four. Those left over join the group with room where most share a theme with them. It depends on nothing but what is near: a kindergarten far off changes nothing.
 */
export function suggest(facts: readonly Facts[], settings: Settings): readonly Line[] {
  const eligible = facts.filter((one) => isEligible(one, settings)).toSorted((a, b) => order(a.kindergartenId, b.kindergartenId))
  const placed = eligible.filter((one): one is Placed => one.point !== undefined)
  const near = neighboursOf(placed.map(({ point }) => point), settings.km)
  const groups = joinLeftOver(placed, near, grow(placed, near, settings.km), settings.km)
  const groupOf = new Map(groups.flatMap((group, at) => group.map((one) => [one, at + 1] as const)))
  const placeOf = new Map(placed.map((one, at) => [one.kindergartenId, at]))
  return eligible.map(({ kindergartenId, themes, ownerHas }) => {
    const at = placeOf.get(kindergartenId)
    const group = at === undefined ? undefined : groupOf.get(at)
    const outside = group !== undefined ? undefined : at === undefined ? 'no-point' : (near[at]?.length ?? 0) < fewest - 1 ? 'too-few-near' : 'no-room'
    return { kindergartenId, group, outside, themes, ownerHas }
  })
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Groups of places in `placed`. */
function grow(placed: readonly Placed[], near: readonly (readonly number[])[], km: number): number[][] {
  const free = placed.map(() => true)
  const tried = placed.map(() => false)
  const freeNear = near.map((list) => list.length)
  const groups: number[][] = []
  const loneliest = () => {
    let best = -1
    for (let at = 0; at < placed.length; at++) {
      if (free[at] && !tried[at] && (freeNear[at] ?? 0) >= fewest - 1 && (best < 0 || (freeNear[at] ?? 0) < (freeNear[best] ?? 0))) best = at
    }
    return best
  }
  for (let seed = loneliest(); seed >= 0; seed = loneliest()) {
    tried[seed] = true
    const group = groupFrom(seed, placed, (near[seed] ?? []).filter((at) => free[at]), km)
    if (!group) continue
    groups.push(group)
    for (const at of group) {
      free[at] = false
      for (const other of near[at] ?? []) freeNear[other] = (freeNear[other] ?? 0) - 1
    }
  }
  return groups
}

/** The group of one and those near it: by theme first, and by distance alone when that gives too few. */
function groupFrom(seed: number, placed: readonly Placed[], candidates: readonly number[], km: number): number[] | undefined {
  const one = placed[seed]
  if (!one) return undefined
  const theme = mostShared(one.themes, candidates.flatMap((at) => placed[at]?.themes ?? []))
  const away = new Map(candidates.map((at) => [at, kmTo(one, placed[at])]))
  const has = (at: number) => (theme !== undefined && placed[at]?.themes.includes(theme) ? 0 : 1)
  const nearest = candidates.toSorted((a, b) => (away.get(a) ?? 0) - (away.get(b) ?? 0) || a - b)
  const size = shareOf(candidates.length + 1)
  for (const list of [nearest.toSorted((a, b) => has(a) - has(b)), nearest]) {
    const group = [seed]
    for (const at of list) {
      if (group.length < size && group.every((other) => kmTo(placed[at], placed[other]) <= km)) group.push(at)
    }
    if (group.length >= fewest) return group
  }
  return undefined
}

/** Eight or fewer are one group; more are shared evenly. */
const shareOf = (all: number): number => (all <= most ? all : Math.ceil(all / Math.ceil(all / most)))

/** Of the themes, the one that others have most often; the first by code of several. None when nobody has any of them. */
function mostShared(themes: readonly string[], others: readonly string[]): string | undefined {
  const counted = themes.map((theme) => ({ theme, n: others.filter((other) => other === theme).length })).filter(({ n }) => n > 0)
  return counted.toSorted((a, b) => b.n - a.n || order(a.theme, b.theme))[0]?.theme
}

const kmTo = (a: Placed | undefined, b: Placed | undefined): number => (a && b ? kmBetween(a.point, b.point) : Number.POSITIVE_INFINITY)

/** Those in no group join one with room, where all are near enough: first where most share a theme, then the nearest. */
function joinLeftOver(placed: readonly Placed[], near: readonly (readonly number[])[], groups: readonly number[][], km: number): readonly (readonly number[])[] {
  const grown = groups.map((group) => [...group])
  const inGroup = new Set(groups.flat())
  const groupsOf = new Map<number, number>(groups.flatMap((group, at) => group.map((one) => [one, at] as const)))
  for (const [at, one] of placed.entries()) {
    if (inGroup.has(at)) continue
    const around = new Set((near[at] ?? []).flatMap((other) => groupsOf.get(other) ?? []))
    const open = [...around].flatMap((number) => {
      const group = grown[number] ?? []
      if (group.length >= most || group.some((other) => kmTo(one, placed[other]) > km)) return []
      return [{ number, sharing: group.filter((other) => placed[other]?.themes.some((theme) => one.themes.includes(theme))).length, away: Math.min(...group.map((other) => kmTo(one, placed[other]))), first: Math.min(...group) }]
    })
    const best = open.toSorted((a, b) => b.sharing - a.sharing || a.away - b.away || a.first - b.first)[0]
    if (best) grown[best.number]?.push(at)
  }
  return grown
}

export type Seen = { readonly kindergartenId: string; readonly point: Point | undefined; readonly themes: readonly string[] }
/** Why one is in its group: how far it is to the nearest and to the one furthest off, and which of its themes others there have. */
export type Fit = { readonly nearest: number | undefined; readonly furthest: number | undefined; readonly shared: readonly { readonly theme: string; readonly with: number }[] }
export function fitOf(one: Seen, group: readonly Seen[]): Fit {
  const others = group.filter((other) => other.kindergartenId !== one.kindergartenId)
  const away = others.flatMap((other) => (one.point && other.point ? [kmBetween(one.point, other.point)] : []))
  const shared = one.themes.map((theme) => ({ theme, with: others.filter((other) => other.themes.includes(theme)).length })).filter((theme) => theme.with > 0)
  return { nearest: away.length > 0 ? Math.min(...away) : undefined, furthest: away.length > 0 ? Math.max(...away) : undefined, shared: shared.toSorted((a, b) => b.with - a.with || order(a.theme, b.theme)) }
}

/** What a group is about: the theme that most have, when it is at least two. One kindergarten's own theme is never told to the others. */
export function themeOf(group: readonly Seen[]): string | undefined {
  const counts = new Map<string, number>()
  for (const theme of group.flatMap(({ themes }) => [...new Set(themes)])) counts.set(theme, (counts.get(theme) ?? 0) + 1)
  return [...counts].filter(([, n]) => n >= 2).toSorted(([a, n], [b, m]) => m - n || order(a, b))[0]?.[0]
}

export type Place = number | 'new' | 'out'
export type MoveRefusal = 'not-there' | 'no-such-group' | 'group-full' | 'same-place'
export type Moved = { readonly kind: 'insight.network-line-moved'; readonly group: number | undefined }
/** Moves one by hand. People may go beyond the distance and below four; never above eight. */
export function move(lines: readonly Pick<Line, 'kindergartenId' | 'group'>[], kindergartenId: string, to: Place): Decision<MoveRefusal, Moved> {
  const line = lines.find((one) => one.kindergartenId === kindergartenId)
  if (!line) return refuse('not-there')
  if (to === 'out') return line.group === undefined ? refuse('same-place') : accept({ kind: 'insight.network-line-moved', group: undefined })
  if (to === 'new') return accept({ kind: 'insight.network-line-moved', group: Math.max(0, ...lines.map(({ group }) => group ?? 0)) + 1 })
  if (line.group === to) return refuse('same-place')
  const there = lines.filter(({ group }) => group === to).length
  if (there === 0) return refuse('no-such-group')
  return there >= most ? refuse('group-full') : accept({ kind: 'insight.network-line-moved', group: to })
}
