import type { Actor } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { ore, typedKroner } from '../../../kernel/money.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { loadAccounts } from '../money/store.ts'
import { hasComeToDecision } from '../rounds/rules.ts'
import type { Round } from '../rounds/store.ts'
import * as actions from './actions.ts'
import { changeWeb } from './change/web.tsx'
import { nameForm, readSettings, typedFrom, type Choices } from './forms.ts'
import * as store from './store.ts'
import { ComparePage } from './view/compare.tsx'
import { HowPage } from './view/how.tsx'
import { ScenariosPage } from './view/list.tsx'
import { criteriaFor, manages, namesFor, roundFor, sideOf } from './view/load.ts'
import { ResultPage, shown } from './view/result.tsx'
import { SettingsPage } from './view/settings.tsx'

const readers = may('county-governor', 'owner', 'university-contact', 'union-representative', 'authority', 'head')
const governor = may('county-governor')
type Query = Readonly<Record<string, string | string[] | undefined>>
type Typed = Readonly<Record<string, string | readonly string[]>>

/** What-if: the county governor works out distributions; the forum sees the one that is laid before it. */
export const portfolioWeb = (route: Router<PageContext>) => {
  const base = '/runder/:id/fordeling'
  route.get(base, readers, async ({ tx, actor, params, page: context }) => {
    const round = await roundFor(tx, actor, params['id'])
    if (!round) return notFound
    const hidden = await store.hiddenIn(tx, round.id)
    return page(<ScenariosPage page={context} round={round} scenarios={await store.loadScenarios(tx, round.id)} manages={manages(actor, round)} mayRun={actions.mayRun(round)} decided={hasComeToDecision(round.stage)} hidden={hidden} />)
  })

  route.get(`${base}/slik-regnes-det`, readers, async ({ tx, actor, params, page: context }) => {
    const round = await roundFor(tx, actor, params['id'])
    if (!round) return notFound
    const { criteria, scale } = await criteriaFor(tx, context, round)
    return page(<HowPage page={context} round={round} criteria={criteria} scale={scale} />)
  })

  route.get(`${base}/sammenligning`, readers, async ({ tx, actor, params, query, page: context }) => {
    const round = await roundFor(tx, actor, params['id'])
    const [a, b] = round ? await Promise.all([sideOf(tx, round, query['a']), sideOf(tx, round, query['b'])]) : []
    if (!round || !a || !b) return notFound
    return page(<ComparePage page={context} round={round} a={a} b={b} names={await namesFor(tx, context, round, [a, b])} hidden={(await store.hiddenIn(tx, round.id)) > 0} />)
  })

  route.get(`${base}/nytt`, governor, async ({ tx, actor, params, query, page: context }) => showSettings(tx, actor, context, params['id'], query['fra'], undefined, [], 200))
  route.post(`${base}/nytt`, governor, async ({ deps, actor, params, form, page: context }) => run(deps, actor, context, params['id'] ?? '', form), { limit: { max: 60, minutes: 1 } })

  route.get(`${base}/:scenario`, readers, async ({ tx, actor, params, query, page: context }) => showResult(tx, actor, context, params['id'], params['scenario'], query))
  route.post(`${base}/:scenario/forum`, governor, async ({ deps, actor, params }) => {
    const [id, scenario] = [params['id'] ?? '', params['scenario'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(scenario)) return notFound
    const laid = await actions.lay(deps, actor, id, scenario)
    if (laid.ok) return redirect(`/runder/${id}/fordeling/${scenario}`, { kind: 'success', key: 'portfolio.laid.done' })
    return laid.because === 'not-found' ? notFound : redirect(`/runder/${id}/fordeling/${scenario}`, { kind: 'warning', key: `portfolio.because.${laid.because}` })
  })
  changeWeb(route)
}

async function choicesFor(tx: Tx, context: PageContext, round: Round, facts: readonly store.ReportFacts[]): Promise<Choices> {
  const named = await store.loadNames(tx, facts.flatMap(({ university, district }) => [university ?? '', district ?? '']))
  const options = (ids: readonly (string | undefined)[]) => [...new Set(ids)].flatMap((id) => (id && named.has(id) ? [{ id, name: named.get(id) ?? '' }] : [])).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
  const asked = [...new Set(facts.flatMap((one) => one.asked.map(({ year }) => year)))].toSorted()
  return { years: asked.length > 0 ? asked : [round.kindergartenYear], universities: options(facts.map(({ university }) => university)), districts: options(facts.map(({ district }) => district)), ...(await criteriaFor(tx, context, round)) }
}

/** What the form starts with: another scenario's settings, or what the accounts and the review say. */
async function startFor(tx: Tx, round: Round, choices: Choices, from: string | string[] | undefined): Promise<Typed> {
  const other = await sideOf(tx, round, from)
  if (other) {
    const held = (way: 'in' | 'out') => other.results.filter(({ lock }) => lock === way).map(({ reference }) => reference).join(', ')
    return { ...typedFrom(other.scenario.settings, typedKroner), inne: held('in'), ute: held('out') }
  }
  const accounts = (await loadAccounts(tx, round.managerId)).filter(({ frame }) => frame !== undefined)
  const ofYear = (year: number) => accounts.filter((account) => account.year === year)
  const money = choices.years.flatMap((year) => {
    const all = ofYear(year)
    const sum = (part: (account: (typeof all)[number]) => number) => typedKroner(ore(all.reduce((total, account) => total + part(account), 0)))
    return all.length === 0 ? [] : [[`ramme-${year}`, sum(({ frame, carriedIn, carriedOut }) => (frame ?? 0) + carriedIn - carriedOut)], [`bundet-${year}`, sum(({ committed }) => committed)]]
  })
  return { teller: 'report', enhet: 'kindergartens', trinn: [], 'smaa-antall': '2', ...Object.fromEntries(choices.criteria.map(({ code, weight }) => [`vekt-${code}`, String(weight)])), ...Object.fromEntries(money) }
}

async function showSettings(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, from: string | string[] | undefined, typed: Typed | undefined, errors: readonly FieldError[], status: number): Promise<Answer> {
  const round = await roundFor(tx, actor, id)
  if (!round || !manages(actor, round)) return notFound
  if (!actions.mayRun(round)) return redirect(`/runder/${round.id}/fordeling`, { kind: 'warning', key: 'portfolio.because.not-now' })
  if ((await store.hiddenIn(tx, round.id)) > 0) return redirect(`/runder/${round.id}/fordeling`, { kind: 'warning', key: 'portfolio.because.someone-disqualified' })
  const facts = await store.loadFacts(tx, round.id)
  const choices = await choicesFor(tx, context, round, facts)
  return page(<SettingsPage page={context} view={{ round, choices, reports: facts.length, startKey: crypto.randomUUID(), typed: typed ?? (await startFor(tx, round, choices, from)), errors }} />, status)
}

async function run(deps: Deps, actor: Actor, context: PageContext, id: string, form: Readonly<Record<string, unknown>>): Promise<Answer> {
  if (!looksLikeId(id)) return notFound
  const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showSettings(tx, actor, context, id, undefined, typedIn(form), errors, status))
  const loaded = await reading(deps.db, actor, async (tx) => {
    const round = await roundFor(tx, actor, id)
    if (!round || !manages(actor, round)) return undefined
    const facts = await store.loadFacts(tx, id)
    return { choices: await choicesFor(tx, context, round, facts), known: new Set(facts.map(({ reference }) => reference)) }
  })
  if (!loaded) return notFound
  const named = nameForm.safeParse(form)
  const { errors, read } = readSettings(form, loaded.choices, loaded.known)
  if (!named.success || errors.length > 0) return again([...(named.success ? [] : wordedErrors(context.t, named.error)), ...errors.map(({ field, key }) => ({ field, text: context.t(key) }))], 422)
  const done = await actions.run(deps, actor, id, named.data.navn, named.data.nokkel === '' ? crypto.randomUUID() : named.data.nokkel, read)
  if (done.ok) return redirect(`/runder/${id}/fordeling/${done.event.id}`)
  return done.because === 'not-found' ? notFound : again([{ field: 'navn', text: context.t(`portfolio.because.${done.because}`) }], 409)
}

const typedIn = (form: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(Object.entries(form).slice(0, 2000).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 20_000) : [value].flat().filter((one) => typeof one === 'string').slice(0, 20)]))

async function showResult(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, scenarioId: string | undefined, query: Query): Promise<Answer> {
  const round = await roundFor(tx, actor, id)
  const side = round && (await sideOf(tx, round, scenarioId))
  if (!round || !side) return notFound
  const hidden = (await store.hiddenIn(tx, round.id)) > 0
  return page(
    <ResultPage
      page={context}
      view={{
        round, ...side, names: await namesFor(tx, context, round, [side]), manages: manages(actor, round), hidden, shown: shown.find((one) => one === query['vis']) ?? 'alle',
        mayLay: manages(actor, round) && !hidden && actions.mayRun(round) && round.forumId !== undefined && side.scenario.outcome !== 'impossible',
      }}
    />,
  )
}
