import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { notFound, redirect, type Router, type WriteRequest } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { partPath } from '../frame/pages.tsx'
import { readers, shows, takes, writers, type Show } from '../frame/web.tsx'
import * as actions from './actions.ts'
import { partForm, partGuarded, renewForm } from './forms.ts'
import { partLabels, renewLabels, RenewalPage } from './pages.tsx'
import { loadChain, loadPartings } from './store.ts'

const base = '/partnerskap/:id/fornyelse'

const show: Show = async (tx, view, shown) => {
  const [chain, partings] = await Promise.all([loadChain(tx, view.one), loadPartings(tx, [view.one.id])])
  return <RenewalPage view={{ ...view, chain, partings, shown }} />
}

export const renewalWeb = (route: Router<PageContext>) => {
  shows(route, base, readers, show)
  takes(route, base, {
    form: renewForm,
    guarded: [],
    labels: renewLabels,
    act: (deps, actor, { id = '' }, { til }) => actions.renewPartnership(deps, actor, id, til),
    show,
    fieldOf: { 'renewal-too-short': 'til', overlaps: 'til' },
    to: (_, id) => partPath(id, 'agreement'),
    flash: 'pair.flash.renewed',
  })
  takes(route, `${base}/nei`, {
    form: partForm,
    guarded: partGuarded,
    labels: partLabels,
    act: (deps, actor, { id = '' }, { grunn }) => actions.partWays(deps, actor, id, grunn),
    show,
    to: ({ id = '' }) => partPath(id, 'renewal'),
    flash: 'partnership.flash.saved',
  })
  route.post(`${base}/medtatt`, writers, async ({ deps, actor, params }: WriteRequest<Actor, PageContext>) => {
    const id = params['id'] ?? ''
    const done = looksLikeId(id) ? await actions.takeAlong(deps, actor, id) : undefined
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    if (done.ok) return redirect(partPath(id, 'agreement'), { kind: 'success', key: 'partnership.flash.changed' })
    return redirect(partPath(id, 'agreement'), { kind: 'warning', key: done.because === 'taken-along' ? 'pair.because.taken-along' : 'partnership.because.already-ended' })
  })
}
