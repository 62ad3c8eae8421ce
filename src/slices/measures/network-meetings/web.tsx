import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { file, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { standingOf } from '../networks/rules.ts'
import { loadMembers, loadNetwork } from '../networks/store.ts'
import { isForSchools } from '../network-schools/forms.ts'
import { comingSchools, readersOf, schoolsOn } from '../network-schools/rules.ts'
import { loadSchoolPresence, loadSchools } from '../network-schools/store.ts'
import { loadMine, loadTold } from '../network-shares/store.ts'
import * as actions from './actions.ts'
import { changeForm, notesForm, planForm, planGuarded, readCounts } from './forms.ts'
import { meetingLabels, NetworkMeetingPage, NewMeetingPage, type MeetingView } from './pages.tsx'
import type { MeetingRefusal, PlanRefusal } from './rules.ts'
import * as store from './store.ts'
import { membersOn } from './told.ts'

const team = may('team-leader', 'adviser')
const readers = may('team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'school-leader')

type Params = Readonly<Record<string, string>>
const idsOf = (params: Params): { readonly id: string; readonly mote: string } | undefined => {
  const { id = '', mote = '' } = params
  return looksLikeId(id) && looksLikeId(mote) ? { id, mote } : undefined
}
const isPlan = (because: PlanRefusal | MeetingRefusal): because is 'date-passed' | 'outside-period' => because === 'date-passed' || because === 'outside-period'
const refused = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, because: PlanRefusal | MeetingRefusal): ShownForm => {
  // Shown again beside what stands now: sent once more, it goes over what the writer has seen.
  const typed = Object.fromEntries(Object.entries(typedIn(form)).filter(([name]) => name !== 'versjon'))
  return { ...emptyForm, typed, errors: [{ field: isPlan(because) ? 'dato' : '', text: t(`networks.because.${because}`) }] }
}

export const networkMeetingsWeb = (route: Router<PageContext>) => {
  route.get('/nettverk/:id/moter', team, async ({ deps, tx, actor, params, page: context }) => newPage(deps, tx, actor, context, params['id'], { ...emptyForm, typed: { fra: '09.00', til: '11.00' } }, crypto.randomUUID()))

  route.post('/nettverk/:id/moter', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const startKey = formKeyIn(form)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => newPage(deps, tx, actor, context, id, shown, startKey, status))
    const read = readGuarded(planForm, planGuarded, form)
    if (!read.ok) return again(showAgain(context.t, meetingLabels(context.t), read), 422)
    const planned = await actions.planMeeting(deps, actor, id, startKey, typedOf(read.values))
    if (planned.ok) return redirect(`/nettverk/${id}/moter/${planned.event.id}`, { kind: 'success', key: 'networks.flash.meeting' })
    return planned.because === 'not-found' ? notFound : again(refused(context, form, planned.because), isPlan(planned.because) ? 422 : 409)
  })

  route.get('/nettverk/:id/moter/:mote', readers, async ({ deps, tx, actor, params, page: context }) => showMeeting(deps, tx, actor, context, params))

  route.post('/nettverk/:id/moter/:mote', team, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showMeeting(deps, tx, actor, context, params, { at: 'plan', form: shown }, status))
    const read = readGuarded(changeForm, planGuarded, form)
    if (!read.ok) return again(showAgain(context.t, meetingLabels(context.t), read), 422)
    const changed = await actions.changeMeeting(deps, actor, ids.id, ids.mote, typedOf(read.values), read.values.versjon)
    if (changed.ok) return redirect(pathOf(ids), { kind: 'success', key: 'networks.flash.meeting' })
    return changed.because === 'not-found' ? notFound : again(refused(context, form, changed.because), isPlan(changed.because) ? 422 : 409)
  })

  route.post('/nettverk/:id/moter/:mote/notat', team, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showMeeting(deps, tx, actor, context, params, { at: 'notes', form: shown }, status))
    const read = readGuarded(notesForm, ['notat', 'mellom'], form)
    if (!read.ok) return again(showAgain(context.t, meetingLabels(context.t), read), 422)
    const noted = await actions.noteMeeting(deps, actor, ids.id, ids.mote, read.values.notat, read.values.mellom, read.values.versjon)
    if (noted.ok) return redirect(pathOf(ids), { kind: 'success', key: 'networks.flash.meeting' })
    return noted.because === 'not-found' ? notFound : again(refused(context, form, noted.because), 409)
  })

  route.post('/nettverk/:id/moter/:mote/oppmote', team, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const again = (errors: ShownForm['errors'], status: number) => reading(deps.db, actor, (tx) => showMeeting(deps, tx, actor, context, params, { at: 'count', form: { ...emptyForm, typed: typedIn(form), errors } }, status))
    const kindergartens = Object.keys(form).filter((name) => name.startsWith('antall-')).map((name) => name.slice(7)).filter(looksLikeId)
    const { counts, others, wrong } = readCounts(form, kindergartens)
    if (wrong.length > 0) return again(wrong.map((field) => ({ field, text: context.t('networks.error.people') })), 422)
    const counted = await actions.countPresence(deps, actor, ids.id, ids.mote, counts, others)
    if (counted.ok) return redirect(pathOf(ids), { kind: 'success', key: 'networks.flash.counted' })
    return counted.because === 'not-found' ? notFound : again([{ field: '', text: context.t(`networks.because.${counted.because}`) }], 409)
  })

  route.post('/nettverk/:id/moter/:mote/avlysning', team, async ({ deps, actor, params }) => {
    const ids = idsOf(params)
    const done = ids && (await actions.cancelMeeting(deps, actor, ids.id, ids.mote))
    if (!ids || !done || (!done.ok && done.because === 'not-found')) return notFound
    return redirect(pathOf(ids), done.ok ? { kind: 'success', key: 'networks.flash.meeting-cancelled' } : { kind: 'warning', key: `networks.because.${done.because}` })
  })

  route.post(
    '/nettverk/:id/moter/:mote/filer',
    team,
    async ({ deps, actor, params, form, files, page: context }) => {
      const ids = idsOf(params)
      const added = ids && (await actions.attach(deps, actor, ids.id, ids.mote, files.find((one) => one.field === 'fil'), isForSchools(form)))
      if (!ids || !added || (!added.ok && added.because === 'not-found')) return notFound
      if (added.ok) return redirect(`${pathOf(ids)}#filer`, { kind: 'success', key: 'networks.flash.file' })
      const text = context.t(added.because === 'too-many-files' ? 'networks.because.too-many-files' : `guidance.because.${added.because}`)
      return reading(deps.db, actor, (tx) => showMeeting(deps, tx, actor, context, params, { at: 'file', form: { ...emptyForm, typed: typedIn(form), errors: [{ field: 'fil', text }] } }, 422))
    },
    { upload: true },
  )

  route.get('/nettverk/:id/moter/:mote/filer/:fil', readers, async ({ tx, params }) => {
    const ids = idsOf(params)
    const found = ids && looksLikeId(params['fil'] ?? '') ? await store.loadContent(tx, ids.mote, params['fil'] ?? '') : undefined
    return found ? file(found.name, found.media_type, found.content) : notFound
  })

  route.post('/nettverk/:id/moter/:mote/filer/:fil/fjerning', team, async ({ deps, actor, params }) => {
    const ids = idsOf(params)
    const removed = ids && looksLikeId(params['fil'] ?? '') ? await actions.detach(deps, actor, ids.id, ids.mote, params['fil'] ?? '') : undefined
    return ids && removed?.ok ? redirect(`${pathOf(ids)}#filer`, { kind: 'success', key: 'networks.flash.file-removed' }) : notFound
  })
}

