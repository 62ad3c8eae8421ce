import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { schoolsWeb } from './schools/web.tsx'
import { handOverWeb } from './handover/web.tsx'
import { requestsWeb } from './requests/web.tsx'
import { servicesWeb } from './services/web.tsx'

export { supportPart } from './part.tsx'
export { openOverlaps } from './services/overlaps/open.ts'
export { sentenceOf as overlapSentence } from './services/overlaps/part.tsx'
export type { Overlap } from './services/overlaps/rules.ts'
export { coordinationTasks } from './tasks.ts'

/** Work with the rest of the support system and with the school sector: who does what around a kindergarten, and shared goals. Never a child's case. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of nouns) mount(route)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [requestsWeb, handOverWeb, servicesWeb, schoolsWeb]
