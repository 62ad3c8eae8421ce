import { may, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadLinesOfRecipient, loadPlans } from '../store.ts'
import { GrantsPage } from './pages.tsx'

export const recipientsWeb = (route: Router<PageContext>) => {
  route.get('/okonomi/tilskudd', may('owner', 'university-contact'), async ({ tx, actor, page: context }) => {
    const lines = await loadLinesOfRecipient(tx, actor.orgId)
    return page(<GrantsPage page={context} lines={lines} plans={Map.groupBy(await loadPlans(tx, lines.map(({ id }) => id)), ({ lineId }) => lineId)} />)
  })
}
