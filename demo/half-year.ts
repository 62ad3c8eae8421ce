import { osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { mondayAt, problemOf } from '../src/slices/team/half-year/facts.ts'
import { alone } from '../src/slices/team/half-year/model/collide.ts'
import { explain } from '../src/slices/team/half-year/model/explain.ts'
import { solveAlone } from '../src/slices/team/half-year/model/solve.ts'
import { spansFrom } from '../src/slices/team/half-year/rules.ts'
import { insertPlan, insertShort, insertVisits, loadFacts, saveAdopted, saveReckoned } from '../src/slices/team/half-year/store.ts'
import { team } from './world.ts'

/** The rest of this half-year as the leader adopted it, from what is promised in the demonstration world. */
export async function loadDemoHalfYear(tx: Tx, ids: ReadonlyMap<string, string>, leader: string, now: Date): Promise<void> {
  const teamId = ids.get(team) ?? ''
  const today = osloDate(now)
  const [span] = spansFrom(today)
  const facts = await loadFacts(tx, teamId, today)
  const problem = problemOf(facts, span, [])
  const proposal = solveAlone(problem)
  const because = (id: string, minutes: number) => { const one = problem.commitments.find((commitment) => commitment.id === id); return one && alone(problem, one, minutes) }
  const why = explain(problem, proposal.visits, () => true)
  const id = await insertPlan(tx, teamId, span, crypto.randomUUID(), leader, now)
  await insertVisits(tx, id, proposal.visits.map((one, at) => ({
    commitmentId: one.commitmentId, personId: one.adviserId, person: problem.advisers.find((adviser) => adviser.id === one.adviserId)?.name ?? '', monday: mondayAt(span, one.week), locked: false, why: why[at],
    minutes: problem.commitments.find((commitment) => commitment.id === one.commitmentId)?.able.find(({ adviserId }) => adviserId === one.adviserId)?.minutes ?? 60,
  })))
  await insertShort(tx, id, proposal.unfulfilled.map((one) => ({ ...one, because: because(one.commitmentId, one.minutes) })))
  await saveReckoned(tx, id, { ...proposal, mark: '' }, now)
  await saveAdopted(tx, id, leader, now)
}
