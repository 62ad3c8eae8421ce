import type { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, osloDate, yearOf, type LocalDate } from '../../../kernel/dates.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { reportsIn } from '../reports/rules.ts'
import { inForce } from '../schemes/rules.ts'
import { loadScheme, loadSchemes } from '../schemes/store.ts'
import * as actions from './actions.ts'
import { RoundEditPage } from './edit-page.tsx'
import { extensionForm, roundForm, stepForm } from './forms.ts'
import { RoundPage, RoundsPage } from './pages.tsx'
import { closesFor, lastDayOf, mayStillSend, plan, usualDays, yearLater } from './rules.ts'
import * as store from './store.ts'
import { waitingIn } from './waiting/rules.ts'
import { loadUnfinished } from './waiting/store.ts'

const everyone = may('head', 'pedagogical-leader', 'owner', 'authority', 'university-contact', 'union-representative', 'county-governor', 'team-leader', 'adviser')
const governor = may('county-governor')

export const roundsWeb = (route: Router<PageContext>) => {
  route.get('/runder', everyone, async ({ tx, deps, actor, page: context }) => page(<RoundsPage page={context} now={deps.now()} rounds={await store.loadRounds(tx)} schemes={await loadSchemes(tx)} manages={actor.role === 'county-governor'} />))

  route.get('/runder/ny', governor, async ({ tx, deps, actor, page: context }) => editPage(tx, actor, context, undefined, await firstTyped(tx, actor, context, osloDate(deps.now())), []))
  route.post('/runder/ny', governor, async ({ deps, actor, form, page: context }) => save(deps, actor, context, undefined, form))

  route.get('/runder/:id', everyone, async ({ tx, deps, actor, params, page: context }) => show(tx, deps, actor, context, params['id']))

  route.get('/runder/:id/endring', governor, async ({ tx, actor, params, page: context }) => {
    const round = await find(tx, params['id'])
    if (!round || round.managerId !== actor.orgId) return notFound
    if (round.stage !== 'planned') return redirect(`/runder/${round.id}`, { kind: 'warning', key: 'rounds.because.already-announced' })
    return editPage(tx, actor, context, round.id, typedOf(round, await store.loadTesters(tx, round.id), context), [])
  })
  route.post('/runder/:id/endring', governor, async ({ deps, actor, params, form, page: context }) => (looksLikeId(params['id'] ?? '') ? save(deps, actor, context, params['id'], form) : notFound))

  route.post('/runder/:id/kopi', governor, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const copied = looksLikeId(id) ? await actions.copyRound(deps, actor, id) : undefined
    if (!copied || (!copied.ok && copied.because === 'not-found')) return notFound
    return copied.ok ? redirect(`/runder/${copied.event.id}/endring`, { kind: 'success', key: 'rounds.copied' }) : redirect(`/runder/${id}`, { kind: 'warning', key: 'rounds.because.scheme-not-in-force' })
  })

  route.post('/runder/:id/trinn', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const parsed = stepForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, id, typedIn(form), wordedErrors(context.t, parsed.error), 422)
    const { trinn, grunn, nyfrist } = parsed.data
    const taken = await actions.takeStep(deps, actor, id, trinn, grunn, nyfrist)
    if (taken.ok) return redirect(`/runder/${id}`, { kind: 'success', key: `rounds.stepped.${trinn}` })
    if (taken.because === 'not-found') return notFound
    const field = taken.because === 'reason-missing' ? 'grunn' : taken.because === 'deadline-not-later' ? 'nyfrist' : 'trinn'
    return again(deps, actor, context, id, typedIn(form), [{ field, text: context.t(`rounds.because.${taken.because}`) }], field === 'trinn' ? 409 : 422)
  })

  route.post('/runder/:id/utsettelse', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const parsed = extensionForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, id, { orgnr: '', ...typedIn(form) }, wordedErrors(context.t, parsed.error), 422)
    const { orgnr, til, grunn } = parsed.data
    const given = await actions.giveMoreTime(deps, actor, id, orgnr, til, grunn)
    if (given.ok) return redirect(`/runder/${id}`, { kind: 'success', key: 'rounds.extended' })
    if (given.because === 'not-found') return notFound
    const field = given.because === 'unknown-org' ? 'orgnr' : given.because === 'reason-missing' ? 'grunn' : 'til'
    return again(deps, actor, context, id, typedIn(form), [{ field, text: context.t(`rounds.because.${given.because}`) }], 422)
  })
}

const find = async (tx: Tx, id: string | undefined) => (looksLikeId(id ?? '') ? store.loadRound(tx, id ?? '') : undefined)

async function show(tx: Tx, deps: Deps, actor: Actor, context: PageContext, id: string | undefined, errors: readonly FieldError[] = [], again: Readonly<Record<string, string>> = {}, status = 200): Promise<Answer> {
  const round = await find(tx, id)
  const scheme = round && (await loadScheme(tx, round.schemeCode))
  if (!round || !scheme) return notFound
  const now = deps.now()
  const manages = actor.role === 'county-governor' && round.managerId === actor.orgId
  const [managing, extendedUntil, seesForum] = await Promise.all([
    manages ? loadManaging(tx, actor.orgId, round.id, now) : undefined,
    manages ? undefined : store.extendedUntil(tx, round.id, actor.orgId),
    round.forumId !== undefined && store.seesForum(tx, round.forumId),
  ])
  const shownExtension = extendedUntil && closesFor(round, extendedUntil) > round.closesAt ? extendedUntil : undefined
  return page(<RoundPage page={context} now={now} round={round} scheme={scheme} managing={managing} extendedUntil={shownExtension} seesForum={seesForum} mayReport={reportsIn(scheme, actor.role) && mayStillSend(round, extendedUntil, now).ok} startKey={crypto.randomUUID()} errors={errors} typed={again} />, status)
}

