import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { ticked } from '../../../kernel/fields.ts'
import { guardFields, readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { newPath, promisedPath } from '../capacity/pages.tsx'
import { loadOf, sortOut } from '../capacity/rules.ts'
import { nameOf } from '../competence/pages.tsx'
import { loadLevels, loadSubjects, type Subject } from '../competence/store.ts'
import * as actions from './actions.ts'
import { closeForm, giveForm, promiseForm, promiseGuarded, proposalForm } from './forms.ts'
import { FormPage, PreviewPage, promiseLabels, typedOf } from './form-pages.tsx'
import { changePath, CommitmentPage, commitmentPath, foundGroup, foundWhat, ListPage } from './pages.tsx'
import { candidates, isPartial, mayChange, promise, sources, waysOut, weeksOf, type ChangeRefusal, type PromiseRefusal, type Work } from './rules.ts'
import * as store from './store.ts'
import { byOf, fillIn, loadScales, weigh, type Scales, type Typed } from './weigh.ts'
import { WhoPage } from './who-pages.tsx'

const team = may('team-leader', 'adviser')
/** The field where each refusal is mended. */
const fieldOf: Readonly<Record<PromiseRefusal, string>> = {
  'window-backwards': 'til', 'window-long': 'til', 'window-passed': 'til', 'window-far': 'til', 'nobody-to': 'barnehage', 'kindergarten-unknown': 'barnehage', 'not-yours': 'hvem', 'not-in-team-then': 'hvem', 'no-day-then': 'hvem', partial: 'hvem', 'source-unknown': '', 'case-closed': '', 'source-there': '', 'over-needs-reason': 'grunn',
}

export const assignmentWeb = (route: Router<PageContext>) => {
  route.get('/kapasitet/lovet', team, async ({ deps, tx, actor, query, page: context }) => listPage(deps, tx, actor, context, query))

  route.get('/kapasitet/lovet/ny', team, async ({ deps, tx, actor, query, page: context }) => {
    const source = typeof query['sak'] === 'string' ? 'case' : sources.find((one) => one === query['kilde'])
    const id = idIn(query['sak']) ?? idIn(query['id'])
    const today = osloDate(deps.now())
    const found = source !== undefined && id !== undefined ? await store.loadOneFound(tx, actor.orgId, source, id, today) : undefined
    const shown = found ? await proposed(tx, actor, context, found, today, idIn(query['hvem'])) : undefined
    return formPage(tx, actor, context, shown ? { ...emptyForm, typed: typedOf(shown, 0, context.lang) } : emptyForm, { today, themes: shown?.themes ?? [] })
  })

  route.post('/kapasitet/lovet/ny', team, async ({ deps, actor, form, page: context }) => take(deps, actor, context, form, undefined))

  // One press for what others have begun. What would be too much is shown first, and so is what cannot be.
  route.post('/kapasitet/lovet/forslag', team, async ({ deps, actor, form, page: context }) => {
    const read = proposalForm.safeParse(form)
    const id = read.success ? idIn(read.data.id) : undefined
    if (!read.success || id === undefined) return notFound
    const today = osloDate(deps.now())
    const work = await reading(deps.db, actor, async (tx) => {
      const found = await store.loadOneFound(tx, actor.orgId, read.data.kilde, id, today)
      return found && proposed(tx, actor, context, found, today, undefined)
    })
    if (!work) return notFound
    const done = await actions.promiseWork(deps, actor, { ...work, travelMinutes: work.travelFrom === 'coordinates' ? undefined : work.travelMinutes }, '')
    if (done.ok) return redirect(commitmentPath(done.event.id), { kind: 'success', key: 'promised.flash.taken' })
    const typed = typedOf(work, 0, context.lang)
    return reading(deps.db, actor, async (tx) => (done.because === 'over-needs-reason' ? previewPage(tx, actor, context, work, { typed, today, before: undefined, form: emptyForm }, 409) : formPage(tx, actor, context, refused(context, typed, done.because), { today, themes: work.themes }, 409)))
  })

  route.get('/kapasitet/lovet/:id', team, async ({ deps, tx, actor, params, page: context }) => commitmentPage(deps, tx, actor, context, params['id']))

  route.post('/kapasitet/lovet/:id', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (text: string, status: number) => reading(deps.db, actor, (tx) => commitmentPage(deps, tx, actor, context, id, { ...emptyForm, errors: [{ field: '', text }] }, status))
    const read = closeForm.safeParse(form)
    if (!read.success) return again(t('promised.error.version'), 422)
    const closed = await actions.closeWork(deps, actor, id, read.data.handling, read.data.versjon)
    if (closed.ok) return redirect(promisedPath, { kind: 'success', key: read.data.handling === 'done' ? 'promised.flash.done' : 'promised.flash.withdrawn' })
    return closed.because === 'not-found' ? notFound : again(t(`promised.because.${closed.because}`), 409)
  })

  route.get('/kapasitet/lovet/:id/endre', team, async ({ deps, tx, actor, params, page: context }) => {
    const one = looksLikeId(params['id'] ?? '') ? await store.loadCommitment(tx, actor.orgId, params['id'] ?? '') : undefined
    if (!one) return notFound
    const can = mayChange(one, one.version, byOf(actor))
    if (!can.ok) return commitmentPage(deps, tx, actor, context, one.id, { ...emptyForm, errors: [{ field: '', text: context.t(`promised.because.${can.because}`) }] }, 409)
    return formPage(tx, actor, context, { ...emptyForm, typed: typedOf(one, one.version, context.lang, one.overReason) }, { today: osloDate(deps.now()), themes: one.themes, before: one })
  })

  route.post('/kapasitet/lovet/:id/endre', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const before = looksLikeId(id) ? await reading(deps.db, actor, (tx) => store.loadCommitment(tx, actor.orgId, id)) : undefined
    return before ? take(deps, actor, context, form, before) : notFound
  })

  route.post('/kapasitet/lovet/:id/gi', may('team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const { t, lang } = context
    const id = params['id'] ?? ''
    const read = giveForm.safeParse(form)
    const personId = read.success ? idIn(read.data.hvem) : undefined
    return reading(deps.db, actor, async (tx) => {
      const one = looksLikeId(id) ? await store.loadCommitment(tx, actor.orgId, id) : undefined
      if (!one) return notFound
      const again = (text: string, status: number) => whoPage(deps, tx, actor, context, { id: one.id }, [{ field: '', text }], status)
      if (!read.success || personId === undefined) return again(t('promised.error.who'), 422)
      const can = mayChange(one, read.data.versjon, byOf(actor))
      if (!can.ok) return again(t(`promised.because.${can.because}`), 409)
      const today = osloDate(deps.now())
      const scales = await loadScales(tx, actor.orgId, today)
      const work = await fillIn(tx, actor.orgId, scales, { ...one, personId, travelMinutes: one.travelFrom === 'coordinates' ? undefined : one.travelMinutes }, today)
      const decision = promise(work, { ...(await weigh(tx, actor, scales, work, '', today, one)).known, over: [] }, today)
      // Why another was given too much is no reason to give this one too much.
      return decision.ok ? previewPage(tx, actor, context, work, { typed: typedOf(work, one.version, lang, personId === one.personId ? one.overReason : ''), today, before: one, form: emptyForm }) : again(t(`promised.because.${decision.because}`), 409)
    })
  })

  route.get('/kapasitet/hvem', may('team-leader'), async ({ deps, tx, actor, query, page: context }) => {
    const [caseId, id] = [idIn(query['sak']), idIn(query['lovet'])]
    return caseId === undefined && id === undefined ? redirect(promisedPath) : whoPage(deps, tx, actor, context, id === undefined ? { caseId: caseId ?? '' } : { id })
  })
}

