import type { Deps } from '../../../platform/http.ts'
import type { JobKind } from '../../../platform/jobs.ts'
import { makeLists } from './actions.ts'

const listsQueue = 'insight.unseen'
export const queues = [listsQueue]

/** Monday morning, before anyone is at work. */
export const jobKinds = (deps: Deps): JobKind[] => [{ queue: listsQueue, work: () => makeLists(deps), schedule: '30 5 * * 1' }]
