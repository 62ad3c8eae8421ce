import type { Actor } from '../../../kernel/actor.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, signedIn, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { viewCase } from '../evaluation/reading.ts'
import { readGuarded } from '../../../kernel/guarded-form.ts'
import { emptyForm, showAgain } from '../../../ui/guard-notice.tsx'
import * as actions from './actions.ts'
import { acceptanceForm, handOverForm } from './forms.ts'
import { HandOverPage, handOverLabels, phoneLabels, type HandOverView } from './pages.tsx'
import { receivedWeb } from './received/web.tsx'
import { asksForHandOver, handOver, thatCount } from './rules.ts'
import { SingleChildPage } from './single-child/pages.tsx'
import * as store from './store.ts'

export const handOverWeb = (route: Router<PageContext>) => {
  const address = '/veiledning/:id/overforing'

  route.get(address, may('adviser', 'team-leader', 'head', 'pedagogical-leader'), async ({ tx, actor, params, page: context }) => {
    const view = await load(tx, actor, params['id'])
    return view ? page(<HandOverPage page={context} view={view} />) : notFound
  })

  route.post(address, may('adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = readGuarded(handOverForm, ['summary', 'acceptedBy'], form)
    if (!read.ok) return show(deps, actor, id, context, 422, { form: showAgain(context.t, handOverLabels(context.t), read) })
    const offered = await actions.offer(deps, actor, id, read.values)
    if (offered.ok) return redirect(`/veiledning/${id}/overforing`, { kind: 'success', key: offered.event.accepted ? 'handover.sent.accepted' : 'handover.sent' })
    if (offered.because === 'not-found') return notFound
    const { toOrgId, reason, summary, acceptedBy } = read.values
    return show(deps, actor, id, context, 409, { refused: offered.because, form: { ...emptyForm, typed: { toOrgId, reason, summary, acceptedBy } } })
  })

  route.post(`${address}/:handOver/svar`, may('adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = readGuarded(acceptanceForm, ['acceptedBy'], form)
    if (!read.ok) return show(deps, actor, id, context, 422, { phone: showAgain(context.t, phoneLabels(context.t), read) })
    const noted = await actions.acceptByPhone(deps, actor, id, params['handOver'] ?? '', read.values.acceptedBy)
    if (noted.ok) return redirect(`/veiledning/${id}/overforing`, { kind: 'success', key: 'handover.sent.accepted' })
    return noted.because === 'not-found' ? notFound : show(deps, actor, id, context, 409, { refused: noted.because })
  })

  route.post(`${address}/:handOver/tilbaketrekking`, may('adviser', 'team-leader'), async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const withdrawn = await actions.withdraw(deps, actor, id, params['handOver'] ?? '')
    if (withdrawn.ok) return redirect(`/veiledning/${id}/overforing`, { kind: 'success', key: 'handover.withdrawn' })
    return withdrawn.because === 'not-found' ? notFound : show(deps, actor, id, context, 409, { refused: withdrawn.because })
  })

  route.get('/veiledning/enkeltbarn', signedIn, async ({ tx, actor, page: context }) =>
    page(<SingleChildPage page={context} services={actor ? await store.loadServices(tx, actor.orgId) : []} asksForGuidance={actor?.role === 'head'} />),
  )

  receivedWeb(route)
}

type Change = Partial<Pick<HandOverView, 'form' | 'phone' | 'refused'>>

async function show(deps: Deps, actor: Actor, id: string, context: PageContext, status: number, change: Change) {
  const view = await reading(deps.db, actor, (tx) => load(tx, actor, id))
  return view ? page(<HandOverPage page={context} view={{ ...view, ...change, form: view.form && (change.form ?? view.form) }} />, status) : notFound
}

async function load(tx: Tx, actor: Actor, id: string | undefined): Promise<HandOverView | undefined> {
  const seen = await viewCase(tx, actor, id)
  if (!seen) return undefined
  const { one, side, step } = seen
  const handOvers = await store.loadHandOvers(tx, one.id)
  const services = await store.loadServices(tx, one.kindergartenId)
  const before = thatCount(handOvers, one.stepEnteredAt)
  const decision = handOver({ closed: one.state === 'closed', asked: asksForHandOver(step), before, services: ['any'], toOrgId: 'any', acceptedBy: '' })
  const mayAct = side === 'team'
  return {
    one, handOvers, services, mayAct, phone: emptyForm,
    form: mayAct && decision.ok ? emptyForm : undefined,
    refused: mayAct && !decision.ok && handOvers.length === 0 ? decision.because : undefined,
  }
}
