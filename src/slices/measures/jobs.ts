import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetCalendar } from './calendar/actions.ts'
import { forgetNetworks, remind } from './networks/actions.ts'
import { forgetProgrammes } from './programmes/actions.ts'
import { forgetResourceMeetings } from './resource-teams/actions.ts'
import { liftThemes } from './resource-themes/actions.ts'

const reminderQueue = 'measures.networks'
const retentionQueue = 'measures.retention'
const themesQueue = 'measures.resource-themes'
export const queues = [reminderQueue, retentionQueue, themesQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: reminderQueue, work: async () => deps.log.info('network-reminders', { sent: await remind(deps) }), schedule: '10 7 * * *' },
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', { calendar: await forgetCalendar(deps), networks: await forgetNetworks(deps), programmes: await forgetProgrammes(deps), resourceMeetings: await forgetResourceMeetings(deps) }), schedule: '50 2 * * *' },
  { queue: themesQueue, work: async () => deps.log.info('resource-themes-lifted', { blocks: await liftThemes(deps) }), schedule: '20 3 * * *' },
]
