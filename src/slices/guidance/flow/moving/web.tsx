import { reading } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { addressOf } from '../pages.tsx'
import * as actions from './actions.ts'
import { fieldOf, MovingPage, MovingPreviewPage } from './pages.tsx'

const address = '/flytskjema/versjoner/:number/flytting'

export const movingWeb = (route: Router<PageContext>) => {
  route.get(address, may('team-leader'), async ({ tx, actor, params, page: context }) => {
    const situation = await actions.situationOf(tx, actor.orgId, numberOf(params['number']))
    return situation ? page(<MovingPage page={context} situation={situation} mapping={situation.suggested} />) : notFound
  })

  route.post(address, may('team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const number = numberOf(params['number'])
    const situation = await reading(deps.db, actor, (tx) => actions.situationOf(tx, actor.orgId, number))
    if (!situation) return notFound
    const mapping = readMapping(form, situation)
    const faults = actions.faultsOf(situation, mapping)
    if (faults.length > 0) return page(<MovingPage page={context} situation={situation} mapping={mapping} faults={faults} />, 422)
    if (form['handling'] !== 'flytt') return page(<MovingPreviewPage page={context} situation={situation} mapping={mapping} />)
    const moved = await actions.moveCases(deps, actor, number, mapping, { toNumber: numberOf(form['til']), cases: countOf(form['antall']) })
    if (moved.ok) return redirect(addressOf.chart, { kind: 'success', key: 'flow.moving.done' })
    return page(<MovingPage page={context} situation={situation} mapping={mapping} because={moved.because === 'refused' ? 'changed' : moved.because} />, 409)
  })
}

/** Only the steps that have cases are read; a step nobody asked about is left out. */
const readMapping = (form: Readonly<Record<string, unknown>>, { from, counts }: actions.Situation): Readonly<Record<string, string>> =>
  Object.fromEntries(
    from.flow.steps.flatMap((step) => {
      const value = form[fieldOf(step.key)]
      return counts.has(step.key) && typeof value === 'string' && value !== '' ? [[step.key, value] as const] : []
    }),
  )

const numberOf = (value: unknown): number => (typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 0)
const countOf = (value: unknown): number => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : -1)
