import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn, type Typed } from '../../../kernel/guarded-form.ts'
import { idIn, idOrNone } from '../../../kernel/ids.ts'
import { ticked } from '../../../kernel/fields.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadHandOvers } from '../handover/store.ts'
import { waitsFor } from '../requests/rules.ts'
import { loadRequests, loadWaiting } from '../requests/store.ts'
import * as actions from './actions.ts'
import { activityForm, contactForm, endContactForm, guardedActivity, guardedContact, guardedTalk, mostAbout, talkForm } from './forms.ts'
import { ChoosePlacePage } from './choose-page.tsx'
import { loadVersions } from './history/store.ts'
import { openOverlaps } from './overlaps/open.ts'
import { talkLabels } from './overlaps/part.tsx'
import { concerning, overlapsIn, type Overlap } from './overlaps/rules.ts'
import * as overlaps from './overlaps/store.ts'
import { OwnPage } from './own-page.tsx'
import { AroundPage, aroundPath, ListPage, type Reader } from './pages.tsx'
import type { Activity, Contact } from './rules.ts'
import * as store from './store.ts'
import { activityLabels, contactLabels, ContactPage, WritePage } from './write-page.tsx'

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

  route.get('/stottesystem/aktiviteter/ny', writers, async ({ deps, tx, actor, query, page: context }) => {
    const kindergartenId = idIn(query['barnehage'])
    // On whose behalf the team may write is known when the kindergarten is: each municipality has its own services.
    if (kindergartenId === undefined && isTeam(actor)) return page(<ChoosePlacePage page={context} places={await store.loadPlaces(tx)} title={context.t('support.write.team')} action="/stottesystem/aktiviteter/ny" />)
    return writePage(deps, tx, actor, context, { kindergartenId, activity: undefined })
  })
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
    const about = typeof form['gjelder'] === 'string' ? form['gjelder'].slice(0, mostAbout) : ''
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
    const there = await ownContact(tx, actor, place.id)
    const typed: Typed = { siden: formatDate(osloDate(deps.now()), context.lang, 'short'), ...(there ? { navn: there.name, telefon: there.phone, epost: there.email } : {}) }
    return page(<ContactPage page={context} place={place} service={actor.orgName} there={there} form={{ ...emptyForm, typed }} />)
  })
  route.post('/stottesystem/:id/kontakt', may('service-contact'), async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = idOrNone(params['id']) || none
    const again = (shown: ShownForm, status: number) =>
      reading(deps.db, actor, async (tx) => {
        const place = await store.loadPlace(tx, id)
        return place ? page(<ContactPage page={context} place={place} service={actor.orgName} there={await ownContact(tx, actor, id)} form={shown} />, status) : notFound
      })
    if (endContactForm.safeParse(form).success) {
      const ended = await actions.removeContact(deps, actor, id)
      return ended.ok ? redirect(aroundPath(id), { kind: 'success', key: 'support.flash.contact-ended' }) : again({ ...emptyForm, errors: [{ field: '', text: t(`support.because.${ended.because}`) }] }, 409)
    }
    const read = readGuarded(contactForm, guardedContact, form)
    if (!read.ok) return again(showAgain(t, contactLabels(t), read), 422)
    const { navn, telefon, epost, siden } = read.values
    const saved = await actions.saveContact(deps, actor, id, { name: navn, phone: telefon, email: epost ?? '', since: siden })
    if (saved.ok) return redirect(aroundPath(id), { kind: 'success', key: 'support.flash.contact' })
    return saved.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf[saved.because] ?? '', text: t(`support.because.${saved.because}`) }] }, 409)
  })
}

const ownContact = async (tx: Tx, { orgId }: Actor, kindergartenId: string): Promise<Contact | undefined> => (await store.loadContacts(tx, kindergartenId)).find(({ serviceId }) => serviceId === orgId)
/** What no kindergarten and no activity has as its id. */
const none = '00000000-0000-0000-0000-000000000000'
const changes = ({ orgId }: Actor, { serviceId, writtenBy }: Activity): boolean => serviceId === orgId || writtenBy === orgId
type Values = ReturnType<typeof activityForm.parse>
const contentOf = ({ art, tema, hva, metode, hyppighet, hvem, fra, til, neste }: Values) => ({ kind: art, theme: tema, what: hva, method: metode, frequency: hyppighet, reaches: hvem, startsOn: fra, endsOn: til, nextOn: neste })
const typedOf = ({ lang }: PageContext, one: Activity): Typed => ({ art: one.kind, tema: one.theme, hva: one.what, metode: one.method, hyppighet: one.frequency, fra: formatDate(one.startsOn, lang, 'short'), til: formatDate(one.endsOn, lang, 'short'), neste: one.nextOn ? formatDate(one.nextOn, lang, 'short') : '' })

