import type { Actor } from '../../../kernel/actor.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { anchoringState } from '../anchoring/standing.ts'
import { writtenTitle } from '../forms/core.ts'
import { loadFormDefinition } from '../forms/store.ts'
import { closesFor } from '../rounds/rules.ts'
import { inWordsOf } from '../schemes/role-words.ts'
import * as actions from './actions.ts'
import { answerForm, beginForm, kindForm, reasonForm } from './forms.ts'
import { OverviewPage, pathOf, ReportsPage, type Listed } from './pages.tsx'
import { historyWeb } from './history/web.tsx'
import { answerInvitation } from './parties/actions.ts'
import { beginFromNeed, needWeb } from './need/web.tsx'
import { partiesWeb } from './parties/web.tsx'
import { KindPage } from './section-pages.tsx'
import { sectionWeb } from './section-web.tsx'
import { lacksOf } from './sending/actions.ts'
import { loadAlike, loadReturns } from './sending/store.ts'
import { sendingWeb, showSent } from './sending/web.tsx'
import * as store from './store.ts'
import { isOwnSide, loadWork, type Work } from './work.ts'

const reporters = may('owner', 'head')
const side = may('owner', 'head', 'pedagogical-leader', 'university-contact')
const everyone = may('owner', 'head', 'pedagogical-leader', 'university-contact', 'county-governor', 'union-representative', 'authority')

export const reportsWeb = (route: Router<PageContext>) => {
  route.get('/behov', side, async ({ tx, actor, page: context }) => page(<ReportsPage page={context} rows={await listed(tx, context)} mayBegin={actor.role === 'owner' || actor.role === 'head'} />))

  route.post('/behov', reporters, async ({ deps, actor, form }) => {
    const parsed = beginForm.safeParse(form)
    if (!parsed.success) return notFound
    const { runde, behov, nokkel } = parsed.data
    if (runde === '') return behov === undefined ? notFound : beginFromNeed(deps, actor, behov, nokkel)
    const begun = await actions.beginReport(deps, actor, runde, nokkel, behov)
    if (begun.ok) return redirect(pathOf(begun.event.id))
    return begun.because === 'not-found' ? notFound : redirect(`/runder/${runde}`, { kind: 'warning', key: `reports.because.${begun.because}` })
  })

  needWeb(route)

  route.get('/behov/:id', everyone, async ({ tx, actor, params, page: context }) => show(tx, actor, context, params['id']))

  route.get('/behov/:id/slag', reporters, async ({ tx, actor, params, page: context }) => {
    const work = await ledWork(tx, actor, params['id'])
    if (!work) return notFound
    const { report } = work
    if (report.state !== 'draft') return redirect(pathOf(report.id))
    return kindPage(tx, work, context, { slag: report.kind, del: report.strand, bygger: report.buildsOn ?? '', nettverk: report.networkName ?? '' }, [])
  })

  route.post('/behov/:id/slag', reporters, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const work = await reading(deps.db, actor, (tx) => ledWork(tx, actor, id))
    if (!work) return notFound
    const parsed = kindForm(work.scheme.strands.map(({ code }) => code)).safeParse(form)
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => kindPage(tx, work, context, typedIn(form), errors, status))
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { slag, del, bygger, nettverk } = parsed.data
    const saved = await actions.saveKind(deps, actor, id, { kind: slag, strand: del, buildsOn: bygger, networkName: nettverk })
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'reports.flash.kind' })
    if (saved.because === 'not-found') return notFound
    const field = ({ 'kind-not-in-scheme': 'slag', 'strand-not-in-scheme': 'del', 'nothing-to-build-on': 'bygger' } as const)[saved.because as 'nothing-to-build-on']
    return field ? again([{ field, text: context.t(`reports.because.${saved.because}`) }], 422) : redirect(pathOf(id), { kind: 'warning', key: `reports.because.${saved.because}` })
  })

  route.post('/behov/:id/svar', may('owner', 'head', 'university-contact'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const parsed = answerForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, id, typedIn(form), wordedErrors(context.t, parsed.error), 422)
    const answered = await answerInvitation(deps, actor, id, parsed.data.svar === 'ja', parsed.data.grunn)
    if (answered.ok) return redirect(parsed.data.svar === 'ja' ? pathOf(id, actor.role === 'university-contact' ? '/partner' : '') : '/behov', { kind: 'success', key: parsed.data.svar === 'nei' ? 'reports.answered' : actor.role === 'university-contact' ? 'reports.answered.partner' : 'reports.answered.member' })
    return answered.because === 'not-found' ? notFound : again(deps, actor, context, id, typedIn(form), [{ field: 'grunn', text: context.t(`reports.because.${answered.because}`) }], answered.because === 'reason-missing' ? 422 : 409)
  })

  route.post('/behov/:id/apning', reporters, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const opened = looksLikeId(id) ? await actions.reopenDraft(deps, actor, id) : undefined
    if (!opened || (!opened.ok && opened.because === 'not-found')) return notFound
    return redirect(pathOf(id), opened.ok ? { kind: 'success', key: 'reports.opened' } : { kind: 'warning', key: 'reports.because.not-signing' })
  })

  route.post('/behov/:id/tilbaketrekking', reporters, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = reasonForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    if (!parsed.success) return again(deps, actor, context, id, typedIn(form), wordedErrors(context.t, parsed.error), 422)
    const withdrawn = await actions.withdrawReport(deps, actor, id, parsed.data.grunn)
    if (withdrawn.ok) return redirect('/behov', { kind: 'success', key: 'reports.withdrawn' })
    if (withdrawn.because === 'not-found') return notFound
    return again(deps, actor, context, id, { trekk: 'ja', ...typedIn(form) }, [{ field: 'grunn', text: context.t(`reports.because.${withdrawn.because}`) }], withdrawn.because === 'reason-missing' ? 422 : 409)
  })

  sectionWeb(route)
  historyWeb(route)
  partiesWeb(route)
  sendingWeb(route)
}

