import type { Actor } from '../../../kernel/actor.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { json, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { showAgain } from '../../../ui/guard-notice.tsx'
import { loadUsable, loadVersion } from '../instruments/store.ts'
import * as actions from './actions.ts'
import { expectedForm, planForm, reflectionForm } from './forms.ts'
import { SessionPage, type HostView } from './host-page.tsx'
import { PlanPage, SessionsPage } from './pages.tsx'
import { phonesWeb } from './phones/web.tsx'
import { roleGroups, type Step } from './rules.ts'
import { slipsWeb } from './slips/web.ts'
import * as store from './store.ts'
import { summaryWeb } from './summary/web.ts'
import { loadCompanions } from './together/store.ts'
import { togetherWeb } from './together/web.ts'

const hosts = may('head', 'pedagogical-leader')
const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')

export const sessionsWeb = (route: Router<PageContext>) => {
  route.get('/okter', readers, async ({ tx, actor, page: context }) => page(<SessionsPage page={context} sessions={await store.loadSessions(tx)} mayPlan={mayHost(actor)} />))

  route.get('/okter/ny', hosts, async ({ tx, query, page: context }) => page(await planPage(tx, context, typeof query['verktoy'] === 'string' ? query['verktoy'] : undefined, {}, undefined, [])))

  route.post('/okter', hosts, async ({ deps, actor, form, page: context }) => {
    const parsed = planForm.safeParse(form)
    const typed = typedIn(form)
    const themes = [form['temaer']].flat().flatMap((one) => (typeof one === 'string' ? [one] : []))
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, async (tx) => page(await planPage(tx, context, typed['verktoy'], typed, themes, errors), status))
    // Themes are not in the form's schema (they are the instrument's), and all that is missing is said at once.
    const noThemes: readonly FieldError[] = themes.length === 0 ? [{ field: 'temaer', text: context.t('sessions.because.no-themes') }] : []
    if (!parsed.success) return again(inPageOrder([...wordedErrors(context.t, parsed.error), ...noThemes]), 422)
    const { tittel, form: kind, antall, deling, frist, eier, team, lapper, tidlig } = parsed.data
    const { ok } = readGuarded(planForm, ['tittel'], form)
    if (!ok) return again([{ field: 'tittel', text: context.t('sessions.title.guard') }], 422)
    if (!looksLikeId(typed['nokkel'] ?? '') || !looksLikeId(typed['verktoy'] ?? '')) return notFound
    const planned = await actions.planSession(deps, actor, {
      startKey: typed['nokkel'] ?? '', versionId: typed['verktoy'] ?? '', kind, title: tittel, themes, breakdown: deling, expected: antall, seenByOwner: eier, seenByTeam: team, closesOn: kind === 'survey' ? frist : undefined,
      slips: kind === 'survey' && lapper, mayCloseEarly: kind === 'survey' && tidlig, roles: roleGroups.map((key) => ({ key, name: context.t(`sessions.role.${key}`) })),
    })
    if (planned.ok) return redirect(`/okter/${planned.event.id}`, { kind: 'success', key: 'sessions.planned' })
    if (planned.because === 'not-found') return notFound
    return again([{ field: planned.because === 'no-themes' ? 'temaer' : planned.because === 'no-departments' ? 'deling' : planned.because === 'too-soon-after' ? '' : 'frist', text: context.t(`sessions.because.${planned.because}`) }], planned.because === 'too-soon-after' ? 409 : 422)
  })

  route.get('/okter/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, params['id'], context))

  route.post('/okter/:id/trinn', hosts, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const step = stepIn(form)
    if (!looksLikeId(id) || !step) return notFound
    const taken = await actions.takeStep(deps, actor, id, step, Number(form['versjon']))
    if (taken.ok) return redirect(`/okter/${id}`)
    if (taken.because === 'not-found') return notFound
    const { because } = taken
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, id, context, { refused: because }, 409))
  })

  route.post('/okter/:id/tema/:tema/refleksjon', hosts, async ({ deps, actor, params, form, autosave, page: context }) => {
    const id = params['id'] ?? ''
    const theme = params['tema'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(reflectionForm, ['refleksjon'], form)
    if (!read.ok) {
      if (autosave) return json({ because: 'guard' }, 422)
      return reading(deps.db, actor, (tx) => show(deps, tx, actor, id, context, { returned: { ...showAgain(context.t, { refleksjon: context.t('sessions.reflection') }, read), theme } }, 422))
    }
    const saved = await actions.saveReflection(deps, actor, id, theme, read.values.refleksjon, typeof form['sett'] === 'string' ? form['sett'] : '')
    if (saved.ok) return autosave ? json({ seen: saved.event.stamp }) : redirect(`/okter/${id}`, { kind: 'success', key: 'sessions.reflection.saved' })
    if (saved.because === 'not-found') return notFound
    if (autosave) return json({ because: saved.because }, 409)
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, id, context, { returned: { typed: { refleksjon: read.values.refleksjon }, errors: [], warnings: [], theme, conflict: true } }, 409))
  })

  route.post('/okter/:id/antall', hosts, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (text: string, status: number) => reading(deps.db, actor, (tx) => show(deps, tx, actor, id, context, { expected: { typed: typedIn(form)['antall'] ?? '', error: text } }, status))
    const parsed = expectedForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error)[0]?.text ?? '', 422)
    const changed = await actions.changeExpected(deps, actor, id, parsed.data.antall)
    if (changed.ok) return redirect(`/okter/${id}`, { kind: 'success', key: 'sessions.expected.changed' })
    return changed.because === 'not-found' ? notFound : again(context.t(`sessions.because.${changed.because}`), changed.because === 'fewer-than-joined' ? 422 : 409)
  })

  togetherWeb(route)
  slipsWeb(route)
  summaryWeb(route)
  phonesWeb(route)
}

