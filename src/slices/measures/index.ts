import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { measureTasks as closingTasks } from './closing/tasks.ts'
import { attendanceWeb } from './attendance/web.tsx'
import { checkInWeb } from './attendance/phones/web.tsx'
import { calendarWeb } from './calendar/web.tsx'
import { courseEvaluationWeb } from './course-evaluation/web.tsx'
import { closingWeb } from './closing/web.tsx'
import { courseLeavingWeb } from './courses/leaving/web.tsx'
import { courseOwnWeb } from './courses/own/web.tsx'
import { coursePlacesWeb } from './courses/places/web.tsx'
import { courseSessionsWeb } from './courses/sessions/web.tsx'
import { coursesWeb } from './courses/web.tsx'
import { measuresWeb } from './measures/web.tsx'
import { networkChangesWeb } from './network-changes/web.tsx'
import { networkMeetingsWeb } from './network-meetings/web.tsx'
import { networkSchoolsWeb } from './network-schools/web.tsx'
import { networkSharesWeb } from './network-shares/web.tsx'
import { networkTasks } from './networks/tasks.ts'
import { networksWeb } from './networks/web.tsx'
import { participationWeb } from './participation/web.tsx'
import { planWeb } from './plan/web.tsx'
import { programmeTasks } from './programmes/tasks.ts'
import { programmesWeb } from './programmes/web.tsx'
import { resourceTasks } from './resource-teams/tasks.ts'
import { resourceTeamsWeb } from './resource-teams/web.tsx'
import { resourceThemesWeb } from './resource-themes/web.tsx'
import { catchUpTasks } from './reach/catch-ups/tasks.ts'
import { reachWeb } from './reach/web.tsx'
import { tryOutTasks } from './try-outs/tasks.ts'
import { tryOutsWeb } from './try-outs/web.tsx'

export { foundNetwork } from './networks/actions.ts'

/** What waits for somebody: in measures, networks, resource teams, joint programmes, what is tried out, and those who missed a gathering. */
export const measureTasks = async (about: Parameters<typeof closingTasks>[0]) =>
  (await Promise.all([closingTasks(about), networkTasks(about), resourceTasks(about), programmeTasks(about), tryOutTasks(about), catchUpTasks(about)])).flat()

/** What is done about a need: networks, and what else kindergartens do together. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of nouns) mount(route)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [
  attendanceWeb, checkInWeb, courseEvaluationWeb, calendarWeb,
  resourceTeamsWeb, resourceThemesWeb,
  networkMeetingsWeb, networkChangesWeb, networkSharesWeb, networkSchoolsWeb, networksWeb,
  measuresWeb, participationWeb, planWeb, programmesWeb, closingWeb, reachWeb, tryOutsWeb,
  coursesWeb, courseSessionsWeb, coursePlacesWeb, courseLeavingWeb, courseOwnWeb,
]
