import { looksLikeId } from '../../../../kernel/ids.ts'
import { afterReading, may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import { optimiser } from '../../../../platform/optimiser.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadRound } from '../../rounds/store.ts'
import * as store from '../store.ts'
import type { Problem } from '../model.ts'
import { ChangePage } from '../view/change.tsx'
import { manages, namesFor } from '../view/load.ts'
import { change, fewestPoints, withMore } from './rules.ts'

/** What one change by hand would cost: worked out anew on the very numbers the scenario was made with. Saves nothing. */
export const changeWeb = (route: Router<PageContext>) => {
  route.get('/runder/:id/fordeling/:scenario/endring', may('county-governor'), async ({ deps, tx, actor, params, query, page: context }) => {
    const [id, scenarioId, reportId] = [params['id'] ?? '', params['scenario'] ?? '', query['melding']]
    if (!looksLikeId(id) || !looksLikeId(scenarioId) || typeof reportId !== 'string') return notFound
    const round = await loadRound(tx, id)
    const scenario = round && manages(actor, round) ? await store.loadScenario(tx, id, scenarioId) : undefined
    if (!round || !scenario || scenario.outcome === 'impossible') return notFound
    if ((await store.hiddenIn(tx, id)) > 0) return redirect(`/runder/${id}/fordeling/${scenarioId}`, { kind: 'warning', key: 'portfolio.because.someone-disqualified' })
    const results = await store.loadResults(tx, scenarioId)
    const result = results.find((one) => one.id === reportId)
    if (!result) return notFound
    const names = await namesFor(tx, context, round, [{ scenario, results }])
    return afterReading(async () => {
      const problem: Problem = { candidates: results.map(({ candidate }) => candidate), settings: scenario.settings, locks: results.flatMap(({ id: one, lock }) => (lock ? [{ id: one, way: lock }] : [])) }
      const proposal = new Map(results.flatMap(({ id: one, percent }) => (percent > 0 ? [[one, percent] as const] : [])))
      const way = result.percent > 0 ? 'out' : 'in'
      const solving = { solver: optimiser.solve, clock: () => deps.now().getTime(), milliseconds: 8000 }
      const cost = await change(problem, proposal, reportId, way, solving)
      const held = way === 'in' && result.lock === undefined && result.candidate.points !== undefined && cost.kind === 'cost'
      const fewest = held ? await fewestPoints(problem, scenario.worth, reportId, solving) : undefined
      const widenable = result.told.short.length > 0 && result.told.short.every(({ of }) => of.kind !== 'fairness')
      const more = held && widenable ? await withMore(problem, result.told.short, reportId, solving) : undefined
      return page(<ChangePage page={context} view={{ round, scenario, result, way, change: cost, fewest, more, names }} />)
    })
  }, { limit: { max: 30, minutes: 1 } })
}
