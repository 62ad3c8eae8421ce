import type { Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { impartialityWeb } from './impartiality/web.tsx'
import { itemsWeb } from './items/web.tsx'
import { listWeb } from './list/web.tsx'
import { meetingsWeb } from './meetings/web.tsx'
import { membersWeb } from './members/web.tsx'
import { minutesWeb } from './minutes/web.tsx'
import { reachWeb } from './reach/web.tsx'
import { votesWeb } from './votes/web.tsx'

/** The cooperation forum: members, meetings, impartiality, the decision room, minutes and who is missing. */
export const forumWeb = (route: Router<PageContext>) => {
  for (const mount of [membersWeb, meetingsWeb, impartialityWeb, itemsWeb, votesWeb, minutesWeb, listWeb, reachWeb]) mount(route)
}
