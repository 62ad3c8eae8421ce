import type { Actor } from '../../../kernel/actor.ts'
import { addDays, addMonths, formatDate, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadThemes } from '../measures/store.ts'
import { turns } from '../network-changes/rules.ts'
import { loadStays } from '../network-changes/store.ts'
import { isIn, loadMeetings, loadTotals } from '../network-meetings/store.ts'
import { comingSchools } from '../network-schools/rules.ts'
import { showNetworkOfSchool, showNetworksOfSchool } from '../network-schools/show-web.tsx'
import { loadSchoolCandidates, loadSchools } from '../network-schools/store.ts'
import { loadMovers } from '../network-shares/store.ts'
import { loadMaterialFor } from '../support-material/store.ts'
import * as actions from './actions.ts'
import { answerForm, endForm, guarded, inviteForm, kindergartensIn, leaveForm, networkForm, noteForm } from './forms.ts'
import { InvitationPage } from './invitation-page.tsx'
import { NetworkPage, type OneView } from './one-page.tsx'
import { labelsOf, NetworksPage, NewPage } from './pages.tsx'
import { standingOf, stateOf } from './rules.ts'
import * as store from './store.ts'

const team = may('team-leader', 'adviser')
const parties = may('head', 'owner')
const all = may('team-leader', 'adviser', 'head', 'owner')
const readers = may('team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'school-leader')
const isTeam = ({ role }: Pick<Actor, 'role'>): boolean => role === 'team-leader' || role === 'adviser'

export const networksWeb = (route: Router<PageContext>) => {
  route.get('/nettverk', readers, async ({ deps, tx, actor, page: context }) => {
    if (actor.role === 'school-leader') return showNetworksOfSchool(deps, tx, actor, context)
    const [networks, counts, invitations] = await Promise.all([store.loadNetworks(tx), isTeam(actor) ? store.loadCounts(tx) : new Map<string, store.Counts>(), isTeam(actor) ? [] : store.loadInvitations(tx)])
    const themes = await loadThemes(tx, networks[0]?.teamId ?? actor.orgId)
    return page(<NetworksPage page={context} view={{ networks, counts, invitations, themes, team: isTeam(actor), today: osloDate(deps.now()) }} />)
  })

  route.get('/nettverk/nytt', team, async ({ deps, tx, actor, query, page: context }) => {
    const today = osloDate(deps.now())
    const short = (day: typeof today) => formatDate(day, context.lang, 'short')
    const one = (name: string) => (typeof query[name] === 'string' ? query[name].slice(0, 200) : '')
    const typed = { navn: one('navn'), tema: one('tema'), hvem: 'heads', leder: actor.name, fra: short(today), til: short(addDays(addMonths(today, 12), -1)), svarfrist: short(addDays(today, 14)) }
    return page(await newPage(tx, actor, context, crypto.randomUUID(), { ...emptyForm, typed }, kindergartensIn(query['barnehage'])))
  })

  route.post('/nettverk', team, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const startKey = formKeyIn(form)
    const chosen = kindergartensIn(form['barnehage'])
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, async (tx) => page(await newPage(tx, actor, context, startKey, shown, chosen), status))
    const read = readGuarded(networkForm, guarded, form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const { navn, tema, hvem, leder, fra, til, merknad, svarfrist } = read.values
    const wrong = (field: string, key: 'networks.error.period' | 'networks.error.theme' | 'networks.because.too-few' | 'networks.because.too-many' | 'networks.because.answer-by-passed' | 'networks.because.answer-by-late', status = 422) =>
      again({ ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(key) }] }, status)
    if (til !== undefined && til < fra) return wrong('til', 'networks.error.period')
    const made = await actions.foundNetwork(deps, actor, { startKey, name: navn, theme: tema || undefined, audience: hvem, facilitator: leder, period: { from: fra, to: til && addDays(til, 1) }, note: merknad, answerBy: svarfrist, kindergartens: chosen })
    if (made.ok) return redirect(`/nettverk/${made.event.id}`, { kind: 'success', key: 'networks.flash.founded' })
    if (made.because === 'cannot-ask') return again({ ...emptyForm, typed: typedIn(form), errors: stoppedErrors(context, 'stopped' in made ? made.stopped : []) }, 409)
    if (made.because === 'unknown-theme') return wrong('tema', 'networks.error.theme')
    return wrong(made.because === 'too-few' || made.because === 'too-many' ? 'barnehage' : 'svarfrist', `networks.because.${made.because}`)
  })

  route.get('/nettverk/:id', readers, async ({ deps, tx, actor, params, page: context }) => showNetwork(deps, tx, actor, context, params['id']))

  route.post('/nettverk/:id/invitasjoner', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showNetwork(deps, tx, actor, context, id, { at: 'invite', form: { ...emptyForm, typed: typedIn(form), errors }, chosen: kindergartensIn(form['barnehage']) }, status))
    const parsed = inviteForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(t, parsed.error), 422)
    const asked = await actions.inviteMore(deps, actor, id, kindergartensIn(form['barnehage']), parsed.data.svarfrist)
    if (asked.ok) return redirect(`/nettverk/${id}`, { kind: 'success', key: 'networks.flash.invited' })
    if (asked.because === 'not-found') return notFound
    if (asked.because === 'cannot-ask') return again(stoppedErrors(context, 'stopped' in asked ? asked.stopped : []), 409)
    return again([{ field: asked.because === 'nobody-chosen' || asked.because === 'too-many' ? 'barnehage' : 'svarfrist', text: t(`networks.because.${asked.because}`) }], 422)
  })

  route.post('/nettverk/:id/merknad', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(noteForm, ['merknad'], form)
    if (!read.ok) return reading(deps.db, actor, (tx) => showNetwork(deps, tx, actor, context, id, { at: 'note', form: showAgain(context.t, labelsOf(context.t), read) }, 422))
    const saved = await actions.saveNote(deps, actor, id, read.values.merknad)
    return saved.ok ? redirect(`/nettverk/${id}`, { kind: 'success', key: 'networks.flash.note' }) : notFound
  })

  route.post('/nettverk/:id/avslutning', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showNetwork(deps, tx, actor, context, id, { at: 'end', form: { ...emptyForm, errors } }, status))
    const parsed = endForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const ended = await actions.endNetwork(deps, actor, id, parsed.data.grunn)
    if (ended.ok) return redirect(`/nettverk/${id}`, { kind: 'success', key: 'networks.flash.ended' })
    return ended.because === 'not-found' ? notFound : again([{ field: '', text: context.t(`networks.because.${ended.because}`) }], 409)
  })

  route.get('/nettverk/invitasjon/:id', all, async ({ deps, tx, actor, params, page: context }) => showInvitation(deps, tx, actor, context, params['id']))

  route.post('/nettverk/invitasjon/:id/svar', parties, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showInvitation(deps, tx, actor, context, id, typedIn(form), errors, status))
    const parsed = answerForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { svar, grunn } = parsed.data
    const given = await actions.answerInvitation(deps, actor, id, svar === 'ja' ? { take: 'accept' } : { take: 'decline', reason: grunn })
    if (given.ok) return redirect(`/nettverk/invitasjon/${id}`, { kind: 'success', key: svar === 'ja' ? 'networks.flash.accepted' : 'networks.flash.declined' })
    if (given.because === 'not-found') return notFound
    return given.because === 'reason-missing' ? again([{ field: 'grunn', text: context.t('networks.because.reason-missing') }], 422) : again([{ field: '', text: context.t(`networks.because.${given.because}`) }], 409)
  })

  route.post('/nettverk/invitasjon/:id/tilbaketrekking', team, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const taken = looksLikeId(id) ? await actions.takeInvitationBack(deps, actor, id) : undefined
    if (!taken || (!taken.ok && taken.because === 'not-found')) return notFound
    if (taken.ok) return redirect(`/nettverk/${taken.event.networkId}`, { kind: 'success', key: 'networks.flash.taken-back' })
    return reading(deps.db, actor, (tx) => showInvitation(deps, tx, actor, context, id, {}, [{ field: '', text: context.t(`networks.because.${taken.because}`) }], 409))
  })

  route.post('/nettverk/invitasjon/:id/utmelding', all, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const invitation = looksLikeId(id) ? await reading(deps.db, actor, (tx) => store.loadInvitation(tx, id)) : undefined
    if (!invitation) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showInvitation(deps, tx, actor, context, id, typedIn(form), errors, status))
    const parsed = leaveForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const left = await actions.leaveNetwork(deps, actor, invitation.networkId, invitation.kindergartenId, parsed.data.grunn)
    if (left.ok) return redirect(`/nettverk/invitasjon/${id}`, { kind: 'success', key: 'networks.flash.left' })
    return again([{ field: '', text: context.t('networks.because.not-member') }], 409)
  })
}

