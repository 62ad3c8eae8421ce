import type { Router } from '../../../../platform/http.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { ShownForm } from '../../../../ui/guard-notice.tsx'
import { partPath, type PartView } from '../frame/pages.tsx'
import { readers, shows, takes, writers, type Show } from '../frame/web.tsx'
import { isHalf } from '../halves/rules.ts'
import * as actions from './actions.ts'
import { additionForm, additionGuarded, reflectionForm, reflectionGuarded } from './forms.ts'
import { additionLabels, reflectionLabels, ReflectionPage, ReflectionsPage, type View } from './pages.tsx'
import { halvesOf } from './rules.ts'
import { loadAdditions, loadDelivered, loadReflections } from './store.ts'

const base = '/partnerskap/:id/refleksjoner'

async function viewOf(tx: Tx, view: PartView, shown: ShownForm): Promise<View> {
  const [reflections, additions, delivered] = await Promise.all([loadReflections(tx, view.one.id), loadAdditions(tx, view.one.id), loadDelivered(tx, [view.one.id])])
  return { ...view, reflections, additions, delivered, shown }
}

const list: Show = async (tx, view, shown) => <ReflectionsPage view={await viewOf(tx, view, shown)} />
const oneHalf: Show = async (tx, view, shown, { halvar = '' }) =>
  view.side && isHalf(halvar) && halvesOf(view.one, view.today).includes(halvar) ? <ReflectionPage view={await viewOf(tx, view, shown)} half={halvar} side={view.side} /> : undefined

export const reflectionsWeb = (route: Router<PageContext>) => {
  shows(route, base, readers, list)
  shows(route, `${base}/:halvar`, writers, oneHalf)
  takes(route, `${base}/:halvar`, {
    form: reflectionForm,
    guarded: reflectionGuarded,
    labels: reflectionLabels,
    act: (deps, actor, { id = '', halvar = '' }, { virket, laerte, endrer }) => actions.deliverReflection(deps, actor, id, halvar, { worked: virket, learned: laerte, changes: endrer }),
    show: oneHalf,
    to: ({ id = '' }) => partPath(id, 'reflections'),
    flash: 'pair.flash.reflected',
  })
  takes(route, `${base}/:halvar/tillegg`, {
    form: additionForm,
    guarded: additionGuarded,
    labels: additionLabels,
    act: (deps, actor, { id = '', halvar = '' }, { tillegg }) => actions.addToReflection(deps, actor, id, halvar, tillegg),
    show: oneHalf,
    to: ({ id = '' }) => partPath(id, 'reflections'),
    flash: 'pair.flash.added',
  })
}
