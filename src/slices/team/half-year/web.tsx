import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { fieldErrors } from '../../../kernel/fields.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../ui/guard-notice.tsx'
import { mondayOf } from '../capacity/rules.ts'
import * as actions from './actions.ts'
import { mondayAt, problemOf, weekAt, type Facts, type Span } from './facts.ts'
import { askForm, gapForm, limitForm, moveForm } from './forms.ts'
import type { Broken } from './model/check.ts'
import { FramesPage, framesPath, home, HomePage, planPath } from './pages.tsx'
import { MovePage, PlanPage } from './plan-pages.tsx'
import { isLate, spansFrom, type AdoptRefusal, type Plan } from './rules.ts'
import * as store from './store.ts'
import { brokenWords, type Named } from './words.ts'

const team = may('team-leader', 'adviser')
const leader = may('team-leader')
/** Each is a plan to reckon. One is made at a time for a team; this is for one who asks and stops, again and again. */
const heavy = { limit: { max: 20, minutes: 1 } }

export const halfYearWeb = (route: Router<PageContext>) => {
  route.get('/kapasitet/halvarsplan', team, async ({ deps, tx, actor, page: context }) => homePage(deps, tx, actor, context))

  route.post('/kapasitet/halvarsplan', leader, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const again = (text: string, status: number, broken: readonly Broken[] = [], span?: Span) =>
      reading(deps.db, actor, (tx) => homePage(deps, tx, actor, context, { ...emptyForm, typed: typedIn(form), errors: [{ field: 'uker', text }] }, broken, span, status))
    const parsed = askForm.safeParse(form)
    const after = idIn(form['etter'])
    const span = parsed.success ? await spanOf(deps, actor, parsed.data.uker, after) : undefined
    if (!span) return again(t('half-year.error.span'), 422)
    const asked = await actions.askFor(deps, actor, span, formKeyIn(form), after)
    return asked.ok ? redirect(planPath(asked.id), { kind: 'success', key: 'half-year.flash.asked' }) : again(t(`half-year.because.${asked.because}`), 409, asked.broken, span)
  }, heavy)

  route.get('/kapasitet/halvarsplan/rammer', leader, async ({ deps, tx, actor, page: context }) => framesPage(deps, tx, actor, context))
  route.post('/kapasitet/halvarsplan/rammer/avstand', leader, async ({ deps, actor, form, page: context }) => {
    const parsed = gapForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => framesPage(deps, tx, actor, context, shownAgain(context, form, fieldErrors(parsed.error)), 422))
    const { lofte, avstand } = parsed.data
    return looksLikeId(lofte) && (await actions.writeGap(deps, actor, lofte, avstand)) ? redirect(framesPath, { kind: 'success', key: 'half-year.flash.kept' }) : notFound
  })
  route.post('/kapasitet/halvarsplan/rammer/plass', leader, async ({ deps, actor, form, page: context }) => {
    const parsed = limitForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => framesPage(deps, tx, actor, context, shownAgain(context, form, fieldErrors(parsed.error)), 422))
    const { barnehage, plass } = parsed.data
    return looksLikeId(barnehage) && (await actions.writeLimit(deps, actor, barnehage, plass)) ? redirect(framesPath, { kind: 'success', key: 'half-year.flash.kept' }) : notFound
  })

  route.get('/kapasitet/halvarsplan/:id', team, async ({ deps, tx, actor, params, query, page: context }) => planPage(deps, tx, actor, context, params['id'] ?? '', { query }))
  route.post('/kapasitet/halvarsplan/:id/avbryt', leader, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const stopped = await actions.giveUp(deps, actor, id)
    if (stopped.ok) return redirect(home, { kind: 'success', key: 'half-year.flash.stopped' })
    return stopped.because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => planPage(deps, tx, actor, context, id, { refused: 'not-waiting' }))
  })
  route.post('/kapasitet/halvarsplan/:id/vedtak', leader, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const adopted = await actions.adoptPlan(deps, actor, id, Number(form['versjon']))
    if (adopted.ok) return redirect(planPath(id), { kind: 'success', key: 'half-year.flash.adopted' })
    const { because, broken } = adopted
    return because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => planPage(deps, tx, actor, context, id, { refused: because, broken }))
  })

  route.get('/kapasitet/halvarsplan/:id/besok/:besok', leader, async ({ deps, tx, actor, params, page: context }) => movePage(deps, tx, actor, context, params['id'] ?? '', params['besok'] ?? ''))
  route.post('/kapasitet/halvarsplan/:id/besok/:besok', leader, async ({ deps, actor, params, form, page: context }) => {
    const [id, visitId] = [params['id'] ?? '', params['besok'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(visitId)) return notFound
    const parsed = moveForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => movePage(deps, tx, actor, context, id, visitId, shownAgain(context, form, fieldErrors(parsed.error)), [], 422))
    const { uke, hvem } = parsed.data
    const moved = await actions.moveVisit(deps, actor, id, visitId, { week: uke, adviserId: hvem, version: Number(form['versjon']) })
    if (moved.ok) return redirect(planPath(id), { kind: 'success', key: 'half-year.flash.moved' })
    const { because, broken } = moved
    return because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => movePage(deps, tx, actor, context, id, visitId, { ...emptyForm, typed: typedIn(form), errors: [{ field: 'uke', text: context.t(`half-year.because.${because}`) }] }, broken, 409))
  })
  route.post('/kapasitet/halvarsplan/:id/besok/:besok/fast', leader, async ({ deps, actor, params, form, page: context }) => {
    const [id, visitId] = [params['id'] ?? '', params['besok'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(visitId)) return notFound
    const kept = await actions.lockVisit(deps, actor, id, visitId, form['fast'] === 'ja')
    if (kept.ok) return redirect(planPath(id), { kind: 'success', key: 'half-year.flash.kept' })
    return kept.because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => planPage(deps, tx, actor, context, id, { refused: 'not-proposed' }))
  })
}

