import type * as z from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { fieldErrors } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Deps, type Router } from '../../../platform/http.ts'
import type { PlainKey, Translate } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadRound } from '../rounds/store.ts'
import { loadScheme } from '../schemes/store.ts'
import * as actions from './actions.ts'
import { ClusterPage, type ClusterView } from './cluster-page.tsx'
import { gatherForm, jointForm, mergeForm, moveForm, nameForm, versionForm } from './forms.ts'
import { BenchPage, strictnessAddress, views, type BenchFilter, type BenchTab, type BenchView, type CameBack } from './pages.tsx'
import { benchOf, proposedOn } from './proposals/benches.ts'
import { nearestIn, sharedBy, strictness, type Strictness } from './proposals/rules.ts'
import { aloneIn, maySort, type PlaceRefusal } from './rules.ts'
import * as store from './store.ts'

const readers = may('county-governor', 'owner', 'university-contact', 'union-representative', 'authority', 'head')
const governor = may('county-governor')
type Query = Readonly<Record<string, string | string[] | undefined>>

export const clustersWeb = (route: Router<PageContext>) => {
  const bench = '/runder/:id/arbeidsbenk'
  route.get(bench, readers, async ({ deps, tx, actor, params, query, page: context }) => {
    const view = await loadBench(deps, tx, actor, params['id'], query)
    return view ? page(<BenchPage page={context} view={view} />) : notFound
  })
  route.post(bench, governor, async ({ deps, actor, params, query, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = gatherForm.safeParse(form)
    const cameBack: CameBack = { key: plain(form['key']), typed: { name: plain(form['name']), to: plain(form['to']) }, chosen: ticked(form), errors: read.success ? [] : shown(context.t, fieldErrors(read.error)) }
    const showBench = async (status: number, refused?: PlaceRefusal) => {
      const view = await reading(deps.db, actor, (tx) => loadBench(deps, tx, actor, id, query))
      return view ? page(<BenchPage page={context} view={{ ...view, refused, cameBack }} />, status) : notFound
    }
    if (!read.success) return showBench(422)
    const made = await actions.make(deps, actor, id, read.data)
    if (!made.ok) return made.because === 'not-found' ? notFound : showBench(409, made.because)
    return redirect(`/runder/${id}/arbeidsbenk/${made.event.id}`, { kind: 'success', key: 'clusters.done.made' })
  })

  const one = `${bench}/:cluster`
  route.get(one, readers, async ({ deps, tx, actor, params, page: context }) => {
    const view = await loadCluster(deps, tx, actor, params['id'], params['cluster'])
    return view ? page(<ClusterPage page={context} view={view} />) : notFound
  })
  /** A change of one cluster: read the form, do it, and show the page again with what was typed when it cannot be done. */
  const change = <Content,>(name: string, schema: z.ZodType<Content>, done: PlainKey, work: (deps: Deps, actor: Actor, roundId: string, clusterId: string, content: Content) => Promise<{ ok: true; event: { id: string } } | { ok: false; because: PlaceRefusal | 'not-found' }>) =>
    route.post(`${one}/${name}`, governor, async ({ deps, actor, params, form, page: context }) => {
      const [id, cluster] = [params['id'] ?? '', params['cluster'] ?? '']
      const again = async (status: number, back: Partial<Pick<ClusterView, 'refused' | 'errors'>>) => {
        const view = await reading(deps.db, actor, (tx) => loadCluster(deps, tx, actor, id, cluster))
        if (!view) return back.refused === 'gone' ? redirect(`/runder/${id}/arbeidsbenk?vis=klynger`, { kind: 'warning', key: 'clusters.because.gone' }) : notFound
        const typed = Object.fromEntries(['name', 'joint', 'to', 'newName', 'other'].flatMap((field) => (typeof form[field] === 'string' ? [[field, plain(form[field])]] : [])))
        return page(<ClusterPage page={context} view={{ ...view, typed, chosen: ticked(form), ...back }} />, status)
      }
      const read = schema.safeParse(form)
      if (!read.success) return again(422, { errors: shown(context.t, fieldErrors(read.error)) })
      const answer = await work(deps, actor, id, cluster, read.data)
      if (answer.ok) return redirect(`/runder/${id}/arbeidsbenk${answer.event.id === '' ? '?vis=klynger' : `/${answer.event.id}`}`, { kind: 'success', key: done })
      return answer.because === 'not-found' ? notFound : again(409, { refused: answer.because })
    })
  change('navn', nameForm, 'clusters.done.renamed', (deps, actor, id, cluster, { name, version }) => actions.rename(deps, actor, id, cluster, name, version))
  change('fellestiltak', jointForm, 'clusters.done.joint', (deps, actor, id, cluster, { joint, version }) => actions.describeJoint(deps, actor, id, cluster, joint, version))
  change('flytting', moveForm, 'clusters.done.moved', actions.moveTo)
  change('sammenslaing', mergeForm, 'clusters.done.merged', (deps, actor, id, cluster, { other, version }) => actions.mergeWith(deps, actor, id, cluster, other, version))
  change('opplosning', versionForm, 'clusters.done.dissolved', (deps, actor, id, cluster, { version }) => actions.dissolveOne(deps, actor, id, cluster, version))
}

const plain = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200_000) : '')
const ticked = (form: Readonly<Record<string, unknown>>): string[] => [form['reports']].flat().filter((one): one is string => typeof one === 'string').slice(0, 1000)
// The words of a form are keys of the catalogues, which the schema cannot know.
const shown = (t: Translate, wrong: Readonly<Record<string, string>>) => Object.entries(wrong).map(([field, key]) => ({ field, text: t(key as PlainKey) }))

