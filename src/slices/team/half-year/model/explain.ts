import { canMeet, fromRhythm, type Commitment, type Problem, type Visit } from './problem.ts'

/** Why this one: promised by name, has been there before, the only one who can, or the one with most time left of so many who can. */
export type Who = { readonly because: 'locked' | 'named' | 'had' | 'only' | 'time' | 'others-full'; readonly able: number }
/** Why then: of the weeks in the window, how many fall away and for what; `left` are free for it as well. */
export type When = { readonly because: 'locked' | 'only-week' | 'rhythm' | 'spread'; readonly left: number; readonly kept: number; readonly away: number; readonly full: number; readonly taken: number; readonly near: number }
export type Why = { readonly who: Who; readonly when: When }

/** The reasons for each visit of a plan, as names and counts: the words are the page's. */
export function explain(problem: Problem, visits: readonly Visit[], window: (commitmentId: string, week: number) => boolean): readonly Why[] {
  const minutesOf = (commitment: Commitment, adviserId: string) => commitment.able.find((able) => able.adviserId === adviserId)?.minutes ?? commitment.minutes
  const commitments = new Map(problem.commitments.map((one) => [one.id, one]))
  const advisers = new Map(problem.advisers.map((one) => [one.id, one]))
  const load = new Map<string, number>()
  const taken = new Map<string, number>()
  const key = (id: string | undefined, week: number) => `${id} ${week}`
  for (const { commitmentId, adviserId, week } of visits) {
    const commitment = commitments.get(commitmentId)
    if (!commitment) continue
    load.set(key(adviserId, week), (load.get(key(adviserId, week)) ?? 0) + minutesOf(commitment, adviserId))
    if (commitment.kindergartenId) taken.set(key(commitment.kindergartenId, week), (taken.get(key(commitment.kindergartenId, week)) ?? 0) + 1)
  }
  const most = new Map(problem.kindergartens.map((one) => [one.id, one.most]))
  const locked = new Set(problem.locks.map(({ commitmentId, week }) => key(commitmentId, week)))
  const ownOf = Map.groupBy(visits, ({ commitmentId }) => commitmentId)
  return visits.map((visit): Why => {
    const commitment = commitments.get(visit.commitmentId)
    const adviser = advisers.get(visit.adviserId)
    if (!commitment || !adviser) return { who: { because: 'locked', able: 0 }, when: { because: 'locked', left: 0, kept: 0, away: 0, full: 0, taken: 0, near: 0 } }
    const own = commitment.able.find(({ adviserId }) => adviserId === visit.adviserId)
    const room = (adviserId: string, minutes: number) => commitment.days.filter((days, week) => days !== 0 && (advisers.get(adviserId)?.minutes[week] ?? 0) - (load.get(key(adviserId, week)) ?? 0) >= minutes).length
    const others = commitment.able.filter(({ adviserId }) => adviserId !== visit.adviserId)
    const isLocked = locked.has(key(visit.commitmentId, visit.week))
    const who = isLocked ? 'locked' : own?.named ? 'named' : commitment.able.length === 1 ? 'only' : own?.had ? 'had' : others.every(({ adviserId, minutes }) => room(adviserId, minutes) === 0) ? 'others-full' : 'time'
    const count = { left: 0, kept: 0, away: 0, full: 0, taken: 0, near: 0 }
    for (let week = 0; week < problem.weeks; week++) {
      if (week === visit.week || !window(visit.commitmentId, week)) continue
      if ((commitment.days[week] ?? 0) === 0) count.kept += 1
      else if (!canMeet(commitment, adviser, week)) count.away += 1
      else if (ownOf.get(visit.commitmentId)?.some((other) => other !== visit && Math.abs(other.week - week) < commitment.gap)) count.near += 1
      else if (commitment.kindergartenId && (taken.get(key(commitment.kindergartenId, week)) ?? 0) >= (most.get(commitment.kindergartenId) ?? 1)) count.taken += 1
      else if ((load.get(key(adviser.id, week)) ?? 0) + minutesOf(commitment, adviser.id) > (adviser.minutes[week] ?? 0)) count.full += 1
      else count.left += 1
    }
    return { who: { because: who, able: commitment.able.length }, when: { because: isLocked ? 'locked' : count.left === 0 ? 'only-week' : fromRhythm(commitment, visit.week) < 1 ? 'rhythm' : 'spread', ...count } }
  })
}
