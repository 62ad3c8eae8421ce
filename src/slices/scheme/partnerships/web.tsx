import type { VNode } from 'preact'
import type * as z from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, kindergartenYearOf, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { lastDay } from '../../../kernel/period.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router, type WriteRequest } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import type { ShownForm } from '../../../ui/guard-notice.tsx'
import * as audit from '../../audit/index.ts'
import * as actions from './actions.ts'
import { ChangePage } from './change-page.tsx'
import { capacityForm, changeForm, confirmForm, endForm, noteForm, startForm } from './forms.ts'
import { PartnershipPage } from './one-page.tsx'
import { NewPage, PartnershipsPage, type Typed } from './pages.tsx'
import { changesWeb } from './changes/web.tsx'
import { countyWeb } from './county/web.tsx'
import { because as wordsOf, type Show } from './frame/web.tsx'
import { loadFacts } from './health/load.ts'
import { reasonsOf } from './health/rules.ts'
import { healthWeb } from './health/web.tsx'
import { peopleWeb } from './people/web.tsx'
import { loadPromises } from './promises/store.ts'
import { promisesWeb } from './promises/web.tsx'
import { questionsWeb } from './questions/web.tsx'
import { reflectionsWeb } from './reflections/web.tsx'
import { renewalWeb } from './renewal/web.tsx'
import type { Side } from './rules.ts'
import { HeadPage } from './sessions/pages.tsx'
import { loadOfKindergarten } from './sessions/store.ts'
import { sessionsWeb } from './sessions/web.tsx'
import * as store from './store.ts'
import { loadWords } from './words/store.ts'

const readers = may('owner', 'university-contact', 'county-governor')
const sides = may('owner', 'university-contact')
const university = may('university-contact')

export const partnershipsWeb = (route: Router<PageContext>) => {
  // Before the pages of one: its address is no id.
  countyWeb(route)
  route.get('/partnerskap', may('owner', 'university-contact', 'county-governor', 'head'), async ({ tx, deps, actor, page: context }) =>
    actor.role === 'head' ? page(<HeadPage page={context} sessions={await loadOfKindergarten(tx)} today={osloDate(deps.now())} />) : list(tx, deps, actor, context, [], {}))
  route.post('/partnerskap/kapasitet', university, async ({ deps, actor, form, page: context }) => {
    const parsed = capacityForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => list(tx, deps, actor, context, wordedErrors(context.t, parsed.error), typedIn(form), 422))
    await actions.stateCapacity(deps, actor, { year: parsed.data.kapasitetsar, kindergartens: parsed.data.barnehager, note: parsed.data.merknad })
    return redirect('/partnerskap', { kind: 'success', key: 'partnership.flash.capacity' })
  })

  route.get('/partnerskap/ny', sides, async ({ tx, actor, page: context }) => newPage(tx, actor, context, [], {}))
  route.post('/partnerskap/ny', sides, async ({ deps, actor, form, page: context }) => {
    const again = (errors: readonly FieldError[]) => reading(deps.db, actor, (tx) => newPage(tx, actor, context, errors, typedIn(form), 422))
    const parsed = startForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error))
    const { motpart, navn, nettverk, fra, til } = parsed.data
    const started = await actions.startPartnership(deps, actor, { startKey: keyIn(form), other: motpart, name: navn, networkName: nettverk || undefined, period: actions.periodOf(fra, til) })
    return started.ok ? redirect(`/partnerskap/${started.event.id}`, { kind: 'success', key: 'partnership.flash.proposed' }) : again([started.because === 'overlaps' ? { field: 'fra', text: context.t('pair.because.overlaps-named', { name: started.with.name }) } : { field: 'motpart', text: context.t('partnership.because.unknown-other') }])
  })

  route.get('/partnerskap/:id', readers, async ({ tx, deps, actor, params, query, page: context }) => show(tx, deps, actor, context, params['id'], [], typeof query['notat'] === 'string' && /^\d{4}$/.test(query['notat']) ? { barnehagear: query['notat'] } : {}))

  route.get('/partnerskap/:id/endring', sides, async ({ tx, actor, params, page: context }) => {
    const one = await find(tx, params['id'])
    const side = one && actions.sideOf(one, actor)
    if (!one || !side) return notFound
    if (one.endedAt) return redirect(`/partnerskap/${one.id}`, { kind: 'warning', key: 'partnership.because.already-ended' })
    const last = lastDay(one.period)
    const typed = { navn: one.name, nettverk: one.networkName ?? '', fra: formatDate(one.period.from, context.lang, 'short'), til: last ? formatDate(last, context.lang, 'short') : '', medlemmer: (await store.loadMembers(tx, one.id)).map(({ number }) => number ?? '').join('\n'), versjon: String(one.version) }
    return page(<ChangePage page={context} one={one} side={side} errors={[]} typed={typed} />)
  })
  route.post('/partnerskap/:id/endring', sides, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (errors: readonly FieldError[], status: number) =>
      reading(deps.db, actor, async (tx) => {
        const one = await find(tx, id)
        const side = one && actions.sideOf(one, actor)
        // What a colleague saved is read on the page itself; saving again then is a choice.
        return one && side ? page(<ChangePage page={context} one={one} side={side} errors={errors} typed={{ ...typedIn(form), ...(status === 409 ? { versjon: String(one.version) } : {}) }} />, status) : notFound
      })
    if (!looksLikeId(id)) return notFound
    const parsed = changeForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { navn, nettverk, fra, til, medlemmer, versjon } = parsed.data
    const members = medlemmer.split(/[\s,;]+/).filter((number) => number !== '')
    if (members.length > 60) return again([{ field: 'medlemmer', text: context.t('partnership.error.members') }], 422)
    const changed = await actions.changePartnership(deps, actor, id, { name: navn, networkName: nettverk || undefined, period: actions.periodOf(fra, til), members, version: versjon })
    if (changed.ok) return redirect(`/partnerskap/${id}`, { kind: 'success', key: 'partnership.flash.changed' })
    if (changed.because === 'not-found') return notFound
    const field = changed.because === 'unknown-member' ? 'medlemmer' : changed.because === 'overlaps' || changed.because === 'promises-outside' ? 'fra' : 'navn'
    return again([{ field, text: wordsOf(context.t, changed.because) }], changed.because === 'unknown-member' ? 422 : 409)
  })

  post(route, '/partnerskap/:id/bekreftelse', confirmForm, 'bekreftelse', 'confirmed', (deps, actor, id, { versjon }) => actions.confirmPartnership(deps, actor, id, versjon))
  post(route, '/partnerskap/:id/avslutning', endForm, 'grunn', 'ended', (deps, actor, id, { grunn }) => actions.endPartnership(deps, actor, id, grunn))
  post(route, '/partnerskap/:id/notater', noteForm, 'lart', 'saved', (deps, actor, id, { barnehagear, lart, tilbake, sett }) => actions.writeNote(deps, actor, id, { year: barnehagear, learned: lart, broughtBack: tilbake, seen: sett }))

  const agreement: Show = async (tx, view, shown) => drawn(tx, view.page, view.today, view.one, view.side, shown)
  promisesWeb(route, agreement)
  for (const mount of [peopleWeb, sessionsWeb, questionsWeb, reflectionsWeb, changesWeb, renewalWeb, healthWeb]) mount(route)
}

