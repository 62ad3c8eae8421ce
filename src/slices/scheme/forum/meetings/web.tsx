import type { Actor } from '../../../../kernel/actor.ts'
import { formatClock, formatDate, osloDate } from '../../../../kernel/dates.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { loadToDeclare } from '../impartiality/store.ts'
import { loadItemReports } from '../items/store.ts'
import { seated } from '../members/rules.ts'
import { loadForum, loadMembers, loadRoundOf, loadRoundsOf, type Forum } from '../members/store.ts'
import { quorumOf } from '../votes/rules.ts'
import * as actions from './actions.ts'
import { meetingFile } from './calendar.ts'
import { agendaForm, attendanceForm, guestForm, isId, planForm, stepForm } from './forms.ts'
import { RoomPage } from './pages.tsx'
import { AgendaPage, MeetingPlanPage } from './plan-pages.tsx'
import { readRoom } from '../reach/reading.ts'
import type { MeetingRefusal, steps } from './rules.ts'
import * as store from './store.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')
const governor = may('county-governor')
type Shown = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>>; readonly status: number }
const first: Shown = { errors: [], typed: {}, status: 200 }

export const meetingsWeb = (route: Router<PageContext>) => {
  route.get('/forum/:id/moter/ny', governor, async ({ tx, params, page: context }) => showPlan(tx, context, params['id'], undefined, { ...first, typed: { tid: '09.00' } }))
  route.post('/forum/:id/moter/ny', governor, async ({ deps, actor, params, form, page: context }) => plan(deps, actor, context, params['id'], undefined, form))
  route.get('/forum/:id/moter/:mote', sits, async ({ tx, deps, actor, params, page: context }) => showRoom(tx, deps, actor, context, params, first))
  route.get('/forum/:id/moter/:mote/kalender.ics', sits, async ({ tx, deps, params, page: context }) => {
    const found = await find(tx, params)
    return found && found.meeting.state !== 'planned' ? file('forum.ics', 'text/calendar; charset=utf-8', meetingFile(context.t, found.meeting, deps.config.publicUrl, deps.now())) : notFound
  })
  route.get('/forum/:id/moter/:mote/endring', governor, async ({ tx, params, page: context }) => {
    const found = await find(tx, params)
    if (!found) return notFound
    const { meeting } = found
    return showPlan(tx, context, params['id'], meeting.id, { ...first, typed: { tittel: meeting.title, dato: formatDate(osloDate(meeting.startsAt), 'nb', 'short'), tid: formatClock(meeting.startsAt, 'nb'), sted: meeting.place, versjon: String(meeting.version) } })
  })
  route.post('/forum/:id/moter/:mote/endring', governor, async ({ deps, actor, params, form, page: context }) => plan(deps, actor, context, params['id'], params['mote'], form))

  route.post('/forum/:id/moter/:mote/trinn', governor, async ({ deps, actor, params, form, page: context }) => {
    const parsed = stepForm.safeParse(form)
    return answer(deps, actor, context, params, form, parsed.success ? (id, meeting) => actions.stepMeeting(deps, actor, id, meeting, parsed.data.trinn) : async () => ({ ok: false, because: 'not-now' }), '', parsed.success ? `forum.stepped.${parsed.data.trinn}` : 'forum.stepped.call')
  })
  route.post('/forum/:id/moter/:mote/her', sits, async ({ deps, actor, params, form, page: context }) => answer(deps, actor, context, params, form, (id, meeting) => actions.attend(deps, actor, id, meeting), '', 'forum.here.saved'))
  route.post('/forum/:id/moter/:mote/oppmote', governor, async ({ deps, actor, params, form, page: context }) => {
    const found = isId(params['id']) && isId(params['mote']) ? await reading(deps.db, actor, (tx) => find(tx, params)) : undefined
    if (!found) return notFound
    const members = await reading(deps.db, actor, (tx) => loadMembers(tx, found.forum.id))
    const parsed = attendanceForm(members.map(({ id }) => id)).safeParse(form)
    return answer(deps, actor, context, params, form, (id, meeting) => actions.writeAttendance(deps, actor, id, meeting, parsed.success ? parsed.data.tilstede : []), 'tilstede', 'forum.attendance.saved')
  })
  route.post('/forum/:id/moter/:mote/gjester', governor, async ({ deps, actor, params, form, page: context }) => {
    const parsed = guestForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, params, { errors: wordedErrors(context.t, parsed.error), typed: typedIn(form), status: 422 })
    return answer(deps, actor, context, params, form, (id, meeting) => actions.inviteGuest(deps, actor, id, meeting, parsed.data.gjest, parsed.data.fra), 'gjest', 'forum.guest.saved')
  })
  route.post('/forum/:id/moter/:mote/gjester/:gjest/fjern', governor, async ({ deps, actor, params, form, page: context }) => {
    const guest = params['gjest']
    return isId(guest) ? answer(deps, actor, context, params, form, (id, meeting) => actions.uninviteGuest(deps, actor, id, meeting, guest), '', 'forum.guest.removed') : notFound
  })

  route.get('/forum/:id/moter/:mote/dagsorden', governor, async ({ tx, params, page: context }) => showAgenda(tx, context, params, [], first))
  route.post('/forum/:id/moter/:mote/dagsorden', governor, async ({ deps, actor, params, form, page: context }) => {
    const found = isId(params['id']) && isId(params['mote']) ? await reading(deps.db, actor, async (tx) => { const one = await find(tx, params); return one && { ...one, unplaced: await store.loadUnplaced(tx, one.meeting.roundId) } }) : undefined
    if (!found) return notFound
    const parsed = agendaForm(found.unplaced.map(({ id }) => id)).safeParse(form)
    const chosen = [form['melding']].flat().filter((one): one is string => typeof one === 'string')
    const back = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showAgenda(tx, context, params, chosen, { errors, typed: typedIn(form), status }))
    if (!parsed.success) return back(wordedErrors(context.t, parsed.error), 422)
    const done = await actions.addItems(deps, actor, found.forum.id, found.meeting.id, { title: parsed.data.sak, reports: parsed.data.melding, together: parsed.data.samlet })
    if (done.ok) return redirect(`/forum/${found.forum.id}/moter/${found.meeting.id}/dagsorden`, { kind: 'success', key: 'forum.agenda.saved' })
    return done.because === 'not-found' ? notFound : back([{ field: 'melding', text: context.t(`forum.because.${done.because}`) }], 409)
  })
  route.post('/forum/:id/moter/:mote/saker/:sak/fjern', governor, async ({ deps, actor, params, form, page: context }) => {
    const item = params['sak']
    return isId(item) ? answer(deps, actor, context, params, form, (id, meeting) => actions.dropItem(deps, actor, id, meeting, item), '', 'forum.item.removed') : notFound
  })
}

