import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading } from '../../../../platform/db.ts'
import { file, notFound, redirect, type Router } from '../../../../platform/http.ts'
import type { PlainKey } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { showAgain } from '../../../../ui/guard-notice.tsx'
import { linkForm, linkGuarded } from '../forms.ts'
import { preparers, readers, show, wrong } from '../show-web.tsx'
import { labelsOf, pathOf } from '../shown/words.ts'
import * as actions from './actions.ts'
import { loadContent } from './store.ts'

export const papersWeb = (route: Router<PageContext>) => {
  route.post('/droftinger/:id/papirer', preparers, async ({ deps, actor, params, files, page: context }) => {
    const id = idIn(params['id'])
    const added = id ? await actions.addFile(deps, actor, id, files.find((one) => one.field === 'fil')) : undefined
    if (added?.ok) return redirect(pathOf(id ?? '', '#papirer'), { kind: 'success', key: 'discussions.flash.paper' })
    if (!added || added.because === 'not-found') return notFound
    const { because } = added
    const key: PlainKey = because === 'cancelled' ? 'discussions.because.cancelled' : because === 'too-many-files' ? 'discussions.because.too-many-papers' : `guidance.because.${because}`
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, wrong(context, {}, 'fil', key), 'fil', because === 'cancelled' ? 409 : 422))
  }, { upload: true })

  route.post('/droftinger/:id/papirer/lenke', preparers, async ({ deps, actor, params, form, page: context }) => {
    const read = readGuarded(linkForm, linkGuarded, form)
    if (!read.ok) return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, showAgain(context.t, labelsOf(context.t), read), 'lenke', 422))
    const id = idIn(params['id'])
    const added = id ? await actions.addLink(deps, actor, id, read.values.navn, read.values.adresse) : undefined
    if (added?.ok) return redirect(pathOf(id ?? '', '#papirer'), { kind: 'success', key: 'discussions.flash.paper' })
    if (!added || added.because === 'not-found') return notFound
    const key: PlainKey = added.because === 'cancelled' ? 'discussions.because.cancelled' : 'discussions.because.too-many-papers'
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, wrong(context, form, '', key), 'lenke', 409))
  })

  route.get('/droftinger/:id/papirer/:fil', readers, async ({ tx, params }) => {
    const [id, paper] = [idIn(params['id']), idIn(params['fil'])]
    const found = id && paper ? await loadContent(tx, id, paper) : undefined
    return found?.content && found.media_type ? file(found.name, found.media_type, found.content) : notFound
  })
  route.post('/droftinger/:id/papirer/:fil/fjerning', preparers, async ({ deps, actor, params }) => {
    const [id, paper] = [idIn(params['id']), idIn(params['fil'])]
    const gone = id && paper ? await actions.takeAway(deps, actor, id, paper) : undefined
    return gone?.ok ? redirect(pathOf(id ?? '', '#papirer'), { kind: 'success', key: 'discussions.flash.paper-removed' }) : notFound
  })
}
