import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { fetchIndicators } from './indicators/actions.ts'
import { letGoOfFiles } from './scores/files/actions.ts'
import { closeSurveys } from './sessions/surveys/actions.ts'

const surveysQueue = 'needs.surveys'
const indicatorsQueue = 'needs.indicators'
const scoreFilesQueue = 'needs.score-files'
export const queues = [surveysQueue, indicatorsQueue, scoreFilesQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: surveysQueue, work: async () => deps.log.info('surveys', { closed: await closeSurveys(deps) }), schedule: '*/10 * * * *' },
  { queue: indicatorsQueue, work: () => fetchIndicators(deps), schedule: '40 3 * * *' },
  { queue: scoreFilesQueue, work: () => letGoOfFiles(deps), schedule: '20 * * * *' },
]
