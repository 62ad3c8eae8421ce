import { sumOre } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import { balance } from '../../money/ledger.ts'
import { loadToDeclare } from '../impartiality/store.ts'
import { perYear } from '../items/rules.ts'
import { loadRecommended } from '../items/store.ts'
import type { ForumRound } from '../members/store.ts'
import { whoIsMissing } from './rules.ts'
import { loadReach } from './store.ts'
import type { RoomFacts } from './aside.tsx'

/** What is always on screen while a round is in the forum. The sums are of what the actor may see. */
export async function readRoom(tx: Tx, round: ForumRound): Promise<RoomFacts> {
  const recommended = perYear(await loadRecommended(tx, round.id))
  const years = [...new Set([round.kindergartenYear, round.kindergartenYear + 1, ...recommended.keys()])].toSorted((a, b) => a - b)
  const [standings, reach, reports] = await Promise.all([Promise.all(years.map((year) => balance(tx, round.managerId, year))), loadReach(tx, round.id), loadToDeclare(tx, round.id)])
  return {
    roundId: round.id,
    years: years.map((year, at) => {
      const counties = standings[at] ?? []
      const [frames, lefts] = [counties.flatMap(({ frame }) => (frame === undefined ? [] : [frame])), counties.flatMap(({ left }) => (left === undefined ? [] : [left]))]
      return { year, frame: frames.length > 0 ? sumOre(frames) : undefined, left: lefts.length > 0 ? sumOre(lefts) : undefined, recommended: recommended.get(year) ?? sumOre([]) }
    }),
    missing: whoIsMissing(reach),
    partial: reports.some(({ standing }) => standing?.disqualified),
    undecided: round.stage === 'in-forum',
  }
}