/** A promise on its way: read, weighed, shown, and at the last press given. */
async function take(deps: Deps, actor: Actor, context: PageContext, form: Readonly<Record<string, unknown>>, before: store.Commitment | undefined): Promise<Answer> {
  const today = osloDate(deps.now())
  const themes = ticked(form['tema'], 12).filter((one) => one.length <= 60)
  const typed = typedIn(form)
  const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => formPage(tx, actor, context, shown, { today, themes, before }, status))
  if (form['steg'] === 'endre') return again({ ...emptyForm, typed }, 200)
  const sure = form['steg'] === 'lov'
  // What was looked at on the page before need not be confirmed once more; what must be stopped is stopped all the same.
  const looked = sure && form['sett'] === 'ja' && guardFields(typed, ['hva', 'gruppe']).stops.length === 0
  // The reason is written, and mended, on the page before the promise alone.
  const unreasoned = { ...form, grunn: '' }
  const read = readGuarded(promiseForm, looked ? ['grunn'] : promiseGuarded, sure ? form : unreasoned)
  if (!read.ok) {
    const bad = { ...showAgain(context.t, promiseLabels(context.t), read), typed }
    const aboutReason = [...bad.errors, ...bad.warnings].every(({ field }) => field === 'grunn')
    const parsed = sure && aboutReason ? promiseForm.safeParse(unreasoned) : undefined
    return parsed?.success ? look(deps, actor, context, { asked: typedWork(parsed.data, themes, before), seen: parsed.data.versjon, before, typed, themes }, bad, 422) : again(bad, 422)
  }
  const asked = { asked: typedWork(read.values, themes, before), seen: read.values.versjon, before, typed, themes }
  return sure ? give(deps, actor, context, asked, read.values.grunn, idIn(form['nokkel'])) : look(deps, actor, context, asked)
}

