import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetLeft } from './competence/actions.ts'
import { forgetLines } from './gaps/actions.ts'
import { forgetOffers } from './offers/actions.ts'

const retentionQueue = 'team.retention'
export const queues = [retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: async () => deps.log.info('forgotten', { rows: await forgetLeft(deps), lines: await forgetLines(deps), offers: await forgetOffers(deps) }), schedule: '57 2 * * *' }]
