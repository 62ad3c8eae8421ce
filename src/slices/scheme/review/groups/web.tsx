import type { Actor } from '../../../../kernel/actor.ts'
import { fieldErrors } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadRound } from '../../rounds/store.ts'
import { loadScheme } from '../../schemes/store.ts'
import { errorsOf, nothingBack, typedIn, type Back } from '../back.ts'
import { loadReaders } from '../scores/store.ts'
import { handles, loadSent, loadSentOf } from '../store.ts'
import * as actions from './actions.ts'
import { groupForm, memberForm, readerForm, rulingForm, shareForm } from './forms.ts'
import { GroupPage, GroupsPage, type GroupsView, type GroupView } from './pages.tsx'
import { ReadersPage, type ReadersView } from './readers-page.tsx'
import { membersOf } from './rules.ts'
import * as store from './store.ts'

const governor = may('county-governor')

export const groupsWeb = (route: Router<PageContext>) => {
  const groups = '/runder/:id/vurdering/grupper'
  route.get(groups, governor, async ({ tx, actor, params, page: context }) => {
    const view = await loadGroupsView(tx, actor, params['id'])
    return view ? page(<GroupsPage page={context} view={view} />) : notFound
  })
  route.post(groups, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = groupForm.safeParse(form)
    if (!read.success) {
      const view = await reading(deps.db, actor, (tx) => loadGroupsView(tx, actor, id))
      const chosen = [form['themes']].flat().filter((one): one is string => typeof one === 'string')
      return view ? page(<GroupsPage page={context} view={{ ...view, chosen, back: { ...nothingBack, form: 'group', typed: typedIn(form), errors: errorsOf(context.t, fieldErrors(read.error)) } }} />, 422) : notFound
    }
    const made = await actions.makeGroup(deps, actor, id, read.data.name, read.data.themes)
    return made.ok ? redirect(`/runder/${id}/vurdering/grupper/${made.event.id}`, { kind: 'success', key: 'review.done.group' }) : notFound
  })

  const one = `${groups}/:group`
  route.get(one, governor, async ({ tx, actor, params, page: context }) => {
    const view = await loadGroupView(tx, actor, params['id'], params['group'])
    return view ? page(<GroupPage page={context} view={view} />) : notFound
  })
  const showGroup = async (deps: Deps, actor: Actor, params: Readonly<Record<string, string>>, context: PageContext, status: number, back: Partial<Back>): Promise<Answer> => {
    const view = await reading(deps.db, actor, (tx) => loadGroupView(tx, actor, params['id'], params['group']))
    return view ? page(<GroupPage page={context} view={{ ...view, back: { ...nothingBack, ...back } }} />, status) : notFound
  }
  const pathOf = (params: Readonly<Record<string, string>>) => `/runder/${params['id'] ?? ''}/vurdering/grupper/${params['group'] ?? ''}`
  route.post(one, governor, async ({ deps, actor, params, form, page: context }) => {
    const read = groupForm.safeParse(form)
    if (!read.success) return showGroup(deps, actor, params, context, 422, { form: 'group', typed: typedIn(form), errors: errorsOf(context.t, fieldErrors(read.error)) })
    const saved = await actions.changeGroup(deps, actor, params['id'] ?? '', params['group'] ?? '', read.data.name, read.data.themes)
    return saved.ok ? redirect(pathOf(params), { kind: 'success', key: 'review.done.saved' }) : notFound
  })
  route.post(`${one}/medlemmer`, governor, async ({ deps, actor, params, form, page: context }) => {
    const read = memberForm.safeParse(form)
    const back = { form: 'member', typed: typedIn(form) }
    if (!read.success) return showGroup(deps, actor, params, context, 422, { ...back, errors: errorsOf(context.t, fieldErrors(read.error)) })
    const added = await actions.addMember(deps, actor, params['id'] ?? '', params['group'] ?? '', read.data.chosen, read.data.mail ?? '')
    if (added.ok) return redirect(pathOf(params), { kind: 'success', key: 'review.done.member' })
    return added.because === 'not-found' ? notFound : showGroup(deps, actor, params, context, 409, { ...back, refused: `review.because.${added.because}` })
  })
  route.post(`${one}/medlemmer/:member/avslutning`, governor, async ({ deps, actor, params }) => {
    const removed = await actions.removeMember(deps, actor, params['id'] ?? '', params['group'] ?? '', params['member'] ?? '')
    return removed.ok ? redirect(pathOf(params), { kind: 'success', key: 'review.done.saved' }) : notFound
  })
  route.post(`${one}/fordeling`, governor, async ({ deps, actor, params, form, page: context }) => {
    const read = shareForm.safeParse(form)
    const back = { form: 'share', typed: typedIn(form) }
    if (!read.success) return showGroup(deps, actor, params, context, 422, { ...back, errors: errorsOf(context.t, fieldErrors(read.error)) })
    const shared = await actions.share(deps, actor, params['id'] ?? '', params['group'] ?? '', read.data.each)
    if (shared.ok) return redirect(pathOf(params), shared.event.given > 0 ? { kind: 'success', key: 'review.done.shared' } : { kind: 'info', key: 'review.done.nothing-to-share' })
    return shared.because === 'not-found' ? notFound : showGroup(deps, actor, params, context, 409, { ...back, refused: `review.because.${shared.because}` })
  })

  const readers = '/behov/:id/vurdering/lesere'
  route.get(readers, governor, async ({ tx, actor, params, page: context }) => {
    const view = await loadReadersView(tx, actor, params['id'])
    return view ? page(<ReadersPage page={context} view={view} />) : notFound
  })
  const showReaders = async (deps: Deps, actor: Actor, id: string, context: PageContext, status: number, back: Partial<Back>): Promise<Answer> => {
    const view = await reading(deps.db, actor, (tx) => loadReadersView(tx, actor, id))
    return view ? page(<ReadersPage page={context} view={{ ...view, back: { ...nothingBack, ...back } }} />, status) : notFound
  }
  const change = (url: string, work: typeof actions.assignOne | typeof actions.removeReader) =>
    route.post(url, governor, async ({ deps, actor, params, form, page: context }) => {
      const id = params['id'] ?? ''
      const read = readerForm.safeParse(form)
      if (!read.success) return showReaders(deps, actor, id, context, 422, { refused: 'review.error.reader' })
      const done = await work(deps, actor, id, read.data.person)
      if (done.ok) return redirect(`/behov/${id}/vurdering/lesere`, { kind: 'success', key: 'review.done.saved' })
      return done.because === 'not-found' ? notFound : showReaders(deps, actor, id, context, 409, { refused: `review.because.${done.because}` })
    })
  change(readers, actions.assignOne)
  change(`${readers}/fjerning`, actions.removeReader)
  route.post(`${readers}/habilitet`, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = rulingForm.safeParse(form)
    const back = { form: 'ruling', at: typeof form['person'] === 'string' ? form['person'].slice(0, 100) : '', typed: typedIn(form) }
    if (!read.success) return showReaders(deps, actor, id, context, 422, { ...back, errors: errorsOf(context.t, fieldErrors(read.error)) })
    const done = await actions.decide(deps, actor, id, read.data.person, read.data.disqualified, read.data.note)
    if (done.ok) return redirect(`/behov/${id}/vurdering/lesere`, { kind: 'success', key: 'review.done.ruled' })
    return done.because === 'not-found' ? notFound : showReaders(deps, actor, id, context, 409, { ...back, refused: `review.because.${done.because}` })
  })
}

