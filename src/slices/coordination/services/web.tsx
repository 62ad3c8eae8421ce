import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn, type Typed } from '../../../kernel/guarded-form.ts'
import { idIn, idOrNone } from '../../../kernel/ids.ts'
import { ticked } from '../../../kernel/fields.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadHandOvers } from '../handover/store.ts'
import { loadRequests } from '../requests/store.ts'
import * as actions from './actions.ts'
import { activityForm, contactForm, guardedActivity, guardedContact, guardedTalk, talkForm } from './forms.ts'
import { loadVersions } from './history/store.ts'
import { talkLabels } from './overlaps/part.tsx'
import { isTalkedThrough, overlapsIn } from './overlaps/rules.ts'
import * as overlaps from './overlaps/store.ts'
import { OwnPage } from './own-page.tsx'
import { AroundPage, aroundPath, ListPage, type Reader } from './pages.tsx'
import { stageOf, type Activity } from './rules.ts'
import * as store from './store.ts'
import { activityLabels, contactLabels, ContactPage, WritePage } from './write-page.tsx'
import { formatDate } from '../../../kernel/dates.ts'

const readers = may('team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'authority', 'service-contact')
const writers = may('service-contact', 'team-leader', 'adviser')
/** The field where each refusal is mended; what no field can mend is said of the page. */
const fieldOf: Readonly<Record<string, string>> = { 'theme-gone': 'tema', 'dates-reversed': 'til', 'is-over': 'til', 'next-outside': 'neste', 'method-missing': 'metode', 'service-closed': 'tjeneste', 'agreed-missing': 'avtalt', 'since-ahead': 'siden', 'since-before-last': 'siden', unreachable: 'telefon' }

export const servicesWeb = (route: Router<PageContext>) => {
  route.get('/stottesystem', readers, async ({ deps, tx, actor, page: context }) => {
    if (actor.role === 'service-contact') return ownPage(deps, tx, actor, context)
    if (actor.role === 'head' || actor.role === 'pedagogical-leader') return redirect(aroundPath(actor.orgId))
    return listPage(deps, tx, actor, context)
  })

  route.get('/stottesystem/aktiviteter/ny', writers, async ({ deps, tx, actor, query, page: context }) => writePage(deps, tx, actor, context, { kindergartenId: idIn(query['barnehage']), activity: undefined }))
  route.post('/stottesystem/aktiviteter/ny', writers, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const kindergartenId = idIn(form['barnehage'])
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => writePage(deps, tx, actor, context, { kindergartenId, activity: undefined, fromForm: true }, { ...shown, typed: { ...shown.typed, nokkel: formKeyIn(form) } }, status, ticked(form['hvem'], 4)))
    const read = readGuarded(activityForm, guardedActivity, form)
    const serviceId = actor.role === 'service-contact' ? actor.orgId : idIn(form['tjeneste'])
    const missing = [...(kindergartenId === undefined ? [{ field: 'barnehage', text: t('support.error.kindergarten') }] : []), ...(serviceId === undefined ? [{ field: 'tjeneste', text: t('support.error.service') }] : []), ...(ticked(form['hvem'], 4).length === 0 ? [{ field: 'hvem', text: t('support.error.reaches') }] : [])]
    if (!read.ok || kindergartenId === undefined || serviceId === undefined || missing.length > 0) {
      const shown = read.ok ? { ...emptyForm, typed: typedIn(form) } : showAgain(t, activityLabels(t), read)
      return again({ ...shown, errors: [...missing, ...shown.errors.filter(({ field }) => !missing.some((one) => one.field === field))] }, 422)
    }
    const { avtalt } = read.values
    const written = await actions.writeActivity(deps, actor, { ...contentOf(read.values), startKey: formKeyIn(form), kindergartenId, serviceId, agreedWith: avtalt })
    if (written.ok) return redirect(aroundPath(kindergartenId), { kind: 'success', key: 'support.flash.written' })
    return written.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf[written.because] ?? '', text: t(`support.because.${written.because}`) }] }, 409)
  })

  route.get('/stottesystem/aktiviteter/:id', writers, async ({ deps, tx, actor, params, page: context }) => {
    const activity = await store.loadActivity(tx, idOrNone(params['id']) || none)
    return activity && changes(actor, activity) ? writePage(deps, tx, actor, context, { kindergartenId: activity.kindergartenId, activity }, { ...emptyForm, typed: typedOf(context, activity) }, 200, activity.reaches) : notFound
  })
  route.post('/stottesystem/aktiviteter/:id', writers, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = idOrNone(params['id']) || none
    const again = (shown: ShownForm, status: number) =>
      reading(deps.db, actor, async (tx) => {
        const activity = await store.loadActivity(tx, id)
        return activity && changes(actor, activity) ? writePage(deps, tx, actor, context, { kindergartenId: activity.kindergartenId, activity }, shown, status, ticked(form['hvem'], 4)) : notFound
      })
    const read = readGuarded(activityForm, guardedActivity, form)
    if (!read.ok || read.values.hvem.length === 0) {
      const shown = read.ok ? { ...emptyForm, typed: typedIn(form) } : showAgain(t, activityLabels(t), read)
      return again({ ...shown, errors: [...(ticked(form['hvem'], 4).length === 0 ? [{ field: 'hvem', text: t('support.error.reaches') }] : []), ...shown.errors.filter(({ field }) => field !== 'hvem')] }, 422)
    }
    const saved = await actions.change(deps, actor, id, contentOf(read.values), Number(form['versjon']))
    if (saved.ok) return redirect(aroundPath(saved.event.kindergartenId), { kind: 'success', key: 'support.flash.changed' })
    return saved.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf[saved.because] ?? '', text: t(`support.because.${saved.because}`) }] }, 409)
  })

  route.get('/stottesystem/:id', readers, async ({ deps, tx, actor, params, page: context }) => aroundPage(deps, tx, actor, context, idOrNone(params['id']) || none))
  route.post('/stottesystem/:id/samtale', may('head', 'team-leader', 'adviser', 'service-contact'), async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = idOrNone(params['id']) || none
    const about = typeof form['gjelder'] === 'string' ? form['gjelder'].slice(0, 2000) : ''
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => aroundPage(deps, tx, actor, context, id, shown, about, status))
    const read = readGuarded(talkForm, guardedTalk, form)
    if (!read.ok) return again(showAgain(t, talkLabels(t), read), 422)
    const talked = await actions.talk(deps, actor, id, about, read.values.notat)
    if (talked.ok) return redirect(aroundPath(id), { kind: 'success', key: 'support.flash.talked' })
    return talked.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: '', text: t(`support.because.${talked.because}`) }] }, 409)
  })

  route.get('/stottesystem/:id/kontakt', may('service-contact'), async ({ deps, tx, actor, params, page: context }) => {
    const place = await store.loadPlace(tx, idOrNone(params['id']) || none)
    if (!place) return notFound
    const there = (await store.loadContacts(tx, place.id)).find((one) => one.serviceId === actor.orgId && one.lastOn === undefined)
    const typed: Typed = { siden: formatDate(osloDate(deps.now()), context.lang, 'short'), ...(there ? { navn: there.name, telefon: there.phone, epost: there.email } : {}) }
    return page(<ContactPage page={context} place={place} service={actor.orgName} form={{ ...emptyForm, typed }} />)
  })
  route.post('/stottesystem/:id/kontakt', may('service-contact'), async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = idOrNone(params['id']) || none
    const again = (shown: ShownForm, status: number) =>
      reading(deps.db, actor, async (tx) => {
        const place = await store.loadPlace(tx, id)
        return place ? page(<ContactPage page={context} place={place} service={actor.orgName} form={shown} />, status) : notFound
      })
    const read = readGuarded(contactForm, guardedContact, form)
    if (!read.ok) return again(showAgain(t, contactLabels(t), read), 422)
    const { navn, telefon, epost, siden } = read.values
    const saved = await actions.saveContact(deps, actor, id, { name: navn, phone: telefon, email: epost ?? '', since: siden })
    if (saved.ok) return redirect(aroundPath(id), { kind: 'success', key: 'support.flash.contact' })
    return saved.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf[saved.because] ?? '', text: t(`support.because.${saved.because}`) }] }, 409)
  })
}

