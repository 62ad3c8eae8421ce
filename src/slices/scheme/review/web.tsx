import type * as z from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { fieldErrors } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Deps, type Router } from '../../../platform/http.ts'
import { writeCsv, writeXlsx } from '../../../platform/sheets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { inWordsOf } from '../schemes/role-words.ts'
import { errorsOf, nothingBack, typedIn, type Back } from './back.ts'
import { criteriaWeb } from './criteria/web.tsx'
import * as eligibility from './eligibility/actions.ts'
import { answerForm, considerForm, questionForm } from './eligibility/forms.ts'
import { ClarificationPage } from './eligibility/pages.tsx'
import type { Outcome } from './eligibility/rules.ts'
import { loadAsked, loadClarifications } from './eligibility/store.ts'
import { columnsOf } from './list/export.ts'
import * as groups from './groups/actions.ts'
import { declareForm } from './groups/forms.ts'
import { groupsWeb } from './groups/web.tsx'
import { filterFrom, hrefFrom, select } from './list/list.ts'
import { loadCriteriaOf, loadList, loadReportView } from './load.ts'
import { ListPage, RoundsPage } from './list/pages.tsx'
import { ReportPage } from './report-page.tsx'
import * as scores from './scores/actions.ts'
import { returnForm, scoreForm } from './scores/forms.ts'
import { loadReviewRounds } from './store.ts'
import * as talk from './talk/actions.ts'
import { checkForm, commentForm, flagForm, resolveForm } from './talk/forms.ts'

/** Those who may be readers, by role; which reports are theirs, the database decides. */
const readers = may('county-governor', 'owner', 'university-contact', 'union-representative', 'authority', 'head')
const governor = may('county-governor')
const applicant = may('owner', 'head', 'university-contact')
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const reviewWeb = (route: Router<PageContext>) => {
  route.get('/vurdering', readers, async ({ tx, page: context }) => page(<RoundsPage page={context} rounds={await loadReviewRounds(tx)} />))
  listWeb(route)
  reportWeb(route)
  applicantWeb(route)
  criteriaWeb(route)
  groupsWeb(route)
}

function listWeb(route: Router<PageContext>) {
  const address = '/runder/:id/vurdering'
  route.get(address, readers, async ({ tx, actor, params, query, page: context }) => {
    const list = await loadList(tx, actor, params['id'])
    if (!list) return notFound
    const filter = filterFrom(query)
    const rows = select(list.rows, filter)
    const paging = pages(pageOf({ side: query['side'], antall: '100' }), rows.length)
    const people = new Map(list.rows.flatMap((row) => row.readers.map((one) => [one.personId, one] as const)))
    const path = `/runder/${list.round.id}/vurdering`
    const view = {
      ...list, filter, paging, shown: rows.slice(paging.offset, paging.offset + paging.size), readers: [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'nb')),
      href: hrefFrom(path, query), fileHref: (kind: 'csv' | 'xlsx') => hrefFrom(`${path}.${kind}`, query)({ side: undefined }),
    }
    return page(<ListPage page={context} view={view} />)
  })
  for (const kind of ['csv', 'xlsx'] as const)
    route.get(`${address}.${kind}`, readers, async ({ tx, actor, params, query, page: context }) => {
      const list = await loadList(tx, actor, params['id'])
      if (!list) return notFound
      const rows = select(list.rows, filterFrom(query))
      const columns = columnsOf(context, list)
      const name = context.t('review.file')
      return afterReading(async () => (kind === 'csv' ? file(`${name}.csv`, 'text/csv; charset=utf-8', writeCsv(columns, rows)) : file(`${name}.xlsx`, excel, await writeXlsx(columns, rows, name))))
    })
}

type Done = { readonly ok: true } | { readonly ok: false; readonly because: string }
type Form = Readonly<Record<string, unknown>>

