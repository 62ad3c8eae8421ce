import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import * as actions from '../actions.ts'
import { answerForm } from '../forms.ts'
import type { AnswerRefusal } from '../rules.ts'
import * as store from '../store.ts'
import { answerLabels, ReceivedListPage, ReceivedPage } from './pages.tsx'

export const receivedWeb = (route: Router<PageContext>) => {
  route.get('/overforinger', may('service-contact'), async ({ tx, actor, page: context }) => page(<ReceivedListPage page={context} rows={await store.loadReceived(tx, actor.orgId)} />))

  route.get('/overforinger/:id', may('service-contact'), async ({ tx, actor, params, page: context }) => {
    const one = looksLikeId(params['id'] ?? '') ? await store.loadReceivedOne(tx, actor.orgId, params['id'] ?? '') : undefined
    return one ? page(<ReceivedPage page={context} one={one} form={emptyForm} />) : notFound
  })

  route.post('/overforinger/:id', may('service-contact'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = async (shown: ShownForm, status: number, refused?: AnswerRefusal) => {
      const one = await reading(deps.db, actor, (tx) => store.loadReceivedOne(tx, actor.orgId, id))
      return one ? page(<ReceivedPage page={context} one={one} form={shown} refused={refused} />, status) : notFound
    }
    const read = readGuarded(answerForm, ['text'], form)
    if (!read.ok) return again(showAgain(context.t, answerLabels(context.t), read), 422)
    const answered = await actions.answer(deps, actor, id, read.values.answer, read.values.text)
    if (answered.ok) return redirect(`/overforinger/${id}`, { kind: 'success', key: 'handover.received.answered' })
    return answered.because === 'not-found' ? notFound : again(emptyForm, 409, answered.because)
  })
}