/** What no kindergarten and no activity has as its id. */
const none = '00000000-0000-0000-0000-000000000000'
const changes = ({ orgId }: Actor, { serviceId, writtenBy }: Activity): boolean => serviceId === orgId || writtenBy === orgId
type Values = ReturnType<typeof activityForm.parse>
const contentOf = ({ art, tema, hva, metode, hyppighet, hvem, fra, til, neste }: Values) => ({ kind: art, theme: tema, what: hva, method: metode, frequency: hyppighet, reaches: hvem, startsOn: fra, endsOn: til, nextOn: neste })
const typedOf = ({ lang }: PageContext, one: Activity): Typed => ({ art: one.kind, tema: one.theme, hva: one.what, metode: one.method, hyppighet: one.frequency, fra: formatDate(one.startsOn, lang, 'short'), til: formatDate(one.endsOn, lang, 'short'), neste: one.nextOn ? formatDate(one.nextOn, lang, 'short') : '' })

async function listPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext): Promise<Answer> {
  const today = osloDate(deps.now())
  const [places, activities, counts, works, days, talks] = await Promise.all([store.loadPlaces(tx), store.loadActivities(tx), store.loadCounts(tx), overlaps.loadWorks(tx), overlaps.loadPlanningDays(tx), overlaps.loadTalks(tx)])
  const rows = places.map((place) => {
    const live = activities.filter((one) => one.kindergartenId === place.id && stageOf(one, today) === 'now')
    const found = overlapsIn(works.filter((one) => one.kindergartenId === place.id), days.get(place.id) ?? [], today).filter((one) => !isTalkedThrough(one, talks))
    return { place, services: [...new Set(live.map(({ service }) => service))], activities: live.length, open: counts.get(place.id) ?? 0, overlaps: found.length }
  })
  const team = actor.role === 'adviser' || actor.role === 'team-leader'
  const busiest = rows.toSorted((a, b) => (team ? b.overlaps - a.overlaps : 0) || b.open - a.open || b.activities - a.activities)
  return page(<ListPage page={context} view={{ rows: busiest, writes: team, showsOverlaps: team }} />)
}

