import type { Actor } from '../../../../kernel/actor.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import * as audit from '../../../audit/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { publishedOf, replacementOf } from '../../appeals/open.ts'
import { AppealPart } from '../../appeals/on-decision/part.tsx'
import * as actions from '../actions.ts'
import { giveBackForm } from '../forms.ts'
import { pdfOf } from '../letters/actions.ts'
import { DecisionPage, MinePage, type DecisionView, type ShownLetter } from './pages.tsx'
import { lackingBlocks, type LetterContent } from '../letters/rules.ts'
import { loadDocuments, loadFile } from '../letters/store.ts'
import { composeLetters, idOf, ownRound } from '../open.ts'
import { limitOf, statusOf, totalOf } from '../rules.ts'
import * as store from '../store.ts'
import { loadRound } from '../../rounds/store.ts'
import { inWordsOf } from '../../schemes/role-words.ts'
import { decisionEvents } from './events.ts'

const governor = may('county-governor')
const readers = may('county-governor', 'owner', 'head', 'pedagogical-leader', 'university-contact', 'authority', 'union-representative')

/** One decision: the page, the letters as files, and what the second person does. */
export const decisionWeb = (route: Router<PageContext>) => {
  route.get('/vedtak', readers, async ({ tx, actor, page: context }) => page(<MinePage page={context} rows={await store.loadPublished(tx)} governor={actor.role === 'county-governor'} />))

  route.get('/vedtak/:id', readers, async ({ tx, deps, actor, params, page: context }) => showDecision(tx, deps, actor, idOf(params['id']), context, 200))
  route.post('/vedtak/:id/godkjenning', governor, async ({ deps, actor, params, page: context }) => {
    const id = idOf(params['id'])
    const done = await actions.approveDecision(deps, actor, id)
    if (done.ok) return redirect(`/vedtak/${id}`, { kind: 'success', key: 'decision.flash.approved' })
    const { because } = done
    return because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => showDecision(tx, deps, actor, id, context, 409, { refused: because }))
  })
  route.post('/vedtak/:id/retur', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = idOf(params['id'])
    const parsed = giveBackForm.safeParse(form)
    const again = (status: number, change: Parameters<typeof showDecision>[6]) => reading(deps.db, actor, (tx) => showDecision(tx, deps, actor, id, context, status, { typed: typedIn(form), ...change }))
    if (!parsed.success) return again(422, { errors: wordedErrors(context.t, parsed.error) })
    const done = await actions.returnDecision(deps, actor, id, parsed.data.grunn)
    if (done.ok) return redirect(`/vedtak/${id}`, { kind: 'success', key: 'decision.flash.returned' })
    if (done.because === 'not-found') return notFound
    return done.because === 'give-back-reason-missing' ? again(422, { errors: [{ field: 'grunn', text: context.t('decision.because.give-back-reason-missing') }] }) : again(409, { refused: done.because })
  })

  // The stored file, or, in the moments before it is made, the same file made now from the same words.
  route.get('/vedtak/:id/brev/:document/brev.pdf', readers, async ({ tx, actor, params }) => sendFile(tx, actor, idOf(params['id']), idOf(params['document']), 'reading'), { limit: { max: 60, minutes: 1 } })
  route.get('/vedtak/:id/brev/:document/arkiv.pdf', governor, async ({ tx, actor, params }) => sendFile(tx, actor, idOf(params['id']), idOf(params['document']), 'archive'), { limit: { max: 60, minutes: 1 } })
}

async function sendFile(tx: Tx, actor: Actor, id: string, documentId: string, which: 'reading' | 'archive'): Promise<Answer> {
  const found = id === '' || documentId === '' ? undefined : await loadFile(tx, id, documentId, which)
  if (!found) return notFound
  const name = `${pdfOf(found).reference ?? 'brev'}${which === 'archive' ? '-arkiv' : ''}.pdf`
  if (found.file) return file(name, 'application/pdf', found.file, true)
  return afterReading(async () => {
    const made = await renderPdf(pdfOf(found), { standard: which === 'reading' ? 'ua-1' : 'a-2a', whose: actor.personId })
    return made.ok ? file(name, 'application/pdf', made.bytes, true) : redirect(`/vedtak/${id}`, { kind: 'warning', key: 'decision.flash.no-pdf' })
  })
}

