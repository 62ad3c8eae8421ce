import { daysBetween, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { fewest } from '../../../../kernel/fewest.ts'
import type { Discussion } from '../rules.ts'

export const pointKinds = ['information', 'discussion', 'advice'] as const
export type PointKind = (typeof pointKinds)[number]
export const sourceKinds = ['agreement', 'goal', 'theme', 'unseen'] as const
export type SourceKind = (typeof sourceKinds)[number]
export const limits = { title: 200, reason: 1000, minutes: 480, introduces: 120 } as const
const mostPoints = 40

export type Source = { readonly kind: SourceKind; readonly id: string }
export type PointContent = { readonly title: string; readonly reason: string; readonly kind: PointKind; readonly minutes: number | undefined; readonly introduces: string }
export type Point = PointContent & { readonly id: string; readonly source: Source | undefined; /** What was agreed before that it grew out of, when the reader may open it. */ readonly earlier?: string | undefined; readonly version: number; readonly changedBy: string }
export type PointRefusal = 'cancelled' | 'minutes-sent' | 'taken-over' | 'point-twice' | 'full' | 'changed-meanwhile' | 'proposal-gone'
type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }

/** The agenda is written until the minutes are sent, also while the meeting goes on. */
export const whyNotWrite = ({ cancelledAt, writing }: Pick<Discussion, 'cancelledAt' | 'writing'>): 'cancelled' | 'minutes-sent' | undefined => (cancelledAt ? 'cancelled' : writing ? undefined : 'minutes-sent')
const sameTitle = (one: Pick<PointContent, 'title'>, other: Pick<PointContent, 'title'>): boolean => one.title.toLowerCase() === other.title.toLowerCase()

export function addPoint(meeting: Discussion, points: readonly Point[], content: PointContent, source: Source | undefined): Decision<PointRefusal, Event<'discussion-agenda-changed'>> {
  const not = whyNotWrite(meeting)
  if (not) return refuse(not)
  if (source && points.some((one) => one.source?.kind === source.kind && one.source.id === source.id)) return refuse('taken-over')
  if (points.some((one) => sameTitle(one, content))) return refuse('point-twice')
  return points.length >= mostPoints ? refuse('full') : accept({ kind: 'strategy.discussion-agenda-changed' })
}
export function changePoint(meeting: Discussion, points: readonly Point[], point: Point, content: PointContent, seen: number): Decision<PointRefusal, Event<'discussion-agenda-changed'>> {
  const not = whyNotWrite(meeting)
  if (not) return refuse(not)
  if (point.version !== seen) return refuse('changed-meanwhile')
  return points.some((one) => one.id !== point.id && sameTitle(one, content)) ? refuse('point-twice') : accept({ kind: 'strategy.discussion-agenda-changed' })
}
/** What has been said or agreed about a point stays where it is. */
export const removePoint = (meeting: Discussion, used: boolean): Decision<'cancelled' | 'minutes-sent' | 'point-used', Event<'discussion-agenda-changed'>> => {
  const not = whyNotWrite(meeting)
  return not ? refuse(not) : used ? refuse('point-used') : accept({ kind: 'strategy.discussion-agenda-changed' })
}
/** The ids in the new order; the first does not move up, nor the last down. */
export function moved(ids: readonly string[], id: string, way: 'up' | 'down'): readonly string[] {
  const from = ids.indexOf(id)
  const to = way === 'up' ? from - 1 : from + 1
  if (from < 0 || to < 0 || to >= ids.length) return ids
  return ids.with(from, ids[to] ?? id).with(to, id)
}
/** How many minutes the points take together, of those that say so. */
export const minutesOf = (points: readonly Pick<PointContent, 'minutes'>[]): number => points.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)

/** What a point may grow out of, with the numbers its reason says. Never which kindergartens. */
export type Proposal =
  | { readonly kind: 'agreement'; readonly id: string; readonly body: string; readonly responsible: string; readonly due: LocalDate; readonly late: boolean }
  | { readonly kind: 'goal'; readonly id: string; readonly title: string; readonly plan: string; readonly endsOn: LocalDate; readonly standing: 'not-begun' | 'not-closed' }
  | { readonly kind: 'theme'; readonly id: string; readonly name: string; readonly needs: number; readonly guidance: number }
  | { readonly kind: 'unseen'; readonly id: string; readonly kindergartens: number }

export type GoalTold = { readonly id: string; readonly title: string; readonly plan: string; readonly startsOn: LocalDate; readonly endsOn: LocalDate; readonly begun: number; readonly closed: number }
/** A goal is behind when half its time has gone and no work with it has begun, or when its time is nearly over (nine tenths) and nothing is closed. */
export function behind({ startsOn, endsOn, begun, closed }: Pick<GoalTold, 'startsOn' | 'endsOn' | 'begun' | 'closed'>, today: LocalDate): 'not-begun' | 'not-closed' | undefined {
  const [all, gone] = [daysBetween(startsOn, endsOn) + 1, daysBetween(startsOn, today)]
  if (begun === 0 && closed === 0 && gone * 2 >= all) return 'not-begun'
  return closed === 0 && gone * 10 >= all * 9 ? 'not-closed' : undefined
}
export type OpenAgreement = { readonly id: string; readonly body: string; readonly responsible: string; readonly due: LocalDate }
export type ThemeTold = { readonly code: string; readonly name: string; readonly needs: number; readonly guidance: number }
type Told = { readonly agreements: readonly OpenAgreement[]; readonly goals: readonly GoalTold[]; readonly themes: readonly ThemeTold[]; readonly unseen: number }
const mostThemes = 4
/** In the order they are proposed: what was agreed before and is open, the longest overdue first; goals that are behind; what most kindergartens face; little contact. Counts of fewer than five are left out. */
export function proposals({ agreements, goals, themes, unseen }: Told, today: LocalDate): readonly Proposal[] {
  const held = (count: number): number => (count >= fewest ? count : 0)
  return [
    ...agreements.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).map((one) => ({ kind: 'agreement', ...one, late: one.due < today }) as const),
    ...goals.flatMap((one) => {
      const standing = behind(one, today)
      return standing ? [{ kind: 'goal', id: one.id, title: one.title, plan: one.plan, endsOn: one.endsOn, standing } as const] : []
    }),
    ...themes
      .map(({ code, name, needs, guidance }) => ({ kind: 'theme', id: code, name, needs: held(needs), guidance: held(guidance) }) as const)
      .filter(({ needs, guidance }) => needs + guidance > 0)
      .toSorted((a, b) => b.needs + b.guidance - (a.needs + a.guidance) || a.name.localeCompare(b.name, 'nb'))
      .slice(0, mostThemes),
    ...(held(unseen) > 0 ? [{ kind: 'unseen', id: 'list', kindergartens: unseen } as const] : []),
  ]
}
