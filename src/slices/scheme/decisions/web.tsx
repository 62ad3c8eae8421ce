import type { Actor } from '../../../kernel/actor.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { inWordsOf } from '../schemes/role-words.ts'
import * as actions from './actions.ts'
import { amountRows, decisionForm, readAmounts } from './forms.ts'
import { idOf, ownRound } from './open.ts'
import { firstTyped, PreparePage, RoundDecisionsPage, type PrepareView, type PublishProblem } from './pages.tsx'
import { isIndividual, mayDecide, recipientKindsOf, statusOf } from './rules.ts'
import * as store from './store.ts'

const governor = may('county-governor')

export const decisionsWeb = (route: Router<PageContext>) => {
  route.get('/runder/:id/vedtak', governor, async ({ tx, actor, params, page: context }) => showRound(tx, actor, idOf(params['id']), context, 200))
  route.post('/runder/:id/vedtak/publisering', governor, async ({ deps, actor, params, page: context }) => {
    const id = idOf(params['id'])
    const done = id === '' ? undefined : await actions.publishRound(deps, actor, id)
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    if (done.ok) return redirect(`/runder/${id}/vedtak`, { kind: 'success', key: done.event.told === done.event.published ? 'decision.flash.published' : 'decision.flash.published.some' })
    const { because } = done
    return reading(deps.db, actor, (tx) => showRound(tx, actor, id, context, 409, because))
  })
  route.post('/runder/:id/vedtak/utkast', governor, async ({ deps, actor, params, page: context }) => {
    const id = idOf(params['id'])
    const done = id === '' ? undefined : await actions.draftFromForum(deps, actor, id)
    if (!done) return notFound
    if (done.ok) return redirect(`/runder/${id}/vedtak`, { kind: 'success', key: 'decision.flash.drafted' })
    const { because } = done
    return because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => showRound(tx, actor, id, context, 409, because))
  })

  route.get('/runder/:id/vedtak/:report', governor, async ({ tx, actor, params, page: context }) => showPrepare(tx, actor, idOf(params['id']), idOf(params['report']), context, 200))
  route.post('/runder/:id/vedtak/:report', governor, async ({ deps, actor, params, form, page: context }) => {
    const [id, reportId] = [idOf(params['id']), idOf(params['report'])]
    if (id === '' || reportId === '') return notFound
    const again = (status: number, errors: readonly FieldError[]) => reading(deps.db, actor, (tx) => showPrepare(tx, actor, id, reportId, context, status, { typed: typedIn(form), errors }))
    const rows = await reading(deps.db, actor, (tx) => rowsOf(tx, reportId))
    if (!rows) return notFound
    const parsed = decisionForm.safeParse(form)
    const { amounts, errors } = readAmounts(form, rows)
    const wrong = [...(parsed.success ? [] : wordedErrors(context.t, parsed.error)), ...errors.map(({ field, because }) => ({ field, text: context.t(`decision.error.${because}`) }))]
    if (!parsed.success || wrong.length > 0) return again(422, wrong)
    const { utfall, begrunnelse, avvik, sett, handling } = parsed.data
    const saved = await actions.prepareDecision(deps, actor, id, reportId, { outcome: utfall, amounts, reason: begrunnelse, deviation: avvik, seen: sett, send: handling === 'send' })
    if (saved.ok) return redirect(handling === 'send' ? `/vedtak/${saved.event.id}` : `/runder/${id}/vedtak/${reportId}`, { kind: 'success', key: handling === 'send' ? 'decision.flash.sent' : 'decision.flash.saved' })
    if (saved.because === 'not-found') return notFound
    const field = saved.because === 'reason-missing' || saved.because === 'reason-not-individual' ? 'begrunnelse' : saved.because === 'deviation-missing' ? 'avvik' : 'utfall'
    const conflict = ['not-time', 'already-approved', 'published', 'changed-meanwhile'].includes(saved.because)
    return again(conflict ? 409 : 422, [{ field, text: context.t(`decision.because.${saved.because}`) }])
  })
}

async function showRound(tx: Tx, actor: Actor, id: string, context: PageContext, status: number, refused?: PublishProblem): Promise<Answer> {
  const own = id === '' ? undefined : await ownRound(tx, actor, id)
  if (!own) return notFound
  const { round, scheme } = own
  const [rows, awaiting, setup] = await Promise.all([store.loadRound(tx, id), store.countAwaiting(tx, id), store.loadSetup(tx, id)])
  const setUp = setup !== undefined && setup.contact !== '' && setup.terms.nb !== '' && setup.terms.nn !== '' && recipientKindsOf(scheme).every((kind) => isIndividual(kind, setup.individual, scheme) !== undefined)
  return page(<RoundDecisionsPage page={context} view={{ round, rows, hidden: awaiting - rows.length, setUp, mayDecide: mayDecide(round.stage, round.forumId !== undefined), refused }} />, status)
}

type Again = { readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

async function showPrepare(tx: Tx, actor: Actor, id: string, reportId: string, context: PageContext, status: number, again?: Again): Promise<Answer> {
  const own = id === '' || reportId === '' ? undefined : await ownRound(tx, actor, id)
  const report = own && (await store.loadReport(tx, reportId))
  if (!own || !report || report.roundId !== id) return notFound
  const [decision] = await store.loadDecisionsOf(tx, reportId)
  const granted = decision ? await store.loadGranted(tx, decision.id) : []
  const standing = statusOf(decision)
  const mayWrite = mayDecide(own.round.stage, own.round.forumId !== undefined) && standing !== 'approved' && standing !== 'published'
  const rows = amountRows(report.roundYear, report.partner !== undefined, report.asked, report.recommended?.amounts ?? [], granted)
  const view: PrepareView = { round: own.round, report, decision, mayWrite, rows, typed: again?.typed ?? firstTyped(report, decision, granted), errors: again?.errors ?? [] }
  return page(<PreparePage page={inWordsOf(context, own.scheme)} view={view} />, status)
}

async function rowsOf(tx: Tx, reportId: string) {
  const report = await store.loadReport(tx, reportId)
  if (!report) return undefined
  const [decision] = await store.loadDecisionsOf(tx, reportId)
  // The university's fields are read whoever is with the applicant: money that nobody could have is refused, not dropped.
  return amountRows(report.roundYear, true, report.asked, report.recommended?.amounts ?? [], decision ? await store.loadGranted(tx, decision.id) : [])
}

