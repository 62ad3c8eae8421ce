import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, parseNorwegianDate, type LocalDate } from '../../../../kernel/dates.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import * as audit from '../../../audit/index.ts'
import * as actions from './actions.ts'
import { allPaidForm, cancelForm, limitsForm, oneAnswerForm, prepareForm } from './forms.ts'
import { emptyForm, LimitsPage, PaymentsPage, RunPage, type RunView, type ShownForm } from './pages.tsx'
import { paymentFileName } from './payment-file.ts'
import { approve, whoCanApprove } from './rules.ts'
import * as store from './store.ts'

const governor = may('county-governor')
/** Accounting's answer is read whole: some a minute are enough. */
const heavy = { upload: true, limit: { max: 20, minutes: 1 } }

export const paymentsWeb = (route: Router<PageContext>) => {
  const list = '/okonomi/utbetalinger'
  const one = `${list}/:id`

  route.get(list, governor, async ({ tx, actor, query, deps, page: context }) => {
    const typed = typeof query['til'] === 'string' ? query['til'] : ''
    const until = parseNorwegianDate(typed)
    const form = typed !== '' && !until ? { typed: { til: typed }, errors: [{ field: 'til', text: context.t('money.error.day.wrong') }] } : emptyForm
    return page(await listPage(tx, actor, context, until ?? osloDate(deps.now()), form), form.errors.length > 0 ? 422 : 200)
  })

  route.post(list, governor, async ({ deps, actor, form, page: context }) => {
    const read = prepareForm.safeParse(form)
    const again = (until: LocalDate, shown: ShownForm, status: number, refused?: 'nothing-due') => reading(deps.db, actor, async (tx) => page(await listPage(tx, actor, context, until, shown, refused), status))
    if (!read.success) return again(osloDate(deps.now()), { typed: typedIn(form), errors: wordedErrors(context.t, read.error) }, 422)
    const prepared = await actions.prepareRun(deps, actor, read.data.til)
    return prepared.ok ? redirect(`${list}/${prepared.event.id}`, { kind: 'success', key: 'money.payments.prepared' }) : again(read.data.til, emptyForm, 409, prepared.because)
  })

  route.get(one, governor, async ({ tx, actor, params, page: context }) => {
    const view = await load(tx, actor, params['id'])
    return view ? page(<RunPage page={context} view={view} />) : notFound
  })

  route.get(`${one}/fil`, governor, async ({ tx, actor, params }) => {
    const id = params['id'] ?? ''
    const made = looksLikeId(id) ? await store.loadFile(tx, actor.orgId, id) : undefined
    return made ? file(paymentFileName(made.number), 'text/csv; charset=utf-8', made.file) : notFound
  })

  route.post(`${one}/godkjenning`, governor, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const approved = looksLikeId(id) ? await actions.approveRun(deps, actor, id) : ({ ok: false, because: 'not-found' } as const)
    return approved.ok ? done(id, 'money.run.approved.done') : show(deps, actor, id, context, 409, { refused: named(approved.because) })
  })

  route.post(`${one}/avbrudd`, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = cancelForm.safeParse(form)
    if (!read.success) return show(deps, actor, id, context, 422, { form: { typed: typedIn(form), errors: wordedErrors(context.t, read.error) } })
    const cancelled = looksLikeId(id) ? await actions.giveUpRun(deps, actor, id, read.data.grunn) : ({ ok: false, because: 'not-found' } as const)
    return cancelled.ok ? done(id, 'money.run.cancel.done') : show(deps, actor, id, context, 409, { refused: named(cancelled.because) })
  })

  route.post(`${one}/betalt`, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = allPaidForm.safeParse(form)
    if (!read.success) return show(deps, actor, id, context, 422, { form: { typed: typedIn(form), errors: wordedErrors(context.t, read.error) } })
    const paid = looksLikeId(id) ? await actions.allPaid(deps, actor, id, read.data.dato) : ({ ok: false, because: 'not-found' } as const)
    return paid.ok ? done(id, 'money.run.answer.done') : show(deps, actor, id, context, 409, { refused: named(paid.because), form: { typed: typedIn(form), errors: [] } })
  })

  route.post(`${one}/svar`, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = oneAnswerForm.safeParse(form)
    if (!read.success) return show(deps, actor, id, context, 422, { form: { typed: typedIn(form), errors: wordedErrors(context.t, read.error) } })
    const { nummer, svar, svardato, grunn } = read.data
    const answer = svar === 'paid' ? { state: svar, onDay: svardato } : { state: svar, onDay: svardato, reason: grunn }
    const answered = looksLikeId(id) ? await actions.answerRun(deps, actor, id, [{ number: nummer, answer }]) : ({ ok: false, because: 'not-found' } as const)
    return answered.ok ? done(id, 'money.run.answer.done') : show(deps, actor, id, context, 409, { refused: named(answered.because), form: { typed: typedIn(form), errors: [] } })
  })

  route.post(`${one}/svarfil`, governor, async ({ deps, actor, params, files, page: context }) => {
    const id = params['id'] ?? ''
    const given = files.find(({ field }) => field === 'fil')
    if (!given || given.bytes.length === 0) return show(deps, actor, id, context, 422, { form: { typed: {}, errors: [{ field: 'fil', text: context.t('money.error.file') }] } })
    if (!looksLikeId(id)) return notFound
    const { result, rows } = await actions.importAnswers(deps, actor, id, given.bytes)
    if (result.ok) return done(id, result.event.saved === 0 ? 'money.run.answer.known' : 'money.run.answer.done')
    return show(deps, actor, id, context, 409, { refused: named(result.because), rows })
  }, heavy)

  route.get('/okonomi/grenser', governor, async ({ tx, actor, page: context }) =>
    page(<LimitsPage page={context} limits={await store.loadLimits(tx, actor.orgId)} leader={await store.isLeader(tx)} form={emptyForm} />),
  )

  route.post('/okonomi/grenser', governor, async ({ deps, actor, form, page: context }) => {
    const read = limitsForm.safeParse(form)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, async (tx) => page(<LimitsPage page={context} limits={await store.loadLimits(tx, actor.orgId)} leader={await store.isLeader(tx)} form={shown} />, status))
    if (!read.success) return again({ typed: typedIn(form), errors: wordedErrors(context.t, read.error) }, 422)
    const set = await actions.setLimits(deps, actor, read.data)
    return set.ok ? redirect('/okonomi/grenser', { kind: 'success', key: 'money.limits.saved' }) : again(emptyForm, 409)
  })
}

