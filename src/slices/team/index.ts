import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { competenceWeb } from './competence/web.tsx'
import { gapsWeb } from './gaps/web.tsx'
import { offersWeb } from './offers/web.tsx'

export { loadAboutPerson as aboutPerson } from './competence/store.ts'
export { teamTasks } from './tasks.ts'

/** What the competence team knows together, and what it has capacity for. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  competenceWeb(route)
  gapsWeb(route)
  offersWeb(route)
}