type Done = { readonly ok: true } | { readonly ok: false; readonly because: string }
type Flash = 'changed' | 'saved' | 'confirmed' | 'ended'

/** A form on the page of a partnership: what is wrong is said on the same page, with what was typed. */
function post<Schema extends z.ZodType>(route: Router<PageContext>, url: string, schema: Schema, field: string, flash: Flash, act: (deps: Deps, actor: Actor, id: string, typed: z.output<Schema>) => Promise<Done>): void {
  route.post(url, sides, async ({ deps, actor, params, form, page: context }: WriteRequest<Actor, PageContext>) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(tx, deps, actor, context, id, errors, typedIn(form), status))
    const parsed = schema.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const done = await act(deps, actor, id, parsed.data)
    if (done.ok) return redirect(`/partnerskap/${id}`, { kind: 'success', key: `partnership.flash.${flash}` })
    if (done.because === 'not-found') return notFound
    // An ended or confirmed partnership has no such form any more.
    return again([{ field: done.because === 'reason-missing' ? field : '', text: wordsOf(context.t, done.because) }], done.because === 'reason-missing' ? 422 : 409)
  })
}

const typedIn = (form: Readonly<Record<string, unknown>>): Typed => Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [])))
/** The click that began it; a forged form without one is a click of its own. */
const keyIn = (form: Readonly<Record<string, unknown>>): string => (typeof form['nokkel'] === 'string' && looksLikeId(form['nokkel']) ? form['nokkel'] : crypto.randomUUID())
const find = async (tx: Tx, id: string | undefined) => (looksLikeId(id ?? '') ? store.loadPartnership(tx, id ?? '') : undefined)
const sideIn = (actor: Actor) => (actor.role === 'owner' ? ('owner' as const) : actor.role === 'university-contact' ? ('partner' as const) : undefined)

async function list(tx: Tx, deps: Deps, actor: Actor, context: PageContext, errors: readonly FieldError[], typed: Typed, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const year = kindergartenYearOf(today)
  return page(<PartnershipsPage page={context} today={today} rows={await store.loadPartnerships(tx)} side={sideIn(actor)} capacity={await store.loadCapacity(tx, year)} year={year} orgId={actor.orgId} errors={errors} typed={typed} />, status)
}

const newPage = async (tx: Tx, actor: Actor, context: PageContext, errors: readonly FieldError[], typed: Typed, status = 200): Promise<Answer> =>
  page(<NewPage page={context} side={sideIn(actor) ?? 'owner'} universities={await store.loadUniversities(tx)} startKey={keyIn(typed)} errors={errors} typed={typed} />, status)

async function show(tx: Tx, deps: Deps, actor: Actor, context: PageContext, id: string | undefined, errors: readonly FieldError[], typed: Typed, status = 200): Promise<Answer> {
  const one = await find(tx, id)
  if (!one) return notFound
  return page(await drawn(tx, context, osloDate(deps.now()), one, actions.sideOf(one, actor), { typed, errors, warnings: [] }), status)
}

async function drawn(tx: Tx, context: PageContext, today: LocalDate, one: store.Partnership, side: Side | undefined, shown: ShownForm): Promise<VNode> {
  const [promises, words, facts, notes, members, linked, moments] = await Promise.all([loadPromises(tx, one.id), loadWords(tx, one.id), loadFacts(tx, one, today), store.loadNotes(tx, one.id), store.loadMembers(tx, one.id), store.loadLinked(tx, one), audit.timeline(tx, one.id)])
  const view = { one, promises, words, reasons: reasonsOf(facts, today), notes, members, linked, moments: moments.toReversed() }
  return <PartnershipPage page={context} today={today} year={kindergartenYearOf(today)} view={view} side={side} {...shown} />
}
