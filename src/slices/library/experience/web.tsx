import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading } from '../../../platform/db.ts'
import { may, notFound, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { showMaterial } from '../show/web.tsx'
import { decideExperience, takeBackExperience, tellExperience } from './actions.ts'
import { decisionForm, experienceForm, guarded } from './forms.ts'

const tellers = may('head', 'pedagogical-leader')
const team = may('adviser', 'team-leader')

export const experienceWeb = (route: Router<PageContext>) => {
  route.post('/materiell/:id/erfaringer', tellers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const { t } = context
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showMaterial(deps, tx, actor, context, id, { form: shown, at: 'experience', status }))
    const read = readGuarded(experienceForm, guarded, form)
    if (!read.ok) return again(showAgain(t, { utfall: t('library.experience.outcome'), erfaring: t('library.experience.body') }, read), 422)
    const told = await tellExperience(deps, actor, id, { outcome: read.values.utfall, body: read.values.erfaring, nameShown: read.values.visnavn })
    if (told.ok) return redirect(`/materiell/${id}`, { kind: 'success', key: 'library.flash.told' })
    return told.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: '', text: t(`library.because.${told.because}`) }] }, 409)
  })

  route.post('/materiell/:id/erfaringer/:erfaring/avgjorelse', team, async ({ deps, actor, params, form }) => {
    const [id, one] = [params['id'] ?? '', params['erfaring'] ?? '']
    const parsed = decisionForm.safeParse(form)
    if (!looksLikeId(id) || !looksLikeId(one) || !parsed.success) return notFound
    const decided = await decideExperience(deps, actor, one, parsed.data.avgjorelse)
    return decided.ok ? redirect(`/materiell/${id}`, { kind: 'success', key: `library.flash.${parsed.data.avgjorelse}` }) : notFound
  })

  route.post('/materiell/:id/erfaringer/:erfaring/fjerning', tellers, async ({ deps, actor, params }) => {
    const [id, one] = [params['id'] ?? '', params['erfaring'] ?? '']
    const removed = looksLikeId(id) && looksLikeId(one) ? await takeBackExperience(deps, actor, one) : undefined
    return removed?.ok ? redirect(`/materiell/${id}`, { kind: 'success', key: 'library.flash.experience-removed' }) : notFound
  })
}
