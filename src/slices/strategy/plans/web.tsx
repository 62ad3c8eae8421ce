import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { ticked } from '../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn } from '../../../kernel/ids.ts'
import { parseKroner } from '../../../kernel/money.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadPlaces, writesFor } from '../places/store.ts'
import * as actions from './actions.ts'
import { goalForm, guardedGoal, guardedLine, guardedPlan, guardedStep, lineForm, planForm, stepForm } from './forms.ts'
import { hearingWeb } from './hearing/web.tsx'
import { needsWeb } from './needs/web.tsx'
import { outputWeb } from './output/web.tsx'
import { labelsOf, ListPage, pathOf } from './pages.tsx'
import { whyNotWrite, type Goal, type Plan, type StepRefusal } from './rules.ts'
import { find, seenIn, show } from './show-web.tsx'
import * as store from './store.ts'
import { GoalFormPage, goalLabels, goalTyped, LineFormPage, lineLabels, PlanFormPage, planLabels, planTyped } from './write-page.tsx'

const writers = may('authority', 'team-leader')
const readers = may('authority', 'team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'county-governor')

export const plansWeb = (route: Router<PageContext>) => {
  wholeWeb(route)
  goalsWeb(route)
  linesWeb(route)
  stepsWeb(route)
  hearingWeb(route)
  needsWeb(route)
  outputWeb(route, readers)
}

/** The list, and a plan as a whole. */
function wholeWeb(route: Router<PageContext>): void {
  route.get('/strategi', readers, async ({ tx, actor, page: context }) => {
    const [heads, places, frames] = await Promise.all([store.loadHeads(tx), actor.role === 'authority' || actor.role === 'team-leader' ? loadPlaces(tx) : [], store.loadFrames(tx)])
    return page(<ListPage page={context} view={{ heads, writes: places.length > 0, frames }} />)
  })

  route.get('/strategi/ny', writers, async ({ deps, tx, page: context }) => planFormPage(tx, context, undefined, crypto.randomUUID(), { ...emptyForm, typed: { fra: formatDate(osloDate(deps.now()), context.lang, 'short') } }))
  route.post('/strategi', writers, async ({ deps, actor, form, page: context }) => {
    const key = formKeyIn(form)
    const again = (shown: ShownForm) => reading(deps.db, actor, (tx) => planFormPage(tx, context, undefined, key, shown, 422))
    const read = readGuarded(planForm, guardedPlan, form)
    if (!read.ok) return again(showAgain(context.t, planLabels(context), read))
    const begun = await actions.begin(deps, actor, key, idIn(form['kommune']) ?? '', planOf(read.values))
    if (begun.ok) return redirect(pathOf(begun.event.id), { kind: 'success', key: 'plans.flash.saved' })
    return again(begun.because === 'not-found' ? wrong(context, form, 'kommune', 'plans.error.municipality') : wrong(context, form, 'til', 'plans.because.ends-before'))
  })

  route.get('/strategi/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(tx, actor, context, params['id'], osloDate(deps.now())))

  route.get('/strategi/:id/endring', writers, async ({ deps, tx, params, page: context }) => {
    const plan = await find(tx, params['id'])
    return plan && (stopped(deps, plan) ?? planFormPage(tx, context, plan, '', { ...emptyForm, typed: planTyped(plan, context) })) || notFound
  })
  route.post('/strategi/:id/endring', writers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status = 422) => withPlan(deps, actor, params, (tx, plan) => planFormPage(tx, context, plan, '', shown, status, seenFrom(form, plan, status)))
    const read = readGuarded(planForm, guardedPlan, form)
    if (!read.ok) return again(showAgain(context.t, planLabels(context), read))
    const id = idIn(params['id'])
    const saved = id ? await actions.change(deps, actor, id, planOf(read.values), seenIn(form)) : undefined
    if (saved?.ok) return redirect(pathOf(id ?? ''), { kind: 'success', key: 'plans.flash.saved' })
    if (!saved || saved.because === 'not-found') return notFound
    const field = saved.because === 'ends-before' || saved.because === 'goals-outside' ? 'til' : ''
    return again(wrong(context, form, field, `plans.because.${saved.because}`), field ? 422 : 409)
  })
  route.post('/strategi/:id/fjern', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    const gone = id ? await actions.dropPlan(deps, actor, id, seenIn(form)) : undefined
    if (gone?.ok) return redirect('/strategi', { kind: 'success', key: 'plans.flash.plan-removed' })
    if (!gone || gone.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), wrong(context, {}, '', `plans.because.${gone.because}`), '', 409))
  })
}

