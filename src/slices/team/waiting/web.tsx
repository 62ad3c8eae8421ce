import { osloDate } from '../../../kernel/dates.ts'
import { may, page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { WaitingPage } from './pages.tsx'
import { waitingOf } from './rules.ts'
import { loadRequests } from './store.ts'

export const waitingWeb = (route: Router<PageContext>) => {
  route.get('/kapasitet/ventetid', may('team-leader', 'adviser'), async ({ deps, tx, actor, page: context }) => {
    const requests = await loadRequests(tx, actor.orgId)
    return page(<WaitingPage page={context} waiting={waitingOf(requests, osloDate(deps.now()))} any={requests.length > 0} leads={actor.role === 'team-leader'} />)
  })
}
