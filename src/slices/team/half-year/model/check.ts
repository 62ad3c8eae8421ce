import { canMeet, type Problem, type Visit } from './problem.ts'

export type Broken = { readonly because: 'unknown' | 'cannot' | 'outside' | 'no-day' | 'adviser-full' | 'kindergarten-full' | 'too-close' | 'too-many'; readonly visit: Visit; /** Minutes too many, weeks apart, or visits there is room for. */ readonly count: number }

/** Every limit of the model that a set of visits breaks, in the order of the visits. */
export function brokenBy({ weeks, advisers, kindergartens, commitments }: Pick<Problem, 'weeks' | 'advisers' | 'kindergartens' | 'commitments'>, visits: readonly Visit[]): readonly Broken[] {
  const commitmentOf = new Map(commitments.map((one) => [one.id, one]))
  const adviserOf = new Map(advisers.map((one) => [one.id, one]))
  const mostOf = new Map(kindergartens.map(({ id, most }) => [id, most]))
  const minutesOf = ({ commitmentId, adviserId }: Visit) => commitmentOf.get(commitmentId)?.able.find((able) => able.adviserId === adviserId)?.minutes ?? commitmentOf.get(commitmentId)?.minutes ?? 0
  const load = new Map<string, number>()
  const taken = new Map<string, number>()
  const of = Map.groupBy(visits, ({ commitmentId }) => commitmentId)
  for (const visit of visits) {
    const place = commitmentOf.get(visit.commitmentId)?.kindergartenId
    load.set(`${visit.adviserId} ${visit.week}`, (load.get(`${visit.adviserId} ${visit.week}`) ?? 0) + minutesOf(visit))
    if (place !== undefined) taken.set(`${place} ${visit.week}`, (taken.get(`${place} ${visit.week}`) ?? 0) + 1)
  }
  return visits.flatMap((visit): readonly Broken[] => {
    const commitment = commitmentOf.get(visit.commitmentId)
    const adviser = adviserOf.get(visit.adviserId)
    if (!commitment || !adviser) return [{ because: 'unknown', visit, count: 0 }]
    const broken: Broken[] = []
    const says = (because: Broken['because'], count = 0) => void broken.push({ because, visit, count })
    if (!commitment.able.some(({ adviserId }) => adviserId === visit.adviserId)) says('cannot')
    if (visit.week < 0 || visit.week >= weeks || (commitment.days[visit.week] ?? 0) === 0) says('outside')
    else if (!canMeet(commitment, adviser, visit.week)) says('no-day')
    const over = (load.get(`${visit.adviserId} ${visit.week}`) ?? 0) - (adviser.minutes[visit.week] ?? 0)
    if (over > 0) says('adviser-full', over)
    const most = commitment.kindergartenId === undefined ? undefined : mostOf.get(commitment.kindergartenId)
    if (most !== undefined && (taken.get(`${commitment.kindergartenId} ${visit.week}`) ?? 0) > most) says('kindergarten-full', most)
    const own = of.get(visit.commitmentId) ?? []
    if (own.some((other) => other !== visit && Math.abs(other.week - visit.week) < commitment.gap)) says('too-close', commitment.gap)
    if (own.length > commitment.visits) says('too-many', commitment.visits)
    return broken
  })
}
