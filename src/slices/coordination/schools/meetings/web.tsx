import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { ticked } from '../../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { mayAct, mayTell } from '../plans/rules.ts'
import { meIn, seenIn, show as showPlan } from '../plans/show-web.tsx'
import { loadPlan } from '../plans/store.ts'
import * as actions from './actions.ts'
import { meetingForm, meetingGuarded, notesForm, notesGuarded } from './forms.ts'
import { meetingLabels, MeetingPage, NewMeetingPage } from './pages.tsx'
import { loadMeeting } from './store.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'school-leader')
const sides = may('head', 'school-leader')
const field: Readonly<Partial<Record<string, string>>> = { 'day-past': 'dato', 'day-far': 'dato' }

export const schoolMeetingsWeb = (route: Router<PageContext>) => {
  route.get('/skole/planer/:id/moter/nytt', sides, async ({ deps, tx, actor, params, page: context }) => newPage(deps, tx, actor, context, params['id'], crypto.randomUUID(), emptyForm))
  route.post('/skole/planer/:id/moter', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, key] = [idIn(params['id']), formKeyIn(form)]
    if (!id) return notFound
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => newPage(deps, tx, actor, context, id, key, shown, status))
    const read = readGuarded(meetingForm, meetingGuarded, form)
    if (!read.ok) return again(showAgain(context.t, meetingLabels(context), read))
    const called = await actions.callMeeting(deps, actor, id, key, typedOf(read.values))
    if (called.ok) return redirect(`/skole/moter/${called.event.id}`, { kind: 'success', key: 'schools.flash.called' })
    if (called.because === 'not-found' || called.because === 'not-party') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [{ field: field[called.because] ?? '', text: context.t(`schools.because.${called.because}`) }] }, field[called.because] ? 422 : 409)
  })

  route.get('/skole/moter/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id'], emptyForm))
  route.post('/skole/moter/:id/endring', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, planId] = await found(deps, actor, params['id'])
    if (!id || !planId) return notFound
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, shown, 'plan', status))
    const read = readGuarded(meetingForm, meetingGuarded, form)
    if (!read.ok) return again(showAgain(context.t, meetingLabels(context), read))
    const moved = await actions.moveMeeting(deps, actor, id, planId, typedOf(read.values), seenIn(form))
    if (moved.ok) return redirect(`/skole/moter/${id}`, { kind: 'success', key: 'schools.flash.moved' })
    if (moved.because === 'not-found' || moved.because === 'not-party') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [{ field: field[moved.because] ?? '', text: context.t(`schools.because.${moved.because}`) }] }, field[moved.because] ? 422 : 409)
  })
  route.post('/skole/moter/:id/avlysning', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, planId] = await found(deps, actor, params['id'])
    const off = id && planId ? await actions.moveMeeting(deps, actor, id, planId, undefined, seenIn(form)) : undefined
    if (off?.ok) return redirect(`/skole/moter/${id}`, { kind: 'success', key: 'schools.flash.called-off' })
    if (!off || off.because === 'not-found' || off.because === 'not-party') return notFound
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, { ...emptyForm, errors: [{ field: '', text: context.t(`schools.because.${off.because}`) }] }, undefined, 409))
  })
  route.post('/skole/moter/:id/notat', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, planId] = await found(deps, actor, params['id'])
    if (!id || !planId) return notFound
    const came = ticked(form['kom'], 100)
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, shown, 'notes', status, came))
    const read = readGuarded(notesForm, notesGuarded, form)
    if (!read.ok) return again(showAgain(context.t, meetingLabels(context), read))
    const saved = await actions.saveNotes(deps, actor, id, planId, { notes: read.values.notat, came, seen: seenIn(form) })
    if (saved.ok) return redirect(`/skole/moter/${id}`, { kind: 'success', key: 'schools.flash.noted' })
    if (saved.because === 'not-found' || saved.because === 'not-party') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [{ field: '', text: context.t(`schools.because.${saved.because}`) }] }, 409)
  })
}

const typedOf = ({ tittel, dato, fra, til, sted, saker }: ReturnType<typeof meetingForm.parse>) => ({ title: tittel, day: dato, from: fra, to: til, place: sted, agenda: saker })
/** The meeting and its plan, when the actor may read them. */
const found = async (deps: Deps, actor: Actor, id: string | undefined): Promise<readonly [string | undefined, string | undefined]> => {
  const known = idIn(id)
  return [known, known ? (await reading(deps.db, actor, (tx) => loadMeeting(tx, known)))?.planId : undefined]
}

async function newPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, key: string, form: ShownForm, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const plan = idIn(id) ? await loadPlan(tx, id ?? '', today) : undefined
  const me = plan && meIn(plan, actor)
  if (!plan || !me) return notFound
  const acts = mayAct(plan, me, today)
  return acts.ok ? page(<NewMeetingPage page={context} plan={plan} startKey={key} form={form} />, status) : showPlan(deps, tx, actor, context, plan.id, { ...emptyForm, errors: [{ field: '', text: context.t(`schools.because.${acts.because}`) }] }, 409)
}

async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm, at?: 'plan' | 'notes', status = 200, came?: readonly string[]): Promise<Answer> {
  const today = osloDate(deps.now())
  const meeting = idIn(id) ? await loadMeeting(tx, id ?? '') : undefined
  const plan = meeting && (await loadPlan(tx, meeting.planId, today))
  if (!meeting || !plan) return notFound
  const me = meIn(plan, actor)
  return page(<MeetingPage page={context} view={{ plan, meeting, today, writes: me !== undefined && mayTell(plan, me).ok, form, at, came: came ?? meeting.came }} />, status)
}
