import { addDays, osloDate, yearOf } from '../../src/kernel/dates.ts'
import type { Tx } from '../../src/platform/db.ts'
import type { DemoMember } from '../load.ts'
import { loadDemoSigning } from './anchoring.ts'
import { loadCounty } from './county/load.ts'
import { smallSize } from './county/plan.ts'
import { loadDemoLetters } from './decisions.ts'
import { loadDemoForum } from './forum.ts'
import { demoWorld, governor } from './granted.ts'
import { loadDemoPayments } from './money.ts'
import { loadDemoParticipants } from './participants.ts'
import { loadDemoPoints, loadDemoProposal } from './portfolio.ts'
import { loadDemoPartnerships } from './partnerships.ts'
import { loadDemoResults } from './results.ts'
import { loadDemoReview } from './review.ts'
import { loadDemoRounds } from './rounds.ts'

/** The grant scheme of the demonstration world: invented rounds for invented kindergartens, one part after the other. */
export async function loadDemoScheme(tx: Tx, orgs: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, needIds: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const world = demoWorld(tx, orgs, people)
  const forumId = await loadDemoRounds(world, now)
  const today = osloDate(now)
  await loadCounty(tx, smallSize, { managerId: world.org(governor), forumId, title: `Kollektiv kompetanseutvikling ${yearOf(today)}, høstrunde`, year: yearOf(today), opens: addDays(today, -120), closes: addDays(today, -30), stage: 'in-forum', sent: true }, now)
  await loadDemoForum(tx, forumId, now)
  await loadDemoPoints(world)
  await loadDemoProposal(world, now)
  await loadDemoParticipants(world)
  await loadDemoResults(world)
  await loadDemoPayments(world, now)
  await loadDemoReview(world, forumId, now)
  await loadDemoPartnerships(world)
  await loadDemoSigning(world, needIds, now)
  await loadDemoLetters(world)
}
