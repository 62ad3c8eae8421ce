import { looksLikeId } from '../../../../kernel/ids.ts'
import { may, notFound, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import * as actions from './actions.ts'

export const togetherWeb = (route: Router<PageContext>) => {
  route.post('/okter/:id/barnehager', may('head', 'pedagogical-leader'), async ({ deps, actor, params, form }) => {
    const [id = '', kindergarten] = [params['id'], form['barnehage']]
    if (!looksLikeId(id) || typeof kindergarten !== 'string' || !looksLikeId(kindergarten)) return looksLikeId(id) ? redirect(`/okter/${id}`) : notFound
    const asked = await actions.askAlong(deps, actor, id, kindergarten)
    return asked.ok ? redirect(`/okter/${id}`, { kind: 'success', key: 'sessions.together.asked' }) : notFound
  })

  route.post('/okter/:id/barnehager/:barnehage/svar', may('head', 'pedagogical-leader'), async ({ deps, actor, params, form }) => {
    const [id = '', kindergarten = ''] = [params['id'], params['barnehage']]
    const says = form['svar'] === 'ja' ? 'yes' : form['svar'] === 'nei' ? 'no' : undefined
    if (!looksLikeId(id) || !looksLikeId(kindergarten) || !says) return notFound
    const done = await actions.answerAlong(deps, actor, id, kindergarten, says)
    if (done.ok) return redirect(says === 'no' && kindergarten === actor.orgId ? '/okter' : `/okter/${id}`, { kind: 'success', key: says === 'yes' ? 'sessions.together.joined' : 'sessions.together.left' })
    return done.because === 'not-found' ? notFound : redirect(`/okter/${id}`, { kind: 'warning', key: 'sessions.because.not-planned' })
  })
}