/** The round, its reports as far as the actor handles them, and what there is to call things by; undefined for one who handles none and does not lead it. */
async function loadRoundBench(deps: Deps, tx: Tx, actor: Actor, id: string | undefined) {
  const round = looksLikeId(id ?? '') ? await loadRound(tx, id ?? '') : undefined
  if (!round) return undefined
  const leads = actor.role === 'county-governor' && round.managerId === actor.orgId
  const [reports, clusters, scheme] = await Promise.all([store.loadReports(tx, round.id), store.loadClusters(tx, round.id), loadScheme(tx, round.schemeCode)])
  if (!scheme || (!leads && reports.length === 0)) return undefined
  const organisations = await store.loadNames(tx, [...new Set(reports.flatMap((one) => [...one.municipalities, ...(one.partner ? [one.partner] : [])]))])
  return { round, reports, clusters, names: { themes: scheme.themes, organisations }, mayChange: leads && maySort(round.stage, deps.now() >= round.closesAt) }
}

async function loadBench(deps: Deps, tx: Tx, actor: Actor, id: string | undefined, query: Query): Promise<BenchView | undefined> {
  const found = await loadRoundBench(deps, tx, actor, id)
  if (!found) return undefined
  const { round, reports, clusters, names, mayChange } = found
  const byId = new Map(reports.map((one) => [one.id, one]))
  const filter = filterFrom(query)
  const fits = (ids: readonly string[]) => ids.some((one) => matches(byId.get(one), filter))
  const alone = aloneIn({ clusters, reports: reports.map((one) => one.id) }).flatMap((one) => byId.get(one) ?? [])
  const free = benchOf(alone)
  const all = clusters.length > 0 ? benchOf(reports) : free
  const proposed = proposedOn(free, strictness[filter.strictness]).clusters.filter((one) => fits(one.reports))
  const shownClusters = clusters.filter((one) => fits(one.reports)).map((one) => ({ ...one, members: one.reports.flatMap((report) => byId.get(report) ?? []), why: sharedBy(all, one.reports) }))
  const shownAlone = alone.filter((one) => matches(one, filter))
  const tab = (Object.keys(views) as BenchTab[]).find((one) => views[one] === query['vis']) ?? 'proposals'
  const counts = { proposals: proposed.length, clusters: shownClusters.length, alone: shownAlone.length }
  const paging = pages(pageOf({ side: query['side'], antall: tab === 'proposals' ? '10' : '50' }), counts[tab])
  const cut = <One,>(list: readonly One[], own: BenchTab) => (own === tab ? list.slice(paging.offset, paging.offset + paging.size) : list)
  return {
    round, mayChange, tab, filter, names, counts, paging, refused: undefined, cameBack: undefined,
    choices: choicesOf(reports, names.organisations),
    proposals: tab === 'proposals' ? cut(proposed, 'proposals').map((one) => ({ ...one, members: one.reports.flatMap((report) => { const known = byId.get(report); return known ? [{ ...known, nearest: nearestIn(free, report, one.reports) }] : [] }) })) : [],
    clusters: cut(shownClusters, 'clusters'),
    alone: cut(shownAlone, 'alone'),
    href: hrefFrom(round.id, query),
  }
}

async function loadCluster(deps: Deps, tx: Tx, actor: Actor, id: string | undefined, clusterId: string | undefined): Promise<ClusterView | undefined> {
  const found = await loadRoundBench(deps, tx, actor, id)
  const one = found?.clusters.find((cluster) => cluster.id === clusterId)
  if (!found || !one) return undefined
  const { round, reports, clusters, names, mayChange } = found
  const members = reports.filter((report) => one.reports.includes(report.id))
  return { round, names, mayChange, one: { ...one, members, why: sharedBy(benchOf(reports), one.reports) }, others: clusters.filter((other) => other.id !== one.id), refused: undefined, typed: {}, chosen: [], errors: [] }
}

const single = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined)
const filterFrom = (query: Query): BenchFilter => ({
  theme: single(query['tema']), municipality: single(query['kommune']), partner: single(query['partner']),
  strictness: (Object.keys(strictnessAddress) as Strictness[]).find((one) => strictnessAddress[one] === query['likhet']) ?? 'usual',
})
const matches = (report: store.BenchReport | undefined, { theme, municipality, partner }: BenchFilter): boolean =>
  report !== undefined && (!theme || report.themes.includes(theme)) && (!municipality || report.municipalities.includes(municipality)) && (!partner || report.partner === partner)

const choicesOf = (reports: readonly store.BenchReport[], names: ReadonlyMap<string, string>) => {
  const options = (ids: readonly string[]) => [...new Set(ids)].map((value) => ({ value, text: names.get(value) ?? '' })).sort((a, b) => a.text.localeCompare(b.text, 'nb'))
  return { municipalities: options(reports.flatMap((one) => one.municipalities)), partners: options(reports.flatMap((one) => one.partner ?? [])) }
}

/** The same page with something else asked for. */
const hrefFrom = (roundId: string, query: Query) => (change: Readonly<Record<string, string | undefined>>): string => {
  const asked = new URLSearchParams()
  for (const name of ['vis', 'tema', 'kommune', 'partner', 'likhet', 'side']) {
    const value = name in change ? change[name] : single(query[name])
    if (value) asked.set(name, value)
  }
  const text = asked.toString()
  return `/runder/${roundId}/arbeidsbenk${text === '' ? '' : `?${text}`}`
}
