import type { VNode } from 'preact'
import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, kindergartenYearOf, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { lastDay } from '../../../kernel/period.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as audit from '../../audit/index.ts'
import * as actions from './actions.ts'
import { ChangePage } from './change-page.tsx'
import { changesWeb } from './changes/web.tsx'
import { countyWeb } from './county/web.tsx'
import { capacityForm, capacityGuarded, changeForm, changeGuarded, confirmForm, endForm, endGuarded, noteForm, noteGuarded, startForm, startGuarded } from './forms.ts'
import { because, readers, shows, takes, writers, type Show } from './frame/web.tsx'
import { loadFacts } from './health/load.ts'
import { reasonsOf } from './health/rules.ts'
import { healthWeb } from './health/web.tsx'
import { endLabels, noteLabels, PartnershipPage } from './one-page.tsx'
import { capacityLabels, contentLabels, NewPage, PartnershipsPage, startLabels } from './pages.tsx'
import { peopleWeb } from './people/web.tsx'
import { loadPromises } from './promises/store.ts'
import { promisesWeb } from './promises/web.tsx'
import { questionsWeb } from './questions/web.tsx'
import { reflectionsWeb } from './reflections/web.tsx'
import { renewalWeb } from './renewal/web.tsx'
import { HeadPage } from './sessions/pages.tsx'
import { loadOfKindergarten } from './sessions/store.ts'
import { sessionsWeb } from './sessions/web.tsx'
import * as store from './store.ts'
import { loadWords } from './words/store.ts'

type Form = Readonly<Record<string, unknown>>

export const partnershipsWeb = (route: Router<PageContext>) => {
  // Before the pages of one: its address is no id.
  countyWeb(route)
  listWeb(route)
  startWeb(route)
  agreementWeb(route)
  for (const mount of [peopleWeb, sessionsWeb, questionsWeb, reflectionsWeb, changesWeb, renewalWeb, healthWeb]) mount(route)
}

/** The partnerships one is in, and what universities can take. */
function listWeb(route: Router<PageContext>): void {
  route.get('/partnerskap', may('owner', 'university-contact', 'county-governor', 'head'), async ({ tx, deps, actor, query, page: context }) =>
    actor.role === 'head' ? page(<HeadPage page={context} sessions={await loadOfKindergarten(tx)} today={osloDate(deps.now())} />) : list(tx, deps, actor, context, { ...emptyForm, typed: yearIn(query['ar'], 'kapasitetsar') }))
  route.post('/partnerskap/kapasitet', may('university-contact'), async ({ deps, actor, form, page: context }) => {
    const read = readGuarded(capacityForm, capacityGuarded, form)
    if (!read.ok) return reading(deps.db, actor, (tx) => list(tx, deps, actor, context, showAgain(context.t, capacityLabels(context.t), read), 422))
    const { kapasitetsar, barnehager, merknad } = read.values
    await actions.stateCapacity(deps, actor, { year: kapasitetsar, kindergartens: barnehager, note: merknad })
    return redirect('/partnerskap', { kind: 'success', key: 'partnership.flash.capacity' })
  })
}

/** A partnership is proposed to the other side. */
function startWeb(route: Router<PageContext>): void {
  route.get('/partnerskap/ny', writers, async ({ tx, actor, query, page: context }) => newPage(tx, actor, context, emptyForm, {}, typeof query['sok'] === 'string' ? query['sok'].trim().slice(0, 80) : ''))
  route.post('/partnerskap/ny', writers, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const again = (shown: ShownForm) => reading(deps.db, actor, (tx) => newPage(tx, actor, context, shown, form, '', 422))
    const read = readGuarded(startForm, startGuarded, form)
    if (!read.ok) return again(showAgain(t, startLabels(t), read))
    const { motpart, nummer, navn, nettverk, fra, til } = read.values
    const started = await actions.startPartnership(deps, actor, { startKey: formKeyIn(form), other: motpart || nummer, name: navn, networkName: nettverk || undefined, period: actions.periodOf(fra, til) })
    if (started.ok) return redirect(`/partnerskap/${started.event.id}`, { kind: 'success', key: 'partnership.flash.proposed' })
    const error = started.because === 'overlaps' ? { field: 'fra', text: t('pair.because.overlaps-named', { name: started.with.name }) } : { field: motpart ? 'motpart' : 'nummer', text: t(`partnership.because.${started.because}`) }
    return again({ typed: typedIn(form), warnings: [], errors: [error] })
  })
}

