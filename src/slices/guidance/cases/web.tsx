import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { reading, writing, type Tx } from '../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { renderPdf } from '../../../platform/pdf.ts'
import * as audit from '../../audit/index.ts'
import { flowOfVersion, publishedFlow, themesFor } from '../flow/index.ts'
import { readGuarded, typedIn, type GuardedForm } from '../../../kernel/guarded-form.ts'
import { loadAttachments, loadDrafts, teamOf } from '../requests/store.ts'
import { pathOf } from '../requests/pages.tsx'
import * as actions from './actions.ts'
import { caseDocument } from './document.ts'
import { assignForm, longest, moveForm, noteForm, reopenForm, unassignForm, type FreeText } from './forms.ts'
import { KindergartenListPage, TeamListPage } from './list.tsx'
import { CasePage, type CaseProblem, type CaseView } from './pages.tsx'
import type { PartLoader } from './parts.ts'
import { NoPdfPage } from './pdf-page.tsx'
import { isTheirsToUndo, lastMove, readCaseFilter, sideOf, withdrawCode } from './rules.ts'
import { stepNames } from './step-names.ts'
import * as store from './store.ts'

const both = may('head', 'pedagogical-leader', 'adviser', 'team-leader')
const acting = may('head', 'adviser', 'team-leader')
const team = may('adviser', 'team-leader')

/** Case list and case page. What other nouns add to the page comes as loaders. */
export const casesWeb = (partLoaders: readonly PartLoader[]) => (route: Router<PageContext>) => {
  route.get('/veiledning', both, async ({ tx, deps, actor, query, page: context }) =>
    sideOf(actor.role) === 'team' ? teamList(tx, deps, actor, query, context) : kindergartenList(tx, deps, actor, context),
  )

  route.get('/veiledning/:id', both, async ({ tx, deps, actor, params, afterwards, page: context }) => {
    const view = await loadView(tx, deps, actor, params['id'] ?? '', context, partLoaders)
    if (!view) {
      const draft = looksLikeId(params['id'] ?? '') && actor.role === 'head' ? (await loadDrafts(tx, actor.orgId)).find((one) => one.id === params['id']) : undefined
      return draft ? redirect(pathOf(draft.id, '/foresporsel')) : notFound
    }
    // Those with access to many units leave a trace when they read; the kindergarten sees who.
    if (view.side === 'team') afterwards(() => noteReading(deps, actor, view, 'case'))
    return page(<CasePage page={context} view={view} />)
  })

  route.get('/veiledning/:id/sak.pdf', both, async ({ tx, deps, actor, params, afterwards, page: context }) => {
    const view = await loadView(tx, deps, actor, params['id'] ?? '', context, partLoaders)
    if (view?.side === 'team') afterwards(() => noteReading(deps, actor, view, 'pdf'))
    if (!view) return notFound
    const document = caseDocument(context, view, deps.now())
    return afterReading(async () => {
      const made = await renderPdf(document, { whose: actor.personId })
      return made.ok ? file(`${view.one.reference}.pdf`, 'application/pdf', made.bytes, true) : page(<NoPdfPage page={context} path={pathOf(view.one.id)} because={made.because} />, 503)
    })
  }, { limit: { max: 20, minutes: 1 } })

  const again = showCase(partLoaders)

  route.post('/veiledning/:id/steg', acting, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(moveForm, ['begrunnelse'], form)
    if (!read.ok) return again(deps, actor, id, context, problemOf(context, 'begrunnelse', read), read.typed, 422)
    const { til, fra, begrunnelse } = read.values
    const decision = await actions.moveCase(deps, actor, id, { from: fra, to: til.to, reason: { code: til.code, text: begrunnelse === '' ? undefined : begrunnelse } })
    if (decision.ok) return redirect(pathOf(id), { kind: 'success', key: til.code === withdrawCode ? 'guidance.flash.withdrawn' : 'guidance.flash.moved' })
    if (decision.because === 'not-found') return notFound
    const unsaid = decision.because === 'reason-needed' || decision.because === 'answer-needed'
    return again(deps, actor, id, context, { field: unsaid ? 'begrunnelse' : 'til', text: context.t(`guidance.because.${decision.because}`) }, typedIn(form), unsaid ? 422 : 409)
  })

  route.post('/veiledning/:id/angring', acting, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const decision = looksLikeId(id) ? await actions.undoMove(deps, actor, id) : undefined
    if (!decision || (!decision.ok && decision.because === 'not-found')) return notFound
    return redirect(pathOf(id), decision.ok ? { kind: 'success', key: 'guidance.flash.undone' } : { kind: 'warning', key: `guidance.because.${decision.because}` })
  })

  route.post('/veiledning/:id/gjenapning', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(reopenForm, ['begrunnelse'], form)
    if (!read.ok) return again(deps, actor, id, context, problemOf(context, 'begrunnelse', read), read.typed, 422)
    const decision = await actions.reopenCase(deps, actor, id, read.values.til, read.values.begrunnelse)
    if (decision.ok) return redirect(pathOf(id), { kind: 'success', key: 'guidance.flash.reopened' })
    if (decision.because === 'not-found') return notFound
    return again(deps, actor, id, context, { field: decision.because === 'reason-needed' ? 'begrunnelse' : 'til', text: context.t(`guidance.because.${decision.because}`) }, typedIn(form), decision.because === 'reason-needed' ? 422 : 409)
  })

  route.post('/veiledning/:id/tildeling', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = assignForm.safeParse(form)
    if (!read.success) return again(deps, actor, id, context, { field: 'fordel', text: context.t('guidance.error.choose-adviser') }, {}, 422)
    const { radgiver } = read.data
    const decision = looksLikeId(radgiver) ? await actions.assignCase(deps, actor, id, radgiver) : { ok: false as const, because: 'not-an-adviser' as const }
    if (!decision.ok && decision.because === 'not-found') return notFound
    return redirect(pathOf(id), decision.ok ? { kind: 'success', key: 'guidance.flash.assigned' } : { kind: 'warning', key: `guidance.because.${decision.because}` })
  })

  route.post('/veiledning/:id/tildeling/slutt', team, async ({ deps, actor, params, form, page: context }) => {
    const [id = '', adviser] = [params['id'], typedIn(form)['radgiver'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(adviser)) return notFound
    // Each adviser on the case has a form of their own.
    const field = `hvorfor-${adviser}`
    const read = readGuarded(unassignForm, ['hvorfor'], form)
    if (!read.ok) return again(deps, actor, id, context, problemOf(context, 'hvorfor', read, field), read.typed, 422)
    const decision = await actions.unassignCase(deps, actor, id, adviser, read.values.hvorfor)
    if (decision.ok) return redirect(pathOf(id), { kind: 'success', key: 'guidance.flash.unassigned' })
    if (decision.because === 'not-found') return notFound
    if (decision.because === 'reason-needed') return again(deps, actor, id, context, { field, text: context.t('guidance.because.reason-needed') }, typedIn(form), 422)
    return redirect(pathOf(id), { kind: 'warning', key: `guidance.because.${decision.because}` })
  })

  route.post('/veiledning/:id/beskjeder', acting, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(noteForm, ['tekst'], form)
    if (!read.ok) return again(deps, actor, id, context, problemOf(context, 'tekst', read), read.typed, 422)
    const decision = await actions.addNote(deps, actor, id, read.values.tekst, read.values.synlig.internal)
    if (!decision.ok) return decision.because === 'not-found' ? notFound : redirect(pathOf(id), { kind: 'warning', key: `guidance.because.${decision.because}` })
    return redirect(`${pathOf(id)}#beskjeder`, { kind: 'success', key: 'guidance.flash.noted' })
  })
}

