import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { closeSurveys } from './sessions/surveys/actions.ts'

const surveysQueue = 'needs.surveys'
export const queues = [surveysQueue]

export const jobKinds = (deps: Deps): JobKind[] => [{ queue: surveysQueue, work: async () => deps.log.info('surveys', { closed: await closeSurveys(deps) }), schedule: '*/10 * * * *' }]