type Found = { readonly forum: Forum; readonly meeting: store.Meeting }
async function find(tx: Tx, params: Readonly<Record<string, string>>): Promise<Found | undefined> {
  const [id, meetingId] = [params['id'], params['mote']]
  if (!isId(id) || !isId(meetingId)) return undefined
  const [forum, meeting] = await Promise.all([loadForum(tx, id), store.loadMeeting(tx, id, meetingId)])
  return forum && meeting ? { forum, meeting } : undefined
}

/** Does one thing in the meeting: the room again afterwards, or with why not. */
async function answer(deps: Deps, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, form: Readonly<Record<string, unknown>>, act: (id: string, meeting: string) => Promise<{ readonly ok: true } | { readonly ok: false; readonly because: MeetingRefusal }>, field: string, key: `forum.stepped.${(typeof steps)[number]}` | 'forum.here.saved' | 'forum.attendance.saved' | 'forum.guest.saved' | 'forum.guest.removed' | 'forum.item.removed'): Promise<Answer> {
  const [id, meeting] = [params['id'], params['mote']]
  const done = isId(id) && isId(meeting) ? await act(id, meeting) : { ok: false as const, because: 'not-found' as const }
  if (done.ok) return redirect(`/forum/${id}/moter/${meeting}`, { kind: 'success', key })
  if (done.because === 'not-found') return notFound
  return again(deps, actor, context, params, { errors: [{ field, text: context.t(`forum.because.${done.because}`) }], typed: typedIn(form), status: 409 })
}
const again = (deps: Deps, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, shown: Shown) => reading(deps.db, actor, (tx) => showRoom(tx, deps, actor, context, params, shown))

