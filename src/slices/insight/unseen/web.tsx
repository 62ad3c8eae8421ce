import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { may, page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { callsWeb } from './calls/web.tsx'
import { loadCallsTo } from './calls/store.ts'
import { OwnPage } from './own-page.tsx'
import { ListPage } from './pages.tsx'
import { ruleKeys } from './rules.ts'
import { settingsWeb } from './settings/web.tsx'
import * as store from './store.ts'

export const unseenWeb = (route: Router<PageContext>) => {
  callsWeb(route)
  settingsWeb(route)

  route.get('/lite-kontakt/liste', may('team-leader', 'adviser'), async ({ tx, actor, query, page: context }) => {
    const { last, before } = await store.loadRuns(tx, actor.orgId)
    const filter = { rule: ruleKeys.find((key) => key === query['grunn']), onlyNew: query['nye'] === 'ja' && before !== undefined }
    const { rows, paging } = await loadPage(pageOf({ side: query['side'] }), async (offset, size) => (last ? store.loadLines(tx, last.id, before?.id, filter, offset, size) : { rows: [], total: 0 }))
    const change = last && before ? await store.loadChange(tx, last.id, before.id) : undefined
    return page(<ListPage page={context} view={{ rows, paging, ...filter, last, before: before && change && { madeOn: before.madeOn, ...change } }} />)
  })

  route.get('/lite-kontakt/egen', may('head'), async ({ tx, actor, page: context }) => {
    const teamId = await store.loadTeam(tx, actor.orgId)
    const { last } = teamId ? await store.loadRuns(tx, teamId) : { last: undefined }
    const [reasons, calls] = await Promise.all([last ? store.loadReasons(tx, last.id, actor.orgId) : [], loadCallsTo(tx, actor.orgId)])
    return page(<OwnPage page={context} view={{ madeOn: last?.madeOn, reasons, calls }} />)
  })
}
