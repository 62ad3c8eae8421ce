import { typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading } from '../../../platform/db.ts'
import { may, notFound, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm } from '../../../ui/guard-notice.tsx'
import { showNetwork } from '../networks/web.tsx'
import * as actions from './actions.ts'
import { answerForm, inviteForm, leaveForm, schoolsIn } from './forms.ts'
import { showSchoolInvitation } from './show-web.tsx'

const team = may('team-leader', 'adviser')
const school = may('school-leader')
const both = may('team-leader', 'adviser', 'school-leader')

/** Schools in networks: asked by the team, answered and left by the school's leader. */
export const networkSchoolsWeb = (route: Router<PageContext>) => {
  route.post('/nettverk/:id/skoler', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const chosen = schoolsIn(form['skole'])
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showNetwork(deps, tx, actor, context, id, { at: 'schools', form: { ...emptyForm, typed: typedIn(form), errors }, chosen }, status))
    const parsed = inviteForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(t, parsed.error), 422)
    const asked = await actions.inviteSchools(deps, actor, id, chosen, parsed.data.skolefrist)
    if (asked.ok) return redirect(`/nettverk/${id}`, { kind: 'success', key: 'network-schools.flash.asked' })
    if (asked.because === 'not-found') return notFound
    if (asked.because === 'cannot-ask') return again(('stopped' in asked ? asked.stopped : []).map(({ name, because }) => ({ field: 'skole', text: `${name}: ${t(`network-schools.because.${because}`)}` })), 409)
    if (asked.because === 'nobody-chosen' || asked.because === 'too-many') return again([{ field: 'skole', text: t(`network-schools.because.${asked.because}`) }], 422)
    return again([{ field: 'skolefrist', text: t(`networks.because.${asked.because}`) }], 422)
  })

  route.get('/nettverk/skole/:id', both, async ({ deps, tx, actor, params, page: context }) => showSchoolInvitation(deps, tx, actor, context, params['id']))

  route.post('/nettverk/skole/:id/svar', school, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showSchoolInvitation(deps, tx, actor, context, id, typedIn(form), errors, status))
    const parsed = answerForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { svar, grunn } = parsed.data
    const given = await actions.answerForSchool(deps, actor, id, svar === 'ja' ? { take: 'accept' } : { take: 'decline', reason: grunn })
    if (given.ok) return redirect(`/nettverk/skole/${id}`, { kind: 'success', key: svar === 'ja' ? 'network-schools.flash.joined' : 'networks.flash.declined' })
    if (given.because === 'not-found') return notFound
    if (given.because === 'reason-missing') return again([{ field: 'grunn', text: context.t('networks.because.reason-missing') }], 422)
    return again([{ field: '', text: context.t(`network-schools.because.${given.because}`) }], 409)
  })

  route.post('/nettverk/skole/:id/tilbaketrekking', team, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const taken = looksLikeId(id) ? await actions.takeSchoolBack(deps, actor, id) : undefined
    if (!taken || (!taken.ok && taken.because === 'not-found')) return notFound
    if (taken.ok) return redirect(`/nettverk/${taken.event.networkId}`, { kind: 'success', key: 'networks.flash.taken-back' })
    return reading(deps.db, actor, (tx) => showSchoolInvitation(deps, tx, actor, context, id, {}, [{ field: '', text: context.t(`network-schools.because.${taken.because}`) }], 409))
  })

  route.post('/nettverk/skole/:id/utmelding', both, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showSchoolInvitation(deps, tx, actor, context, id, typedIn(form), errors, status))
    const parsed = leaveForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const left = await actions.leaveAsSchool(deps, actor, id, parsed.data.grunn)
    if (left.ok) return redirect(`/nettverk/skole/${id}`, { kind: 'success', key: 'network-schools.flash.left' })
    return left.because === 'not-found' ? notFound : again([{ field: '', text: context.t('network-schools.because.not-member') }], 409)
  })
}
