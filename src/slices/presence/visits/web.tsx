import type { Actor } from '../../../kernel/actor.ts'
import { addMonths, formatDate, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { json, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import * as followUpActions from '../follow-ups/actions.ts'
import * as followUps from '../follow-ups/store.ts'
import * as actions from './actions.ts'
import { correctForm, doneIn, followUpForm, guarded, logForm, moreIn, themesIn } from './forms.ts'
import { VisitPage } from './one-page.tsx'
import { CountsPage, KindergartensPage, VisitsPage } from './pages.tsx'
import { visitKinds, type LogRefusal } from './rules.ts'
import * as store from './store.ts'
import { CorrectPage, labelsOf, WritePage } from './write-page.tsx'

const team = may('team-leader', 'adviser')
const parties = may('team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner')
const all = may('team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'authority')
const isTeam = ({ role }: Pick<Actor, 'role'>): boolean => role === 'team-leader' || role === 'adviser'
const one = (values: Readonly<Record<string, unknown>>, name: string): string => (typeof values[name] === 'string' ? values[name] : '')
const id = (values: Readonly<Record<string, unknown>>, name: string): string | undefined => (looksLikeId(one(values, name)) ? one(values, name) : undefined)

export const visitsWeb = (route: Router<PageContext>) => {
  route.get('/besok', all, async ({ deps, tx, actor, query, page: context }) => {
    const today = osloDate(deps.now())
    if (actor.role === 'authority') return page(<CountsPage page={context} counts={await store.loadCounts(tx, addMonths(today, -12), today)} />)
    const filter: store.Filter = {
      kindergarten: id(query, 'barnehage'),
      kind: visitKinds.find((kind) => kind === query['slag']),
      theme: one(query, 'tema').slice(0, 60) || undefined,
      state: (['planned', 'held'] as const).find((state) => state === query['status']),
    }
    const [{ rows, paging }, kindergartens] = await Promise.all([loadPage(pageOf({ side: query['side'] }), (offset, size) => store.loadVisits(tx, filter, offset, size)), isTeam(actor) ? store.loadServed(tx, actor.orgId) : store.loadVisited(tx)])
    const themes = await store.loadThemes(tx, rows[0]?.teamId ?? actor.orgId)
    return page(<VisitsPage page={context} view={{ visits: rows, total: paging.total, current: paging.number, pages: paging.count, filter, kindergartens, themes, team: isTeam(actor), owner: actor.membershipId }} />)
  })

  route.get('/besok/barnehager', team, async ({ deps, tx, actor, query, page: context }) => {
    const served = await store.loadServed(tx, actor.orgId)
    const search = one(query, 'sok').trim().slice(0, 80)
    return page(<KindergartensPage page={context} kindergartens={found(served, search)} search={served.length > shortList || search !== '' ? search : undefined} today={osloDate(deps.now())} />)
  })

  route.get('/besok/ny', team, async ({ deps, tx, actor, query, page: context }) => {
    const typed = { barnehage: id(query, 'barnehage') ?? '', slag: 'visit', dato: formatDate(osloDate(deps.now()), context.lang, 'short'), hvem: actor.personId }
    return page(await writePage(deps, tx, actor, context, crypto.randomUUID(), { ...emptyForm, typed }, {}, undefined, one(query, 'sok').trim().slice(0, 80)))
  })

  route.post('/besok', team, async ({ deps, actor, form, autosave, page: context }) => {
    const { t } = context
    const startKey = id(form, 'nokkel') ?? crypto.randomUUID()
    const again = async (shown: ShownForm, status: number, saved?: string): Promise<Answer> =>
      autosave ? json({ words: wordsOf(t, shown) }, status) : reading(deps.db, actor, async (tx) => page(await writePage(deps, tx, actor, context, saved ? crypto.randomUUID() : startKey, shown, form, saved), status))
    const read = readGuarded(logForm, guarded, form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const { barnehage, slag, dato, tiltak, delt, internt, oppfolging, frist, hvem } = read.values
    const wrong = (field: string, text: string, status: number, saved?: string) => again({ ...emptyForm, typed: typedIn(form), errors: [{ field, text }] }, status, saved)
    if (!looksLikeId(barnehage)) return wrong('barnehage', t('presence.error.kindergarten'), 422)
    if (tiltak !== '' && !looksLikeId(tiltak)) return wrong('tiltak', t('presence.error.measure'), 422)
    if (hvem !== '' && !looksLikeId(hvem)) return wrong('hvem', t('presence.error.who'), 422)
    const others = slag === 'heads-meeting' ? moreIn(form['flere']).filter((other) => other !== barnehage) : []
    const kept = await actions.logVisit(deps, actor, {
      startKey,
      kindergartens: [barnehage, ...others],
      content: { kind: slag, on: dato, themes: themesIn(form['tema']), shared: delt, internal: internt, measureId: tiltak || undefined },
      followUp: oppfolging !== '' && frist ? { what: oppfolging, due: frist, personId: hvem || actor.personId } : undefined,
      done: doneIn(form['gjort']),
    })
    if (!kept.ok) {
      const { because } = kept
      const name = 'name' in kept && kept.name !== '' ? kept.name : t('presence.kindergarten')
      return wrong(fieldOf[because], t(`presence.because.${because}`, { name }), 409, 'id' in kept ? kept.id : undefined)
    }
    const path = `/besok/${kept.event.id}`
    return autosave ? json({ path }) : redirect(path, { kind: 'success', key: kept.event.state === 'planned' ? 'presence.flash.planned' : 'presence.flash.logged' })
  })

  route.get('/besok/:id', parties, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id']))

  route.get('/besok/:id/retting', team, async ({ tx, actor, params, page: context }) => {
    const visit = await ownVisit(tx, actor, params['id'])
    if (!visit) return notFound
    if (visit.state === 'taken-back') return redirect(`/besok/${visit.id}`)
    const typed = { slag: visit.kind, dato: formatDate(visit.on, context.lang, 'short'), tiltak: visit.measureId ?? '', delt: visit.shared, internt: await store.loadNote(tx, visit.id) }
    return page(await correctPage(tx, actor, context, visit, { ...emptyForm, typed }, visit.themes))
  })

  route.post('/besok/:id/retting', team, async ({ deps, actor, params, form, autosave, page: context }) => {
    const { t } = context
    const visit = await reading(deps.db, actor, (tx) => ownVisit(tx, actor, params['id']))
    // What was written without coverage stays on the device, with the reason.
    const gone = () => (autosave ? json({ words: [t('presence.because.gone')] }, 404) : notFound)
    if (!visit) return gone()
    const startKey = id(form, 'nokkel') ?? crypto.randomUUID()
    const again = (shown: ShownForm, status: number, meanwhile = false): Answer | Promise<Answer> =>
      autosave ? json({ words: wordsOf(t, shown) }, status) : reading(deps.db, actor, async (tx) => page(await correctPage(tx, actor, context, (await ownVisit(tx, actor, visit.id)) ?? visit, shown, themesIn(form['tema']), { startKey, version: one(form, 'versjon'), meanwhile }), status))
    const read = readGuarded(correctForm, ['delt', 'internt'], form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const { slag, dato, tiltak, delt, internt, versjon } = read.values
    const wrong = (field: string, text: string, status: number, meanwhile?: boolean) => again({ ...emptyForm, typed: typedIn(form), errors: [{ field, text }] }, status, meanwhile)
    if (tiltak !== '' && !looksLikeId(tiltak)) return wrong('tiltak', t('presence.error.measure'), 422)
    const corrected = await actions.correctVisit(deps, actor, visit.id, versjon, startKey, { kind: slag, on: dato, themes: themesIn(form['tema']), shared: delt, internal: internt, measureId: tiltak || undefined })
    if (corrected.ok) return autosave ? json({ path: `/besok/${visit.id}` }) : redirect(`/besok/${visit.id}`, { kind: 'success', key: 'presence.flash.corrected' })
    if (corrected.because === 'not-found') return gone()
    if (corrected.because === 'changed-meanwhile') return wrong('', t('presence.because.changed-meanwhile', { name: corrected.by }), 409, true)
    if (corrected.because === 'taken-back') return wrong('', t('presence.because.taken-back'), 409)
    return wrong(fieldOf[corrected.because], t(`presence.because.${corrected.because}`, { name: visit.kindergarten }), 409)
  })

  route.post('/besok/:id/tilbaketrekking', team, async ({ deps, actor, params, page: context }) => {
    const visitId = params['id'] ?? ''
    const taken = looksLikeId(visitId) ? await actions.takeVisitBack(deps, actor, visitId) : undefined
    if (!taken || (!taken.ok && taken.because === 'not-found')) return notFound
    if (taken.ok) return redirect(`/besok/${visitId}`, { kind: 'success', key: 'presence.flash.taken-back' })
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, visitId, { errors: [{ field: '', text: context.t('presence.because.taken-back') }] }, 409))
  })

  route.post('/besok/oppfolging/:id', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const followUpId = params['id'] ?? ''
    const found = looksLikeId(followUpId) ? await reading(deps.db, actor, async (tx) => ({ visitId: await followUps.loadVisitOf(tx, followUpId), people: await store.loadTeam(tx, actor.orgId, osloDate(deps.now())) })) : undefined
    if (!found?.visitId) return notFound
    const { visitId, people } = found
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, visitId, { errors, at: followUpId, typed: typedIn(form) }, status))
    const parsed = followUpForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(t, parsed.error), 422)
    const { handling, frist, hvem, versjon } = parsed.data
    const who = people.find(({ personId }) => personId === hvem)
    if (handling === 'endre' && frist === undefined) return again([{ field: 'frist', text: t('presence.error.due') }], 422)
    if (handling === 'endre' && !who) return again([{ field: 'hvem', text: t('presence.error.who') }], 422)
    const changed = await followUpActions.changeFollowUp(deps, actor, followUpId, versjon, handling === 'endre' && frist && who ? { to: 'moved', due: frist, who } : { to: 'done' })
    if (changed.ok) return redirect(`/besok/${visitId}`, { kind: 'success', key: 'presence.flash.follow-up' })
    if (changed.because === 'not-found') return notFound
    return again([{ field: '', text: t(changed.because === 'follow-up-done' ? 'presence.because.follow-up-done' : 'presence.because.follow-up-moved', { name: changed.by }) }], 409)
  })
}

