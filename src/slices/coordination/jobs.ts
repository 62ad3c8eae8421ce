import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forget } from './retention/actions.ts'
import { forgetPlans } from './schools/plans/actions.ts'

const retentionQueue = 'coordination.retention'
export const queues = [retentionQueue]

/** What each noun deletes when it has had its time. */
const forgetting: readonly ((deps: Deps) => Promise<number>)[] = [forget, forgetPlans]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: async () => { for (const one of forgetting) deps.log.info('forgotten', { rows: await one(deps) }) }, schedule: '59 2 * * *' }]
