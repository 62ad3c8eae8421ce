import { open, page, type Router } from '../../platform/http.ts'
import { addresses } from '../../ui/addresses.ts'
import type { PageContext } from '../../ui/context.tsx'
import { HomePage } from './pages.tsx'

export const web = (route: Router<PageContext>) => {
  route.get(addresses.home, open, async ({ page: context }) => page(<HomePage page={context} />))
}
