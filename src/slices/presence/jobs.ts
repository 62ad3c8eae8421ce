import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetVisits } from './visits/actions.ts'

const retentionQueue = 'presence.retention'
export const queues = [retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: async () => deps.log.info('forgotten', { visits: await forgetVisits(deps) }), schedule: '55 2 * * *' }]
