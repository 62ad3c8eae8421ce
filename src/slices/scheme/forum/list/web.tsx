import { may, notFound, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadToDeclare } from '../impartiality/store.ts'
import { isId } from '../meetings/forms.ts'
import { loadForum, loadRoundOf } from '../members/store.ts'
import { ListPage, orders } from './pages.tsx'
import { loadList } from './store.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')

export const listWeb = (route: Router<PageContext>) => {
  route.get('/runder/:id/saksliste', sits, async ({ tx, actor, params, query, page: context }) => {
    const id = params['id']
    const round = isId(id) ? await loadRoundOf(tx, id) : undefined
    if (!round) return notFound
    const manages = actor.role === 'county-governor' && round.managerId === actor.orgId
    // For those who run it, and for those who sit in its forum.
    if (!manages && !(round.forumId && (await loadForum(tx, round.forumId)))) return notFound
    const [reports, own] = await Promise.all([loadList(tx, round.id), loadToDeclare(tx, round.id)])
    const order = orders.find((one) => one === query['sorter']) ?? 'referanse'
    return page(<ListPage page={context} round={round} reports={reports} order={order} hidden={own.filter(({ standing }) => standing?.disqualified).length} />)
  })
}
