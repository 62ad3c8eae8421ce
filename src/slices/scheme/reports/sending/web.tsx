import type { Actor } from '../../../../kernel/actor.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { anchoringState } from '../../anchoring/standing.ts'
import { lackTexts } from '../../forms/drawing/question.ts'
import { loadFormDefinition } from '../../forms/store.ts'
import { handles } from '../../review/store.ts'
import { inWordsOf } from '../../schemes/role-words.ts'
import { loadFile } from '../files/store.ts'
import { reasonForm, sendForm } from '../forms.ts'
import { pathOf } from '../pages.tsx'
import { loadDecisionAbout } from '../store.ts'
import { inContext, isOwnSide, loadWork, type Work } from '../work.ts'
import * as actions from './actions.ts'
import { sentDocument } from './document.ts'
import { CheckPage, ReadPage, SentPage } from './pages.tsx'
import { loadAlike, loadSubmissions, loadMeasuresOf } from './store.ts'

const reporters = may('owner', 'head')
const everyone = may('owner', 'head', 'pedagogical-leader', 'university-contact', 'county-governor', 'union-representative', 'authority')
const side = may('owner', 'head', 'pedagogical-leader', 'university-contact')

export const sendingWeb = (route: Router<PageContext>) => {
  route.get('/behov/:id/lesing', side, async ({ tx, actor, params, page: context }) => {
    const work = await find(tx, params['id'])
    return work && (await isOwnSide(tx, work, actor)) ? page(<ReadPage page={inWordsOf(context, work.scheme)} work={work} />) : notFound
  })

  route.get('/behov/:id/kontroll', reporters, async ({ tx, deps, actor, params, page: context }) => check(tx, actor, context, params['id'], deps.now(), [], 200))

  route.post('/behov/:id/signering', reporters, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const begun = looksLikeId(id) ? await actions.beginSigning(deps, actor, id) : undefined
    if (!begun || (!begun.ok && begun.because === 'not-found')) return notFound
    return begun.ok ? redirect(pathOf(id, '/forankring'), { kind: 'success', key: 'reports.signing' }) : redirect(pathOf(id, '/kontroll'), { kind: 'warning', key: `reports.because.${begun.because}` })
  })

  route.post('/behov/:id/innsending', reporters, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => check(tx, actor, context, id, deps.now(), errors, status))
    if (!sendForm.parse(form).bekreft) return again([{ field: 'bekreft', text: context.t('reports.error.confirm') }], 422)
    const sent = await actions.submitReport(deps, actor, id)
    // The same report twice in a second is sent once: the second click gets the same receipt.
    if (sent.ok || sent.because === 'already-sent') return redirect(pathOf(id, '/kvittering'))
    return sent.because === 'not-found' ? notFound : again([{ field: '', text: context.t(`reports.because.${sent.because}`) }], 409)
  })

  route.get('/behov/:id/kvittering', everyone, async ({ tx, actor, params, page: context }) => {
    const work = await find(tx, params['id'])
    return work ? showSent(tx, actor, context, work, [], {}, 200) : notFound
  })

  route.get(
    '/behov/:id/pdf',
    everyone,
    async ({ tx, actor, params, page: context }) => {
      const work = await find(tx, params['id'])
      const sent = work && (await lastSent(tx, work))
      if (!sent) return notFound
      const document = sentDocument(work, sent.submission, sent.definition, sent.answers, context.lang)
      return afterReading(async () => {
        const made = await renderPdf(document, { whose: actor.personId })
        return made.ok ? file(`behovsmelding-${work.report.reference ?? ''}.pdf`, 'application/pdf', made.bytes) : redirect(pathOf(work.report.id), { kind: 'warning', key: `scheme.pdf.${made.because}` })
      })
    },
    { limit: { max: 20, minutes: 1 } },
  )

  route.get('/behov/:id/vedlegg/:fil', everyone, async ({ tx, params }) => {
    const { id = '', fil = '' } = params
    const found = looksLikeId(id) && looksLikeId(fil) ? await loadFile(tx, id, fil) : undefined
    return found?.content ? file(found.name, found.media_type, found.content) : notFound
  })

  route.post('/behov/:id/retur', may('county-governor'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const parsed = reasonForm.safeParse(form)
    const typed = typedIn(form)
    const again = (errors: readonly FieldError[], status: number) =>
      reading(deps.db, actor, async (tx) => {
        const work = await find(tx, id)
        return work ? showSent(tx, actor, context, work, errors, typed, status) : notFound
      })
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const done = await actions.sendReportBack(deps, actor, id, parsed.data.grunn)
    if (done.ok) return redirect(`/runder`, { kind: 'success', key: 'reports.sent-back' })
    return done.because === 'not-found' ? notFound : again([{ field: 'grunn', text: context.t(`reports.because.${done.because}`) }], done.because === 'reason-missing' ? 422 : 409)
  })
}

const find = async (tx: Tx, id: string | undefined) => (looksLikeId(id ?? '') ? loadWork(tx, id ?? '') : undefined)

async function lastSent(tx: Tx, work: Work) {
  const [submission] = await loadSubmissions(tx, work.report.id)
  const definition = submission && (await loadFormDefinition(tx, submission.formVersionId))
  return submission && definition ? { submission, definition, answers: inContext({ ...work, definition }, submission.answers) } : undefined
}

/** What was sent, for those who sent it and those who handle it; nothing of it that has never been sent. */
export async function showSent(tx: Tx, actor: Actor, context: PageContext, work: Work, errors: readonly FieldError[], typed: Readonly<Record<string, string>>, status: number): Promise<Answer> {
  const sent = await lastSent(tx, work)
  if (!sent) return notFound
  const manages = actor.role === 'county-governor' && work.round.managerId === actor.orgId
  const mayPlan = work.report.state === 'submitted' && work.report.leadId === actor.orgId && (actor.role === 'owner' || actor.role === 'head')
  return page(<SentPage page={inWordsOf(context, work.scheme)} work={work} {...sent} manages={manages} handles={(await handles(tx, work.report.id)).handled && !(await isOwnSide(tx, work, actor))} decisionId={await loadDecisionAbout(tx, work.report.id)} measures={await loadMeasuresOf(tx, work.report.id)} mayPlan={mayPlan} errors={errors} typed={typed} />, status)
}

async function check(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, now: Date, errors: readonly FieldError[], status: number): Promise<Answer> {
  const work = await find(tx, id)
  if (!work || work.report.leadId !== actor.orgId) return notFound
  if (work.report.state === 'submitted') return redirect(pathOf(work.report.id, '/kvittering'))
  const lacks = actions.lacksOf(work)
  const [anchoring, alike] = await Promise.all([anchoringState(tx, work), loadAlike(tx, work.report.id)])
  const decision = actions.mayBeSent(work, lacks.length, anchoring.ready, now)
  const texts = lackTexts(context.t, context.lang, lacks)
  return page(<CheckPage page={inWordsOf(context, work.scheme)} work={work} because={decision.ok ? undefined : decision.because} lacks={lacks.map(({ section }, at) => ({ section, text: texts[at]?.text ?? '' }))} alike={alike} errors={errors} />, status)
}
