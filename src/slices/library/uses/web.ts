import { looksLikeId } from '../../../kernel/ids.ts'
import { may, notFound, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { addUse, removeUse } from './actions.ts'
import { targetIn } from './rules.ts'

const users = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')

export const usesWeb = (route: Router<PageContext>) => {
  route.post('/materiell/:id/bruk', users, async ({ deps, actor, params, form }) => {
    const id = params['id'] ?? ''
    const target = targetIn(typeof form['for'] === 'string' ? form['for'] : '')
    if (!looksLikeId(id) || !target) return notFound
    const added = await addUse(deps, actor, id, target)
    if (added.ok) return redirect(`/materiell/${id}?for=${target.key}`, { kind: 'success', key: 'library.flash.used' })
    return added.because === 'not-found' ? notFound : redirect(`/materiell/${id}`, { kind: 'warning', key: `library.because.${added.because}` })
  })
  route.post('/materiell/:id/bruk/:bruk/fjerning', users, async ({ deps, actor, params }) => {
    const [id, use] = [params['id'] ?? '', params['bruk'] ?? '']
    const removed = looksLikeId(id) && looksLikeId(use) ? await removeUse(deps, actor, id, use) : undefined
    return removed?.ok ? redirect(`/materiell/${id}`, { kind: 'success', key: 'library.flash.use-removed' }) : notFound
  })
}
