import type { Deps } from '../../../platform/http.ts'
import type { JobKind } from '../../../platform/jobs.ts'
import { keepParties, refreshPicture } from './actions.ts'

const refreshQueue = 'insight.picture'
const partiesQueue = 'insight.picture-parties'
export const queues = [refreshQueue, partiesQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: refreshQueue, work: () => refreshPicture(deps), schedule: '* * * * *' },
  { queue: partiesQueue, work: () => keepParties(deps), schedule: '40 3 * * *' },
]
