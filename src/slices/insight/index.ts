import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { mapWeb } from './map/web.tsx'
import { mineWeb } from './mine/web.tsx'
import { suggestionsWeb } from './networks/web.tsx'
import { pictureWeb } from './picture/web.tsx'
import { unseenWeb } from './unseen/web.tsx'

export { makeSuggestionsWithin } from './networks/actions.ts'
export { refreshWithin } from './picture/making/actions.ts'
export { makeListsWithin } from './unseen/actions.ts'
export { unseenPart } from './unseen/part.tsx'

/** What is seen across the other slices: the challenge picture. Reads what they publish, and nothing else. */
export const web = (router: Router<PageContext>) => {
  const route = inScope(router, 'guidance')
  for (const mount of nouns) mount(route)
  // A deputy in one part of the program sees that part of each kindergarten: asked about there.
  mineWeb(router)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [pictureWeb, mapWeb, unseenWeb, suggestionsWeb]
