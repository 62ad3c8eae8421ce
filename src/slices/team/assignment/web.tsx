import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { ticked } from '../../../kernel/fields.ts'
import { guardFields, readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { newPath, promisedPath } from '../capacity/pages.tsx'
import { loadOf } from '../capacity/rules.ts'
import { nameOf } from '../competence/pages.tsx'
import { loadLevels, loadSubjects } from '../competence/store.ts'
import * as actions from './actions.ts'
import { closeForm, giveForm, promiseForm, promiseGuarded, proposalForm } from './forms.ts'
import { FormPage, PreviewPage, promiseLabels, typedOf } from './form-pages.tsx'
import { changePath, CommitmentPage, commitmentPath, foundGroup, foundWhat, ListPage } from './pages.tsx'
import { candidates, isPartial, mayChange, promise, sources, waysOut, weeksOf, type PromiseRefusal, type Work } from './rules.ts'
import * as store from './store.ts'
import { fillIn, loadScales, weigh, type Typed } from './weigh.ts'
import { WhoPage } from './who-pages.tsx'

const team = may('team-leader', 'adviser')
/** The field where each refusal is mended. */
const fieldOf: Readonly<Record<PromiseRefusal, string>> = {
  'window-backwards': 'til', 'window-long': 'til', 'window-passed': 'til', 'nobody-to': 'barnehage', 'kindergarten-unknown': 'barnehage', 'not-yours': 'hvem', 'not-in-team-then': 'hvem', 'no-day-then': 'hvem', partial: 'hvem', 'source-unknown': '', 'case-closed': '', 'source-there': '', 'over-needs-reason': 'grunn',
}

export const assignmentWeb = (route: Router<PageContext>) => {
  route.get('/kapasitet/lovet', team, async ({ deps, tx, actor, page: context }) => listPage(deps, tx, actor, context))

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
    return reading(deps.db, actor, async (tx) => (done.because === 'over-needs-reason' ? previewPage(tx, actor, context, work, typed, '', today, undefined, emptyForm, 409) : formPage(tx, actor, context, refused(context, typed, done.because), { today, themes: work.themes }, 409)))
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
    const can = mayChange(one, one.version, { personId: actor.personId, leads: actor.role === 'team-leader' })
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
      const can = mayChange(one, read.data.versjon, { personId: actor.personId, leads: true })
      if (!can.ok) return again(t(`promised.because.${can.because}`), 409)
      const today = osloDate(deps.now())
      const scales = await loadScales(tx, actor.orgId, today)
      const work = await fillIn(tx, actor.orgId, scales, { ...one, personId, travelMinutes: one.travelFrom === 'coordinates' ? undefined : one.travelMinutes }, today)
      const decision = promise(work, (await weigh(tx, actor, scales, work, 'seen', today, one)).known, today)
      return decision.ok ? previewPage(tx, actor, context, work, typedOf(work, one.version, lang, one.overReason), one.overReason, today, one, emptyForm) : again(t(`promised.because.${decision.because}`), 409)
    })
  })

  route.get('/kapasitet/hvem', may('team-leader'), async ({ deps, tx, actor, query, page: context }) => {
    const [caseId, id] = [idIn(query['sak']), idIn(query['lovet'])]
    return caseId === undefined && id === undefined ? redirect(promisedPath) : whoPage(deps, tx, actor, context, id === undefined ? { caseId: caseId ?? '' } : { id })
  })
}

