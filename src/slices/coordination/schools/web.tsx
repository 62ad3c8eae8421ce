import { may, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { schoolMeetingsWeb } from './meetings/web.tsx'
import { showOverview } from './overview/show-web.tsx'
import { pairsWeb } from './pairs/web.tsx'
import { plansWeb } from './plans/web.tsx'
import { schoolYearWeb } from './year/web.tsx'

/** Kindergartens and schools together: who works with whom, the plan of the year, what each did, and where they meet. */
export const schoolsWeb = (route: Router<PageContext>) => {
  route.get('/skole', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'school-leader'), async ({ deps, tx, actor, query, page: context }) => showOverview(deps, tx, actor, context, query))
  pairsWeb(route)
  plansWeb(route)
  schoolYearWeb(route)
  schoolMeetingsWeb(route)
}