/** The field where each refusal is mended. */
const fieldOf: Readonly<Record<LogRefusal | 'key-used' | 'who-gone' | 'follow-up-changed', string>> = {
  'kindergarten-closed': 'dato', 'not-served': 'barnehage', 'measure-closed': 'tiltak', 'measure-gone': 'tiltak', 'too-old': 'dato', 'too-far': 'dato', 'due-passed': 'frist', 'key-used': '', 'who-gone': 'hvem', 'follow-up-changed': 'gjort',
}

/** So many of those one wrote in last stand first. */
const lastUsed = 5
/** A longer list than this can be searched in. */
const shortList = 12
/** So many of what is planned and its day has come are laid by for when there is no coverage. */
const plannedShown = 5

/** Each word somewhere in the name or the municipality. */
const found = (served: readonly store.Kindergarten[], search: string): readonly store.Kindergarten[] => {
  const wanted = search.toLocaleLowerCase('nb').split(/\s+/).filter((word) => word !== '')
  return served.filter(({ name, municipality }) => wanted.every((word) => `${name} ${municipality ?? ''}`.toLocaleLowerCase('nb').includes(word)))
}

async function writePage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, startKey: string, form: ShownForm, sent: Readonly<Record<string, unknown>> = {}, saved?: string, search = '') {
  const kindergarten = id(form.typed, 'barnehage')
  const today = osloDate(deps.now())
  const [served, used, planned, themes, measures, people, open, chosen] = await Promise.all([store.loadServed(tx, actor.orgId), store.loadLastUsed(tx, actor.orgId, actor.personId, lastUsed), store.loadPlannedBy(tx, actor.personId), store.loadThemes(tx, actor.orgId), store.loadMeasures(tx, kindergarten), store.loadTeam(tx, actor.orgId, today), kindergarten ? followUps.loadOpen(tx, { kindergartenId: kindergarten }) : [], kindergarten ? store.loadPlace(tx, kindergarten, actor.orgId) : undefined])
  const hits = found(served, search)
  const recent = used.flatMap((kindergartenId) => hits.filter((other) => other.id === kindergartenId))
  // One that has closed or moved since stays chosen: the day may be mended instead, and its name is not lost.
  const gone = chosen && sent['barnehage'] === chosen.id && !served.some((other) => other.id === chosen.id) ? [{ id: chosen.id, name: chosen.name, municipality: undefined, lastOn: undefined }] : []
  const kindergartens = [...gone, ...recent, ...hits.filter((other) => !recent.includes(other))]
  const [only] = search !== '' && hits.length === 1 ? hits : []
  const shown = only && !kindergarten ? { ...form, typed: { ...form.typed, barnehage: only.id } } : form
  const done = doneIn(sent['gjort']).map(({ id: followUp, seen }) => `${followUp}.${seen}`)
  return <WritePage page={context} view={{ startKey, sentKey: id(sent, 'nokkel') ?? startKey, membershipId: actor.membershipId, kindergartens, themes, measures, team: people, open, form: shown, today, planned: planned.filter(({ on }) => on <= today).slice(0, plannedShown), search: served.length > shortList || search !== '' ? { text: search, hits: hits.length } : undefined, chosen: { themes: themesIn(sent['tema']), done, others: moreIn(sent['flere']) }, saved }} />
}