function reportWeb(route: Router<PageContext>) {
  const address = '/behov/:id/vurdering'
  route.get(address, readers, async ({ tx, actor, params, page: context }) => {
    const view = await loadReportView(tx, actor, params['id'])
    return view ? page(<ReportPage page={inWordsOf(context, view.scheme)} view={view} back={nothingBack} />) : notFound
  })
  const again = async (deps: Deps, actor: Actor, id: string, context: PageContext, status: number, back: Partial<Back>) => {
    const view = await reading(deps.db, actor, (tx) => loadReportView(tx, actor, id))
    return view ? page(<ReportPage page={inWordsOf(context, view.scheme)} view={view} back={{ ...nothingBack, ...back }} />, status) : notFound
  }
  type Step<Content> = {
    readonly at: string
    readonly who: typeof readers
    readonly form: string
    /** What tells this form apart from its likes on the page. */
    readonly which?: (form: Form) => string
    readonly work: (deps: Deps, actor: Actor, id: string, content: Content, form: Form) => Promise<Done>
    readonly done: (id: string, form: Form) => { readonly to: string; readonly key: string }
  }
  const step = <Content,>(schema: (tx: Tx, id: string) => Promise<z.ZodType<Content> | undefined>, { at, who, form: name, which = () => '', work, done }: Step<Content>) =>
    route.post(`${address}/${at}`, who, async ({ deps, actor, params, form, page: context }) => {
      const id = params['id'] ?? ''
      const known = looksLikeId(id) ? await reading(deps.db, actor, (tx) => schema(tx, id)) : undefined
      if (!known) return notFound
      const back = { form: name, at: which(form), typed: typedIn(form) }
      const read = known.safeParse(form)
      if (!read.success) return again(deps, actor, id, context, 422, { ...back, errors: errorsOf(context.t, fieldErrors(read.error)) })
      const answer = await work(deps, actor, id, read.data, form)
      if (answer.ok) {
        const { to, key } = done(id, form)
        return redirect(to, { kind: 'success', key })
      }
      // Every reason has words; which ones there are is said by the rules.
      return answer.because === 'not-found' ? notFound : again(deps, actor, id, context, 409, { ...back, refused: `review.because.${answer.because}` as NonNullable<Back['refused']> })
    })
  const fixed = <Content,>(schema: z.ZodType<Content>) => async (): Promise<z.ZodType<Content>> => schema
  const stay = (key: string) => (id: string) => ({ to: `/behov/${id}/vurdering`, key })

  const criteria = async (tx: Tx, id: string) => {
    const found = await loadCriteriaOf(tx, id)
    return found && considerForm(found.eligibility.map(({ code }) => code))
  }
  step(criteria, {
    at: 'vilkar', who: governor, form: 'eligibility', done: stay('review.done.eligibility'),
    work: (deps, actor, id, content: Readonly<Record<string, unknown>>, form) => {
      const codes = Object.keys(content).filter((name) => name.startsWith('outcome-')).map((name) => name.slice('outcome-'.length))
      return eligibility.save(deps, actor, id, text(form['seen']), codes.map((code) => ({ code, outcome: content[`outcome-${code}`] as Outcome | undefined, note: text(content[`note-${code}`]) })))
    },
  })
  step(fixed(questionForm), { at: 'sporsmal', who: governor, form: 'question', done: stay('review.done.asked'), work: (deps, actor, id, { question }) => eligibility.askApplicant(deps, actor, id, question) })
  const scale = async (tx: Tx, id: string) => {
    const found = await loadCriteriaOf(tx, id)
    return found && scoreForm(found.priority.map(({ code }) => code), found.most)
  }
  step(scale, {
    at: 'poeng', who: readers, form: 'score', done: (id, form) => ({ to: `/behov/${id}/vurdering`, key: form['handling'] === 'lagre' ? 'review.done.kept' : 'review.done.delivered' }),
    work: (deps, actor, id, content: Readonly<Record<string, unknown>>, form) => {
      const codes = Object.keys(content).filter((name) => name.startsWith('points-')).map((name) => name.slice('points-'.length))
      const given = codes.map((code) => ({ code, points: content[`points-${code}`] === undefined ? undefined : Number(content[`points-${code}`]), reason: text(content[`reason-${code}`]) }))
      return form['handling'] === 'lagre' ? scores.save(deps, actor, id, given) : scores.hand(deps, actor, id, given)
    },
  })
  step(fixed(returnForm), { at: 'poeng/retur', who: governor, form: 'return', which: (form) => text(form['delivery']), done: stay('review.done.returned'), work: (deps, actor, id, { reason }, form) => scores.sendBack(deps, actor, id, text(form['delivery']), reason) })
  step(fixed(commentForm), { at: 'kommentarer', who: readers, form: 'comment', which: (form) => text(form['thread']) || 'new', done: stay('review.done.comment'), work: (deps, actor, id, { comment, thread, number }) => talk.comment(deps, actor, id, comment, thread, number) })
  step(fixed(flagForm), { at: 'flagg', who: readers, form: 'flag', done: stay('review.done.flag'), work: (deps, actor, id, { kind, reason }) => talk.raise(deps, actor, id, kind, reason) })
  step(fixed(resolveForm), { at: 'flagg/svar', who: governor, form: 'resolve', which: (form) => text(form['flag']), done: stay('review.done.resolved'), work: (deps, actor, id, { flag, resolution }) => talk.resolve(deps, actor, id, flag, resolution) })
  step(fixed(checkForm), { at: 'kontroll', who: governor, form: 'check', done: stay('review.done.checked'), work: (deps, actor, id, { note }) => talk.goThrough(deps, actor, id, note) })
  step(fixed(declareForm), { at: 'inhabil', who: readers, form: 'declare', done: () => ({ to: '/vurdering', key: 'review.done.declared' }), work: (deps, actor, id, { note }) => groups.declare(deps, actor, id, note) })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function applicantWeb(route: Router<PageContext>) {
  const address = '/behov/:id/avklaring'
  const load = async (tx: Tx, id: string | undefined) => {
    const report = looksLikeId(id ?? '') ? await loadAsked(tx, id ?? '') : undefined
    return report && { report, clarifications: await loadClarifications(tx, report.id), back: nothingBack }
  }
  route.get(address, applicant, async ({ tx, params, page: context }) => {
    const view = await load(tx, params['id'])
    return view ? page(<ClarificationPage page={inWordsOf(context, view.report)} view={view} />) : notFound
  })
  route.post(`${address}/:question`, applicant, async ({ deps, actor, params, form, page: context }) => {
    const [id, question] = [params['id'] ?? '', params['question'] ?? '']
    const again = async (status: number, back: Partial<Back>) => {
      const view = await reading(deps.db, actor, (tx) => load(tx, id))
      return view ? page(<ClarificationPage page={inWordsOf(context, view.report)} view={{ ...view, back: { ...nothingBack, form: 'answer', at: question, typed: typedIn(form), ...back } }} />, status) : notFound
    }
    const read = answerForm.safeParse(form)
    if (!read.success) return again(422, { errors: errorsOf(context.t, fieldErrors(read.error)) })
    const given = await eligibility.giveAnswer(deps, actor, id, question, read.data.answer)
    if (given.ok) return redirect(`/behov/${id}/avklaring`, { kind: 'success', key: 'review.done.answered' })
    return given.because === 'not-found' ? notFound : again(409, { refused: `review.because.${given.because}` })
  })
}
