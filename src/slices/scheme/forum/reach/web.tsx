import { may, notFound, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { isId } from '../meetings/forms.ts'
import { loadForum, loadRoundOf } from '../members/store.ts'
import { MissingPage } from './pages.tsx'
import { whoIsMissing } from './rules.ts'
import { loadReach } from './store.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')

export const reachWeb = (route: Router<PageContext>) => {
  route.get('/runder/:id/mangler', sits, async ({ tx, actor, params, page: context }) => {
    const id = params['id']
    const round = isId(id) ? await loadRoundOf(tx, id) : undefined
    if (!round) return notFound
    const manages = actor.role === 'county-governor' && round.managerId === actor.orgId
    if (!manages && !(round.forumId && (await loadForum(tx, round.forumId)))) return notFound
    return page(<MissingPage page={context} round={round} missing={whoIsMissing(await loadReach(tx, round.id))} />)
  })
}