async function ledWork(tx: Tx, actor: Actor, id: string | undefined): Promise<Work | undefined> {
  const work = looksLikeId(id ?? '') ? await loadWork(tx, id ?? '') : undefined
  return work?.report.leadId === actor.orgId ? work : undefined
}

async function listed(tx: Tx, { t }: PageContext): Promise<readonly Listed[]> {
  const rows = await store.loadOwnReports(tx)
  // Reports share forms: each is read once.
  const forms = new Map(await Promise.all([...new Set(rows.map(({ formVersionId }) => formVersionId))].map(async (id) => [id, await loadFormDefinition(tx, id)] as const)))
  return rows.map((one) => {
    const form = forms.get(one.formVersionId)
    const title = (one.state === 'submitted' && one.sentTitle) || (form && writtenTitle(form, one.answers)) || t('reports.untitled')
    return { id: one.id, title, round: one.round, lead: one.leadName, state: one.state, outcome: one.outcome, reference: one.reference, deadline: closesFor(one, one.extendedUntil) }
  })
}

/** The overview while it is written; what was sent when it has been, for the applicant's side and for those who handle it. */
async function show(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, errors: readonly FieldError[] = [], back: Readonly<Record<string, string>> = {}, status = 200): Promise<Answer> {
  const work = looksLikeId(id ?? '') ? await loadWork(tx, id ?? '') : undefined
  if (!work) return notFound
  const { report, parties, definition } = work
  const mine = parties.filter(({ orgId, state }) => orgId === actor.orgId && state !== 'declined')
  if (report.state === 'submitted' || !(await isOwnSide(tx, work, actor))) return showSent(tx, actor, context, work, errors, back, status)
  const leads = report.leadId === actor.orgId && (actor.role === 'owner' || actor.role === 'head')
  const [anchoring, alike, returns] = await Promise.all([anchoringState(tx, work), leads ? loadAlike(tx, report.id) : [], loadReturns(tx, report.id)])
  return page(
    <OverviewPage
      page={inWordsOf(context, work.scheme)}
      work={work}
      writes={definition.sections.filter(({ key }) => actions.mayWrite(work, actor, key)).map(({ key }) => key)}
      leads={leads}
      asked={mine.some(({ part, state }) => (part === 'member' || part === 'partner') && state === 'invited') && actor.role !== 'pedagogical-leader'}
      ready={lacksOf(work).length === 0}
      signatures={{ given: anchoring.needed.filter(({ status }) => status === 'signed').length, of: anchoring.needed.length, all: anchoring.ready }}
      alike={alike}
      returned={returns[0]}
      errors={errors}
      typed={back}
    />,
    status,
  )
}

const again = (deps: Deps, actor: Actor, context: PageContext, id: string, back: Readonly<Record<string, string>>, errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, errors, back, status))

async function kindPage(tx: Tx, work: Work, context: PageContext, values: Readonly<Record<string, string>>, errors: readonly FieldError[], status = 200): Promise<Answer> {
  return page(<KindPage page={context} work={work} granted={await store.loadGranted(tx, work.report.leadId, work.scheme.continues, work.report.id)} typed={values} errors={errors} />, status)
}