/** What is wrong, as the device keeps it with what was written. */
const wordsOf = (t: PageContext['t'], { errors, warnings }: ShownForm): readonly string[] => [...errors.map(({ text }) => text), ...warnings.flatMap(({ kinds }) => kinds.map((kind) => t(`common.guard.${kind}`)))]

/** `meanwhile`: somebody else was first. What stands now is shown beside what was typed, and sent once more it is written over knowingly. */
type Sent = { readonly startKey: string; readonly version: string; readonly meanwhile: boolean }
async function correctPage(tx: Tx, actor: Actor, context: PageContext, visit: store.Visit, form: ShownForm, themes: readonly string[], sent?: Sent) {
  const [known, measures, internal] = await Promise.all([store.loadThemes(tx, visit.teamId), store.loadMeasures(tx, visit.kindergartenId), sent?.meanwhile ? store.loadNote(tx, visit.id) : ''])
  const version = sent && !sent.meanwhile ? sent.version : String(visit.version)
  return <CorrectPage page={context} view={{ visit, version, startKey: sent?.startKey ?? crypto.randomUUID(), membershipId: actor.membershipId, form, themes: known, measures, chosen: { themes }, stands: sent?.meanwhile ? { internal } : undefined }} />
}

async function ownVisit(tx: Tx, actor: Actor, visitId: string | undefined): Promise<store.Visit | undefined> {
  const visit = visitId && looksLikeId(visitId) ? await store.loadVisit(tx, visitId) : undefined
  return visit?.teamId === actor.orgId ? visit : undefined
}

