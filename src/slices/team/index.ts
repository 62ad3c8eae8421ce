import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { assignmentWeb } from './assignment/web.tsx'
import { capacityWeb } from './capacity/web.tsx'
import { competenceWeb } from './competence/web.tsx'
import { gapsWeb } from './gaps/web.tsx'
import { halfYearWeb } from './half-year/web.tsx'
import { offersWeb } from './offers/web.tsx'
import { waitingWeb } from './waiting/web.tsx'

export { aboutPerson } from './about-person.ts'
/** What the authority is told, reckoned anew for one team: for the demonstration world. */
export { reckonTeam } from './capacity/actions.ts'
export { teamTasks } from './tasks.ts'

/** What the competence team knows together, and what it has capacity for. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  competenceWeb(route)
  gapsWeb(route)
  offersWeb(route)
  capacityWeb(route)
  assignmentWeb(route)
  waitingWeb(route)
  halfYearWeb(route)
}
