import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { casesWeb } from './cases/web.tsx'
import { requestsWeb } from './requests/web.tsx'
import { tasksWeb } from './tasks/web.tsx'

export { standardFlow } from './flow/index.ts'

/** Everything about guidance on request: the head's request, the team's cases, and what waits for whom. */
export const web = (route: Router<PageContext>) => {
  requestsWeb(route)
  casesWeb([])(route)
  tasksWeb(route)
}