type Shown = { readonly errors?: readonly FieldError[]; readonly at?: string; readonly typed?: Readonly<Record<string, string>> }
async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, visitId: string | undefined, shown: Shown = {}, status = 200): Promise<Answer> {
  const visit = visitId && looksLikeId(visitId) ? await store.loadVisit(tx, visitId) : undefined
  if (!visit) return notFound
  const own = isTeam(actor) && visit.teamId === actor.orgId
  const [themes, title, internal, ofVisit, earlier, people] = await Promise.all([
    store.loadThemes(tx, visit.teamId),
    visit.measureId ? store.loadMeasureTitle(tx, visit.measureId) : undefined,
    own ? store.loadNote(tx, visit.id) : '',
    own ? followUps.loadOfVisit(tx, visit.id) : [],
    own ? store.loadEarlier(tx, visit.id) : [],
    own ? store.loadTeam(tx, actor.orgId, osloDate(deps.now())) : [],
  ])
  return page(<VisitPage page={context} view={{ visit, themes, measure: visit.measureId ? { id: visit.measureId, title } : undefined, team: own ? { membershipId: actor.membershipId, internal, followUps: ofVisit, earlier, people } : undefined, errors: shown.errors ?? [], at: shown.at, typed: shown.typed ?? {} }} />, status)
}
