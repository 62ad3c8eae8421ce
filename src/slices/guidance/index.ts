import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { casesWeb, showCase } from './cases/web.tsx'
import { evaluationPart, followUpPart } from './evaluation/on-case/part.tsx'
import { evaluationSuppliers } from './evaluation/on-case/tasks.ts'
import { evaluationWeb } from './evaluation/web.tsx'
import { flowWeb } from './flow/index.ts'
import { handOverPart } from './handover/on-case/part.tsx'
import { handOverSupplier, receivedTasks } from './handover/on-case/tasks.ts'
import { handOverWeb } from './handover/web.tsx'
import { workTasks } from './progress/on-case/tasks.ts'
import { materialPart } from './material/part.tsx'
import { measuresPart } from './measures/part.tsx'
import { workParts } from './progress/parts.tsx'
import { workWeb } from './progress/web.tsx'
import { draftTasks } from './requests/tasks.ts'
import { requestsWeb } from './requests/web.tsx'
import { setupTasks } from './setup/tasks.ts'
import { setupWeb } from './setup/web.tsx'
import type { OtherTasks } from './tasks/supplier.ts'
import { tasksWeb } from './tasks/web.tsx'
import { traced } from './traced.ts'

export { loadAboutPerson as aboutPerson } from './about-person/store.ts'
export { kindergartenPart } from './kindergarten-part.tsx'

/** Everything about guidance on request: the head's request, the team's cases, and what waits for whom. `tasks`: what waits in other parts of the program. */
export const guidanceWeb = ({ tasks }: { readonly tasks: readonly OtherTasks[] }) => (router: Router<PageContext>) => {
  const route = traced(inScope(router, 'guidance'))
  const parts = [...workParts, evaluationPart, followUpPart, handOverPart, measuresPart, materialPart]
  requestsWeb(showCase(parts))(route)
  casesWeb(parts)(route)
  workWeb(route)
  evaluationWeb(route)
  handOverWeb(route)
  tasksWeb([...workTasks, ...evaluationSuppliers, handOverSupplier], [draftTasks, receivedTasks, setupTasks], tasks)(router)
  flowWeb(route)
  setupWeb(router)
}