const pathOf = ({ id, mote }: { readonly id: string; readonly mote: string }): string => `/nettverk/${id}/moter/${mote}`
const typedOf = (values: { readonly tittel: string; readonly dato: actions.Typed['day']; readonly fra: string; readonly til: string; readonly sted: string; readonly forberedelse: string }): actions.Typed => ({ title: values.tittel, day: values.dato, from: values.fra, to: values.til, place: values.sted, preparation: values.forberedelse })

async function newPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm, startKey: string, status = 200): Promise<Answer> {
  const network = id && looksLikeId(id) ? await loadNetwork(tx, id) : undefined
  if (!network || network.teamId !== actor.orgId || (status === 200 && standingOf(network, osloDate(deps.now())) === 'over')) return notFound
  const schools = comingSchools(await loadSchools(tx, network.id), osloDate(deps.now()))
  return page(<NewMeetingPage page={context} network={network} schools={schools} startKey={startKey} form={form} />, status)
}

/** The page of a meeting, also when a form on it came back. */
export async function showMeeting(deps: Deps, tx: Tx, actor: Actor, context: PageContext, params: Params, shown: Pick<MeetingView, 'form' | 'at'> = { form: emptyForm }, status = 200): Promise<Answer> {
  const ids = idsOf(params)
  const network = ids && (await loadNetwork(tx, ids.id))
  const meeting = network && (await store.loadMeeting(tx, ids.id, ids.mote))
  if (!network || !meeting) return notFound
  const own = network.teamId === actor.orgId
  const [members, presence, files, told, mine, schools, fromSchools] = await Promise.all([
    loadMembers(tx, network.id), store.loadPresence(tx, meeting.id), store.loadFiles(tx, meeting.id), loadTold(tx, meeting.id), own ? [] : loadMine(tx, network.id), loadSchools(tx, network.id), loadSchoolPresence(tx, meeting.id),
  ])
  const [day, today] = [osloDate(meeting.startsAt), osloDate(deps.now())]
  return page(<NetworkMeetingPage page={context} view={{ network, meeting, members: membersOn(members, day), presence, files, told, mine, schools: schoolsOn(schools, day), readers: actor.role === 'school-leader' ? [] : readersOf(schools, meeting.startsAt, today), fromSchools, today, as: own ? 'team' : actor.role === 'school-leader' ? 'school' : 'kindergarten', ...shown }} />, status)
}