async function ownPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext): Promise<Answer> {
  const today = osloDate(deps.now())
  const [places, activities, contacts, requests, handOvers, works, talks, themes] = await Promise.all([store.loadPlaces(tx), store.loadActivities(tx), store.loadContacts(tx), loadRequests(tx), loadHandOvers(tx), overlaps.loadWorks(tx), overlaps.loadTalks(tx), store.loadAllThemes(tx)])
  const found = places.flatMap(({ id }) => overlapsIn(works.filter((one) => one.kindergartenId === id), [], today)).filter(({ works: about }) => about.some(({ byId }) => byId === actor.orgId))
  return page(<OwnPage page={context} view={{ orgId: actor.orgId, orgName: actor.orgName, places, activities, contacts, requests, handOvers, overlaps: found, talks, themes, today }} />)
}

const readerOf = ({ role }: Actor): Reader => (role === 'head' ? 'head' : role === 'pedagogical-leader' ? 'kindergarten' : role === 'service-contact' ? 'service' : role === 'adviser' || role === 'team-leader' ? 'team' : 'overview')

async function aroundPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, form: ShownForm = emptyForm, formOf = '', status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const place = await store.loadPlace(tx, id)
  if (!place) return notFound
  const reader = readerOf(actor)
  const works = (await overlaps.loadWorks(tx)).filter((one) => one.kindergartenId === id)
  const [services, activities, contacts, teamWork, days, talks, requests, handOvers, themes] = await Promise.all([
    store.loadServices(tx, place.municipalityId), store.loadActivities(tx, id), store.loadContacts(tx, id), place.teamId && reader !== 'service' && reader !== 'overview' ? store.loadTeamWork(tx, id, place.teamId, today) : undefined,
    overlaps.loadPlanningDays(tx), overlaps.loadTalks(tx), loadRequests(tx, id), loadHandOvers(tx, id), store.loadAllThemes(tx),
  ])
  const found = reader === 'overview' ? [] : overlapsIn(works, days.get(id) ?? [], today).filter(({ works: about }) => reader !== 'service' || about.some(({ byId }) => byId === actor.orgId))
  const versions = await loadVersions(tx, activities.map((one) => one.id))
  const field = `notat-${found.findIndex(({ about }) => about === formOf) + 1}`
  const shown = formOf === '' ? form : { ...form, errors: form.errors.map((one) => (one.field === 'notat' ? { ...one, field } : one)) }
  const view = {
    place, reader, orgId: actor.orgId, services, activities, versions, others: works.filter(({ byId }) => byId !== actor.orgId), contacts, teamWork, overlaps: found, talks: talks.filter(({ kindergartenId }) => kindergartenId === id), requests, handOvers, themes, today, form: shown, formOf,
  }
  return page(<AroundPage page={context} view={view} />, status)
}

async function writePage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, { kindergartenId, activity, fromForm = false }: { readonly kindergartenId: string | undefined; readonly activity: Activity | undefined; readonly fromForm?: boolean }, form: ShownForm = emptyForm, status = 200, chosen: readonly string[] = []): Promise<Answer> {
  const [places, themes] = await Promise.all([store.loadPlaces(tx), store.loadThemes(tx, osloDate(deps.now()), actor.orgId)])
  const place = places.find(({ id }) => id === kindergartenId)
  if (kindergartenId !== undefined && !place) return notFound
  const team = actor.role !== 'service-contact'
  const services = team ? await store.loadServices(tx, (place ?? places[0])?.municipalityId) : undefined
  // What was chosen in a list is shown in the list again; what the address said stands as it was.
  const fixed = fromForm && !team ? undefined : place
  return page(<WritePage page={context} view={{ activity, places, place: activity ? place : fixed, services, themes, chosen, form, key: form.typed['nokkel'] ?? crypto.randomUUID() }} />, status)
}
