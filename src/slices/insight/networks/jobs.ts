import type { Deps } from '../../../platform/http.ts'
import type { JobKind } from '../../../platform/jobs.ts'
import { makeSuggestions } from './actions.ts'

const suggestionsQueue = 'insight.networks'
export const queues = [suggestionsQueue]

/** Monday morning, after the lists of little contact. */
export const jobKinds = (deps: Deps): JobKind[] => [{ queue: suggestionsQueue, work: () => makeSuggestions(deps), schedule: '45 5 * * 1' }]
