import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { fieldErrors } from '../../../../kernel/fields.ts'
import { pathOf } from '../pages.tsx'
import { isLead } from '../rules.ts'
import { loadObservers, loadProgramme } from '../store.ts'
import * as actions from './actions.ts'
import { guarded, replanForm, stepForms } from './forms.ts'
import { CyclePage, labelsOf, type CycleView } from './page.tsx'
import { steps } from './rules.ts'
import * as store from './store.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')
const leads = may('owner', 'adviser', 'team-leader')
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

export const cyclesWeb = (route: Router<PageContext>) => {
  route.get('/fellessatsinger/:id/runder/:runde', readers, ({ deps, tx, actor, params, page: context }) => show(tx, actor, context, params, osloDate(deps.now()), undefined, emptyForm))

  route.post('/fellessatsinger/:id/runder/:runde', leads, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const ids = idsOf(params)
    const step = steps.find((one) => one === form['trinn'])
    if (!ids || !step) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), step, shown, status))
    const read = readGuarded<{ readonly on: LocalDate; readonly words: Partial<store.Words> }, (typeof guarded)[number]>(stepForms[step], guarded, form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const score = textIn(form['maling'])
    const known = step !== 'observe' || !looksLikeId(score) ? undefined : await reading(deps.db, actor, async (tx) => (await store.loadScores(tx, ids.cycleId)).find(({ id }) => id === score)?.id)
    const words = step === 'observe' ? { ...read.values.words, scoreSetId: known } : read.values.words
    const done = await actions.recordStep(deps, actor, ids.programmeId, ids.cycleId, step, read.values.on, words, Number(form['versjon']) || 0)
    if (done.ok) return redirect(pathOf(ids.programmeId, `/runder/${ids.cycleId}`), { kind: 'success', key: 'programmes.flash.step' })
    if (done.because === 'not-found') return notFound
    const ofDay = done.because === 'day-ahead' || done.because === 'day-before'
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: ofDay ? 'dag' : '', text: t(`programmes.because.${done.because}`) }] }, ofDay ? 422 : 409)
  })

  route.post('/fellessatsinger/:id/runder/:runde/plan', leads, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const ids = idsOf(params)
    if (!ids) return notFound
    const again = (wrong: Readonly<Record<string, string>>, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), 'plan', { ...emptyForm, typed: typedIn(form), errors: Object.entries(wrong).map(([field, text]) => ({ field, text })) }, status))
    const parsed = replanForm.safeParse(form)
    if (!parsed.success) return again(Object.fromEntries(Object.keys(fieldErrors(parsed.error)).map((field) => [field, t('programmes.error.day')])), 422)
    const { obs, til, veil } = parsed.data
    const done = await actions.changePlan(deps, actor, ids.programmeId, ids.cycleId, { observe: obs, 'feed-back': til, guide: veil }, textIn(form['hvem']), Number(form['versjon']) || 0)
    if (done.ok) return redirect(pathOf(ids.programmeId, `/runder/${ids.cycleId}`), { kind: 'success', key: 'programmes.flash.replanned' })
    if (done.because === 'not-found') return notFound
    const field = done.because === 'order' ? 'til' : done.because === 'observer-unknown' ? 'hvem' : ''
    return again({ [field]: t(`programmes.because.${done.because}`) }, field ? 422 : 409)
  })

  route.post('/fellessatsinger/:id/runder/:runde/avlysning', leads, async ({ deps, actor, params, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const done = await actions.callOffCycle(deps, actor, ids.programmeId, ids.cycleId)
    if (done.ok) return redirect(pathOf(ids.programmeId, `/runder/${ids.cycleId}`), { kind: 'success', key: 'programmes.flash.called-off' })
    if (done.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), undefined, { ...emptyForm, errors: [{ field: '', text: context.t(`programmes.because.${done.because}`) }] }, 409))
  })
}

const idsOf = (params: Readonly<Record<string, string>>) => {
  const [programmeId, cycleId] = [params['id'] ?? '', params['runde'] ?? '']
  return looksLikeId(programmeId) && looksLikeId(cycleId) ? { programmeId, cycleId } : undefined
}

async function show(tx: Tx, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, today: LocalDate, at: CycleView['at'], form: ShownForm, status = 200): Promise<Answer> {
  const ids = idsOf(params)
  const [programme, cycle] = ids ? await Promise.all([loadProgramme(tx, ids.programmeId), store.loadCycle(tx, ids.programmeId, ids.cycleId)]) : []
  if (!programme || !cycle) return notFound
  const mine = isLead(programme, actor)
  const [words, scores, observers] = await Promise.all([store.loadWords(tx, cycle.id), store.loadScores(tx, cycle.id), mine ? loadObservers(tx, programme.leadId) : undefined])
  return page(<CyclePage page={context} view={{ programme, cycle, words, scores, today, leads: observers, at, form }} />, status)
}
