import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadMembers, loadSubjects } from '../competence/store.ts'
import * as actions from './actions.ts'
import { closeForm, lineForm, lineGuarded } from './forms.ts'
import { lineLabels, PlanPage, planPath } from './pages.tsx'
import { loadLines, loadOffered } from './store.ts'

const team = may('team-leader', 'adviser')
/** The field where each refusal is mended. */
const fieldOf = { 'subject-gone': 'emne', 'who-gone': 'hvem', 'due-passed': 'frist', 'line-there': 'hva', 'offer-gone': 'tilbud', 'offer-needs-university': 'mate' } as const

export const gapsWeb = (route: Router<PageContext>) => {
  route.get('/teamets-kompetanse/plan', team, async ({ deps, tx, actor, page: context }) => planPage(deps, tx, actor, context))

  route.post('/teamets-kompetanse/plan', may('team-leader'), async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => planPage(deps, tx, actor, context, shown, status))
    const read = readGuarded(lineForm, lineGuarded, form)
    if (!read.ok) return again(showAgain(t, lineLabels(t), read), 422)
    const { emne, mate, hva, hvem, frist, tilbud } = read.values
    const opened = await actions.openLine(deps, actor, { subject: emne, way: mate, what: hva, due: frist, offerId: tilbud === '' ? undefined : tilbud }, hvem)
    if (opened.ok) return redirect(planPath, { kind: 'success', key: 'competence.flash.line' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf[opened.because], text: t(`competence.because.${opened.because}`) }] }, 409)
  })

  route.post('/teamets-kompetanse/plan/:id', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const lineId = params['id'] ?? ''
    if (!looksLikeId(lineId)) return notFound
    const again = (text: string, status: number) => reading(deps.db, actor, (tx) => planPage(deps, tx, actor, context, { ...emptyForm, errors: [{ field: '', text }] }, status))
    const parsed = closeForm.safeParse(form)
    if (!parsed.success) return again(t('competence.error.version'), 422)
    const closed = await actions.closeLine(deps, actor, lineId, parsed.data.handling)
    if (closed.ok) return redirect(planPath, { kind: 'success', key: 'competence.flash.line-closed' })
    return closed.because === 'not-found' ? notFound : again(t(`competence.because.${closed.because}`), 409)
  })
}

async function planPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const [lines, subjects, members, offered] = await Promise.all([loadLines(tx, actor.orgId), loadSubjects(tx, actor.orgId), loadMembers(tx, actor.orgId, today), actor.role === 'team-leader' ? loadOffered(tx) : []])
  return page(<PlanPage page={context} view={{ lines, subjects, members, offered, leads: actor.role === 'team-leader', personId: actor.personId, today, form }} />, status)
}
