import { ore } from '../../../../kernel/money.ts'
import type { Candidate, Problem, Settings } from '../model.ts'
import type { Delivered, Weight } from '../points.ts'

// The examples of «Slik regnes det ut», reckoned by the functions themselves. Invented numbers.
const report = (id: string, points: number, kroner: number, more: Partial<Candidate> = {}): Candidate => ({ id, points, asked: [{ year: 2027, actor: 'owner', ore: ore(kroner * 100) }], university: undefined, ownership: 'municipal', district: undefined, challenge: 2, kindergartens: 2, staff: 24, ...more })

export const exampleWeights: readonly Weight[] = [{ code: 'a', weight: 50 }, { code: 'b', weight: 30 }, { code: 'c', weight: 20 }]
export const exampleDelivered: readonly Delivered[] = [[{ code: 'a', points: 4 }, { code: 'b', points: 2 }, { code: 'c', points: 3 }], [{ code: 'a', points: 3 }, { code: 'b', points: 3 }, { code: 'c', points: 3 }]]

export const exampleReport: Candidate = report('a', 63, 123_456, { asked: [{ year: 2027, actor: 'owner', ore: ore(8_234_500) }, { year: 2027, actor: 'university', ore: ore(4_111_100) }] })
export const exampleSettings: Settings = { counting: 'report', steps: [50, 75, 100], least: ore(5_000_000), frames: [], capacities: [], fairness: [] }

/** Three reports and a frame that is not enough for all. */
export const smallRound: Problem = { candidates: [report('a', 80, 300_000), report('b', 60, 200_000), report('c', 50, 200_000)], locks: [], settings: { ...exampleSettings, steps: [100], frames: [{ year: 2027, frame: ore(50_000_000), committed: ore(10_000_000) }] } }

export const exampleLimits: Pick<Problem, 'candidates' | 'settings'> = {
  candidates: [report('a', 80, 300_000, { ownership: 'private' }), report('b', 60, 200_000, { ownership: 'private' }), report('c', 50, 200_000, { ownership: 'private' })],
  settings: { ...smallRound.settings, fairness: [{ group: { kind: 'ownership', of: 'private' }, measure: 'money', least: 40 }, { group: { kind: 'small-private', most: 2 }, measure: 'reports', least: 50 }] },
}
