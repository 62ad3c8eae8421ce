import type { Actor } from '../../../kernel/actor.ts'
import { localDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadThemes } from '../measures/store.ts'
import * as actions from './actions.ts'
import { beginForm, meetingForm, memberForm, minutesForm, planForm, standardForm, taskForm, themesIn } from './forms.ts'
import { ResourceMeetingPage, type MeetingView } from './meeting-page.tsx'
import { ResourceTeamPage, type OneView } from './one-page.tsx'
import { labelsOf, ResourceTeamsPage, StandardPage, type ListView } from './pages.tsx'
import { plans, writesMinutes } from './rules.ts'
import * as store from './store.ts'

const readers = may('head', 'pedagogical-leader', 'adviser', 'team-leader', 'service-contact')
const planners = may('head', 'adviser', 'team-leader')
const writers = may('head', 'pedagogical-leader')

type Refused = { readonly ok: false; readonly because: Parameters<typeof fieldOf>[0] }
/** Which field a refusal is about; '' is the whole form. */
const fields = {
  'there-already': 'barnehage', 'closed': '', 'not-served': 'barnehage', 'too-many-members': '', 'member-twice': 'navn', 'period': 'tildato', 'unknown-service': 'tjeneste', 'changed-meanwhile': '', 'date-passed': 'dato', 'last-missing': 'siste',
  'last-before-first': 'siste', 'too-many-meetings': 'siste', 'no-days': 'siste', 'already-then': 'dato', 'cancelled': '', 'held': '', 'not-held-yet': '', 'not-member': 'hvem', 'due-passed': 'frist',
} as const
const fieldOf = (because: keyof typeof fields) => fields[because]
/** What is wrong with what was typed is 422; what has changed or may not be is 409. */
const statusOf = (because: keyof typeof fields): number => (['period', 'unknown-service', 'date-passed', 'last-missing', 'last-before-first', 'too-many-meetings', 'no-days', 'due-passed'].includes(because) ? 422 : 409)
const refused = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, { because }: Refused): ShownForm => ({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf(because), text: t(`resource.because.${because}`) }] })

