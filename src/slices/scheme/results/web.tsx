import type { Actor, Role } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import { renderPdf } from '../../../platform/pdf.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import * as audit from '../../audit/index.ts'
import { coreOf } from '../forms/core.ts'
import { loadFormDefinition } from '../forms/store.ts'
import { inWordsOf } from '../schemes/role-words.ts'
import * as actions from './actions.ts'
import { resultDocument } from './one/document.ts'
import { approvalForm, beginForm, changesForm } from './forms.ts'
import { ResultPage } from './one/page.tsx'
import { overviewWeb } from './overview/web.tsx'
import { ResultsPage, standings } from './pages.tsx'
import { standingOf, type Standing } from './rules.ts'
import * as store from './store.ts'
import { inContext, loadWork, readingOf, reportsOn, sideOf, type Work } from './work.ts'
import { showOverview, writingWeb } from './writing/web.tsx'

const writers = may('owner', 'head', 'university-contact')
const everyone = may('owner', 'head', 'pedagogical-leader', 'university-contact', 'county-governor', 'union-representative', 'authority')
const governor = may('county-governor')

export const resultsWeb = (route: Router<PageContext>) => {
  route.get('/resultater', everyone, async ({ tx, deps, actor, query, page: context }) => {
    const now = deps.now()
    const side = actor.role === 'county-governor' ? 'governor' : actor.role === 'owner' || actor.role === 'head' || actor.role === 'university-contact' ? 'writer' : 'reader'
    // Who sits in the forum may see the grants of others; here those who write have their own.
    const all = (await store.loadGrants(tx)).filter((grant) => side !== 'writer' || grant.leadId === actor.orgId || grant.ownParts.length > 0)
    const year = typeof query['aar'] === 'string' && /^\d{4}$/.test(query['aar']) ? Number(query['aar']) : undefined
    const standing = standings.find((one) => one === query['status'])
    const waits = waitsFor(actor.role)
    const turn = (row: store.Grant) => (waits.includes(standingOf(row.result?.state, row.due, now)) ? 0 : 1)
    const rows = all.filter((row) => (year === undefined || row.year === year) && (standing === undefined || standingOf(row.result?.state, row.due, now) === standing)).toSorted((a, b) => turn(a) - turn(b))
    const paging = pages(pageOf({ side: query['side'] }), rows.length)
    const kept = [...(year === undefined ? [] : [`aar=${year}`]), ...(standing === undefined ? [] : [`status=${standing}`])]
    return page(<ResultsPage page={context} now={now} rows={rows.slice(paging.offset, paging.offset + paging.size)} paging={paging} side={side} writes={(grant) => reportsOn(grant, actor)} filter={{ year, standing }} years={[...new Set(all.map((row) => row.year))]} href={(number) => `/resultater?${[...kept, `side=${number}`].join('&')}`} />)
  })

  route.post('/resultater', writers, async ({ deps, actor, form }) => {
    const parsed = beginForm.safeParse(form)
    if (!parsed.success) return notFound
    const begun = await actions.beginResult(deps, actor, parsed.data.melding, parsed.data.aar)
    if (begun.ok) return redirect(`/resultater/${begun.event.id}`)
    return begun.because === 'not-found' ? notFound : redirect('/resultater', { kind: 'warning', key: 'results.because.no-form' })
  })

  // Before the pages of one: the router knows the difference, but who reads this should too.
  overviewWeb(route)

  route.get('/resultater/:id', everyone, async ({ tx, deps, actor, params, page: context }) => {
    const work = await find(tx, params['id'])
    if (!work) return notFound
    const open = work.result.state === 'draft' || work.result.state === 'changes-requested'
    const side = sideOf(work, actor)
    return open && side ? showOverview(tx, deps, actor, context, work, side) : show(tx, deps, actor, context, work, [], {})
  })

  writingWeb(route)

  route.get('/resultater/:id/rapport.pdf', everyone, async ({ tx, actor, params, page: context }) => {
    const work = await find(tx, params['id'])
    const [last] = work ? await store.loadSubmissions(tx, work.result.id) : []
    if (!work || !last) return notFound
    const answers = inContext(work.definition, last.answers, work.grant)
    const document = resultDocument(inWordsOf(context, work.scheme), work, answers, last, readingOf(work, answers))
    return afterReading(async () => {
      const made = await renderPdf(document, { standard: 'ua-1', whose: actor.personId })
      return made.ok ? file(`${work.result.reference}.pdf`, 'application/pdf', made.bytes, true) : redirect(`/resultater/${work.result.id}`, { kind: 'warning', key: 'results.flash.no-pdf' })
    })
  }, { limit: { max: 60, minutes: 1 } })

  route.post('/resultater/:id/endringer', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const parsed = changesForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, id, form, wordedErrors(context.t, parsed.error), 422)
    const asked = await actions.requestChanges(deps, actor, id, parsed.data.hva, parsed.data.hvorfor)
    if (asked.ok) return redirect(`/resultater/${id}`, { kind: 'success', key: 'results.flash.asked' })
    if (asked.because === 'not-found') return notFound
    const field = asked.because === 'why-missing' ? 'hvorfor' : 'hva'
    return again(deps, actor, context, id, form, [{ field, text: context.t(`results.because.${asked.because}`) }], asked.because === 'what-missing' || asked.because === 'why-missing' ? 422 : 409)
  })

  route.post('/resultater/:id/godkjenning', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = approvalForm.safeParse(form)
    if (!looksLikeId(id) || !parsed.success) return notFound
    const approved = await actions.approveResult(deps, actor, id, parsed.data.sett)
    if (approved.ok) return redirect(`/resultater/${id}`, { kind: 'success', key: 'results.flash.approved' })
    if (approved.because === 'not-found') return notFound
    return again(deps, actor, context, id, form, [{ field: '', text: context.t(`results.because.${approved.because}`) }], 409)
  })
}