/** The case page again, with what keeps a form of it from being saved. */
export const showCase =
  (partLoaders: readonly PartLoader[]) =>
  (deps: Deps, actor: Actor, id: string, context: PageContext, problem: CaseProblem, typed: Readonly<Record<string, string>>, status: number): Promise<Answer> =>
    reading(deps.db, actor, async (tx) => {
      const view = await loadView(tx, deps, actor, id, context, partLoaders)
      return view ? page(<CasePage page={context} view={view} problem={problem} typed={typed} />, status) : notFound
    })

const noteReading = (deps: Deps, actor: Actor, { one }: CaseView, what: string) =>
  writing(deps.db, actor, (tx) => audit.noteReading(tx, actor, what, one.id, [one.kindergartenId, one.teamOrgId], deps.now()))

/** What to mend in a form of the page, one thing at a time: its free text first. `at` is the text's own name on the page. */
function problemOf({ t }: PageContext, text: FreeText, { wrong, stops, warnings }: Refused, at: string = text): CaseProblem {
  const field = text in wrong ? text : Object.keys(wrong)[0]
  // The words of a form are keys of the catalogues, which the schema cannot know.
  if (field !== undefined) return { field: field === text ? at : field, text: t(wrong[field] as 'common.field.too-long', { limit: longest[text] }) }
  if (stops.length > 0) return { field: at, text: t('common.guard.national-id') }
  return { field: at, text: t('guard.title'), warnings: warnings.map((one) => ({ ...one, field: at })) }
}
type Refused = Extract<GuardedForm<unknown, FreeText>, { ok: false }>

