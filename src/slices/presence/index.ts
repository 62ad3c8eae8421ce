import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { visitsWeb } from './visits/web.tsx'

export { presencePart } from './part.tsx'
export { presenceTasks } from './tasks.ts'

/** The team's visits to the kindergartens, and other contact. */
export const web = (router: Router<PageContext>) => visitsWeb(inScope(router, 'guidance'))
