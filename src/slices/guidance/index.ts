import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { casesWeb } from './cases/web.tsx'
import { evaluationPart, evaluationWeb, followUpPart } from './evaluation/index.ts'
import { flowWeb } from './flow/index.ts'
import { handOverPart, handOverWeb } from './handover/index.ts'
import { requestsWeb } from './requests/web.tsx'
import { tasksWeb } from './tasks/web.tsx'
import { workParts, workWeb } from './work/index.ts'

export { standardFlow } from './flow/index.ts'

/** Everything about guidance on request: the head's request, the team's cases, and what waits for whom. */
export const web = (route: Router<PageContext>) => {
  requestsWeb(route)
  casesWeb([...workParts, evaluationPart, followUpPart, handOverPart])(route)
  workWeb(route)
  evaluationWeb(route)
  handOverWeb(route)
  tasksWeb(route)
  flowWeb(route)
}
