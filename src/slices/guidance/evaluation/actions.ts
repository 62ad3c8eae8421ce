import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import type { Deps } from '../../../platform/http.ts'
import { withCase } from '../cases/open.ts'
import { loadFacts } from '../cases/store.ts'
import { stepOf } from '../flow/index.ts'
import { asksForEvaluation, evaluate, evaluationSideOf, type EvaluationContent } from './rules.ts'
import * as store from './store.ts'

/** Saves the side's own evaluation of this round. `seen` is when it was written as the page showed it, '' when there was none. */
export const saveEvaluation = (deps: Deps, actor: Actor, id: string, content: EvaluationContent, seen: string) =>
  withCase(deps, actor, id, async ({ tx, one, flow, now, record, tellOtherSide }) => {
    const side = evaluationSideOf(actor.role)
    const step = stepOf(flow, one.stepKey)
    if (!side || !step) return refuse('not-found' as const)
    const { round } = await loadFacts(tx, one, flow)
    const written = await store.loadWritten(tx, one.id, round)
    const mine = written.find((other) => other.side === side)
    const decision = evaluate(side, {
      closed: one.state === 'closed',
      asked: asksForEvaluation(step),
      written: written.map((other) => other.side),
      seen,
      now: mine?.writtenAt.toISOString() ?? '',
    })
    if (!decision.ok) return decision
    await store.saveEvaluation(tx, one.id, side, round, content, actor.name, now)
    await record(decision.event.kind, { side, round, first: decision.event.first })
    if (decision.event.first && decision.event.other === 'waits') await tellOtherSide('guidance-evaluation-asked', `/veiledning/${one.id}/evaluering`)
    return accept({ both: decision.event.other === 'has-written' })
  })