/** The page of one partnership, and what is done there. */
function agreementWeb(route: Router<PageContext>): void {
  route.get('/partnerskap/:id', readers, async ({ tx, deps, actor, params, query, page: context }) => {
    const one = looksLikeId(params['id'] ?? '') ? await store.loadPartnership(tx, params['id'] ?? '') : undefined
    if (!one) return notFound
    const side = actions.sideOf(one, actor)
    return page(await agreement(tx, { page: context, one, side, writes: side !== undefined && one.endedAt === undefined, today: osloDate(deps.now()) }, { ...emptyForm, typed: yearIn(query['notat'], 'barnehagear') }))
  })
  shows(route, '/partnerskap/:id/endring', writers, change)
  takes(route, '/partnerskap/:id/endring', {
    form: changeForm,
    guarded: changeGuarded,
    labels: contentLabels,
    act: (deps, actor, { id = '' }, { navn, nettverk, fra, til, medlemmer, versjon }) => actions.changePartnership(deps, actor, id, { name: navn, networkName: nettverk || undefined, period: actions.periodOf(fra, til), members: medlemmer, version: versjon }),
    show: change,
    fieldOf: { 'unknown-member': 'medlemmer', overlaps: 'fra', 'promises-outside': 'fra' },
    ...home('partnership.flash.changed'),
  })
  takes(route, '/partnerskap/:id/bekreftelse', {
    form: confirmForm,
    guarded: [],
    // No field a person sees.
    labels: () => ({ versjon: '' }),
    act: (deps, actor, { id = '' }, { versjon }) => actions.confirmPartnership(deps, actor, id, versjon),
    show: agreement,
    ...home('partnership.flash.confirmed'),
  })
  takes(route, '/partnerskap/:id/avslutning', {
    form: endForm,
    guarded: endGuarded,
    labels: endLabels,
    act: (deps, actor, { id = '' }, { grunn }) => actions.endPartnership(deps, actor, id, grunn),
    show: agreement,
    fieldOf: { 'reason-missing': 'grunn' },
    ...home('partnership.flash.ended'),
  })
  takes(route, '/partnerskap/:id/notater', {
    form: noteForm,
    guarded: noteGuarded,
    labels: noteLabels,
    act: (deps, actor, { id = '' }, { barnehagear, lart, tilbake, sett }) => actions.writeNote(deps, actor, id, { year: barnehagear, learned: lart, broughtBack: tilbake, seen: sett }),
    show: agreement,
    fieldOf: { 'not-in-period': 'barnehagear' },
    ...home('partnership.flash.saved'),
  })
  promisesWeb(route, agreement)
}

const home = <Flash extends string>(flash: Flash) => ({ to: ({ id = '' }: Readonly<Record<string, string>>) => `/partnerskap/${id}`, flash })

/** A year in the address, as if it were chosen in the form's own field. */
const yearIn = (value: unknown, field: string): ShownForm['typed'] => (typeof value === 'string' && /^\d{4}$/.test(value) ? { [field]: value } : {})

const agreement = (async (tx, { page: context, one, side, today }, shown): Promise<VNode> => {
  const [promises, words, facts, notes, members, linked, moments] = await Promise.all([loadPromises(tx, one.id), loadWords(tx, one.id), loadFacts(tx, one, today), store.loadNotes(tx, one.id), store.loadMembers(tx, one.id), store.loadLinked(tx, one), audit.timeline(tx, one.id)])
  const view = { one, promises, words, reasons: reasonsOf(facts, today), notes, members, linked, moments: moments.toReversed() }
  return <PartnershipPage page={context} today={today} year={kindergartenYearOf(today)} view={view} side={side} {...shown} />
}) satisfies Show

/** The form as it stands, or as it was typed. One that somebody has ended says so, with what was typed. */
const change: Show = async (tx, { page: context, one, side }, shown, _, form) => {
  if (!side) return undefined
  const { t, lang } = context
  const last = lastDay(one.period)
  const short = (day: typeof last) => (day ? formatDate(day, lang, 'short') : '')
  const stands = { navn: one.name, nettverk: one.networkName ?? '', fra: short(one.period.from), til: short(last), medlemmer: (await store.loadMembers(tx, one.id)).map(({ number }) => number ?? '').join('\n'), versjon: String(one.version) }
  // What a colleague saved meanwhile is read on the partnership's own page; saving again then is a choice.
  const refused = shown.errors.some(({ field }) => field === '')
  const typed = refused ? { ...shown.typed, versjon: stands.versjon } : shown.typed
  if (form['versjon'] !== undefined) return <ChangePage page={context} one={one} side={side} shown={{ ...shown, typed }} />
  return <ChangePage page={context} one={one} side={side} shown={one.endedAt ? { ...emptyForm, errors: [{ field: '', text: because(t, 'already-ended') }] } : { ...emptyForm, typed: stands }} />
}

const sideIn = (actor: Actor) => (actor.role === 'owner' ? ('owner' as const) : actor.role === 'university-contact' ? ('partner' as const) : undefined)

async function list(tx: Tx, deps: Deps, actor: Actor, context: PageContext, shown: ShownForm, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const year = kindergartenYearOf(today)
  const [rows, capacity] = await Promise.all([store.loadPartnerships(tx), store.loadCapacity(tx, year)])
  return page(<PartnershipsPage page={context} today={today} rows={rows} side={sideIn(actor)} capacity={capacity} year={year} orgId={actor.orgId} shown={shown} />, status)
}

/** A longer list than this can be searched in. */
const shortList = 12

async function newPage(tx: Tx, actor: Actor, context: PageContext, shown: ShownForm, form: Form, search: string, status = 200): Promise<Answer> {
  const side = sideIn(actor) ?? 'owner'
  const all = await store.loadOthers(tx, side, actor.orgId)
  const wanted = search.toLocaleLowerCase('nb').split(/\s+/).filter((word) => word !== '')
  // Who was chosen stays in the list, whatever is searched for.
  const others = all.filter(({ id, name, number }) => id === shown.typed['motpart'] || wanted.every((word) => `${name} ${number ?? ''}`.toLocaleLowerCase('nb').includes(word)))
  return page(<NewPage page={context} side={side} others={others} search={all.length > shortList || search !== '' ? { text: search, hits: others.length } : undefined} startKey={formKeyIn(form)} shown={shown} />, status)
}
