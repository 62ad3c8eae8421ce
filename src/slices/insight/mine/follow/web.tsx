import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { idIn, looksLikeId } from '../../../../kernel/ids.ts'
import { reading } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { Visit } from '../../../../platform/visit.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { inScope, mayInScope } from '../../../identity/index.ts'
import { listAgain, path, rowId, usualFor } from '../address.ts'
import { loadKindergartens, loadOwn } from '../store.ts'
import { showOne } from '../one/web.tsx'
import * as actions from './actions.ts'
import { FollowsPage } from './pages.tsx'
import { mostFollowed, type EndRefusal, type FollowRefusal } from './rules.ts'
import { loadFollows } from './store.ts'

const team = may('adviser', 'team-leader')

/** Who follows which. For the competence team alone. */
export const followWeb = (router: Router<PageContext>) => {
  // A deputy for another part of the program follows nothing, and reads nothing of who does.
  const route = inScope(router, 'guidance')
  route.get(`${path}/folging`, team, async ({ deps, tx, actor, page: context }) => {
    const today = osloDate(deps.now())
    const [own, follows] = await Promise.all([loadOwn(tx, actor), loadFollows(tx, actor.orgId)])
    const known = await loadKindergartens(tx, [...new Set([...own, ...follows.map(({ kindergartenId }) => kindergartenId)])])
    const names = new Map(known.map(({ id, name }) => [id, name]))
    const followed = new Set(follows.map(({ kindergartenId }) => kindergartenId))
    const byName = (a: { readonly name: string }, b: { readonly name: string }) => a.name.localeCompare(b.name, 'nb')
    const unfollowed = known.filter(({ id, closedOn }) => !followed.has(id) && (closedOn === undefined || closedOn > today)).toSorted(byName)
    const rows = follows.map((one) => ({ ...one, kindergarten: names.get(one.kindergartenId) ?? '' })).toSorted((a, b) => a.person.localeCompare(b.person, 'nb') || a.kindergarten.localeCompare(b.kindergarten, 'nb'))
    return page(<FollowsPage page={context} view={{ rows, unfollowed, mayEnd: (personId) => actor.role === 'team-leader' || (personId === actor.personId && actor.onBehalfOf === undefined) }} />)
  })

  route.post(`${path}/:id/folging`, team, async ({ deps, actor, visit, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const done = await actions.beginFollow(deps, actor, id)
    const { fra } = form
    return done.ok ? redirect(typeof fra === 'string' ? `${listAgain(fra, usualFor(actor.role))}#${rowId(id)}` : `${path}/${id}`, { kind: 'success', key: 'mine.flash.followed' }) : refused(deps, actor, visit, context, id, done.because)
  })

  route.post(`${path}/:id/folging/slutt`, team, async ({ deps, actor, visit, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const whose = idIn(form['hvem'])
    const done = await actions.endFollow(deps, actor, id, whose ?? actor.personId)
    return done.ok ? redirect(whose ? `${path}/folging` : `${path}/${id}`, { kind: 'success', key: 'mine.flash.unfollowed' }) : refused(deps, actor, visit, context, id, done.because)
  })
}

const refused = (deps: Deps, actor: Actor, visit: Visit | undefined, context: PageContext, id: string, because: FollowRefusal | EndRefusal | 'not-found'): Promise<Answer> | Answer =>
  because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => showOne(tx, actor, context, id, osloDate(deps.now()), undefined, { guidance: true, scheme: mayInScope(visit, 'scheme') }, context.t(`mine.because.${because}`, { most: mostFollowed }), 409))
