import { formatClock, formatDate, instantOslo, osloDate } from '../../../kernel/dates.ts'
import { readGuarded } from '../../../kernel/guarded-form.ts'
import { idIn } from '../../../kernel/ids.ts'
import { reading } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { notFound, page, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadPlaces } from '../places/store.ts'
import * as actions from './actions.ts'
import { agendaWeb } from './agenda/web.tsx'
import { agreementsWeb } from './agreements/web.tsx'
import { meetingForm, meetingGuarded, seenIn } from './forms.ts'
import { heldWeb } from './held/web.tsx'
import { invitedWeb } from './invited/web.tsx'
import { minutesWeb } from './minutes/web.tsx'
import { ListPage } from './pages.tsx'
import { papersWeb } from './papers/web.tsx'
import { calls, type ChangeRefusal, type Planned } from './rules.ts'
import { callers, find, preparers, readers, show, withLed, wrong } from './show-web.tsx'
import * as store from './store.ts'
import { labelsOf, pathOf } from './shown/words.ts'
import { WritePage } from './write-page.tsx'

export const discussionsWeb = (route: Router<PageContext>) => {
  route.get('/droftinger', readers, async ({ deps, tx, actor, page: context }) => {
    const prepares = calls(actor.role) || actor.role === 'adviser'
    const [meetings, places] = await Promise.all([store.loadMeetings(tx), calls(actor.role) ? loadPlaces(tx) : []])
    return page(<ListPage page={context} view={{ meetings, calls: places.length > 0, prepares, now: deps.now() }} />)
  })

  route.get('/droftinger/ny', callers, async ({ tx, page: context }) => page(<WritePage page={context} view={{ meeting: undefined, key: crypto.randomUUID(), places: await loadPlaces(tx), form: { ...emptyForm, typed: { fra: '09.00', til: '11.00' } }, seen: 0, meanwhile: false }} />))
  route.post('/droftinger', callers, async ({ deps, actor, form, page: context }) => {
    const key = formKeyIn(form)
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, async (tx) => page(<WritePage page={context} view={{ meeting: undefined, key, places: await loadPlaces(tx), form: shown, seen: 0, meanwhile: false }} />, status))
    const read = readGuarded(meetingForm, meetingGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const called = await actions.callMeeting(deps, actor, key, idIn(form['kommune']) ?? '', plannedOf(read.values))
    if (called.ok) return redirect(pathOf(called.event.id), { kind: 'success', key: 'discussions.flash.called' })
    return called.because === 'not-found' ? again(wrong(context, form, 'kommune', 'discussions.error.municipality')) : again(wrong(context, form, timeField[called.because], `discussions.because.${called.because}`), 409)
  })

  route.get('/droftinger/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params))

  route.get('/droftinger/:id/endring', preparers, async ({ tx, params, page: context }) => {
    const meeting = await find(tx, params)
    if (!meeting?.led) return notFound
    const typed = { tittel: meeting.title, formal: meeting.purpose, dato: formatDate(osloDate(meeting.startsAt), context.lang, 'short'), fra: formatClock(meeting.startsAt, context.lang), til: formatClock(meeting.endsAt, context.lang), sted: meeting.place, lenke: meeting.link }
    return page(<WritePage page={context} view={{ meeting, key: '', places: [], form: { ...emptyForm, typed }, seen: meeting.version, meanwhile: false }} />)
  })
  route.post('/droftinger/:id/endring', preparers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status = 422, meanwhile = false) => withLed(deps, actor, params, (_, meeting) => page(<WritePage page={context} view={{ meeting, key: '', places: [], form: shown, seen: meanwhile ? meeting.version : seenIn(form), meanwhile }} />, status))
    const read = readGuarded(meetingForm, meetingGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const id = idIn(params['id'])
    const changed = id ? await actions.changeMeeting(deps, actor, id, plannedOf(read.values), seenIn(form)) : undefined
    if (changed?.ok) return redirect(pathOf(id ?? ''), { kind: 'success', key: 'discussions.flash.changed' })
    if (!changed || changed.because === 'not-found') return notFound
    return again(wrong(context, form, timeField[changed.because], `discussions.because.${changed.because}`), 409, changed.because === 'changed-meanwhile')
  })

  route.post('/droftinger/:id/invitasjon', preparers, async ({ deps, actor, params, page: context }) => {
    const id = idIn(params['id'])
    const sent = id ? await actions.sendInvitation(deps, actor, id) : undefined
    if (sent?.ok) return redirect(pathOf(id ?? ''), { kind: 'success', key: 'discussions.flash.sent' })
    if (!sent || sent.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, wrong(context, {}, '', `discussions.because.${sent.because}`), '', 409))
  }, { limit: { max: 20, minutes: 1 } })
  route.post('/droftinger/:id/avlysning', preparers, async ({ deps, actor, params, page: context }) => {
    const id = idIn(params['id'])
    const off = id ? await actions.cancelMeeting(deps, actor, id) : undefined
    if (off?.ok) return redirect(pathOf(id ?? ''), { kind: 'success', key: 'discussions.flash.called-off' })
    if (!off || off.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, wrong(context, {}, '', `discussions.because.${off.because}`), '', 409))
  })

  invitedWeb(route)
  agendaWeb(route)
  papersWeb(route)
  heldWeb(route)
  agreementsWeb(route)
  minutesWeb(route)
}

/** The field a refusal is about. */
const timeField: Readonly<Record<ChangeRefusal, string>> = { 'been': 'dato', 'same-meeting': 'dato', 'too-long': 'til', 'cancelled': '', 'held': '', 'changed-meanwhile': '' }

const plannedOf = ({ tittel, formal, dato, fra, til, sted, lenke }: ReturnType<typeof meetingForm.parse>): Planned => ({ title: tittel, purpose: formal, startsAt: instantOslo(dato, fra), endsAt: instantOslo(dato, til), place: sted, link: lenke })
