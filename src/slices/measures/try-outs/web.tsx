import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import { renderPdf } from '../../../platform/pdf.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { ownPart } from '../measures/rules.ts'
import { loadDepartments, loadMeasure } from '../measures/store.ts'
import * as actions from './actions.ts'
import { chooseForm, chooseGuarded, observeForm, observeGuarded, shareForm, slipsForm } from './forms.ts'
import { observeLabels, TryOutPage } from './one-page.tsx'
import { chooseLabels, ChoosePage, TryOutsPage } from './pages.tsx'
import { offeredFor } from './ideas/rules.ts'
import { loadList } from './ideas/store.ts'
import { ideasWeb } from './ideas/web.tsx'
import { makePulseSlips } from './pulses/actions.ts'
import { slipsDocument } from './pulses/document.ts'
import { loadStaff } from './pulses/staff.ts'
import { hasAnswers, loadPulses } from './pulses/store.ts'
import { pulsesWeb } from './pulses/web.tsx'
import type { ChooseRefusal, ObserveRefusal, ShareRefusal } from './rules.ts'
import * as store from './store.ts'

const inside = may('head', 'pedagogical-leader')

/** The pages of what departments try between gatherings. */
export const tryOutsWeb = (route: Router<PageContext>) => {
  pulsesWeb(route)
  ideasWeb(route)

  route.get('/utproving', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), async ({ tx, actor, page: context }) => {
    const isInside = actor.role === 'head' || actor.role === 'pedagogical-leader'
    const [own, others, departments] = await Promise.all([isInside ? store.loadTryOuts(tx, actor.orgId) : undefined, store.loadShown(tx), isInside ? loadDepartments(tx, actor.orgId) : []])
    return page(<TryOutsPage page={context} own={own} others={others} departments={departments} keepsList={actor.role === 'adviser' || actor.role === 'team-leader'} />)
  })

  route.get('/tiltak/:id/utproving', inside, async ({ deps, tx, actor, params, page: context }) => showChoice(deps, tx, actor, context, params['id'], emptyForm))

  route.post('/tiltak/:id/utproving', inside, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const key = formKeyIn(form)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showChoice(deps, tx, actor, context, id, shown, key, status))
    const read = readGuarded(chooseForm, chooseGuarded, form)
    if (!read.ok) return again(showAgain(context.t, chooseLabels(context.t), read), 422)
    const { ide, ord, avdeling, dag } = read.values
    if (!looksLikeId(id) || (avdeling !== '' && !looksLikeId(avdeling))) return notFound
    const chosen = await actions.chooseTryOut(deps, actor, id, key, { from: ide || undefined, words: ord }, avdeling === '' ? undefined : avdeling, dag)
    if (chosen.ok) return redirect(`/tiltak/${id}/utproving`, { kind: 'success', key: 'practice.flash.chosen' })
    if (chosen.because === 'not-found') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [{ field: chooseFields[chosen.because], text: context.t(`practice.because.${chosen.because}`) }] }, chooseFields[chosen.because] === '' || chosen.because === 'one-at-a-time' ? 409 : 422)
  })

  route.get('/utproving/:id', inside, async ({ deps, tx, actor, params, page: context }) => showOne(deps, tx, actor, context, params['id'], emptyForm))

  route.post('/utproving/:id/observasjon', inside, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const version = Number(form['versjon']) || 0
    const again = (shown: ShownForm, status: number, seen: number | undefined) => reading(deps.db, actor, (tx) => showOne(deps, tx, actor, context, id, shown, seen, status))
    const read = readGuarded(observeForm, observeGuarded, form)
    if (!read.ok) return again(showAgain(context.t, observeLabels(context.t), read), 422, version)
    if (!looksLikeId(id)) return notFound
    const observed = await actions.observeTryOut(deps, actor, id, { on: read.values.dag, words: read.values.observasjon, outcome: read.values.videre }, version)
    if (observed.ok) return redirect(`/utproving/${id}`, { kind: 'success', key: 'practice.flash.observed' })
    if (observed.because === 'not-found') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [{ field: observeFields[observed.because], text: context.t(`practice.because.${observed.because}`) }] }, observeFields[observed.because] === '' ? 409 : 422, versionAfter(observed.because, version))
  })

  route.post('/utproving/:id/deling', may('head'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const version = Number(form['versjon']) || 0
    const typed = typeof form['deling'] === 'string' ? { deling: form['deling'].slice(0, 20) } : {}
    const again = (errors: ShownForm['errors'], status: number, seen: number | undefined) => reading(deps.db, actor, (tx) => showOne(deps, tx, actor, context, id, { warnings: [], typed, errors }, seen, status))
    const parsed = shareForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422, version)
    if (!looksLikeId(id)) return notFound
    const shared = await actions.shareTryOut(deps, actor, id, parsed.data.deling, version)
    if (shared.ok) return redirect(`/utproving/${id}`, { kind: 'success', key: parsed.data.deling === 'no' ? 'practice.flash.taken-back' : 'practice.flash.shared' })
    if (shared.because === 'not-found') return notFound
    return again([{ field: shareFields[shared.because], text: context.t(`practice.because.${shared.because}`) }], shareFields[shared.because] === '' ? 409 : 422, versionAfter(shared.because, version))
  })

  // The answer is the paper itself: the codes are nowhere to be fetched afterwards.
  route.post('/utproving/:id/lapper', inside, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    const typed = typeof form['antall'] === 'string' ? { antall: form['antall'].slice(0, 10) } : {}
    const again = (errors: ShownForm['errors'], status: number) => reading(deps.db, actor, (tx) => showOne(deps, tx, actor, context, id, { warnings: [], typed, errors }, undefined, status))
    const parsed = slipsForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(t, parsed.error), 422)
    if (!looksLikeId(id)) return notFound
    const made = await makePulseSlips(deps, actor, id, parsed.data.maaneder === '3' ? 3 : 6, parsed.data.antall)
    if (!made.ok) return made.because === 'not-found' ? notFound : again([{ field: made.because === 'more-than-staff' ? 'antall' : '', text: t(`practice.because.${made.because}`) }], made.because === 'more-than-staff' ? 422 : 409)
    const { one, pulse, slips } = made.event
    const pdf = await renderPdf(slipsDocument(context, one, pulse, slips, actor.orgName, deps.config.publicUrl, deps.now()), { whose: actor.personId })
    return pdf.ok ? file('lapper.pdf', 'application/pdf', pdf.bytes) : redirect(`/utproving/${id}`, { kind: 'warning', key: `guidance.case.pdf.${pdf.because}` })
  })
}

