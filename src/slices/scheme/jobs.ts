import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { announcementQueue, endUnsentReports, tellApplicants, type Announcement } from './rounds/actions.ts'

const deadlinesQueue = 'scheme.deadlines'
export const queues = [announcementQueue, deadlinesQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: announcementQueue, work: (data) => tellApplicants(deps, data as Announcement) },
  { queue: deadlinesQueue, work: async () => void (await endUnsentReports(deps)), schedule: '*/10 * * * *' },
]