const shownAgain = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, wrong: Readonly<Record<string, string>>): ShownForm => ({
  ...emptyForm,
  typed: typedIn(form),
  // The words of a form are keys of the catalogues, which the schema cannot know.
  errors: Object.entries(wrong).map(([field, key]) => ({ field, text: t(key as PlainKey) })),
})

/** The weeks that were offered, or those of the plan it comes after. */
async function spanOf(deps: Deps, actor: Actor, monday: string, after: string | undefined): Promise<Span | undefined> {
  const before = after === undefined ? undefined : await reading(deps.db, actor, (tx) => store.loadPlan(tx, actor.orgId, after))
  return before && before.from === monday ? { from: before.from, weeks: before.weeks } : spansFrom(osloDate(deps.now())).find(({ from }) => from === monday)
}

const namedOf = ({ promised, members }: Pick<Facts, 'promised' | 'members'>): Named => {
  const one = new Map(promised.map((each) => [each.id, each]))
  const who = new Map(members.map((each) => [each.personId, each.name]))
  return { what: (id) => one.get(id)?.what ?? '–', to: (id) => one.get(id)?.to ?? '–', who: (id) => who.get(id) ?? '–' }
}

async function homePage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, form: ShownForm = emptyForm, broken: readonly Broken[] = [], span?: Span, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const [plans, mine, facts] = await Promise.all([store.loadPlans(tx, actor.orgId), store.loadPlannedOf(tx, actor.personId, mondayOf(today)), broken.length > 0 ? store.loadFacts(tx, actor.orgId, today) : undefined])
  const told = facts && span ? broken.map((one) => brokenWords(context, namedOf(facts), span, one)) : []
  return page(<HomePage page={context} view={{ plans, mine, leads: actor.role === 'team-leader', spans: spansFrom(today), key: crypto.randomUUID(), form, told }} />, status)
}

