import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { remindAndAlarm } from './anchoring/reminders/actions.ts'
import { keepMinutes, keepReports } from './archive/actions.ts'
import { makeFiles } from './decisions/letters/actions.ts'
import { documentsQueue, documentsSweep } from './decisions/letters/queue.ts'
import { forgetPeople } from './partnerships/people/actions.ts'
import { remindOfPartnerships } from './partnerships/reminders/actions.ts'
import { remindOfResults } from './results/reminders/actions.ts'
import { announcementQueue, endUnsentReports, tellApplicants, type Announcement } from './rounds/actions.ts'
import { tellPassed } from './rounds/waiting/actions.ts'

const deadlinesQueue = 'scheme.deadlines'
const anchoringQueue = 'scheme.anchoring'
const resultsQueue = 'scheme.results'
const retentionQueue = 'scheme.retention'
const partnershipsQueue = 'scheme.partnerships'
export const queues = [documentsQueue, documentsSweep, announcementQueue, deadlinesQueue, resultsQueue, anchoringQueue, retentionQueue, partnershipsQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: announcementQueue, work: (data) => tellApplicants(deps, data as Announcement) },
  { queue: deadlinesQueue, work: () => passDeadlines(deps), schedule: '*/10 * * * *' },
  { queue: resultsQueue, work: async () => void (await remindOfResults(deps)), schedule: '20 6 * * *' },
  { queue: anchoringQueue, work: () => remindAndAlarm(deps), schedule: '20 * * * *' },
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', { partnershipPeople: await forgetPeople(deps) }), schedule: '55 2 * * *' },
  { queue: partnershipsQueue, work: async () => deps.log.info('reminded', { partnerships: await remindOfPartnerships(deps) }), schedule: '40 6 * * *' },
  { queue: documentsQueue, work: () => makeDocuments(deps) },
  { queue: documentsSweep, work: () => makeDocuments(deps), schedule: '*/10 * * * *' },
]

/** Drafts that were not sent in time end, and the county governor is told that the review can begin. */
async function passDeadlines(deps: Deps): Promise<void> {
  await endUnsentReports(deps)
  await tellPassed(deps)
}

/** What was sent, and minutes that are locked, become documents, and every finished document gets its files. */
async function makeDocuments(deps: Deps): Promise<void> {
  await keepReports(deps)
  await keepMinutes(deps)
  await makeFiles(deps)
}