function goalsWeb(route: Router<PageContext>): void {
  route.get('/strategi/:id/mal/nytt', writers, async ({ deps, tx, params, page: context }) => {
    const plan = await find(tx, params['id'])
    return plan && (stopped(deps, plan) ?? goalFormPage(tx, context, plan, undefined, { ...emptyForm, typed: { fra: formatDate(plan.startsOn, context.lang, 'short'), til: formatDate(plan.endsOn, context.lang, 'short') } }, [])) || notFound
  })
  route.get('/strategi/:id/mal/:mal', writers, async ({ deps, tx, params, page: context }) => {
    const plan = await find(tx, params['id'])
    const goal = goalOf(plan, params)
    return plan && goal ? stopped(deps, plan) ?? goalFormPage(tx, context, plan, goal, { ...emptyForm, typed: goalTyped(goal, context) }, goal.themes) : notFound
  })
  for (const isNew of [true, false]) route.post(isNew ? '/strategi/:id/mal' : '/strategi/:id/mal/:mal', writers, async ({ deps, actor, params, form, page: context }) => {
    const chosen = themesIn(form)
    const again = (shown: ShownForm, status = 422) => withPlan(deps, actor, params, (tx, plan) => {
      const goal = goalOf(plan, params)
      return isNew || goal ? goalFormPage(tx, context, plan, goal, shown, chosen, status, seenFrom(form, plan, status)) : notFound
    })
    const read = readGuarded(goalForm, guardedGoal, form)
    if (!read.ok) return again(showAgain(context.t, goalLabels(context), read))
    const economy = read.values.belop === '' ? undefined : parseKroner(read.values.belop)
    if (economy && !economy.ok) return again(wrong(context, form, 'belop', 'measures.error.budget'))
    const [id, goalId] = [idIn(params['id']), isNew ? undefined : idIn(params['mal'])]
    if (!id || (!isNew && !goalId)) return notFound
    const { tittel, hvorfor, ansvar, fra, til } = read.values
    const saved = await actions.saveGoal(deps, actor, id, goalId, { parentId: idIn(form['del']), title: tittel, why: hvorfor, themes: chosen, responsible: ansvar, economy: economy?.event, startsOn: fra, endsOn: til }, seenIn(form))
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'plans.flash.saved' })
    if (saved.because === 'not-found') return notFound
    const field = goalField[saved.because]
    return again(wrong(context, form, field, `plans.because.${saved.because}`), field ? 422 : 409)
  })
  route.post('/strategi/:id/mal/:mal/fjern', writers, async ({ deps, actor, params, form, page: context }) => {
    const [id, goalId] = [idIn(params['id']), idIn(params['mal'])]
    const done = id && goalId ? await actions.dropGoal(deps, actor, id, goalId, seenIn(form)) : undefined
    if (done?.ok) return redirect(pathOf(id ?? ''), { kind: 'success', key: 'plans.flash.goal-removed' })
    if (!done || done.because === 'not-found') return notFound
    return withPlan(deps, actor, params, (tx, plan) => {
      const goal = goalOf(plan, params)
      return goal ? goalFormPage(tx, context, plan, goal, { warnings: [], typed: goalTyped(goal, context), errors: [{ field: '', text: context.t(`plans.because.${done.because}`) }] }, goal.themes, 409) : notFound
    })
  })
}

function linesWeb(route: Router<PageContext>): void {
  route.get('/strategi/:id/mal/:mal/tiltak', writers, async ({ deps, tx, actor, params, page: context }) => {
    const plan = await find(tx, params['id'])
    const goal = goalOf(plan, params)
    return plan && goal ? stopped(deps, plan) ?? lineFormPage(tx, actor, context, plan, goal, emptyForm) : notFound
  })
  route.post('/strategi/:id/mal/:mal/tiltak', writers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status = 422) => withPlan(deps, actor, params, (tx, plan) => {
      const goal = goalOf(plan, params)
      return goal ? lineFormPage(tx, actor, context, plan, goal, shown, status, seenFrom(form, plan, status)) : notFound
    })
    const read = readGuarded(lineForm, guardedLine, form)
    if (!read.ok) return again(showAgain(context.t, lineLabels(context), read))
    const [id, goalId] = [idIn(params['id']), idIn(params['mal'])]
    const saved = id && goalId ? await actions.saveLine(deps, actor, id, goalId, { measureId: idIn(form['tiltak']), title: read.values.eget, responsible: read.values.ansvar }, seenIn(form)) : undefined
    if (saved?.ok) return redirect(pathOf(id ?? '', `#mal-${goalId}`), { kind: 'success', key: 'plans.flash.line' })
    if (!saved || saved.because === 'not-found') return notFound
    const field = saved.because === 'nothing' ? 'eget' : saved.because === 'measure-twice' || saved.because === 'measure-outside' || saved.because === 'measure-gone' ? 'tiltak' : ''
    return again(wrong(context, form, field, `plans.because.${saved.because}`), field ? 422 : 409)
  })
  route.post('/strategi/:id/mal/:mal/tiltak/fjern', writers, async ({ deps, actor, params, form, page: context }) => {
    const [id, lineId] = [idIn(params['id']), idIn(form['punkt'])]
    const done = id && lineId ? await actions.dropLine(deps, actor, id, lineId, seenIn(form)) : undefined
    if (done?.ok) return redirect(pathOf(id ?? '', `/mal/${params['mal']}/tiltak`), { kind: 'success', key: 'plans.flash.line-removed' })
    if (!done || done.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), wrong(context, {}, '', `plans.because.${done.because}`), '', 409))
  })
}

