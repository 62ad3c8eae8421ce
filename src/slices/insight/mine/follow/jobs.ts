import type { Deps } from '../../../../platform/http.ts'
import type { JobKind } from '../../../../platform/jobs.ts'
import { tidyFollows } from './actions.ts'

const retentionQueue = 'insight.retention'
export const queues = [retentionQueue]

/** Each night: what is followed by somebody who has left ends, and what ended a year ago goes. */
export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: async () => deps.log.info('forgotten', await tidyFollows(deps)), schedule: '58 2 * * *' }]
