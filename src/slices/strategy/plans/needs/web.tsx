import { osloDate } from '../../../../kernel/dates.ts'
import { ticked } from '../../../../kernel/fields.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { writesFor } from '../../places/store.ts'
import { nameOf, pathOf } from '../pages.tsx'
import { whyNotWrite } from '../rules.ts'
import { find, seenIn } from '../show-web.tsx'
import * as actions from './actions.ts'
import { NeedsPage } from './parts.tsx'
import { mostNeeds } from './rules.ts'
import * as store from './store.ts'

/** The municipality as authority reads no single need, and so ties none: the leader of the team does. */
const writers = may('team-leader')

export const needsWeb = (route: Router<PageContext>) => {
  route.get('/strategi/:id/mal/:mal/behov', writers, async ({ deps, tx, params, page: context }) => {
    const plan = await find(tx, params['id'])
    const not = plan && whyNotWrite(plan, osloDate(deps.now()))
    if (plan && not) return redirect(pathOf(plan.id), { kind: 'warning', key: `plans.because.${not}` })
    return needsPage(tx, context, params, undefined, emptyForm)
  })
  route.post('/strategi/:id/mal/:mal/behov', writers, async ({ deps, actor, params, form, page: context }) => {
    const [id, goalId] = [idIn(params['id']), idIn(params['mal'])]
    if (!id || !goalId) return notFound
    const chosen = ticked(form['behov'], mostNeeds + 1).map((one) => idIn(one) ?? '')
    const tied = await actions.tie(deps, actor, id, goalId, chosen, seenIn(form))
    if (tied.ok) return redirect(pathOf(id, `#mal-${goalId}`), { kind: 'success', key: chosen.length > 0 ? 'plans.flash.needs' : 'plans.flash.needs-none' })
    if (tied.because === 'not-found') return notFound
    const field = tied.because === 'need-gone' || tied.because === 'full' ? 'behov' : ''
    return reading(deps.db, actor, (tx) => needsPage(tx, context, params, chosen, { ...emptyForm, errors: [{ field, text: context.t(`plans.because.${tied.because}`) }] }, 409))
  })
}

async function needsPage(tx: Tx, context: PageContext, params: Readonly<Record<string, string>>, typed: readonly string[] | undefined, form: ShownForm, status = 200): Promise<Answer> {
  const plan = await find(tx, params['id'])
  const goal = plan?.goals.find(({ id }) => id === params['mal'])
  if (!plan || !goal || !(await writesFor(tx, plan.municipalityId))) return notFound
  const [needs, tied] = await Promise.all([store.loadNeeds(tx, plan.municipalityId), store.loadTied(tx, plan.id)])
  const chosen = typed ?? tied.filter((one) => one.goalId === goal.id).map(({ needId }) => needId)
  return page(<NeedsPage page={context} view={{ plan, goal, needs, chosen, seen: String(plan.edit), form, planName: nameOf(context, plan) }} />, status)
}
