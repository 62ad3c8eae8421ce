import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { closingWeb } from './closing/web.tsx'
import { measuresWeb } from './measures/web.tsx'
import { networksWeb } from './networks/web.tsx'

export { measureTasks } from './closing/tasks.ts'
export { foundNetwork } from './networks/actions.ts'

/** What is done about a need: networks, and what else kindergartens do together. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of nouns) mount(route)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [networksWeb, measuresWeb, closingWeb]
