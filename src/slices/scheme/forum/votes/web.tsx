import { typedIn } from '../../../../kernel/guarded-form.ts'
import { may, notFound, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { itemAgain } from '../items/web.tsx'
import { isId } from '../meetings/forms.ts'
import * as actions from './actions.ts'
import { ballotForm, handsForm, openForm } from './forms.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')
const governor = may('county-governor')
type Params = Readonly<Record<string, string>>
const idsOf = (params: Params): readonly [string, string, string] | undefined => {
  const [forum, meeting, item] = [params['id'], params['mote'], params['sak']]
  return isId(forum) && isId(meeting) && isId(item) ? [forum, meeting, item] : undefined
}
const pathOf = ([forum, meeting, item]: readonly [string, string, string]) => `/forum/${forum}/moter/${meeting}/saker/${item}`

export const votesWeb = (route: Router<PageContext>) => {
  route.post('/forum/:id/moter/:mote/saker/:sak/avstemning', governor, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const parsed = openForm.safeParse(form)
    const done = parsed.success ? await actions.openVote(deps, actor, ...ids, parsed.data.metode, parsed.data.versjon) : { ok: false as const, because: 'changed-meanwhile' as const }
    if (done.ok) return redirect(pathOf(ids), { kind: 'success', key: 'forum.vote.opened' })
    return done.because === 'not-found' ? notFound : itemAgain(deps, actor, context, params, { typed: {}, warnings: [], errors: [{ field: '', text: context.t(`forum.because.${done.because}`) }] }, 409)
  })
  route.post('/forum/:id/moter/:mote/saker/:sak/stemme', sits, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const parsed = ballotForm.safeParse(form)
    if (!parsed.success) return itemAgain(deps, actor, context, params, { typed: {}, warnings: [], errors: wordedErrors(context.t, parsed.error) }, 422)
    const done = await actions.castBallot(deps, actor, ...ids, parsed.data.stemme)
    if (done.ok) return redirect(pathOf(ids), { kind: 'success', key: 'forum.vote.saved' })
    return done.because === 'not-found' ? notFound : itemAgain(deps, actor, context, params, { typed: {}, warnings: [], errors: [{ field: '', text: context.t(`forum.because.${done.because}`) }] }, 409)
  })
  route.post('/forum/:id/moter/:mote/saker/:sak/opptelling', governor, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    // A vote by ballot is counted by the database; only hands are typed in.
    const typedIt = 'for' in form
    const parsed = handsForm.safeParse(form)
    if (typedIt && !parsed.success) return itemAgain(deps, actor, context, params, { typed: typedIn(form), warnings: [], errors: wordedErrors(context.t, parsed.error) }, 422)
    const done = await actions.closeVote(deps, actor, ...ids, typedIt && parsed.success ? { ...parsed.data, chair: parsed.data.leder } : undefined)
    if (done.ok) return redirect(pathOf(ids), { kind: 'success', key: 'forum.vote.closed' })
    return done.because === 'not-found' ? notFound : itemAgain(deps, actor, context, params, { typed: typedIn(form), warnings: [], errors: [{ field: 'for', text: context.t(`forum.because.${done.because}`) }] }, 409)
  })
}
