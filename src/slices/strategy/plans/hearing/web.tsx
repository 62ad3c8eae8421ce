import { osloDate } from '../../../../kernel/dates.ts'
import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading } from '../../../../platform/db.ts'
import { may, notFound, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { answerForm, commentForm, guardedAnswer, guardedComment } from '../forms.ts'
import { labelsOf } from '../pages.tsx'
import { show } from '../show-web.tsx'
import * as actions from './actions.ts'

export const hearingWeb = (route: Router<PageContext>) => {
  route.post('/strategi/:id/innspill', may('head', 'owner'), async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params['id'], osloDate(deps.now()), shown, 'innspill', status))
    const read = readGuarded(commentForm, guardedComment, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context), read), 422)
    const id = idIn(params['id'])
    const given = id ? await actions.comment(deps, actor, id, read.values.innspill) : undefined
    if (given?.ok) return redirect(`/strategi/${id}#innspill-liste`, { kind: 'success', key: 'plans.flash.comment' })
    if (!given || given.because === 'not-found') return notFound
    return again({ warnings: [], typed: { innspill: read.values.innspill }, errors: [{ field: '', text: context.t(`plans.because.${given.because}`) }] }, 409)
  }, { limit: { max: 20, minutes: 1 } })

  route.post('/strategi/:id/innspill/:innspill', may('authority', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const [id, commentId] = [idIn(params['id']), idIn(params['innspill'])]
    if (!id || !commentId) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), shown, commentId, status))
    const read = readGuarded(answerForm, guardedAnswer, form)
    if (!read.ok) {
      const shown = showAgain(context.t, labelsOf(context), read)
      // There is one such form for each comment on the page: a link to a field says which.
      return again({ ...shown, errors: shown.errors.map((one) => ({ ...one, field: `${one.field}-${commentId}` })) }, 422)
    }
    const done = await actions.answerComment(deps, actor, id, commentId, read.values.utfall, read.values.svar)
    if (done.ok) return redirect(`/strategi/${id}#innspill-${commentId}`, { kind: 'success', key: 'plans.flash.answered' })
    if (done.because === 'not-found' || done.because === 'comment-unknown') return notFound
    return again({ warnings: [], typed: { svar: read.values.svar, utfall: read.values.utfall }, errors: [{ field: '', text: context.t(`plans.because.${done.because}`) }] }, 409)
  })
}
