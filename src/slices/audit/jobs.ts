import { keptSince } from '../../kernel/retention.ts'
import { system, writing } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { readingKept } from './retention/rules.ts'
import { forgetReadings } from './retention/store.ts'

const retentionQueue = 'audit.retention'
export const queues = [retentionQueue]

export const jobKinds = ({ db, now, log }: Deps): JobKind[] => [
  {
    queue: retentionQueue,
    schedule: '5 2 * * *',
    work: async () => log.info('forgotten', { readings: await writing(db, system, (tx) => forgetReadings(tx, keptSince(readingKept, now()))) }),
  },
]