/** What the case page shows. What does not need another answer is asked at once: the database answers a dozen questions in little more time than one. */
async function loadView(tx: Tx, deps: Deps, actor: Actor, id: string, context: PageContext, partLoaders: readonly PartLoader[]): Promise<CaseView | undefined> {
  const side = sideOf(actor.role)
  const one = looksLikeId(id) ? await store.loadCase(tx, id) : undefined
  if (!one || !side) return undefined
  const now = deps.now()
  const today = osloDate(now)
  const [version, entries, assignments, advisers, notes, moments, readings, attachments, themes, place] = await Promise.all([
    flowOfVersion(tx, one.flowVersionId),
    store.loadEntries(tx, id),
    store.loadAssignments(tx, id),
    side === 'team' ? store.loadAdvisers(tx, one.teamOrgId, today) : [],
    store.loadNotes(tx, id),
    audit.timeline(tx, id),
    side === 'kindergarten' ? audit.readings(tx, id) : [],
    loadAttachments(tx, id),
    themesFor(tx, one.teamOrgId, today),
    one.stepKind === 'waiting-list' && one.state === 'running' ? store.placeInQueue(tx, id) : undefined,
  ])
  if (!version) return undefined
  const { flow } = version
  const { holds, planAgreedAt, round } = await store.loadFacts(tx, one, flow)
  const steps = entries.filter((entry) => !entry.undone)
  const last = steps.at(-1)
  const mayUndo = last !== undefined && isTheirsToUndo(lastMove(flow, steps), actor)
  const [parts, undoable] = await Promise.all([
    Promise.all(partLoaders.map((load) => load({ tx, actor, side, one, flow, holds, round, page: context, now }))),
    mayUndo && audit.countSince(tx, id, last.enteredAt, ['guidance.moved', 'guidance.requested']).then((n) => n === 0),
  ])
  return {
    one,
    flow,
    facts: { holds, stepEntered: osloDate(one.stepEnteredAt), caseSubmitted: osloDate(one.submittedAt), planAgreed: planAgreedAt && osloDate(planAgreedAt) },
    side,
    head: actor.role === 'head',
    leader: actor.role === 'team-leader',
    membershipId: actor.membershipId,
    personId: actor.personId,
    steps,
    entries,
    assignments,
    advisers,
    notes,
    moments,
    readings: readings.slice(0, 20),
    attachments,
    themes,
    parts: parts.filter((part) => part !== undefined),
    place,
    today,
    undoable,
  }
}

type Query = Readonly<Record<string, string | string[] | undefined>>

async function teamList(tx: Tx, deps: Deps, actor: Actor, query: Query, context: PageContext): Promise<Answer> {
  const filter = readCaseFilter(query)
  const asked = pageOf({ side: query['side'], antall: query['antall'] ?? '50' })
  const [{ rows, paging }, published, untaken, themes] = await Promise.all([
    loadPage(asked, (offset, size) => store.listCases(tx, { team: actor.orgId }, filter, actor.membershipId, offset, size)),
    publishedFlow(tx, actor.orgId),
    store.countUntaken(tx, actor.orgId),
    themesFor(tx, actor.orgId, osloDate(deps.now())),
  ])
  const stepName = await stepNames(tx, rows, context.lang)
  const href = (change: Readonly<Record<string, string | undefined>>) => {
    const kept = Object.entries(query).filter(([name, value]) => typeof value === 'string' && value !== '' && name !== 'sprak') as [string, string][]
    return `/veiledning?${new URLSearchParams([...kept.filter(([name]) => !(name in change)), ...(Object.entries(change).filter(([, value]) => value !== undefined) as [string, string][])])}`
  }
  return page(<TeamListPage page={context} filter={filter} rows={rows} paging={paging} href={href} flow={published?.flow} untaken={untaken} stepName={stepName} themes={themes} today={osloDate(deps.now())} />)
}

async function kindergartenList(tx: Tx, deps: Deps, actor: Actor, context: PageContext): Promise<Answer> {
  const all = { text: '', step: undefined, ownership: undefined, sort: 'newest' } as const
  const running = await store.listCases(tx, { kindergarten: actor.orgId }, { ...all, view: 'open' }, actor.membershipId, 0, 100)
  const closed = await store.listCases(tx, { kindergarten: actor.orgId }, { ...all, view: 'closed' }, actor.membershipId, 0, 100)
  const teamOrgId = await teamOf(tx, actor.orgId)
  const today = osloDate(deps.now())
  const props = {
    head: actor.role === 'head',
    hasTeam: teamOrgId !== undefined,
    startKey: crypto.randomUUID() as string,
    drafts: actor.role === 'head' ? await loadDrafts(tx, actor.orgId) : [],
    running: running.rows,
    closed: closed.rows,
    themes: teamOrgId ? await themesFor(tx, teamOrgId, today) : [],
    stepName: await stepNames(tx, [...running.rows, ...closed.rows], context.lang),
    today,
  }
  return page(<KindergartenListPage page={context} {...props} />)
}
