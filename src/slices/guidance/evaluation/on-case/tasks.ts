import { osloDate } from '../../../../kernel/dates.ts'
import type { CaseTaskSupplier } from '../../tasks/supplier.ts'
import { followUpTasks } from '../follow-up/rules.ts'
import { loadFollowedUp } from '../follow-up/store.ts'
import { asksForEvaluation, evaluationTasks } from '../rules.ts'
import { loadEvaluationStandings } from '../store.ts'

/** Only the cases that are being evaluated are asked about: few of all there are. */
const evaluations: CaseTaskSupplier = async (tx, cases, now) => {
  const asked = cases.filter(({ step }) => asksForEvaluation(step))
  const begins = asked.flatMap(({ flow, flowVersionId }) => flow.steps.filter(({ kind }) => kind === 'evaluation').map(({ key }) => ({ versionId: flowVersionId, key })))
  const standings = asked.length === 0 ? undefined : await loadEvaluationStandings(tx, asked.map(({ id }) => id), begins, now)
  return (one) => evaluationTasks(one, standings?.get(one.id) ?? { written: [], link: undefined }, osloDate(now))
}

const followUps: CaseTaskSupplier = async (tx, cases) => {
  const noted = await loadFollowedUp(tx, cases.map(({ id }) => id))
  return (one) => followUpTasks(one, noted.has(one.id))
}

export const evaluationSuppliers: readonly CaseTaskSupplier[] = [evaluations, followUps]
