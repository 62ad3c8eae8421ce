import type { Actor } from '../../../kernel/actor.ts'
import { writeCalendar } from '../../../kernel/calendar.ts'
import { instantOslo } from '../../../kernel/dates.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { loadDocuments } from '../decisions/letters/store.ts'
import { ownRound } from '../decisions/open.ts'
import { showDecision } from '../decisions/one/web.tsx'
import { inWordsOf } from '../schemes/role-words.ts'
import * as actions from './actions.ts'
import { answerForm, appealForm, considerForm, reasonsForm } from './forms.ts'
import { loadPublished } from './open.ts'
import { AppealFormPage, AppealPage, RoundAppealsPage, type AppealFormView, type AppealView } from './pages.tsx'
import { appeal as mayAppeal, appealStatus, statisticsOf } from './rules.ts'
import * as store from './store.ts'
import { timingOf } from './period/deadline.ts'

const recipient = may('owner', 'head', 'university-contact')
const governor = may('county-governor')
const both = may('owner', 'head', 'university-contact', 'county-governor')

export const appealsWeb = (route: Router<PageContext>) => {
  route.get('/vedtak/:id/klage', recipient, async ({ tx, deps, actor, params, page: context }) => showForm(tx, deps, actor, params['id'] ?? '', context, 200, {}))

  route.post('/vedtak/:id/klage', recipient, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (status: number, change: Partial<AppealFormView>) => reading(deps.db, actor, (tx) => showForm(tx, deps, actor, id, context, status, { ...change, typed: typedIn(form) }))
    const parsed = appealForm.safeParse(form)
    if (!parsed.success) return again(422, { errors: wordedErrors(context.t, parsed.error) })
    const { nokkel, endring, grunner, forsinket } = parsed.data
    const sent = await actions.sendAppeal(deps, actor, id, { key: nokkel, wants: endring, grounds: grunner, lateReason: forsinket })
    if (sent.ok) return redirect(`/vedtak/${id}/klage/${sent.event.id}`, { kind: 'success', key: 'appeal.flash.sent' })
    if (sent.because === 'not-found') return notFound
    return sent.because === 'late-reason-missing' ? again(422, { errors: [{ field: 'forsinket', text: context.t('appeal.because.late-reason-missing') }] }) : again(409, { refused: sent.because })
  })

  route.get('/vedtak/:id/klage/:appeal', both, async ({ tx, actor, params, page: context }) => showAppeal(tx, actor, params['id'] ?? '', params['appeal'] ?? '', context, 200, {}))

  route.post('/vedtak/:id/klage/:appeal/vurdering', governor, async ({ deps, actor, params, form, page: context }) => {
    const [id, one] = [params['id'] ?? '', params['appeal'] ?? '']
    const again = (status: number, change: Partial<AppealView>) => reading(deps.db, actor, (tx) => showAppeal(tx, actor, id, one, context, status, { ...change, typed: typedIn(form) }))
    const parsed = considerForm.safeParse(form)
    if (!parsed.success) return again(422, { errors: wordedErrors(context.t, parsed.error) })
    const done = await actions.considerAppeal(deps, actor, id, one, { outcome: parsed.data.utfall, reason: parsed.data.vurdering, formal: parsed.data.formfeil })
    if (done.ok) return redirect(done.event.newDecision ?? `/vedtak/${id}/klage/${one}`, { kind: 'success', key: done.event.newDecision ? 'appeal.flash.changed' : 'appeal.flash.considered' })
    return done.because === 'not-found' ? notFound : again(409, { refused: done.because })
  })

  route.post('/vedtak/:id/klage/:appeal/svar', governor, async ({ deps, actor, params, form, page: context }) => {
    const [id, one] = [params['id'] ?? '', params['appeal'] ?? '']
    const again = (status: number, change: Partial<AppealView>) => reading(deps.db, actor, (tx) => showAppeal(tx, actor, id, one, context, status, { ...change, typed: typedIn(form) }))
    const parsed = answerForm.safeParse(form)
    if (!parsed.success) return again(422, { errors: wordedErrors(context.t, parsed.error) })
    const done = await actions.noteBodyAnswer(deps, actor, id, one, parsed.data.svar, parsed.data.tekst)
    if (done.ok) return redirect(done.event.newDecision ?? `/vedtak/${id}/klage/${one}`, { kind: 'success', key: done.event.newDecision ? 'appeal.flash.answered-changed' : 'appeal.flash.answered' })
    return done.because === 'not-found' ? notFound : again(409, { refused: done.because })
  })

  route.post('/vedtak/:id/begrunnelse', recipient, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const asked = await actions.askForReasons(deps, actor, id)
    if (!asked.ok && asked.because === 'not-found') return notFound
    return redirect(`/vedtak/${id}`, asked.ok ? { kind: 'success', key: 'appeal.flash.asked' } : { kind: 'warning', key: `appeal.because.${asked.because}` })
  })

  route.post('/vedtak/:id/begrunnelse/:demand', governor, async ({ deps, actor, params, form, page: context }) => {
    const [id, demand] = [params['id'] ?? '', params['demand'] ?? '']
    const parsed = reasonsForm.safeParse(form)
    const field = `svar-${demand}`
    if (!parsed.success) return reading(deps.db, actor, (tx) => showDecision(tx, deps, actor, id, context, 422, { typed: { [field]: typedIn(form)['svar'] ?? '' }, errors: wordedErrors(context.t, parsed.error).map(({ text }) => ({ field, text })) }))
    const given = await actions.giveReasons(deps, actor, id, demand, parsed.data.svar)
    if (!given.ok && given.because === 'not-found') return notFound
    return redirect(`/vedtak/${id}`, given.ok ? { kind: 'success', key: 'appeal.flash.given' } : { kind: 'warning', key: 'appeal.because.already-given' })
  })

  route.get('/vedtak/:id/frist.ics', recipient, async ({ tx, deps, actor, params, page: { t } }) => {
    const open = looksLikeId(params['id'] ?? '') ? await loadPublished(tx, params['id'] ?? '') : undefined
    const mine = open?.recipients.find((one) => one.recipient.orgId === actor.orgId)
    if (!open || mine?.recipient.individual !== true || mine.period.state !== 'counted') return notFound
    const { publicUrl } = deps.config
    const text = writeCalendar({
      // The reasons that were demanded begin a new period: the same entry moves.
      uid: `${open.decision.id}-klagefrist@${new URL(publicUrl).hostname}`, version: mine.demand ? 1 : 0,
      starts: instantOslo(mine.period.lastDay, '09:00'), minutes: 30, title: t('appeal.calendar.title', { reference: open.report.reference }), url: `${publicUrl}/vedtak/${open.decision.id}`, at: deps.now(),
    })
    return file(`klagefrist-${open.report.reference}.ics`, 'text/calendar; charset=utf-8', text)
  })

  route.get('/runder/:id/klager', governor, async ({ tx, actor, params, page: context }) => {
    const own = looksLikeId(params['id'] ?? '') ? await ownRound(tx, actor, params['id'] ?? '') : undefined
    if (!own) return notFound
    const [appeals, { decisions, withRight }] = await Promise.all([store.loadAppealsOfRound(tx, own.round.id), store.countDecided(tx, own.round.id)])
    return page(<RoundAppealsPage page={context} round={own.round} appeals={appeals} numbers={statisticsOf(decisions, withRight, appeals.map((one) => ({ ...one, status: appealStatus(one) })))} />)
  })
}