export const resourceTeamsWeb = (route: Router<PageContext>) => {
  route.get('/ressursteam', readers, async ({ deps, tx, actor, page: context }) => list(deps, tx, actor, context))

  route.post('/ressursteam', planners, async ({ deps, actor, form, page: context }) => {
    const again = (errors: ListView['errors'], status: number) => reading(deps.db, actor, (tx) => list(deps, tx, actor, context, { errors, chosen: typedIn(form)['barnehage'] }, status))
    const parsed = beginForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const begun = await actions.beginTeam(deps, actor, parsed.data.barnehage, context.t('resource.standard.first'))
    return begun.ok ? redirect(`/ressursteam/${begun.event.id}`, { kind: 'success', key: 'resource.flash.begun' }) : again(refused(context, form, begun).errors, 409)
  })

  route.get('/ressursteam/:id', readers, async ({ deps, tx, actor, params, query, page: context }) => one(deps, tx, actor, context, params['id'], { form: emptyForm, leftOut: daysIn(query['utelatt']) }))

  route.post('/ressursteam/:id/medlemmer', planners, async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    if (!id) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => one(deps, tx, actor, context, id, { at: 'member', form: shown }, status))
    const read = readGuarded(memberForm, ['navn'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const { navn, rolle, tjeneste, fradato, tildato } = read.values
    const added = await actions.addMember(deps, actor, id, { name: navn, part: rolle, serviceId: tjeneste, from: fradato, until: tildato })
    if (added.ok) return redirect(`/ressursteam/${id}`, { kind: 'success', key: 'resource.flash.member' })
    return added.because === 'not-found' ? notFound : again(refused(context, form, { ok: false, because: added.because }), statusOf(added.because))
  })

  route.post('/ressursteam/:id/medlemmer/:medlem/slutt', planners, async ({ deps, actor, params }) => {
    const [id, member] = [idIn(params['id']), idIn(params['medlem'])]
    const ended = id && member ? await actions.endMember(deps, actor, id, member) : undefined
    if (!ended || (!ended.ok && ended.because === 'not-found')) return notFound
    return redirect(`/ressursteam/${id}`, ended.ok ? { kind: 'success', key: 'resource.flash.ended' } : { kind: 'warning', key: 'resource.because.not-member' })
  })

  route.get('/ressursteam/:id/motestandard', readers, async ({ tx, actor, params, page: context }) => standard(tx, actor, context, params['id']))

  route.post('/ressursteam/:id/motestandard', planners, async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    if (!id) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => standard(tx, actor, context, id, shown, status))
    const read = readGuarded(standardForm, ['standard'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const saved = await actions.saveStandard(deps, actor, id, read.values.standard, read.values.versjon)
    if (saved.ok) return redirect(`/ressursteam/${id}/motestandard`, { kind: 'success', key: 'resource.flash.standard' })
    return saved.because === 'not-found' ? notFound : again(await freshened(deps, actor, id, refused(context, form, { ok: false, because: saved.because })), 409)
  })

  route.post('/ressursteam/:id/moter', planners, async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    if (!id) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => one(deps, tx, actor, context, id, { at: 'plan', form: shown }, status))
    const read = readGuarded(planForm, ['sted', 'saker'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const { dato, rytme, siste, fra, til, sted, saker } = read.values
    const planned = await actions.planMeetings(deps, actor, id, { first: dato, last: siste, rhythm: rytme }, { from: fra, to: til, place: sted, agenda: saker })
    if (planned.ok) return redirect(`/ressursteam/${id}${planned.event.leftOut.length > 0 ? `?utelatt=${planned.event.leftOut.join('.')}` : ''}`, { kind: 'success', key: 'resource.flash.planned' })
    return planned.because === 'not-found' ? notFound : again(refused(context, form, { ok: false, because: planned.because }), statusOf(planned.because))
  })

  route.get('/ressursteam/:id/moter/:mote', readers, async ({ deps, tx, actor, params, page: context }) => meeting(deps, tx, actor, context, params))

  route.post('/ressursteam/:id/moter/:mote', planners, async ({ deps, actor, params, form, page: context }) => {
    const [id, mote] = [idIn(params['id']), idIn(params['mote'])]
    if (!id || !mote) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => meeting(deps, tx, actor, context, params, { at: 'meeting', form: shown }, status))
    const read = readGuarded(meetingForm, ['sted', 'saker'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const { dato, fra, til, sted, saker, versjon } = read.values
    const saved = await actions.saveMeeting(deps, actor, id, mote, dato, { from: fra, to: til, place: sted, agenda: saker }, versjon)
    if (saved.ok) return redirect(pathOf(id, mote), { kind: 'success', key: 'resource.flash.meeting' })
    return saved.because === 'not-found' ? notFound : again(withoutVersion(refused(context, form, { ok: false, because: saved.because })), statusOf(saved.because))
  })

  route.post('/ressursteam/:id/moter/:mote/referat', writers, async ({ deps, actor, params, form, page: context }) => {
    const [id, mote] = [idIn(params['id']), idIn(params['mote'])]
    if (!id || !mote) return notFound
    const chosen = themesIn(form['temaer'])
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => meeting(deps, tx, actor, context, params, { at: 'minutes', form: shown, chosen }, status))
    const read = readGuarded(minutesForm, ['referat'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const saved = await actions.saveMinutes(deps, actor, id, mote, chosen, read.values.referat, read.values.versjon)
    if (saved.ok) return redirect(pathOf(id, mote), { kind: 'success', key: 'resource.flash.minutes' })
    return saved.because === 'not-found' ? notFound : again(withoutVersion(refused(context, form, { ok: false, because: saved.because })), 409)
  })

  route.post('/ressursteam/:id/moter/:mote/oppgaver', planners, async ({ deps, actor, params, form, page: context }) => {
    const [id, mote] = [idIn(params['id']), idIn(params['mote'])]
    if (!id || !mote) return notFound
    const startKey = formKeyIn(form)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => meeting(deps, tx, actor, context, params, { at: 'task', form: shown, startKey }, status))
    const read = readGuarded(taskForm, ['oppgave'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const given = await actions.addTask(deps, actor, id, mote, startKey, { body: read.values.oppgave, memberId: read.values.hvem, dueOn: read.values.frist })
    if (given.ok) return redirect(`${pathOf(id, mote)}#oppgaver`, { kind: 'success', key: 'resource.flash.task' })
    return given.because === 'not-found' ? notFound : again(refused(context, form, { ok: false, because: given.because }), statusOf(given.because))
  })

  route.post('/ressursteam/:id/moter/:mote/avlysning', planners, async ({ deps, actor, params }) => {
    const [id, mote] = [idIn(params['id']), idIn(params['mote'])]
    const done = id && mote ? await actions.callOff(deps, actor, id, mote) : undefined
    if (!id || !mote || !done || (!done.ok && done.because === 'not-found')) return notFound
    return redirect(pathOf(id, mote), done.ok ? { kind: 'success', key: 'resource.flash.cancelled' } : { kind: 'warning', key: `resource.because.${done.because}` })
  })

  route.post('/ressursteam/:id/oppgaver/:oppgave/utfort', readers, async ({ deps, actor, params, form }) => {
    const [id, task, mote] = [idIn(params['id']), idIn(params['oppgave']), idIn(typedIn(form)['mote'])]
    const done = id && task ? await actions.finishTask(deps, actor, id, task) : undefined
    if (!id || !done?.ok) return notFound
    return redirect(mote ? `${pathOf(id, mote)}#oppgaver` : `/ressursteam/${id}`, { kind: 'success', key: 'resource.flash.done' })
  })
}

/** Days of a plan that were left out, as the address carries them after it is made. */
const daysIn = (value: unknown): readonly LocalDate[] => (typeof value === 'string' ? value.slice(0, 800).split('.').flatMap((text) => localDate(text) ?? []) : [])
async function teamOf(tx: Tx, id: string | undefined): Promise<store.Team | undefined> {
  const known = idIn(id)
  return known === undefined ? undefined : store.loadTeam(tx, known)
}
const pathOf = (id: string, meetingId: string): string => `/ressursteam/${id}/moter/${meetingId}`
/** Shown again beside what stands now: sent once more, it goes over what the writer has seen. */
const withoutVersion = (shown: ShownForm): ShownForm => ({ ...shown, typed: Object.fromEntries(Object.entries(shown.typed).filter(([name]) => name !== 'versjon')) })
const freshened = async (deps: Deps, actor: Actor, id: string, shown: ShownForm): Promise<ShownForm> => {
  const [last] = await reading(deps.db, actor, (tx) => store.loadStandards(tx, id))
  return { ...shown, typed: { ...shown.typed, versjon: String(last?.version ?? 0) } }
}

async function list(deps: Deps, tx: Tx, actor: Actor, context: PageContext, shown: Pick<ListView, 'errors' | 'chosen'> = { errors: [], chosen: undefined }, status = 200): Promise<Answer> {
  const now = deps.now()
  const [teams, meetings, tasks, beginnable] = await Promise.all([store.loadTeams(tx), store.loadMeetings(tx), store.loadOpenTasks(tx), plans(actor.role) ? store.loadBeginnable(tx) : []])
  const next = new Map(meetings.filter(({ endsAt, cancelled }) => endsAt >= now && !cancelled).toReversed().map((one) => [one.teamId, one]))
  return page(<ResourceTeamsPage page={context} view={{ teams, next, tasks, beginnable, own: actor.role === 'head', lifted: actor.role === 'adviser' || actor.role === 'team-leader', ...shown }} />, status)
}

async function one(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, shown: Pick<OneView, 'form' | 'at' | 'leftOut'> = { form: emptyForm }, status = 200): Promise<Answer> {
  const team = await teamOf(tx, id)
  if (!team) return notFound
  const planning = plans(actor.role)
  const [members, meetings, tasks, services] = await Promise.all([store.loadMembers(tx, team.id), store.loadMeetings(tx, team.id), store.loadTasks(tx, team.id), planning ? store.loadServices(tx, team.kindergartenId) : []])
  return page(<ResourceTeamPage page={context} view={{ team, members, meetings, tasks, services, today: osloDate(deps.now()), planning, ...shown }} />, status)
}

async function standard(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const team = await teamOf(tx, id)
  if (!team) return notFound
  return page(<StandardPage page={context} view={{ team, standards: await store.loadStandards(tx, team.id), writes: plans(actor.role), form }} />, status)
}

async function meeting(deps: Deps, tx: Tx, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, shown: Pick<MeetingView, 'form' | 'at'> & { readonly chosen?: readonly string[]; readonly startKey?: string } = { form: emptyForm }, status = 200): Promise<Answer> {
  const [team, mote] = [await teamOf(tx, params['id']), idIn(params['mote'])]
  const found = team && mote ? await store.loadMeeting(tx, team.id, mote) : undefined
  if (!team || !found) return notFound
  const writing = writesMinutes(actor.role)
  const [standards, members, tasks, minutes, themes] = await Promise.all([store.loadStandards(tx, team.id), store.loadMembers(tx, team.id), store.loadTasks(tx, team.id), writing ? store.loadMinutes(tx, found.id) : undefined, loadThemes(tx, undefined)])
  const finishes = (task: store.Task) => task.doneOn === undefined && (actor.role !== 'service-contact' || task.serviceId === actor.orgId)
  return page(
    <ResourceMeetingPage page={context} view={{ team, meeting: found, standard: standards.find(({ version }) => version === found.standardVersion), members, tasks: tasks.filter((task) => task.meetingId === found.id), remaining: osloDate(found.startsAt) < osloDate(deps.now()) || found.cancelled ? [] : tasks.filter((task) => task.meetingId !== found.id && task.doneOn === undefined), minutes, themes, today: osloDate(deps.now()), planning: plans(actor.role), writing, finishes, ...shown, chosen: shown.chosen, startKey: shown.startKey ?? crypto.randomUUID() }} />,
    status,
  )
}
