import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { remind, takeBack } from './reminders/actions.ts'
import { forgetOld } from './retention/actions.ts'

const remindersQueue = 'guidance.reminders'
const retentionQueue = 'guidance.retention'
export const queues = [remindersQueue, retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: remindersQueue, work: () => lookAtDeadlines(deps), schedule: '*/10 * * * *' },
  { queue: retentionQueue, work: () => forgetOld(deps), schedule: '25 2 * * *' },
]

/** First what nobody has any more, then what to remind of: a case that came back in the night is reminded of in the morning. */
async function lookAtDeadlines(deps: Deps): Promise<void> {
  await takeBack(deps)
  await remind(deps)
}