/** Out on hearing, another deadline, adopted, a new version. */
function stepsWeb(route: Router<PageContext>): void {
  route.post('/strategi/:id/trinn', writers, async ({ deps, actor, params, form, page: context }) => {
    const today = osloDate(deps.now())
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params['id'], today, shown, 'trinn', status))
    const read = readGuarded(stepForm, guardedStep, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context), read), 422)
    const id = idIn(params['id'])
    if (!id) return notFound
    const { trinn, frist, dag, organ } = read.values
    if (trinn === 'version') {
      const made = await actions.newVersion(deps, actor, id)
      if (made.ok) return redirect(pathOf(made.event.id), { kind: 'success', key: 'plans.flash.version' })
      return made.because === 'not-found' ? notFound : again(wrong(context, form, '', `plans.because.${made.because}`), 409)
    }
    const taken =
      trinn === 'adopt' ? await actions.adoptPlan(deps, actor, id, { on: dag, body: organ }, seenIn(form))
      : trinn === 'move' ? await actions.changeDeadline(deps, actor, id, frist, seenIn(form))
      : await actions.sendOnHearing(deps, actor, id, frist, seenIn(form))
    if (taken.ok) return redirect(pathOf(id), { kind: 'success', key: stepFlash[trinn] })
    if (taken.because === 'not-found') return notFound
    const field = stepField[taken.because] ?? ''
    return again(wrong(context, form, field, `plans.because.${taken.because}`), field ? 422 : 409)
  }, { limit: { max: 60, minutes: 1 } })
}

const stepFlash = { hearing: 'plans.flash.hearing', move: 'plans.flash.deadline', adopt: 'plans.flash.adopted' } as const
const goalField = { 'stands': '', 'hearing-runs': '', 'changed-meanwhile': '', 'full': '', 'goal-twice': 'tittel', 'too-many-themes': 'temaer', 'parent-unknown': 'del', 'circular': 'del', 'too-deep': 'del', 'ends-before': 'til', 'outside-plan': 'til', 'outside-goal': 'til', 'parts-outside': 'til' } as const
const stepField: Readonly<Partial<Record<StepRefusal, string>>> = { 'deadline-missing': 'frist', 'deadline-past': 'frist', 'deadline-far': 'frist', 'same-deadline': 'frist', 'day-missing': 'dag', 'day-ahead': 'dag', 'before-hearing': 'dag', 'body-missing': 'organ' }

const planOf = ({ tittel, om, ramme, fra, til }: ReturnType<typeof planForm.parse>) => ({ title: tittel, about: om, frame: ramme, startsOn: fra, endsOn: til })
const themesIn = (form: Readonly<Record<string, unknown>>): readonly string[] => ticked(form['temaer'], 60)
const goalOf = (plan: Plan | undefined, params: Readonly<Record<string, string>>): Goal | undefined => plan?.goals.find(({ id }) => id === params['mal'])
const wrong = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, field: string, key: PlainKey): ShownForm => ({ warnings: [], errors: [{ field, text: t(key) }], typed: typedIn(form) })
/** What cannot be written now leads back to the plan, which says why. */
const stopped = (deps: Deps, plan: Plan): Answer | undefined => {
  const not = whyNotWrite(plan, osloDate(deps.now()))
  return not && redirect(pathOf(plan.id), { kind: 'warning', key: `plans.because.${not}` })
}
/** Somebody else has changed it (409): the page shows it as it is now, and the next saving goes through. */
const seenFrom = (form: Readonly<Record<string, unknown>>, plan: Plan, status: number): string => String(status === 409 ? plan.edit : seenIn(form))
const withPlan = (deps: Deps, actor: Actor, params: Readonly<Record<string, string>>, work: (tx: Tx, plan: Plan) => Promise<Answer> | Answer): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const plan = await find(tx, params['id'])
    return plan && (await writesFor(tx, plan.municipalityId)) ? work(tx, plan) : notFound
  })

async function planFormPage(tx: Tx, context: PageContext, plan: Plan | undefined, key: string, form: ShownForm, status = 200, seen = String(plan?.edit ?? 0)): Promise<Answer> {
  const [places, frames] = await Promise.all([loadPlaces(tx), store.loadFrames(tx)])
  return page(<PlanFormPage page={context} view={{ plan, key, places, frames, form, seen }} />, status)
}
const goalFormPage = async (tx: Tx, context: PageContext, plan: Plan, goal: Goal | undefined, form: ShownForm, chosen: readonly string[], status = 200, seen = String(plan.edit)): Promise<Answer> =>
  page(<GoalFormPage page={context} view={{ plan, goal, themes: await store.loadThemes(tx), chosen, form, seen }} />, status)
async function lineFormPage(tx: Tx, actor: Actor, context: PageContext, plan: Plan, goal: Goal, form: ShownForm, status = 200, seen = String(plan.edit)): Promise<Answer> {
  const [measures, worked] = await Promise.all([store.loadOwnMeasures(tx, actor.orgId), store.loadWorked(tx)])
  return page(<LineFormPage page={context} view={{ plan, goal, measures, named: new Map(worked.flatMap(({ measureId, title }) => (title === undefined ? [] : [[measureId, title] as const]))), form, seen }} />, status)
}