/** Why each of those who cannot be asked cannot. */
const stoppedErrors = ({ t }: PageContext, stopped: readonly actions.Stopped[]): readonly FieldError[] => stopped.map(({ name, because }) => ({ field: 'barnehage', text: `${name}: ${t(`networks.because.${because}`)}` }))

async function newPage(tx: Tx, actor: Actor, context: PageContext, startKey: string, form: ShownForm, chosen: readonly string[]) {
  const [themes, kindergartens] = await Promise.all([loadThemes(tx, actor.orgId), store.loadServed(tx, actor.orgId)])
  return <NewPage page={context} view={{ startKey, themes, kindergartens, chosen, form }} />
}

type Shown = Pick<OneView, 'form'> & Partial<Pick<OneView, 'at' | 'chosen'>>
/** The page of a network, also when a form on it came back. */
export async function showNetwork(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, shown: Shown = { form: emptyForm }, status = 200): Promise<Answer> {
  const network = id && looksLikeId(id) ? await store.loadNetwork(tx, id) : undefined
  if (!network) return notFound
  if (actor.role === 'school-leader') return showNetworkOfSchool(deps, tx, actor, context, network)
  const today = osloDate(deps.now())
  const own = network.teamId === actor.orgId
  const plans = own && standingOf(network, today) !== 'over'
  const within = own || (await isIn(tx, network.id)) ? await Promise.all([loadMeetings(tx, network.id), loadTotals(tx, network.id), loadStays(tx, network.id), loadMovers(tx, network.id)]) : undefined
  const [members, invitations, themes, note, served] = await Promise.all([store.loadMembers(tx, network.id), store.loadInvitations(tx, network.id), loadThemes(tx, network.teamId), own ? store.loadNote(tx, network.id) : undefined, plans ? store.loadServed(tx, network.teamId) : []])
  const [material, schools, candidates] = await Promise.all([loadMaterialFor(tx, 'network', network.id, network.theme ? [network.theme] : [], plans), loadSchools(tx, network.id), plans ? loadSchoolCandidates(tx, network) : []])
  const comes = new Set(comingSchools(schools, today).map(({ schoolId }) => schoolId))
  const taken = new Set([...members.filter(({ period }) => period.to === undefined || period.to > today).map(({ kindergartenId }) => kindergartenId), ...invitations.filter((one) => stateOf(one, today) === 'open').map(({ kindergartenId }) => kindergartenId)])
  const answerBy = formatDate(addDays(today, 14), context.lang, 'short')
  const form = { ...shown.form, typed: { svarfrist: answerBy, skolefrist: answerBy, ...shown.form.typed } }
  return page(<NetworkPage page={context} view={{ network, members, invitations, themes, today, within: within && { meetings: { meetings: within[0], totals: within[1], plans }, turns: turns(within[2], today), movers: within[3] }, team: own ? { note: note?.body ?? '', noteBy: note?.changed_by_name, askable: served.filter((one) => !taken.has(one.id)), askableSchools: candidates.filter((one) => !comes.has(one.id)) } : undefined, schools, material, form, at: shown.at, chosen: shown.chosen ?? [] }} />, status)
}

async function showInvitation(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, typed: Readonly<Record<string, string>> = {}, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const invitation = id && looksLikeId(id) ? await store.loadInvitation(tx, id) : undefined
  const network = invitation && (await store.loadNetwork(tx, invitation.networkId))
  if (!invitation || !network) return notFound
  const [members, themes, schools] = await Promise.all([store.loadMembers(tx, network.id), loadThemes(tx, network.teamId), loadSchools(tx, network.id)])
  return page(<InvitationPage page={context} view={{ network, invitation, members, schools: schools.filter(({ state }) => state === 'accepted'), themes, today: osloDate(deps.now()), team: network.teamId === actor.orgId, typed, errors }} />, status)
}
