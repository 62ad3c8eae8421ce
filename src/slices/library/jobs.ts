import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetExperiences } from './experience/actions.ts'
import { forgetMaterials } from './materials/actions.ts'
import { tellReviews } from './upkeep/actions.ts'

const retentionQueue = 'library.retention'
const reviewQueue = 'library.reviews'
export const queues = [retentionQueue, reviewQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', { materials: await forgetMaterials(deps), experiences: await forgetExperiences(deps) }), schedule: '55 2 * * *' },
  { queue: reviewQueue, work: async () => deps.log.info('reviews-told', { teams: await tellReviews(deps) }), schedule: '20 7 * * *' },
]
