import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { experienceWeb } from './experience/web.tsx'
import { filesWeb } from './files/web.tsx'
import { materialsWeb } from './materials/web.tsx'
import { searchWeb } from './search/web.tsx'
import { usesWeb } from './uses/web.ts'
import { workWeb } from './upkeep/web.tsx'

export { libraryTasks } from './upkeep/tasks.ts'

/** Support material: found by searching, written and answered for by the competence teams. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of [searchWeb, workWeb, materialsWeb, filesWeb, usesWeb, experienceWeb]) mount(route)
}
