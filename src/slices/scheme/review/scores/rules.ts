import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Criteria } from '../criteria/rules.ts'

export type Score = { readonly code: string; readonly points: number; readonly reason: string }
/** What a reader has begun: points may be missing. */
export type Begun = { readonly code: string; readonly points: number | undefined; readonly reason: string }

/** Weighted points, 0 to 100 with four decimals: the share of the highest points for each criterion, times its weight. */
export const weigh = (scores: readonly Score[], { priority, most }: Criteria): number =>
  Math.round((10_000 * priority.reduce((sum, { code, weight }) => sum + weight * (scores.find((one) => one.code === code)?.points ?? 0), 0)) / most) / 10_000

/** An assignment is the actor's own when they act for the organisation they were asked from, and at no other time. */
export const isOwn = (reader: { readonly personId: string; readonly orgId: string }, actor: { readonly personId: string; readonly orgId: string }): boolean => reader.personId === actor.personId && reader.orgId === actor.orgId

export type ReadRefusal = 'not-assigned' | 'review-not-begun' | 'review-over' | 'withdrawn' | 'delivered' | 'not-eligible' | 'eligibility-open' | 'not-complete'
type Situation = { readonly stage: string; readonly state: string; readonly assigned: boolean; readonly delivered: boolean }

const early = ['planned', 'announced'] as const
/** Who may write in an assessment of their own, and when. */
export function mayScore({ stage, state, assigned, delivered }: Situation): Decision<ReadRefusal, { readonly kind: 'scheme.score-begun' }> {
  if (!assigned) return refuse('not-assigned')
  if (stage !== 'in-review') return refuse(early.some((one) => one === stage) ? 'review-not-begun' : 'review-over')
  if (state !== 'submitted') return refuse('withdrawn')
  return delivered ? refuse('delivered') : accept({ kind: 'scheme.score-begun' })
}

/** A whole assessment is delivered once: points and a reason for every criterion, when the report can be prioritised at all. */
export function deliver(situation: Situation, eligible: boolean | undefined, scores: readonly Begun[], criteria: Criteria): Decision<ReadRefusal, { readonly kind: 'scheme.score-delivered'; readonly scores: readonly Score[]; readonly points: number }> {
  const may = mayScore(situation)
  if (!may.ok) return may
  if (eligible !== true) return refuse(eligible === false ? 'not-eligible' : 'eligibility-open')
  const whole = criteria.priority.flatMap(({ code }) => {
    const one = scores.find((score) => score.code === code)
    return one?.points !== undefined && one.points >= 0 && one.points <= criteria.most && one.reason !== '' ? [{ code, points: one.points, reason: one.reason }] : []
  })
  if (whole.length < criteria.priority.length) return refuse('not-complete')
  return accept({ kind: 'scheme.score-delivered', scores: whole, points: weigh(whole, criteria) })
}

export type ReturnRefusal = 'not-now' | 'gone' | 'own'
/** The county governor sends an assessment back to its reader, who then delivers anew. What was delivered is kept. Never one's own. */
export const giveBack = (stage: string, found: boolean, own: boolean): Decision<ReturnRefusal, { readonly kind: 'scheme.score-returned' }> =>
  stage !== 'in-review' ? refuse('not-now') : !found ? refuse('gone') : own ? refuse('own') : accept({ kind: 'scheme.score-returned' })

export type Delivered = { readonly scores: readonly Score[]; readonly points: number }
export type CriterionSummary = { readonly code: string; readonly mean: number; readonly least: number; readonly most: number; readonly apart: boolean }

/** For each criterion what the readers gave on average, the least and the most, and whether they differ more than the round allows without a talk. */
export const summarise = (delivered: readonly Delivered[], criteria: Criteria): readonly CriterionSummary[] =>
  delivered.length === 0
    ? []
    : criteria.priority.map(({ code }) => {
        const points = delivered.flatMap(({ scores }) => scores.filter((one) => one.code === code).map((one) => one.points))
        const [least, most] = points.length === 0 ? [0, 0] : [Math.min(...points), Math.max(...points)]
        return { code, mean: points.length === 0 ? 0 : points.reduce((sum, one) => sum + one, 0) / points.length, least, most, apart: most - least > criteria.apart }
      })

export const areApart = (delivered: readonly Delivered[], criteria: Criteria): boolean => summarise(delivered, criteria).some(({ apart }) => apart)
/** The mean of the readers' weighted points; undefined while nobody has delivered. */
export const meanPoints = (delivered: readonly Delivered[]): number | undefined => (delivered.length === 0 ? undefined : delivered.reduce((sum, { points }) => sum + points, 0) / delivered.length)