type Change = { readonly refused?: DecisionView['refused']; readonly typed?: Readonly<Record<string, string>>; readonly errors?: readonly FieldError[] }

/** The page of a decision, for the county governor's people and for those it concerns. Not found until it is published, to everybody else. */
export async function showDecision(tx: Tx, deps: Deps, actor: Actor, id: string, context: PageContext, status: number, change: Change = {}): Promise<Answer> {
  const decision = looksLikeId(id) ? await store.loadDecision(tx, id) : undefined
  const report = decision && (await store.loadReport(tx, decision.reportId))
  const round = report && (await loadRound(tx, report.roundId))
  if (!decision || !report || !round) return notFound
  const own = await ownRound(tx, actor, round.id)
  const [granted, documents, decisions] = await Promise.all([store.loadGranted(tx, id), loadDocuments(tx, id), store.loadDecisionsOf(tx, report.id)])
  const published = await publishedOf(tx, { decision, report, round, decisions, documents })
  const letters = documents.filter(({ kind }) => kind === 'decision').map((one): ShownLetter => ({ documentId: one.id, mine: one.orgId === actor.orgId, letter: one.content as LetterContent, lacking: lackingBlocks(one.content as LetterContent) }))
  const standing = statusOf(decision)
  // Before it is approved the letters are shown as they would be.
  const previews = own && letters.length === 0 ? (await composeLetters(tx, own.round, own.scheme, report, decision, '…', deps.now())).map(({ letter }): ShownLetter => ({ documentId: undefined, mine: false, letter, lacking: lackingBlocks(letter) })) : []
  const limit = own && limitOf(await store.loadLimits(tx, actor.orgId), actor.personId)
  const overLimit = limit !== undefined && totalOf(granted) > limit
  const ownWork = decision.preparedBy === actor.personId
  const { typed = {}, errors = [] } = change
  const view: DecisionView = {
    decision, granted, roundTitle: round.title, report: { ...report, leadName: report.lead.name }, letters: [...letters, ...previews].toSorted((a, b) => Number(b.mine) - Number(a.mine)), refused: change.refused,
    onward: onward(context, actor, report, own !== undefined, decision.outcome !== 'decline' && decision.publishedAt !== undefined),
    measureHref: granted.length > 0 && decision.publishedAt !== undefined && replacementOf(id, decisions) === undefined && (actor.role === 'owner' || actor.role === 'head') ? `/tiltak/nytt?melding=${report.id}` : undefined,
    replacedBy: replacementOf(id, decisions),
    governor: own && {
      mayApprove: standing === 'ready' && !ownWork && !overLimit, mayReturn: standing === 'ready' || standing === 'approved', own: ownWork, overLimit: overLimit && !ownWork,
      history: decisionEvents(context.t, await audit.timeline(tx, report.id)), typed: typed['grunn'] ?? '', errors,
    },
    appealPart: published && <AppealPart page={inWordsOf(context, published.scheme)} open={published} orgId={actor.orgId} governor={own !== undefined} mayAct={actor.role === 'owner' || actor.role === 'head' || actor.role === 'university-contact'} now={deps.now()} typed={typed} errors={errors} />,
  }
  return page(<DecisionPage page={context} view={view} />, status)
}

/** Where those it concerns, and those who handle it, go on from the decision. */
function onward({ t }: PageContext, { role, orgId }: Actor, report: store.DecidedReport, own: boolean, granted: boolean): DecisionView['onward'] {
  const writes = role === 'owner' || role === 'university-contact'
  const reports = writes || (role === 'head' && report.lead.id === orgId)
  return [
    ...(own || writes || role === 'head' || role === 'pedagogical-leader' ? [{ href: `/behov/${report.id}`, text: t('decision.onward.report') }] : []),
    ...(granted && writes ? [{ href: '/okonomi/tilskudd', text: t('decision.onward.money') }] : []),
    ...(granted && (reports || own) ? [{ href: '/resultater', text: t('decision.onward.results') }] : []),
  ]
}