type Asked = { readonly asked: Typed; readonly seen: number; readonly before: store.Commitment | undefined; readonly typed: ShownForm['typed']; readonly themes: readonly string[] }
/** The page before the promise: nothing is saved. */
const look = (deps: Deps, actor: Actor, context: PageContext, { asked, seen, before, typed, themes }: Asked, form: ShownForm = emptyForm, status = 200): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const today = osloDate(deps.now())
    const can = before && mayChange(before, seen, byOf(actor))
    if (can && !can.ok) return formPage(tx, actor, context, refused(context, typed, can.because, before), { today, themes, before }, 409)
    const scales = await loadScales(tx, actor.orgId, today)
    const work = await fillIn(tx, actor.orgId, scales, asked, today)
    // Too much is what the page is there to show: a reason is asked for on it.
    const decision = promise(work, { ...(await weigh(tx, actor, scales, work, '', today, before)).known, over: [] }, today)
    return decision.ok ? previewPage(tx, actor, context, work, { typed, today, before, form }, status) : formPage(tx, actor, context, refused(context, typed, decision.because, before), { today, themes, before }, 409)
  })

/** The last press. */
async function give(deps: Deps, actor: Actor, context: PageContext, { asked, seen, before, typed, themes }: Asked, reason: string, startKey: string | undefined): Promise<Answer> {
  const { t } = context
  const today = osloDate(deps.now())
  const given = await (before ? actions.changeWork(deps, actor, before.id, asked, reason, seen) : actions.promiseWork(deps, actor, asked, reason, startKey))
  if (given.ok) return redirect(commitmentPath(given.event.id), { kind: 'success', key: before ? 'promised.flash.changed' : 'promised.flash.promised' })
  const { because } = given
  if (because === 'not-found') return notFound
  return reading(deps.db, actor, async (tx) => {
    if (because !== 'over-needs-reason') return formPage(tx, actor, context, refused(context, typed, because, before && (await store.loadCommitment(tx, actor.orgId, before.id))), { today, themes, before }, 409)
    const work = await fillIn(tx, actor.orgId, await loadScales(tx, actor.orgId, today), asked, today)
    return previewPage(tx, actor, context, work, { typed, today, before, form: { ...emptyForm, typed, errors: [{ field: 'grunn', text: t('promised.because.over-needs-reason') }] } }, 409)
  })
}

/** What was typed stands; when another has changed the promise, what is typed may be saved over it once that is said. */
const refused = ({ t }: PageContext, typed: ShownForm['typed'], because: PromiseRefusal | ChangeRefusal, now?: store.Commitment): ShownForm => ({
  ...emptyForm, typed: now && because === 'changed-meanwhile' ? { ...typed, versjon: String(now.version) } : typed, errors: [{ field: because in fieldOf ? fieldOf[because as PromiseRefusal] : '', text: t(`promised.because.${because}`) }],
})

