import type { Actor } from '../../../../kernel/actor.ts'
import { fieldErrors } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadRound } from '../../rounds/store.ts'
import { errorsOf, nothingBack, typedIn, type Back } from '../back.ts'
import { criteriaOf, saveWeights } from './actions.ts'
import { weightsForm } from './forms.ts'
import { CriteriaPage, type CriteriaView } from './pages.tsx'
import { maySetWeights } from './rules.ts'
import { countDelivered, loadVersions } from './store.ts'

const address = '/runder/:id/vurdering/kriterier'

export const criteriaWeb = (route: Router<PageContext>) => {
  route.get(address, may('county-governor'), async ({ tx, actor, params, page: context }) => {
    const view = await load(tx, actor, params['id'], nothingBack)
    return view ? page(<CriteriaPage page={context} view={view} />) : notFound
  })
  route.post(address, may('county-governor'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const show = async (status: number, back: Partial<Back>) => {
      const view = await reading(deps.db, actor, (tx) => load(tx, actor, id, { ...nothingBack, form: 'weights', typed: typedIn(form), ...back }))
      return view ? page(<CriteriaPage page={context} view={view} />, status) : notFound
    }
    const view = await reading(deps.db, actor, (tx) => load(tx, actor, id, nothingBack))
    if (!view) return notFound
    const read = weightsForm(view.criteria.priority.map(({ code }) => code), view.criteria.most).safeParse(form)
    if (!read.success) return show(422, { errors: errorsOf(context.t, fieldErrors(read.error)) })
    const values: Readonly<Record<string, unknown>> = read.data
    const saved = await saveWeights(deps, actor, id, ({ priority }) => priority.map(({ code }) => Number(values[`weight-${code}`] ?? 0)), read.data.apart, read.data.number)
    if (saved.ok) return redirect(`/runder/${id}/vurdering/kriterier`, { kind: 'success', key: 'review.done.weights' })
    return saved.because === 'not-found' ? notFound : show(409, { refused: `review.because.${saved.because}` })
  })
}

async function load(tx: Tx, actor: Actor, id: string | undefined, back: Back): Promise<CriteriaView | undefined> {
  const round = looksLikeId(id ?? '') ? await loadRound(tx, id ?? '') : undefined
  if (!round || round.managerId !== actor.orgId) return undefined
  const [criteria, versions, delivered] = await Promise.all([criteriaOf(tx, round), loadVersions(tx, round.id), countDelivered(tx, round.id)])
  const allowed = maySetWeights(round.stage, delivered)
  return { round, criteria, versions, fixed: allowed.ok ? undefined : allowed.because, back }
}
