import { open, page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { SchemesPage } from './pages.tsx'
import { loadSchemes } from './store.ts'

/** The rules are for anyone to read. */
export const schemesWeb = (route: Router<PageContext>) => {
  route.get('/ordninger', open, async ({ tx, page: context }) => page(<SchemesPage page={context} schemes={await loadSchemes(tx)} />))
}
