import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { pathOf } from '../plans/shown.tsx'
import { meIn, seenIn, show } from '../plans/show-web.tsx'
import { loadPlan, type JointPlan } from '../plans/store.ts'
import * as actions from './actions.ts'
import { reflectForm, reflectGuarded, tellForm, tellGuarded } from './forms.ts'
import { reflectLabels, ReflectPage, tellLabels, TellPage } from './pages.tsx'
import { reflect, tell } from './rules.ts'
import * as store from './store.ts'

const sides = may('head', 'school-leader')

export const schoolYearWeb = (route: Router<PageContext>) => {
  route.get('/skole/planer/:id/punkter/:punkt/fortell', sides, async ({ deps, tx, actor, params, page: context }) =>
    withMine(deps, tx, actor, params, (plan, me, today) => tellPage(deps, tx, actor, context, plan, me, today, params['punkt'], undefined)))
  route.post('/skole/planer/:id/punkter/:punkt/fortell', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, lineId] = [idIn(params['id']), idIn(params['punkt'])]
    if (!id || !lineId) return notFound
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => withMine(deps, tx, actor, params, (plan, me, today) => tellPage(deps, tx, actor, context, plan, me, today, lineId, shown, status, seenIn(form))))
    const read = readGuarded(tellForm, tellGuarded, form)
    if (!read.ok) return again(showAgain(context.t, tellLabels(context), read))
    const saved = await actions.saveTold(deps, actor, id, lineId, { outcome: read.values.gikk, body: read.values.fortalt, seen: seenIn(form) })
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'schools.flash.told' })
    if (saved.because === 'not-found' || saved.because === 'not-party') return notFound
    const shown = { warnings: [], typed: typedIn(form), errors: [{ field: saved.because === 'why-missing' ? 'fortalt' : '', text: context.t(`schools.because.${saved.because}`) }] }
    return again(shown, saved.because === 'why-missing' ? 422 : 409)
  })

  route.get('/skole/planer/:id/tilbakeblikk', sides, async ({ deps, tx, actor, params, page: context }) => withMine(deps, tx, actor, params, (plan, me, today) => reflectPage(deps, tx, actor, context, plan, me, today, undefined)))
  route.post('/skole/planer/:id/tilbakeblikk', sides, async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    if (!id) return notFound
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => withMine(deps, tx, actor, params, (plan, me, today) => reflectPage(deps, tx, actor, context, plan, me, today, shown, status, seenIn(form))))
    const read = readGuarded(reflectForm, reflectGuarded, form)
    if (!read.ok) return again(showAgain(context.t, reflectLabels(context), read))
    const saved = await actions.saveReflection(deps, actor, id, { worked: read.values.virket, learned: read.values.lart, seen: seenIn(form) })
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'schools.flash.reflected' })
    if (saved.because === 'not-found' || saved.because === 'not-party') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [{ field: '', text: context.t(`schools.because.${saved.because}`) }] }, 409)
  })
}

async function withMine(deps: Deps, tx: Tx, actor: Actor, params: Readonly<Record<string, string>>, work: (plan: JointPlan, me: string, today: LocalDate) => Promise<Answer>): Promise<Answer> {
  const today = osloDate(deps.now())
  const plan = idIn(params['id']) ? await loadPlan(tx, params['id'] ?? '', today) : undefined
  const me = plan && meIn(plan, actor)
  return plan && me ? work(plan, me, today) : notFound
}

/** `shown`: what came back. A colleague's words are shown as they are now, and saving again is then a choice (409). */
async function tellPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, plan: JointPlan, me: string, today: LocalDate, lineId: string | undefined, shown: ShownForm | undefined, status = 200, seen = 0): Promise<Answer> {
  const line = plan.lines.findLast(({ id }) => id === lineId)
  if (!line) return notFound
  const there = (await store.loadTold(tx, [plan.id])).find((one) => one.lineId === line.id && one.orgId === me)
  const allowed = tell(plan, me, line, { outcome: 'done', body: '', seen: there?.version ?? 0 }, there?.version ?? 0, today)
  if (!allowed.ok) return show(deps, tx, actor, context, plan.id, { ...emptyForm, errors: [{ field: '', text: context.t(`schools.because.${allowed.because}`) }] }, 409)
  const form = shown ?? { ...emptyForm, typed: there ? { gikk: there.outcome, fortalt: there.body } : {} }
  return page(<TellPage page={context} view={{ plan, form, seen: String(shown && status !== 409 ? seen : (there?.version ?? 0)) }} line={line} />, status)
}
async function reflectPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, plan: JointPlan, me: string, today: LocalDate, shown: ShownForm | undefined, status = 200, seen = 0): Promise<Answer> {
  const there = (await store.loadReflections(tx, [plan.id])).find((one) => one.orgId === me)
  const allowed = reflect(plan, me, there?.version ?? 0, there?.version ?? 0, today)
  if (!allowed.ok) return show(deps, tx, actor, context, plan.id, { ...emptyForm, errors: [{ field: '', text: context.t(`schools.because.${allowed.because}`) }] }, 409)
  const form = shown ?? { ...emptyForm, typed: there ? { virket: there.worked, lart: there.learned } : {} }
  return page(<ReflectPage page={context} view={{ plan, form, seen: String(shown && status !== 409 ? seen : (there?.version ?? 0)) }} />, status)
}