const done = (id: string, key: 'money.run.approved.done' | 'money.run.cancel.done' | 'money.run.answer.done' | 'money.run.answer.known'): Answer => redirect(`/okonomi/utbetalinger/${id}`, { kind: 'success', key })
const named = <Because extends string>(because: Because | 'not-found'): Because | undefined => (because === 'not-found' ? undefined : because)

async function listPage(tx: Tx, actor: Actor, context: PageContext, until: LocalDate, form: ShownForm, refused?: 'nothing-due') {
  const [due, runs] = await Promise.all([store.loadDue(tx, actor.orgId, until), store.loadRuns(tx, actor.orgId)])
  return <PaymentsPage page={context} until={until} due={due} runs={runs} form={form} refused={refused} />
}

async function show(deps: Deps, actor: Actor, id: string, context: PageContext, status: number, change: Partial<Pick<RunView, 'form' | 'refused' | 'rows'>>): Promise<Answer> {
  const view = await reading(deps.db, actor, (tx) => load(tx, actor, id))
  return view ? page(<RunPage page={context} view={{ ...view, ...change }} />, status) : notFound
}

async function load(tx: Tx, actor: Actor, id: string | undefined): Promise<RunView | undefined> {
  const run = looksLikeId(id ?? '') ? await store.loadRun(tx, actor.orgId, id ?? '') : undefined
  if (!run) return undefined
  const [items, limits, leader, happened, people] = await Promise.all([store.loadItems(tx, run.id), store.loadLimits(tx, actor.orgId), store.isLeader(tx), audit.timeline(tx, run.id), store.loadPeople(tx, actor.orgId)])
  const kind = leader ? 'leader' : 'officer'
  const decision = approve(run, { personId: actor.personId, kind }, limits, true)
  const hindrance = !decision.ok && (decision.because === 'own-run' || decision.because === 'over-limit') ? decision.because : undefined
  return { run, items, history: happened.map((event) => ({ at: event.at, kind: event.kind, who: event.who, count: Number(event.data['count'] ?? 0) })), hindrance, limit: limits[kind], others: whoCanApprove(run, people, limits).filter(({ personId }) => personId !== actor.personId).map(({ name }) => name), form: emptyForm }
}
