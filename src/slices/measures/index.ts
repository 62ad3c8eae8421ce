import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { measureTasks as closingTasks } from './closing/tasks.ts'
import { closingWeb } from './closing/web.tsx'
import { measuresWeb } from './measures/web.tsx'
import { networkTasks } from './networks/tasks.ts'
import { networksWeb } from './networks/web.tsx'

export { foundNetwork } from './networks/actions.ts'

/** What waits for an answer or an end: measures and invitations to networks. */
export const measureTasks = async (about: Parameters<typeof closingTasks>[0]) => (await Promise.all([closingTasks(about), networkTasks(about)])).flat()

/** What is done about a need: networks, and what else kindergartens do together. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of nouns) mount(route)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [networksWeb, measuresWeb, closingWeb]
