import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { openMailer, type Mailer } from '../../platform/mail.ts'
import { deliver, sweep } from './actions.ts'
import { deliveryQueue, sweepQueue } from './queues.ts'

export const jobKinds = (deps: Deps, mailer: Mailer = openMailer(deps.config)): JobKind[] => [
  { queue: deliveryQueue, work: (data) => deliver(deps, mailer, String(data['id'])) },
  { queue: sweepQueue, work: () => sweep(deps, mailer), schedule: '*/5 * * * *' },
]
