import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetNetworks, remind } from './networks/actions.ts'

const reminderQueue = 'measures.networks'
const retentionQueue = 'measures.retention'
export const queues = [reminderQueue, retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: reminderQueue, work: async () => deps.log.info('network-reminders', { sent: await remind(deps) }), schedule: '10 7 * * *' },
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', { networks: await forgetNetworks(deps) }), schedule: '50 2 * * *' },
]