type Values = ReturnType<typeof promiseForm.parse>
const typedWork = (values: Values, themes: readonly string[], before: store.Commitment | undefined): Typed => ({
  kind: values.slag, what: values.hva, kindergartenId: before ? before.kindergartenId : idIn(values.barnehage), group: before ? before.group : values.gruppe, personId: idIn(values.hvem), visits: values.besok, visitMinutes: values.hvert, travelMinutes: values.reise, otherMinutes: values.rundt,
  from: values.fra, until: values.til, themes, source: before ? before.source : values.kilde, sourceId: before ? before.sourceId : values.kilde === 'typed' ? undefined : idIn(values.kildeid),
})

/** Eight weeks for what has no window of its own. */
const usualDays = 55
async function proposed(tx: Tx, actor: Actor, context: PageContext, found: store.Found, today: LocalDate, personId: string | undefined): Promise<Work> {
  const from = found.from !== undefined && found.from > today ? found.from : today
  const until = found.until !== undefined && found.until >= from ? found.until : addDays(from, usualDays)
  const scales = await loadScales(tx, actor.orgId, today)
  const who = personId ?? found.personId ?? (actor.role === 'team-leader' ? undefined : actor.personId)
  const typed = {
    kind: found.kind, what: foundWhat(context, found).slice(0, 200), kindergartenId: found.kindergartenId, group: found.kindergartenId === undefined ? foundGroup(context, found) : '', personId: scales.members.some((one) => one.personId === who) ? who : undefined,
    visits: found.meetings === undefined || found.meetings < 1 ? undefined : Math.min(60, found.meetings), visitMinutes: undefined, travelMinutes: undefined, otherMinutes: undefined, from, until: until > addDays(from, 400) ? addDays(from, 400) : until, themes: found.themes.slice(0, 12), source: found.source, sourceId: found.id,
  }
  return fillIn(tx, actor.orgId, scales, typed, today)
}

const themeNames = (context: PageContext, subjects: readonly Subject[]) => (code: string): string => {
  const subject = subjects.find((one) => one.code === code)
  return subject ? nameOf(context, subject) : context.t('competence.subject.gone')
}
/** The one who has it is partial to it, as far as the reader may know. */
const partialIn = ({ partialTo, served }: Scales, { personId, kindergartenId }: Pick<Work, 'personId' | 'kindergartenId'>): boolean =>
  personId !== undefined && kindergartenId !== undefined && isPartial(partialTo(personId), { id: kindergartenId, ownerId: served.find(({ id }) => id === kindergartenId)?.ownerId })

type FormAbout = { readonly today: LocalDate; readonly themes: readonly string[]; readonly before?: store.Commitment | undefined }
async function formPage(tx: Tx, actor: Actor, context: PageContext, form: ShownForm, { today, themes, before }: FormAbout, status = 200): Promise<Answer> {
  const [{ members, served }, subjects] = await Promise.all([loadScales(tx, actor.orgId, today), loadSubjects(tx, actor.orgId)])
  const view = {
    action: before ? changePath(before.id) : newPath, changes: before && { to: before.to, href: commitmentPath(before.id) }, members, kindergartens: served.map(({ id, name }) => ({ value: id, text: name })), themes: subjects.map((one) => ({ value: one.code, text: nameOf(context, one) })), chosenThemes: themes,
    ...byOf(actor), startKey: crypto.randomUUID(), form,
  }
  return page(<FormPage page={context} view={view} />, status)
}

type PreviewAbout = { readonly typed: ShownForm['typed']; readonly today: LocalDate; readonly before: store.Commitment | undefined; readonly form: ShownForm }
async function previewPage(tx: Tx, actor: Actor, context: PageContext, work: Work, { typed, today, before, form }: PreviewAbout, status = 200): Promise<Answer> {
  const [scales, subjects] = await Promise.all([loadScales(tx, actor.orgId, today), loadSubjects(tx, actor.orgId)])
  const { promised, desk, over, kindergarten } = await weigh(tx, actor, scales, work, '', today, before)
  const others = scales.promised.filter(({ id }) => id !== before?.id)
  const ways = desk && over.length > 0 ? waysOut(work, promised, others, desk, scales.desks, (personId) => isPartial(scales.partialTo(personId), kindergarten)) : []
  const view = {
    action: before ? changePath(before.id) : newPath, work, to: promised.to, person: desk?.member, cells: desk ? loadOf(desk, weeksOf(promised), [...others, promised]) : [], over, ways, typed, themes: work.themes, themeNames: work.themes.map(themeNames(context, subjects)), changes: before && { href: commitmentPath(before.id) }, form,
  }
  return page(<PreviewPage page={context} view={view} />, status)
}

