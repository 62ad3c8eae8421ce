import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetOld } from './retention/actions.ts'

const retentionQueue = 'identity.retention'
export const queues = [retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: () => forgetOld(deps), schedule: '15 2 * * *' }]
