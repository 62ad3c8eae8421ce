import type { Task } from '../../kernel/task.ts'
import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { discussionTasks } from './discussions/agreements/tasks.ts'
import { discussionsWeb } from './discussions/web.tsx'
import { hearingTasks } from './plans/hearing/tasks.ts'
import { plansWeb } from './plans/web.tsx'
import { qualityReportWeb } from './quality-report/web.tsx'

/** What waits for the one who looks: what they are to follow up after consultation meetings, and hearings they are asked in. */
export const strategyTasks = async (request: Parameters<typeof discussionTasks>[0]): Promise<readonly Task[]> => (await Promise.all([discussionTasks(request), hearingTasks(request)])).flat()

/** What the municipality plans and tells: its plans with goals and hearings, its consultation meetings, and the yearly quality report. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  plansWeb(route)
  qualityReportWeb(route)
  discussionsWeb(route)
}
