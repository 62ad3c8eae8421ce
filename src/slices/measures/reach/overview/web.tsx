import { loadPage, page as pageOf } from '../../../../kernel/paging.ts'
import { may, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { OverviewPage, overviewPath } from './page.tsx'
import { loadLastReach } from './store.ts'

export const overviewWeb = (route: Router<PageContext>) => {
  route.get(overviewPath, may('owner', 'adviser', 'team-leader'), async ({ tx, actor, query, page: context }) => {
    const { rows, paging } = await loadPage(pageOf({ side: query['side'], antall: '50' }), (offset, size) => loadLastReach(tx, offset, size))
    return page(<OverviewPage page={context} rows={rows} paging={paging} isTeam={actor.role !== 'owner'} />)
  })
}