async function ownRound(tx: Tx, actor: Actor, id: string | undefined) {
  const round = looksLikeId(id ?? '') ? await loadRound(tx, id ?? '') : undefined
  return round && round.managerId === actor.orgId ? round : undefined
}

const inGroup = (themes: readonly string[], of: readonly string[]): boolean => themes.length === 0 || of.some((theme) => themes.includes(theme))

async function loadGroupsView(tx: Tx, actor: Actor, id: string | undefined): Promise<GroupsView | undefined> {
  const round = await ownRound(tx, actor, id)
  if (!round) return undefined
  const [groups, scheme, reports] = await Promise.all([store.loadGroups(tx, round.id), loadScheme(tx, round.schemeCode), loadSentOf(tx, round.id)])
  return { round, themes: scheme?.themes ?? [], workingGroups: scheme?.workingGroups ?? false, groups: groups.map((group) => ({ ...group, reports: reports.filter((one) => one.state === 'submitted' && inGroup(group.themes, one.themes)).length })), back: nothingBack, chosen: [] }
}

async function loadGroupView(tx: Tx, actor: Actor, id: string | undefined, groupId: string | undefined): Promise<GroupView | undefined> {
  const round = await ownRound(tx, actor, id)
  const group = round && (await store.loadGroups(tx, round.id)).find((one) => one.id === groupId)
  if (!round || !group) return undefined
  const [scheme, reports, candidates] = await Promise.all([loadScheme(tx, round.schemeCode), loadSentOf(tx, round.id), store.loadCandidates(tx, round.id, '')])
  const readers = await loadReaders(tx, reports.map((one) => one.id))
  const loads = new Map(
    group.members.map(({ personId }) => {
      const own = readers.filter((one) => one.personId === personId)
      return [personId, { all: own.length, delivered: own.filter(({ delivered }) => delivered).length }]
    }),
  )
  return { round, themes: scheme?.themes ?? [], group, reports: reports.filter((one) => one.state === 'submitted' && inGroup(group.themes, one.themes)).length, loads, candidates, back: nothingBack }
}

async function loadReadersView(tx: Tx, actor: Actor, id: string | undefined): Promise<ReadersView | undefined> {
  if (!looksLikeId(id ?? '')) return undefined
  const [{ governed }, report] = await Promise.all([handles(tx, id ?? ''), loadSent(tx, id ?? '')])
  const round = report && governed ? await loadRound(tx, report.roundId) : undefined
  if (!report || !round) return undefined
  const [groups, readers] = await Promise.all([store.loadGroups(tx, round.id), loadReaders(tx, [report.id])])
  const members = membersOf(groups)
  const standing = await store.loadStanding(tx, [report.id], members.map(({ personId }) => personId))
  const rows = members.map((one) => {
    const own = readers.find(({ personId }) => personId === one.personId)
    return {
      personId: one.personId, name: one.name, orgName: one.orgName, groups: groups.filter((group) => group.members.some(({ personId }) => personId === one.personId)).map(({ name }) => name), assigned: own !== undefined, delivered: own?.delivered ?? false,
      tie: standing.tieOf(report.id, one.personId), ruling: standing.rulingOf(report.id, one.personId), self: one.personId === actor.personId,
    }
  })
  return { round, report, rows: rows.sort((a, b) => Number(b.assigned) - Number(a.assigned) || a.name.localeCompare(b.name, 'nb')), back: nothingBack }
}
