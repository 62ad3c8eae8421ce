import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { casesWeb } from './cases/web.tsx'
import { evaluationPart, evaluationSuppliers, evaluationWeb, followUpPart } from './evaluation/index.ts'
import { flowWeb } from './flow/index.ts'
import { handOverPart, handOverSupplier, handOverWeb, receivedTasks } from './handover/index.ts'
import { inScope } from './in-scope.ts'
import { draftTasks } from './requests/tasks.ts'
import { requestsWeb } from './requests/web.tsx'
import { traced } from './traced.ts'
import { setupWeb } from './setup/web.tsx'
import { tasksWeb } from './tasks/web.tsx'
import { workParts, workTasks, workWeb } from './progress/index.ts'

export { kindergartenPart } from './kindergarten-part.tsx'

/** Everything about guidance on request: the head's request, the team's cases, and what waits for whom. */
export const web = (router: Router<PageContext>) => {
  const route = traced(inScope(router))
  requestsWeb(route)
  casesWeb([...workParts, evaluationPart, followUpPart, handOverPart])(route)
  workWeb(route)
  evaluationWeb(route)
  handOverWeb(route)
  tasksWeb([...workTasks, ...evaluationSuppliers, handOverSupplier], [draftTasks, receivedTasks])(router)
  flowWeb(route)
  setupWeb(router)
}
