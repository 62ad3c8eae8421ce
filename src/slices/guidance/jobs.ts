import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetOld } from './retention/actions.ts'

const retentionQueue = 'guidance.retention'
export const queues = [retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: () => forgetOld(deps), schedule: '25 2 * * *' }]