/** A promise on its way: read, weighed, shown, and at the last press given. */
async function take(deps: Deps, actor: Actor, context: PageContext, form: Readonly<Record<string, unknown>>, before: store.Commitment | undefined): Promise<Answer> {
  const { t } = context
  const today = osloDate(deps.now())
  const themes = ticked(form['tema'], 12)
  const typed = typedIn(form)
  const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => formPage(tx, actor, context, shown, { today, themes, before }, status))
  if (form['steg'] === 'endre') return again({ ...emptyForm, typed }, 200)
  const sure = form['steg'] === 'lov'
  // What was looked at on the page before need not be confirmed once more; what must be stopped is stopped all the same.
  const seen = sure && form['sett'] === 'ja' && guardFields(typed, ['hva', 'gruppe']).stops.length === 0
  const read = readGuarded(promiseForm, seen ? ['grunn'] : promiseGuarded, form)
  if (!read.ok) {
    const bad = showAgain(t, promiseLabels(t), read)
    // What is said of the reason is said where the reason is written.
    const parsed = sure ? promiseForm.safeParse({ ...form, grunn: '' }) : undefined
    const aboutReason = [...bad.errors.map(({ field }) => field), ...bad.warnings.map(({ field }) => field)].every((field) => field === 'grunn')
    if (!parsed?.success || !aboutReason) return again(bad, 422)
    return reading(deps.db, actor, async (tx) => previewPage(tx, actor, context, await fillIn(tx, actor.orgId, await loadScales(tx, actor.orgId, today), typedWork(parsed.data, themes, before), today), typed, '', today, before, bad, 422))
  }
  const asked = typedWork(read.values, themes, before)
  const { grunn, versjon } = read.values
  const outcome = sure ? (before ? await actions.changeWork(deps, actor, before.id, asked, grunn, versjon) : await actions.promiseWork(deps, actor, asked, grunn)) : undefined
  if (outcome?.ok) return redirect(commitmentPath(outcome.event.id), { kind: 'success', key: before ? 'promised.flash.changed' : 'promised.flash.promised' })
  if (outcome?.because === 'not-found') return notFound
  if (outcome && outcome.because !== 'over-needs-reason') return again(refused(context, typed, outcome.because), 409)
  return reading(deps.db, actor, async (tx) => {
    const scales = await loadScales(tx, actor.orgId, today)
    const work = await fillIn(tx, actor.orgId, scales, asked, today)
    const { known } = await weigh(tx, actor, scales, work, 'seen', today, before)
    const decision = promise(work, before && work.personId === undefined ? { ...known, by: { ...known.by, leads: true } } : known, today)
    if (!decision.ok) return formPage(tx, actor, context, refused(context, typed, decision.because), { today, themes, before }, 409)
    const shown: ShownForm = outcome ? { ...emptyForm, typed, errors: [{ field: 'grunn', text: t('promised.because.over-needs-reason') }] } : emptyForm
    return previewPage(tx, actor, context, work, { ...typed, versjon: String(versjon) }, grunn, today, before, shown, outcome ? 409 : 200)
  })
}
const refused = ({ t }: PageContext, typed: ShownForm['typed'], because: PromiseRefusal | 'already-done' | 'already-withdrawn' | 'changed-meanwhile'): ShownForm => ({ ...emptyForm, typed, errors: [{ field: because in fieldOf ? fieldOf[because as PromiseRefusal] : '', text: t(`promised.because.${because}`) }] })

