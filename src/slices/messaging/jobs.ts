import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { openMailer, type Mailer } from '../../platform/mail.ts'
import { deliver, sweep } from './actions.ts'
import { deliveryQueue, retentionQueue, sweepQueue } from './queues.ts'
import { forgetOld } from './retention/actions.ts'

export const jobKinds = (deps: Deps, mailer: Mailer = openMailer(deps.config)): JobKind[] => [
  { queue: deliveryQueue, work: (data) => deliver(deps, mailer, String(data['id'])), atOnce: 10 },
  { queue: sweepQueue, work: () => sweep(deps, mailer), schedule: '*/5 * * * *' },
  { queue: retentionQueue, work: () => forgetOld(deps), schedule: '10 2 * * *' },
]