const mayHost = (actor: Actor): boolean => actor.role === 'head' || actor.role === 'pedagogical-leader'

function stepIn(form: Readonly<Record<string, unknown>>): Step | undefined {
  const step = form['trinn']
  if (step === 'open-theme') return typeof form['tema'] === 'string' ? { do: step, theme: form['tema'] } : undefined
  return step === 'open' || step === 'close-theme' || step === 'open-dots' || step === 'close-dots' || step === 'end' || step === 'cancel' ? { do: step } : undefined
}

/** The themes stand second on the page. */
const inPageOrder = (errors: readonly FieldError[]): readonly FieldError[] => errors.toSorted((a, b) => placeOf(a) - placeOf(b))
const placeOf = ({ field }: FieldError): number => (field === 'tittel' ? 0 : field === 'temaer' ? 1 : 2)

async function planPage(tx: Tx, context: PageContext, versionId: string | undefined, typed: Readonly<Record<string, string>>, themes: readonly string[] | undefined, errors: readonly FieldError[]) {
  const instruments = await loadUsable(tx, 'statements')
  const chosen = instruments.find((one) => one.versionId === versionId) ?? instruments[0]
  return <PlanPage page={context} view={{ instruments, chosen, startKey: typed['nokkel'] ?? crypto.randomUUID(), typed, themes: themes ?? [], errors }} />
}

async function show(deps: Deps, tx: Tx, actor: Actor, id: string | undefined, context: PageContext, answer: Partial<Pick<HostView, 'refused' | 'returned' | 'expected'>> = {}, status = 200): Promise<Answer> {
  const session = looksLikeId(id ?? '') ? await store.loadSession(tx, id ?? '') : undefined
  const version = session && (await loadVersion(tx, session.versionId))
  if (!session || version?.definition.kind !== 'statements') return notFound
  const own = mayHost(actor) && session.kindergartenId === actor.orgId
  const [closed, dots, results, counts, companions] = await Promise.all([store.loadClosed(tx, session.id), store.loadDots(tx, session.id), store.loadResults(tx, session.id), store.loadCounts(tx, session.id), loadCompanions(tx, session, actor)])
  const view: HostView = { session, themes: version.definition.themes.filter(({ key }) => session.themes.includes(key)), closed, dots, results, counts, address: session.code && `${deps.config.publicUrl}/okt/${session.code}`, mayHost: own, companions, refused: answer.refused, returned: answer.returned, expected: answer.expected }
  return page(<SessionPage page={context} view={view} />, status)
}
