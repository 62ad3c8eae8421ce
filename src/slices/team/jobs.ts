import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetCapacity, reckonTold } from './capacity/actions.ts'
import { forgetLeft } from './competence/actions.ts'
import { forgetLines } from './gaps/actions.ts'
import { forgetPlans, halfYearQueue, reckon } from './half-year/actions.ts'
import { forgetOffers } from './offers/actions.ts'

const retentionQueue = 'team.retention'
const toldQueue = 'team.told'
export const queues = [toldQueue, halfYearQueue, retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: halfYearQueue, work: (data) => reckon(deps, String(data['id'])) },
  { queue: toldQueue, work: async () => deps.log.info('reckoned', { teams: await reckonTold(deps) }), schedule: '13 3 * * *' },
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', { rows: await forgetLeft(deps), lines: await forgetLines(deps), offers: await forgetOffers(deps), capacity: await forgetCapacity(deps), plans: await forgetPlans(deps) }), schedule: '57 2 * * *' },
]
