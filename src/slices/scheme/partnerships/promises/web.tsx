import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { notFound, redirect, type Deps, type Router, type WriteRequest } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { readers, shows, takes, writers, type Show } from '../frame/web.tsx'
import { sayWord } from '../words/actions.ts'
import { loadWords } from '../words/store.ts'
import * as actions from './actions.ts'
import { brokenForm, brokenGuarded, promiseForm, promiseGuarded, wordForm, wordGuarded } from './forms.ts'
import { brokenLabels, promiseLabels, PromisePage, wordLabels } from './pages.tsx'
import { loadPromises } from './store.ts'

const base = '/partnerskap/:id/lofter'

const onePromise: Show = async (tx, view, shown, { lofte }) => {
  const [promises, words] = await Promise.all([loadPromises(tx, view.one.id), loadWords(tx, view.one.id)])
  const promise = promises.find(({ id }) => id === lofte)
  return promise && <PromisePage view={{ ...view, promise, words: words.filter(({ aboutKind, about }) => aboutKind === 'promise' && about === lofte), shown }} />
}
const promisePath = ({ id = '', lofte = '' }: Readonly<Record<string, string>>) => `/partnerskap/${id}/lofter/${lofte}`

/** `agreement`: the partnership's own page, where the promises stand. */
export const promisesWeb = (route: Router<PageContext>, agreement: Show) => {
  takes(route, base, {
    form: promiseForm,
    guarded: promiseGuarded,
    labels: promiseLabels,
    act: (deps, actor, { id = '' }, { hva, svarer, lofra, lotil }) => actions.addPromise(deps, actor, id, { what: hva, answers: svarer, from: lofra, to: lotil }),
    show: agreement,
    fieldOf: { 'outside-period': 'lotil', 'too-many': 'hva' },
    to: ({ id = '' }) => `/partnerskap/${id}`,
    flash: 'partnership.flash.changed',
  })
  shows(route, `${base}/:lofte`, readers, onePromise)
  takes(route, `${base}/:lofte/ikke-holdt`, {
    form: brokenForm,
    guarded: brokenGuarded,
    labels: brokenLabels,
    act: (deps, actor, { id = '', lofte = '' }, { grunn }) => actions.giveUpPromise(deps, actor, id, lofte, grunn),
    show: onePromise,
    to: promisePath,
    flash: 'partnership.flash.saved',
  })
  takes(route, `${base}/:lofte/ord`, {
    form: wordForm,
    guarded: wordGuarded,
    labels: wordLabels,
    act: (deps, actor, { id = '', lofte = '' }, { ord }) => sayWord(deps, actor, id, { aboutKind: 'promise', about: lofte }, ord),
    show: onePromise,
    to: promisePath,
    flash: 'pair.flash.said',
  })
  button(route, 'fjerning', 'partnership.flash.changed', actions.removePromise)
  button(route, 'utfort', 'partnership.flash.saved', actions.donePromise)
}

type Done = { readonly ok: true } | { readonly ok: false; readonly because: string }
/** A button beside one promise. */
function button(route: Router<PageContext>, rest: 'fjerning' | 'utfort', flash: 'partnership.flash.changed' | 'partnership.flash.saved', act: (deps: Deps, actor: Actor, id: string, promiseId: string) => Promise<Done>): void {
  route.post(`${base}/:lofte/${rest}`, writers, async ({ deps, actor, params }: WriteRequest<Actor, PageContext>) => {
    const [id, promise] = [params['id'] ?? '', params['lofte'] ?? '']
    const done = looksLikeId(id) && looksLikeId(promise) ? await act(deps, actor, id, promise) : undefined
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    if (done.ok) return redirect(`/partnerskap/${id}`, { kind: 'success', key: flash })
    return redirect(`/partnerskap/${id}`, { kind: 'warning', key: done.because === 'promise-stays' ? 'pair.because.promise-stays' : 'partnership.because.already-ended' })
  })
}
