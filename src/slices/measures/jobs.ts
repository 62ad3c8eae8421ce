import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { sendInvitations } from './attendance/invitations/actions.ts'
import { forgetCalendar } from './calendar/actions.ts'
import { forgetEvaluations } from './course-evaluation/actions.ts'
import { forgetOldCourses } from './courses/actions.ts'
import { settleDue } from './courses/places/actions.ts'
import { forgetMeetingInvitations, sendMeetingInvitations } from './meeting-invitations/actions.ts'
import { remindSchools } from './network-schools/actions.ts'
import { forgetNetworks, remind } from './networks/actions.ts'
import { forgetProgrammes } from './programmes/actions.ts'
import { forgetResourceMeetings } from './resource-teams/actions.ts'
import { forgetReach } from './reach/actions.ts'
import { takeCheckIns } from './reach/check-ins/actions.ts'
import { liftThemes } from './resource-themes/actions.ts'
import { forgetTryOuts } from './try-outs/actions.ts'
import { tellPulses } from './try-outs/pulses/actions.ts'

const reminderQueue = 'measures.networks'
const retentionQueue = 'measures.retention'
const invitationQueue = 'measures.course-invitations'
const meetingsQueue = 'measures.meeting-invitations'
const themesQueue = 'measures.resource-themes'
const pulsesQueue = 'measures.pulses'
const reachQueue = 'measures.reach-check-ins'
const seatsQueue = 'measures.course-seats'
export const queues = [seatsQueue, reachQueue, reminderQueue, invitationQueue, meetingsQueue, retentionQueue, themesQueue, pulsesQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: seatsQueue, work: async () => void (await settleDue(deps)), schedule: '* * * * *' },
  { queue: invitationQueue, work: async () => void (await sendInvitations(deps)), schedule: '* * * * *' },
  { queue: meetingsQueue, work: async () => void (await sendMeetingInvitations(deps)), schedule: '* * * * *' },
  { queue: reachQueue, work: async () => void (await takeCheckIns(deps)), schedule: '*/5 * * * *' },
  { queue: reminderQueue, work: async () => deps.log.info('network-reminders', { sent: await remind(deps), schools: await remindSchools(deps) }), schedule: '10 7 * * *' },
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', await forget(deps)), schedule: '50 2 * * *' },
  { queue: themesQueue, work: async () => deps.log.info('resource-themes-lifted', { blocks: await liftThemes(deps) }), schedule: '20 3 * * *' },
  { queue: pulsesQueue, work: async () => deps.log.info('pulses-told', { results: await tellPulses(deps) }), schedule: '40 3 * * *' },
]

/** What has had its time, noun by noun. @returns how many of each */
const forget = async (deps: Deps) => ({
  gatherings: await forgetReach(deps),
  tryOuts: await forgetTryOuts(deps),
  courses: await forgetOldCourses(deps),
  evaluations: await forgetEvaluations(deps),
  calendar: await forgetCalendar(deps),
  networks: await forgetNetworks(deps),
  meetingInvitations: await forgetMeetingInvitations(deps),
  programmes: await forgetProgrammes(deps),
  resourceMeetings: await forgetResourceMeetings(deps),
})
