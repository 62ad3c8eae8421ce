import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import type { JobKind } from '../../../../platform/jobs.ts'
import { makeReachBlocks } from '../reached/actions.ts'
import { keepPicture, refreshPicture } from './actions.ts'

const refreshQueue = 'insight.picture'
const partiesQueue = 'insight.picture-parties'
const reachQueue = 'insight.reach-blocks'
export const queues = [refreshQueue, partiesQueue, reachQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  {
    queue: refreshQueue,
    schedule: '* * * * *',
    // Once more between the minutes, so that nothing new is a whole minute old.
    work: async ({ between }) => {
      await refreshPicture(deps)
      if (!between) await writing(deps.db, system, (tx) => deps.jobs.enqueue(tx, refreshQueue, { between: true }, { startAfter: new Date(deps.now().getTime() + 28_000) }))
    },
  },
  { queue: partiesQueue, work: () => keepPicture(deps), schedule: '40 3 * * *' },
  { queue: reachQueue, work: () => makeReachBlocks(deps), schedule: '20 4 * * *' },
]