async function listPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext): Promise<Answer> {
  const today = osloDate(deps.now())
  const team = isTeam(actor)
  const [places, active, counts, open] = await Promise.all([store.loadPlaces(tx), store.loadActive(tx, today), store.loadCounts(tx), team ? openOverlaps(tx, today) : []])
  const pointedOut = Map.groupBy(open, ({ works }) => works[0]?.kindergartenId)
  const rows = places.map((place) => ({ place, services: [], activities: 0, ...active.get(place.id), open: counts.get(place.id) ?? 0, overlaps: pointedOut.get(place.id)?.length ?? 0 }))
  return page(<ListPage page={context} view={{ rows: rows.toSorted((a, b) => b.overlaps - a.overlaps || b.open - a.open || b.activities - a.activities), isTeam: team }} />)
}

async function ownPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext): Promise<Answer> {
  const today = osloDate(deps.now())
  const [places, activities, contacts, waiting, requests, handOvers, open, themes] = await Promise.all([
    store.loadPlaces(tx), store.loadOwnActivities(tx, actor.orgId, today), store.loadOwnContacts(tx, actor.orgId), loadWaiting(tx, actor), loadRequests(tx), loadHandOvers(tx), openOverlaps(tx, today), store.loadAllThemes(tx),
  ])
  const answered = requests.filter((one) => !waitsFor(one, actor.orgId))
  return page(<OwnPage page={context} view={{ orgId: actor.orgId, orgName: actor.orgName, places, activities, contacts, waiting, answered, handOvers, overlaps: concerning(actor, open), themes, today }} />)
}

const isTeam = ({ role }: Actor): boolean => role === 'adviser' || role === 'team-leader'
const readerOf = (actor: Actor): Reader => (actor.role === 'head' ? 'head' : actor.role === 'pedagogical-leader' ? 'kindergarten' : actor.role === 'service-contact' ? 'service' : isTeam(actor) ? 'team' : 'overview')

async function aroundPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, form: ShownForm = emptyForm, formOf = '', status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const place = await store.loadPlace(tx, id)
  if (!place) return notFound
  const reader = readerOf(actor)
  const seesTeam = reader !== 'service' && reader !== 'overview'
  const [works, services, activities, contacts, teamWork, days, talks, requests, handOvers, themes] = await Promise.all([
    overlaps.loadWorks(tx, id), store.loadServices(tx, place.municipalityId), store.loadActivities(tx, id), store.loadContacts(tx, id), place.teamId && seesTeam ? store.loadTeamWork(tx, id, place.teamId, today) : undefined,
    overlaps.loadPlanningDays(tx, id), overlaps.loadTalks(tx, id), loadRequests(tx, id), loadHandOvers(tx, id), store.loadAllThemes(tx),
  ])
  const versions = await loadVersions(tx, activities.map((one) => one.id))
  const found = reader === 'overview' ? [] : concerning(actor, overlapsIn(works, days.get(id) ?? [], today))
  const others = works.filter(({ byId }) => byId !== actor.orgId)
  return page(<AroundPage page={context} view={{ place, reader, orgId: actor.orgId, services, activities, versions, others, contacts, teamWork, overlaps: found, talks, requests, handOvers, themes, today, form: besideOverlap(form, found, formOf), formOf }} />, status)
}
/** The form of a talk stands beside what it is about: its error leads there, or to the top of the page when that is gone. */
function besideOverlap(form: ShownForm, found: readonly Overlap[], formOf: string): ShownForm {
  const at = found.findIndex(({ about }) => about === formOf)
  return { ...form, errors: form.errors.map((one) => (one.field === 'notat' ? { ...one, field: at < 0 ? '' : `notat-${at + 1}` } : one)) }
}

async function writePage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, { kindergartenId, activity, fromForm = false }: { readonly kindergartenId: string | undefined; readonly activity: Activity | undefined; readonly fromForm?: boolean }, form: ShownForm = emptyForm, status = 200, chosen: readonly string[] = []): Promise<Answer> {
  const [places, themes, all] = await Promise.all([store.loadPlaces(tx), store.loadThemes(tx, osloDate(deps.now()), actor.orgId), store.loadAllThemes(tx)])
  // What stands is still chosen, also when it has gone from the list or is the team's own.
  const kept = themes.some(({ code }) => code === activity?.theme) ? undefined : all.find(({ code }) => code === activity?.theme)
  const place = places.find(({ id }) => id === kindergartenId)
  if (kindergartenId !== undefined && !place) return notFound
  const team = isTeam(actor)
  const services = team ? await store.loadServices(tx, (place ?? places[0])?.municipalityId) : undefined
  // What was chosen in a list is shown in the list again; what the address said stands as it was.
  const fixed = fromForm && !team ? undefined : place
  return page(<WritePage page={context} view={{ activity, places, place: activity ? place : fixed, services, themes: kept ? [...themes, kept] : themes, chosen, form, key: form.typed['nokkel'] ?? crypto.randomUUID() }} />, status)
}