const chooseFields: Readonly<Record<ChooseRefusal, string>> = { 'idea-gone': 'ide', 'not-part': '', 'not-started': '', closed: '', 'nothing-chosen': 'ide', 'one-at-a-time': 'avdeling', 'day-ahead': 'dag', 'before-start': 'dag' }
const observeFields: Readonly<Record<ObserveRefusal, string>> = { 'changed-meanwhile': '', 'shared-already': '', 'observed-ahead': 'dag', 'observed-before': 'dag' }
const shareFields: Readonly<Record<ShareRefusal, string>> = { 'changed-meanwhile': '', 'only-head': '', 'not-observed': 'deling', 'names-itself': 'deling' }

/** After a refusal because somebody else has saved, the next try is over what stands there now: the page shows it. */
const versionAfter = (because: ObserveRefusal | ShareRefusal, version: number): number | undefined => (because === 'changed-meanwhile' ? undefined : version)

async function showChoice(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm, startKey: string = crypto.randomUUID(), status = 200): Promise<Answer> {
  const measure = looksLikeId(id ?? '') ? await loadMeasure(tx, id ?? '') : undefined
  if (!measure) return notFound
  const [own, departments, others, list] = await Promise.all([store.loadTryOuts(tx, actor.orgId, measure.id), loadDepartments(tx, actor.orgId), store.loadShown(tx, measure.themes), loadList(tx)])
  const part = ownPart(measure, actor.orgId)
  const refused = part?.state !== 'part' ? 'not-part' : part.closedOn ? 'closed' : measure.begunOn ? undefined : 'not-started'
  return page(<ChoosePage page={context} view={{ measure, own, others: others.slice(0, 6), offered: offeredFor(measure.themes, list), departments, refused, startKey, today: formatDate(osloDate(deps.now()), context.lang, 'short'), form }} />, status)
}

async function showOne(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm, version?: number, status = 200): Promise<Answer> {
  const one = looksLikeId(id ?? '') ? await store.loadTryOut(tx, actor.orgId, id ?? '') : undefined
  if (!one) return notFound
  const today = osloDate(deps.now())
  const [pulses, departments, staff] = await Promise.all([loadPulses(tx, one.id), loadDepartments(tx, actor.orgId), loadStaff(tx, actor.orgId, one.departmentId, today)])
  const asking = pulses.find(({ opensOn, closesOn }) => opensOn <= today && today < closesOn)
  const answered = asking !== undefined && (await hasAnswers(tx, asking.id))
  return page(<TryOutPage page={context} view={{ one, departments, pulses, asking, answered, staff, isHead: actor.role === 'head', today, version: version ?? one.version, form }} />, status)
}