async function framesPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const facts = await store.loadFacts(tx, actor.orgId, osloDate(deps.now()))
  const promises = facts.promised.map(({ id, what, to }) => ({ id, name: `${what}, ${to}`, gap: facts.gaps.get(id) })).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
  return page(<FramesPage page={context} view={{ promises, kindergartens: facts.kindergartens.map(({ id, name }) => ({ id, name, visits: facts.limits.get(id) })), form }} />, status)
}

/** So many of the visits are shown at a time. */
const onPage = 100

type Asked = { readonly query?: Readonly<Record<string, unknown>>; readonly refused?: AdoptRefusal | 'not-waiting'; readonly broken?: readonly Broken[] }
async function planPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, { query = {}, refused, broken = [] }: Asked): Promise<Answer> {
  const plan = looksLikeId(id) ? await store.loadPlan(tx, actor.orgId, id) : undefined
  if (!plan) return notFound
  const [facts, visits, short] = await Promise.all([store.loadFacts(tx, actor.orgId, osloDate(deps.now())), store.loadVisits(tx, id), store.loadShort(tx, id)])
  const named = namedOf(facts)
  const who = visits.find(({ personId }) => personId === query['hvem'])?.personId
  const fitting = who === undefined ? visits : visits.filter(({ personId }) => personId === who)
  const paging = pages(pageOf({ side: query['side'], antall: String(onPage) }), fitting.length)
  return page(
    <PlanPage
      page={context}
      view={{
        plan, visits, short, named, who, paging, rows: fitting.slice(paging.offset, paging.last), loads: loadsOf(facts, plan, visits), changed: plan.mark !== '' && plan.mark !== actions.markOf(facts, plan), late: isLate(plan, deps.now()), leads: actor.role === 'team-leader', key: crypto.randomUUID(),
        form: refused === undefined ? emptyForm : { ...emptyForm, errors: [{ field: '', text: context.t(`half-year.because.${refused}`) }] }, told: broken.map((one) => brokenWords(context, named, plan, one)),
      }}
    />,
    refused === undefined ? 200 : 409,
  )
}

const loadsOf = (facts: Facts, plan: Plan, visits: readonly store.KeptVisit[]) => {
  const minutes = Map.groupBy(visits, ({ personId, monday }) => `${personId} ${monday}`)
  return problemOf(facts, plan, []).advisers.filter((one) => one.minutes.some((each) => each > 0) || visits.some(({ personId }) => personId === one.id)).map((one) => ({
    id: one.id, name: one.name, cells: one.minutes.map((all, week) => ({ monday: mondayAt(plan, week), all, minutes: (minutes.get(`${one.id} ${mondayAt(plan, week)}`) ?? []).reduce((sum, visit) => sum + visit.minutes, 0) })),
  }))
}

async function movePage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, visitId: string, form: ShownForm = emptyForm, broken: readonly Broken[] = [], status = 200): Promise<Answer> {
  const plan = looksLikeId(id) && looksLikeId(visitId) ? await store.loadPlan(tx, actor.orgId, id) : undefined
  if (!plan) return notFound
  const [facts, visits] = await Promise.all([store.loadFacts(tx, actor.orgId, osloDate(deps.now())), store.loadVisits(tx, id)])
  const visit = visits.find((one) => one.id === visitId)
  if (!visit) return notFound
  const problem = problemOf(facts, plan, [])
  const commitment = problem.commitments.find((one) => one.id === visit.commitmentId)
  const named = namedOf(facts)
  const weeks = Array.from({ length: plan.weeks }, (_, week) => ({ week, monday: mondayAt(plan, week) })).filter(({ week }) => (commitment?.days[week] ?? 0) !== 0)
  const able = problem.advisers.filter((one) => commitment?.able.some(({ adviserId }) => adviserId === one.id)).map((one) => ({ id: one.id, name: one.name }))
  return page(<MovePage page={context} view={{ plan, visit, named, weeks, week: weekAt(plan, visit.monday), able, form, told: broken.map((one) => brokenWords(context, named, plan, one)) }} />, status)
}