/** So many promises that somebody has are shown at a time. */
const onPage = 50

async function listPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, query: Readonly<Record<string, unknown>>): Promise<Answer> {
  const today = osloDate(deps.now())
  const { leads, personId } = byOf(actor)
  const [scales, promised, closed, found] = await Promise.all([loadScales(tx, actor.orgId, today), store.loadCommitments(tx, actor.orgId), store.loadEnded(tx, actor.orgId), store.loadFound(tx, actor.orgId, today, leads ? undefined : personId)])
  const personOf = (personId: string | undefined) => scales.members.find((one) => one.personId === personId)?.name
  const { unheld, late, held } = sortOut(promised, scales.members, today)
  const who = held.find(({ personId }) => personId === query['hvem'])?.personId
  const fitting = who === undefined ? held : held.filter(({ personId }) => personId === who)
  const paging = pages(pageOf({ side: query['side'], antall: String(onPage) }), fitting.length)
  const view = {
    unheld, late, held, shown: fitting.slice(paging.offset, paging.last), who, paging, closed, found, nameOf: (id: string | undefined) => scales.served.find((one) => one.id === id)?.name,
    personOf, isPartial: (one: store.Commitment) => partialIn(scales, one), leads,
  }
  return page(<ListPage page={context} view={view} />)
}

async function commitmentPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const one = id !== undefined && looksLikeId(id) ? await store.loadCommitment(tx, actor.orgId, id) : undefined
  if (!one) return notFound
  const today = osloDate(deps.now())
  const [versions, scales, subjects] = await Promise.all([store.loadVersions(tx, one.id), loadScales(tx, actor.orgId, today), loadSubjects(tx, actor.orgId)])
  const { leads } = byOf(actor)
  return page(<CommitmentPage page={context} view={{ one, versions, themes: one.themes.map(themeNames(context, subjects)), held: scales.members.some(({ personId }) => personId === one.personId), isPartial: partialIn(scales, one), writes: leads || one.personId === actor.personId, leads, today, form }} />, status)
}

/** For a promise that has its figures, or a case that has none yet: then the team's estimate. */
async function whoPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, about: { readonly id: string } | { readonly caseId: string }, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  // A case that is promised already has its figures there.
  const id = 'id' in about ? about.id : await store.idOfSource(tx, actor.orgId, 'case', about.caseId)
  const one = id === undefined ? undefined : await store.loadCommitment(tx, actor.orgId, id)
  const found = 'caseId' in about && one === undefined ? await store.loadOneFound(tx, actor.orgId, 'case', about.caseId, today) : undefined
  const work: Work | undefined = one ?? (found && (await proposed(tx, actor, context, found, today, undefined)))
  if (!work) return notFound
  const [scales, subjects, held] = await Promise.all([loadScales(tx, actor.orgId, today), loadSubjects(tx, actor.orgId), loadLevels(tx, actor.orgId)])
  const had = work.kindergartenId === undefined ? new Map<string, number>() : await store.loadBefore(tx, actor.orgId, work.kindergartenId, [one?.id, work.sourceId].filter((id) => id !== undefined))
  const { promised, kindergarten } = await weigh(tx, actor, scales, { ...work, personId: undefined }, '', today, one)
  const set = scales.promised.find((other) => other.id === one?.id)?.set ?? []
  const inOrder = candidates(scales.desks, { promised: { ...promised, set }, themes: work.themes, kindergarten }, scales.promised, {
    held, before: (personId) => had.get(personId) ?? 0, partial: (personId) => isPartial(scales.partialTo(personId), kindergarten), travel: (personId) => scales.travel(personId, work.kindergartenId),
  })
  const view = { what: work.what, to: promised.to, from: work.from, until: work.until, candidates: inOrder, themeName: themeNames(context, subjects), about: one ? { kind: 'promise' as const, id: one.id, version: one.version, personId: one.personId } : { kind: 'case' as const, id: work.sourceId ?? '' }, errors }
  return page(<WhoPage page={context} view={view} />, status)
}
