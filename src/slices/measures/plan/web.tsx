import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idOrNone } from '../../../kernel/ids.ts'
import { parseKroner } from '../../../kernel/money.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { isLead } from '../measures/rules.ts'
import { loadMeasure } from '../measures/store.ts'
import * as actions from './actions.ts'
import { elementForm, expenseForm, guarded, markForm } from './forms.ts'
import { labelsOf, PlanPage, type PlanView } from './pages.tsx'
import type { ElementContent } from './rules.ts'
import * as store from './store.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')
const writers = may('head', 'owner', 'adviser', 'team-leader')
const pathOf = (id: string): string => `/tiltak/${id}/plan`

export const planWeb = (route: Router<PageContext>) => {
  route.get('/tiltak/:id/plan', readers, ({ deps, tx, actor, params, query, page: context }) => show(tx, actor, context, idOrNone(params['id']), osloDate(deps.now()), { editing: idOrNone(query['punkt']) }))

  route.post('/tiltak/:id/plan', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    const again = comeBack(deps, actor, context, id, 'element', form)
    const read = readGuarded(elementForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    if (!id) return notFound
    const done = await actions.addElement(deps, actor, id, formKeyIn(form), contentOf(read.values))
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'measures.plan.flash.saved' }) : again(done.because)
  })

  route.post('/tiltak/:id/plan/:punkt', writers, async ({ deps, actor, params, form, page: context }) => {
    const [id, element] = [idOrNone(params['id']), idOrNone(params['punkt'])]
    const again = comeBack(deps, actor, context, id, 'element', form, element)
    const read = readGuarded(elementForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    if (!id || !element) return notFound
    const done = await actions.changeElement(deps, actor, id, element, contentOf(read.values), Number(form['versjon']) || 0)
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'measures.plan.flash.saved' }) : again(done.because)
  })

  route.post('/tiltak/:id/plan/:punkt/merking', writers, async ({ deps, actor, params, form, page: context }) => {
    const [id, element] = [idOrNone(params['id']), idOrNone(params['punkt'])]
    const parsed = markForm.safeParse(form)
    if (!id || !element || !parsed.success) return notFound
    const done = await actions.markElement(deps, actor, id, element, parsed.data.gjor)
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'measures.plan.flash.saved' }) : comeBack(deps, actor, context, id, 'element', {})(done.because)
  })

  route.post('/tiltak/:id/utgifter', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    const again = comeBack(deps, actor, context, id, 'expense', form)
    const read = readGuarded(expenseForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const amount = parseKroner(read.values.sum)
    if (!amount.ok) return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: 'sum', text: context.t('measures.error.budget') }] })
    if (!id) return notFound
    const done = await actions.writeExpense(deps, actor, id, formKeyIn(form), { on: read.values.brukt, what: read.values.kjop, amount: amount.event })
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'measures.plan.flash.saved' }) : again(done.because)
  })

  route.post('/tiltak/:id/utgifter/:utgift', writers, async ({ deps, actor, params }) => {
    const [id, expense] = [idOrNone(params['id']), idOrNone(params['utgift'])]
    const done = id && expense ? await actions.removeExpense(deps, actor, id, expense) : undefined
    return done?.ok ? redirect(pathOf(id), { kind: 'success', key: 'measures.plan.flash.removed' }) : notFound
  })
}

const contentOf = (values: ReturnType<typeof elementForm.parse>): ElementContent => ({ what: values.hva, who: values.hvem, kind: values.slag, dueOn: values.dag, wholeMonth: values.maned && values.dag !== undefined })
type Because = 'not-found' | 'closed' | 'full' | 'changed-meanwhile' | 'done-already' | 'not-done' | 'day-ahead' | 'nothing'
const fieldOf: Partial<Record<Because, string>> = { 'day-ahead': 'brukt', nothing: 'sum' }

/** The page again with a form that came back, or with what stopped it. */
const comeBack = (deps: Deps, actor: Actor, context: PageContext, id: string, at: PlanView['at'], form: Readonly<Record<string, unknown>>, editing?: string) => (shown: ShownForm | Because): Promise<Answer> | Answer => {
  if (shown === 'not-found') return notFound
  const field = typeof shown === 'string' ? (fieldOf[shown] ?? '') : ''
  const back = typeof shown === 'string' ? { ...emptyForm, typed: typedIn(form), errors: [{ field, text: context.t(`measures.plan.because.${shown}`) }] } : shown
  return reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), { editing, at, form: back }, typeof shown === 'string' && !field ? 409 : 422))
}

async function show(tx: Tx, actor: Actor, context: PageContext, id: string, today: LocalDate, shown: { readonly editing?: string | undefined; readonly at?: PlanView['at']; readonly form?: ShownForm }, status = 200): Promise<Answer> {
  const measure = id ? await loadMeasure(tx, id) : undefined
  if (!measure) return notFound
  const leads = isLead(measure, actor)
  const [elements, expenses] = await Promise.all([store.loadElements(tx, id), store.loadExpenses(tx, id)])
  const editing = leads && shown.editing ? elements.find((one) => one.id === shown.editing) : undefined
  return page(<PlanPage page={context} view={{ measure, elements, expenses, leads, today, startKey: crypto.randomUUID(), editing, at: shown.at ?? 'element', form: shown.form ?? emptyForm }} />, status)
}
