import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetExperiences } from './experience/actions.ts'
import { forgetMaterials } from './materials/actions.ts'

const retentionQueue = 'library.retention'
export const queues = [retentionQueue]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: retentionQueue, work: async () => deps.log.info('forgotten', { materials: await forgetMaterials(deps), experiences: await forgetExperiences(deps) }), schedule: '55 2 * * *' }]