type Values = ReturnType<typeof promiseForm.parse>
const typedWork = (values: Values, themes: readonly string[], before: store.Commitment | undefined): Typed => ({
  kind: values.slag, what: values.hva, kindergartenId: before ? before.kindergartenId : idIn(values.barnehage), group: before ? before.group : values.gruppe, personId: idIn(values.hvem), visits: values.besok, visitMinutes: values.hvert, travelMinutes: values.reise, otherMinutes: values.rundt,
  from: values.fra, until: values.til, themes: themes.filter((one) => one.length <= 60), source: before ? before.source : values.kilde, sourceId: before ? before.sourceId : values.kilde === 'typed' ? undefined : idIn(values.kildeid),
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

type FormAbout = { readonly today: LocalDate; readonly themes: readonly string[]; readonly before?: store.Commitment | undefined }
async function formPage(tx: Tx, actor: Actor, context: PageContext, form: ShownForm, { today, themes, before }: FormAbout, status = 200): Promise<Answer> {
  const [{ members, served }, subjects] = [await loadScales(tx, actor.orgId, today), await loadSubjects(tx, actor.orgId)]
  const view = {
    action: before ? changePath(before.id) : newPath, changes: before && { to: before.to, href: commitmentPath(before.id) }, members, kindergartens: served.map(({ id, name }) => ({ value: id, text: name })), themes: subjects.map((one) => ({ value: one.code, text: nameOf(context, one) })), chosenThemes: themes,
    leads: actor.role === 'team-leader', personId: actor.personId, form,
  }
  return page(<FormPage page={context} view={view} />, status)
}

async function previewPage(tx: Tx, actor: Actor, context: PageContext, work: Work, typed: ShownForm['typed'], reason: string, today: LocalDate, before: store.Commitment | undefined, form: ShownForm, status = 200): Promise<Answer> {
  const [scales, subjects] = [await loadScales(tx, actor.orgId, today), await loadSubjects(tx, actor.orgId)]
  const { promised, desk, over } = await weigh(tx, actor, scales, work, reason, today, before)
  const others = scales.promised.filter(({ id }) => id !== before?.id)
  const named = (code: string) => { const subject = subjects.find((one) => one.code === code); return subject ? nameOf(context, subject) : context.t('competence.subject.gone') }
  const ways = desk && over.length > 0 ? waysOut(work, promised, others, desk, scales.desks, (personId) => isPartial(scales.partialTo(personId), scales.served.find(({ id }) => id === work.kindergartenId))) : []
  const view = {
    action: before ? changePath(before.id) : newPath, work, to: promised.to, person: desk?.member, cells: desk ? loadOf(desk, weeksOf(promised), [...others, promised]) : [], over, ways, typed: { ...typed, grunn: typed['grunn'] ?? reason }, themes: work.themes, themeNames: work.themes.map(named), changes: before && { href: commitmentPath(before.id) }, form,
  }
  return page(<PreviewPage page={context} view={view} />, status)
}

async function listPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext): Promise<Answer> {
  const today = osloDate(deps.now())
  const [scales, all, found] = [await loadScales(tx, actor.orgId, today), await store.loadCommitments(tx, actor.orgId), await store.loadFound(tx, actor.orgId, today)]
  const leads = actor.role === 'team-leader'
  const personOf = (personId: string | undefined) => scales.members.find((one) => one.personId === personId)?.name
  const open = all.filter(({ state }) => state === 'promised')
  const unheld = open.filter(({ personId }) => personOf(personId) === undefined)
  const late = open.filter((one) => !unheld.includes(one) && one.until < today)
  const view = {
    unheld, late, held: open.filter((one) => !unheld.includes(one) && !late.includes(one)), closed: all.filter(({ state }) => state !== 'promised'), found: leads ? found : found.filter(({ personId }) => personId === actor.personId), nameOf: (id: string | undefined) => scales.served.find((one) => one.id === id)?.name,
    personOf, leads, form: emptyForm,
  }
  return page(<ListPage page={context} view={view} />)
}

async function commitmentPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const one = id !== undefined && looksLikeId(id) ? await store.loadCommitment(tx, actor.orgId, id) : undefined
  if (!one) return notFound
  const today = osloDate(deps.now())
  const [versions, { members }, subjects] = [await store.loadVersions(tx, one.id), await loadScales(tx, actor.orgId, today), await loadSubjects(tx, actor.orgId)]
  const leads = actor.role === 'team-leader'
  const themes = one.themes.map((code) => { const subject = subjects.find((known) => known.code === code); return subject ? nameOf(context, subject) : context.t('competence.subject.gone') })
  return page(<CommitmentPage page={context} view={{ one, versions, themes, held: members.some(({ personId }) => personId === one.personId), writes: leads || (one.personId === actor.personId && !actor.onBehalfOf), leads, today, form }} />, status)
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
  const [scales, subjects, held] = [await loadScales(tx, actor.orgId, today), await loadSubjects(tx, actor.orgId), await loadLevels(tx, actor.orgId)]
  const had = work.kindergartenId === undefined ? new Map<string, number>() : await store.loadBefore(tx, actor.orgId, work.kindergartenId, [one?.id, work.sourceId].filter((id) => id !== undefined))
  const { promised, kindergarten } = await weigh(tx, actor, scales, { ...work, personId: undefined }, '', today, one)
  const set = scales.promised.find((other) => other.id === one?.id)?.set ?? []
  const inOrder = candidates(scales.desks, { promised: { ...promised, set }, themes: work.themes, kindergarten }, scales.promised, {
    held, before: (personId) => had.get(personId) ?? 0, partial: (personId) => isPartial(scales.partialTo(personId), kindergarten), travel: (personId) => scales.travel(personId, work.kindergartenId),
  })
  const themeName = (code: string) => { const subject = subjects.find((known) => known.code === code); return subject ? nameOf(context, subject) : context.t('competence.subject.gone') }
  const view = { what: work.what, to: promised.to, from: work.from, until: work.until, candidates: inOrder, themeName, about: one ? { kind: 'promise' as const, id: one.id, version: one.version, personId: one.personId } : { kind: 'case' as const, id: work.sourceId ?? '' }, errors }
  return page(<WhoPage page={context} view={view} />, status)
}