async function showForm(tx: Tx, deps: Deps, actor: Actor, id: string, context: PageContext, status: number, change: Partial<AppealFormView>): Promise<Answer> {
  const open = looksLikeId(id) ? await loadPublished(tx, id) : undefined
  const mine = open?.recipients.find(({ recipient: { orgId } }) => orgId === actor.orgId)
  if (!open || !mine) return notFound
  if (mine.appeal && status === 200) return redirect(`/vedtak/${id}/klage/${mine.appeal.id}`)
  const now = deps.now()
  const { latestMonths } = open.law
  const decided = mayAppeal({ recipient: mine.recipient, replaced: open.replacedBy !== undefined, appealed: mine.appeal !== undefined, period: mine.period, now, latestMonths, lateReason: 'x' })
  const view: AppealFormView = { open, mine, now, late: timingOf(mine.period, now, latestMonths) === 'late', refused: decided.ok ? undefined : decided.because, errors: [], ...change, typed: { nokkel: crypto.randomUUID(), ...change.typed } }
  return page(<AppealFormPage page={inWordsOf(context, open.scheme)} view={view} />, status)
}

async function showAppeal(tx: Tx, actor: Actor, id: string, appealId: string, context: PageContext, status: number, change: Partial<AppealView>): Promise<Answer> {
  const open = looksLikeId(id) && looksLikeId(appealId) ? await loadPublished(tx, id) : undefined
  const one = open?.recipients.find(({ appeal }) => appeal?.id === appealId)
  if (!open || !one?.appeal) return notFound
  const document = (await loadDocuments(tx, id)).find(({ kind, sourceId }) => kind === 'appeal' && sourceId === appealId)
  return page(<AppealPage page={inWordsOf(context, open.scheme)} view={{ open, one, appeal: one.appeal, governor: actor.role === 'county-governor', documentId: document?.id, refused: undefined, typed: {}, errors: [], ...change }} />, status)
}
