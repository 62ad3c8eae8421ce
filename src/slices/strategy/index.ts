import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { discussionsWeb } from './discussions/web.tsx'
import { plansWeb } from './plans/web.tsx'
import { qualityReportWeb } from './quality-report/web.tsx'

export { discussionTasks as strategyTasks } from './discussions/agreements/tasks.ts'

/** What the municipality plans and tells: its plans with goals and hearings, its consultation meetings, and the yearly quality report. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  plansWeb(route)
  qualityReportWeb(route)
  discussionsWeb(route)
}