/** What waits for the one who looks comes first in the list. */
const waitsFor = (role: Role): readonly Standing[] => (role === 'county-governor' ? ['sent', 'sent-again'] : ['changes-requested', 'overdue', 'draft'])

const find = async (tx: Tx, id: string | undefined): Promise<Work | undefined> => (looksLikeId(id ?? '') ? loadWork(tx, id ?? '') : undefined)

/** What was sent, as it was sent. One that was never sent is not there for those who do not write it. */
async function show(tx: Tx, deps: Deps, actor: Actor, context: PageContext, work: Work, errors: readonly FieldError[], typed: Readonly<Record<string, string>>, status = 200): Promise<Answer> {
  const [last] = await store.loadSubmissions(tx, work.result.id)
  if (!last) return notFound
  const needForm = work.planned.formVersionId ? await loadFormDefinition(tx, work.planned.formVersionId) : undefined
  const view = {
    work,
    last,
    reading: readingOf(work, inContext(work.definition, last.answers, work.grant)),
    need: needForm && coreOf(needForm, work.planned.answers, context.lang),
    asked: await store.loadAsked(tx, work.result.id),
    moments: (await audit.timeline(tx, work.result.id)).toReversed(),
  }
  const answers = actor.role === 'county-governor' && work.grant.managerId === actor.orgId
  return page(<ResultPage page={inWordsOf(context, work.scheme)} now={deps.now()} view={view} answers={answers} errors={errors} typed={typed} />, status)
}

const again = (deps: Deps, actor: Actor, context: PageContext, id: string, form: Readonly<Record<string, unknown>>, errors: readonly FieldError[], status: number) =>
  reading(deps.db, actor, async (tx) => {
    const work = await find(tx, id)
    const typed = Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 10_000)]] : [])))
    return work ? show(tx, deps, actor, context, work, errors, typed, status) : notFound
  })