async function loadManaging(tx: Tx, managerId: string, id: string, now: Date) {
  const [steps, extensions, { sent }, unfinished] = await Promise.all([store.loadSteps(tx, id), store.loadExtensions(tx, id), store.countReports(tx, id), loadUnfinished(tx, managerId, id)])
  return { steps, extensions, sent, waits: unfinished.flatMap((one) => waitingIn(one, now)) }
}

/** A new round before anything is typed: where one scheme is in force, its usual days for the next kindergarten year without a round. */
async function firstTyped(tx: Tx, actor: Actor, { lang }: PageContext, today: LocalDate): Promise<Readonly<Record<string, string>>> {
  const [schemes, own] = await Promise.all([loadSchemes(tx), ownRounds(tx, actor)])
  const [scheme, another] = inForce(schemes, today)
  if (!scheme || another) return { modus: 'live', aar: String(yearOf(today)) }
  const { year, closesOn, resultsOn } = usualDays(scheme, today, own.filter(({ schemeCode }) => schemeCode === scheme.code).map(({ kindergartenYear }) => kindergartenYear))
  return { modus: 'live', ordning: scheme.code, aar: String(year), frist: formatDate(closesOn, lang, 'short'), rapport: formatDate(resultsOn, lang, 'short') }
}

const ownRounds = async (tx: Tx, actor: Actor) => (await store.loadRounds(tx)).filter(({ managerId, mode, stage }) => managerId === actor.orgId && mode === 'live' && stage !== 'cancelled')

const again = (deps: Deps, actor: Actor, context: PageContext, id: string, back: Readonly<Record<string, string>>, errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(tx, deps, actor, context, id, errors, back, status))

async function editPage(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, values: Readonly<Record<string, string>>, errors: readonly FieldError[], status = 200): Promise<Answer> {
  const [schemes, forms, forums, own] = await Promise.all([loadSchemes(tx), store.loadFormChoices(tx, actor.orgId), store.loadForums(tx, actor.orgId), id ? [] : ownRounds(tx, actor)])
  const like = own.find((one) => schemes.some((scheme) => scheme.code === one.schemeCode && plan(yearLater(one), scheme).ok))
  return page(<RoundEditPage page={context} id={id} like={like} typed={values} schemes={schemes} forms={forms} forums={forums} errors={errors} />, status)
}

async function save(deps: Deps, actor: Actor, context: PageContext, id: string | undefined, form: Readonly<Record<string, unknown>>): Promise<Answer> {
  const schemes = await reading(deps.db, actor, loadSchemes)
  const parsed = roundForm(schemes.map(({ code }) => code)).safeParse(form)
  const back = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => editPage(tx, actor, context, id, typedIn(form), errors, status))
  if (!parsed.success) return back(wordedErrors(context.t, parsed.error), 422)
  const content = contentOf(parsed.data)
  if (content.testers.length > 80) return back([{ field: 'testere', text: context.t('rounds.error.testers') }], 422)
  const saved = id ? await actions.changeRound(deps, actor, id, content, parsed.data.versjon ?? 0) : await actions.planRound(deps, actor, content)
  if (saved.ok) return redirect(`/runder/${saved.event.id}`, { kind: 'success', key: id ? 'rounds.changed' : 'rounds.planned' })
  if (saved.because === 'not-found') return notFound
  const fields = { 'opens-after-it-closes': 'apner', 'results-before-it-closes': 'rapport', 'scheme-not-in-force': 'frist', 'form-asks-partner': 'skjema', 'form-lacks-partner': 'skjema', 'unknown-org': 'testere', 'already-announced': 'tittel', 'changed-meanwhile': 'tittel' } as const
  return back([{ field: fields[saved.because], text: context.t(`rounds.because.${saved.because}`) }], saved.because === 'changed-meanwhile' || saved.because === 'already-announced' ? 409 : 422)
}

const contentOf = (data: z.infer<ReturnType<typeof roundForm>>): actions.Typed => ({
  title: data.tittel,
  schemeCode: data.ordning,
  kindergartenYear: data.aar,
  formVersionId: data.skjema,
  forumId: data.forum,
  mode: data.modus,
  information: data.informasjon,
  opensOn: data.apner,
  closesOn: data.frist,
  resultsOn: data.rapport,
  testers: data.testere.split(/[\s,;]+/).filter((number) => number !== ''),
})

const typedOf = (round: store.Round, testers: readonly { readonly number: string | null }[], { lang }: PageContext): Readonly<Record<string, string>> => ({
  tittel: round.title,
  ordning: round.schemeCode,
  aar: String(round.kindergartenYear),
  skjema: round.formVersionId ?? '',
  forum: round.forumId ?? '',
  modus: round.mode,
  informasjon: round.information,
  apner: formatDate(osloDate(round.opensAt), lang, 'short'),
  frist: formatDate(lastDayOf(round.closesAt), lang, 'short'),
  rapport: formatDate(lastDayOf(round.reportClosesAt), lang, 'short'),
  testere: testers.map(({ number }) => number ?? '').join('\n'),
  versjon: String(round.version),
})
