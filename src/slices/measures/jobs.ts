import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import * as networks from './networks/jobs.ts'

export const queues = [...networks.queues]

export const jobKinds = (deps: Deps): JobKind[] => [...networks.jobKinds(deps)]
