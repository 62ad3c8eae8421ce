import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { instrumentsWeb } from './instruments/editor/web.tsx'
import { comparisonWeb } from './comparison/web.tsx'
import { evidenceWeb } from './evidence/web.tsx'
import { scoresWeb } from './scores/web.tsx'
import { sessionsWeb } from './sessions/web.tsx'
import { statementsWeb } from './statements/web.tsx'

export { loadShipped, saveShipped } from './prepare.ts'
export { combined } from './masking/rules.ts'

/** Everything about needs: what one asks with, sessions with the whole staff, what is known, and the needs that come of it. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of nouns) mount(route)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [instrumentsWeb, comparisonWeb, sessionsWeb, statementsWeb, evidenceWeb, scoresWeb]