async function showRoom(tx: Tx, deps: Deps, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, shown: Shown): Promise<Answer> {
  const found = await find(tx, params)
  const round = found && (await loadRoundOf(tx, found.meeting.roundId))
  if (!found || !round) return notFound
  const { forum, meeting } = found
  const [all, attendance, guests, items, hidden, declared, facts] = await Promise.all([
    loadMembers(tx, forum.id), store.loadAttendance(tx, meeting.id), store.loadGuests(tx, meeting.id), withReports(tx, meeting.id), store.loadHidden(tx, meeting.id), loadToDeclare(tx, meeting.roundId), readRoom(tx, round),
  ])
  const members = seated(all, osloDate(deps.now()))
  const voters = members.filter(({ votes }) => votes)
  const present = voters.filter((one) => attendance.some(({ memberId, present: here }) => memberId === one.id && here)).length
  const view = (
    <RoomPage
      page={context} forum={forum} meeting={meeting} members={members} attendance={attendance} guests={guests} items={items} hidden={hidden} facts={facts} errors={shown.errors} typed={shown.typed}
      own={members.find((one) => one.personId === actor.personId && one.orgId === actor.orgId)}
      undeclared={declared.filter(({ standing }) => standing?.declared === undefined).length}
      quorum={{ present, needed: quorumOf(voters.length, meeting.quorumPercent ?? forum.quorumPercent) }}
      runs={actor.role === 'county-governor' && forum.managerId === actor.orgId}
    />
  )
  return page(view, shown.status)
}

/** The agenda, each item with its reports. */
async function withReports(tx: Tx, meetingId: string) {
  const items = await store.loadItems(tx, meetingId)
  const reports = await loadItemReports(tx, items.map(({ id }) => id))
  return items.map((item) => ({ ...item, reports: reports.filter(({ itemId }) => itemId === item.id) }))
}

async function showAgenda(tx: Tx, context: PageContext, params: Readonly<Record<string, string>>, chosen: readonly string[], shown: Shown): Promise<Answer> {
  const found = await find(tx, params)
  if (!found) return notFound
  const [items, unplaced] = await Promise.all([withReports(tx, found.meeting.id), store.loadUnplaced(tx, found.meeting.roundId)])
  return page(<AgendaPage page={context} {...found} items={items} unplaced={unplaced} chosen={chosen} typed={shown.typed} errors={shown.errors} />, shown.status)
}

async function showPlan(tx: Tx, context: PageContext, id: string | undefined, meetingId: string | undefined, shown: Shown): Promise<Answer> {
  const forum = isId(id) ? await loadForum(tx, id) : undefined
  return forum ? page(<MeetingPlanPage page={context} forum={forum} rounds={await loadRoundsOf(tx, forum.id)} id={meetingId} typed={shown.typed} errors={shown.errors} />, shown.status) : notFound
}

async function plan(deps: Deps, actor: Actor, context: PageContext, id: string | undefined, meetingId: string | undefined, form: Readonly<Record<string, unknown>>): Promise<Answer> {
  if (!isId(id) || (meetingId !== undefined && !isId(meetingId))) return notFound
  const back = (errors: readonly FieldError[], status: number, version?: number) => reading(deps.db, actor, (tx) => showPlan(tx, context, id, meetingId, { errors, typed: { ...typedIn(form), ...(version ? { versjon: String(version) } : {}) }, status }))
  const rounds = meetingId ? [] : (await reading(deps.db, actor, (tx) => loadRoundsOf(tx, id))).map((round) => round.id)
  const parsed = planForm(rounds).safeParse(form)
  if (!parsed.success) return back(wordedErrors(context.t, parsed.error), 422)
  const done = meetingId ? await actions.changeMeeting(deps, actor, id, meetingId, parsed.data.plan, parsed.data.versjon ?? 0) : await actions.planMeeting(deps, actor, id, parsed.data.runde, parsed.data.plan)
  if (done.ok) return redirect(`/forum/${id}/moter/${done.event.id}`, { kind: 'success', key: 'forum.meeting.saved' })
  if (done.because === 'not-found') return notFound
  const kept = meetingId ? await reading(deps.db, actor, (tx) => store.loadMeeting(tx, id, meetingId)) : undefined
  return back([{ field: done.because === 'not-in-round' ? 'runde' : 'tittel', text: context.t(`forum.because.${done.because}`) }], 409, kept?.version)
}
