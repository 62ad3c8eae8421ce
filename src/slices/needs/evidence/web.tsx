import { looksLikeId } from '../../../kernel/ids.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { writing } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../platform/http.ts'
import { formats } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import * as audit from '../../audit/index.ts'
import { inOrder } from '../statements/rules.ts'
import { loadNeeds } from '../statements/store.ts'
import { EvidencePage, UnitsPage } from './pages.tsx'
import { loadPieces, loadThemes } from './store.ts'
import { loadAsked, loadUnit, loadUnits } from './units-store.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')

export const evidenceWeb = (route: Router<PageContext>) => {
  route.get('/kunnskapsgrunnlag', readers, async ({ tx, actor, query, page: context }) => {
    if (actor.role === 'head' || actor.role === 'pedagogical-leader') return redirect(`/kunnskapsgrunnlag/${actor.orgId}`)
    const of = actor.role === 'owner' ? { owner: actor.orgId } : { team: actor.orgId }
    const { rows, paging } = await loadPage(pageOf({ side: query['side'], antall: '50' }), (offset, size) => loadUnits(tx, of, offset, size))
    return page(<UnitsPage page={context} view={{ rows, page: paging.number, pages: paging.count }} />)
  })

  route.get('/kunnskapsgrunnlag/:id', readers, async ({ deps, tx, actor, params, page: context, afterwards }) => {
    const id = params['id'] ?? ''
    const kindergarten = looksLikeId(id) ? await loadUnit(tx, id, actor) : undefined
    if (!kindergarten) return notFound
    const [themes, pieces, needs, asked] = await Promise.all([loadThemes(tx, id), loadPieces(tx, id), loadNeeds(tx, id), loadAsked(tx, id)])
    if (actor.role === 'adviser' || actor.role === 'team-leader') afterwards(() => writing(deps.db, actor, (own) => audit.noteReading(own, actor, 'evidence', id, [id, actor.orgId], deps.now())))
    const writes = actor.role === 'head' || actor.role === 'pedagogical-leader'
    return page(<EvidencePage page={context} view={{ kindergarten, themes, pieces, needs: inOrder(needs), writes, asked: asked && formats(context.lang).date(asked) }} />)
  })
}
