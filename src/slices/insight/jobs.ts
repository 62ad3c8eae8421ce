import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import * as follows from './mine/follow/jobs.ts'
import * as networks from './networks/jobs.ts'
import * as picture from './picture/making/jobs.ts'
import * as unseen from './unseen/jobs.ts'

export const queues = [...picture.queues, ...unseen.queues, ...networks.queues, ...follows.queues]

export const jobKinds = (deps: Deps): JobKind[] => [...picture.jobKinds(deps), ...unseen.jobKinds(deps), ...networks.jobKinds(deps), ...follows.jobKinds(deps)]
