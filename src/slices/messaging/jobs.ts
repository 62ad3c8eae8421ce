import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { deliveryQueue } from './index.ts'

export const jobKinds = (_deps: Deps): JobKind[] => [{ queue: deliveryQueue, work: async () => {} }]
