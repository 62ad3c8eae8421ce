import { createHash } from 'node:crypto'
import { prepare, propose, type Bench, type Comparable, type Proposed } from './rules.ts'

const mostKept = 8
const kept = new Map<string, Bench>()
const proposed = new WeakMap<Bench, Map<number, Proposed>>()

/** As `prepare`, but the same reports are compared once: what is sent seldom changes, and people turn many pages. The key is all that is compared. */
export function benchOf(reports: readonly Comparable[]): Bench {
  const hash = createHash('sha256')
  for (const { id, need, goals, themes, strand, partner, municipalities, position } of reports) hash.update(JSON.stringify([id, need, goals, themes, strand, partner, municipalities, position]))
  const key = hash.digest('base64')
  const bench = kept.get(key) ?? prepare(reports)
  // The one used last is thrown away last.
  kept.delete(key)
  kept.set(key, bench)
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
  return bench
}

/** As `propose`, once for each bench and strictness. */
export function proposedOn(bench: Bench, alikeEnough: number): Proposed {
  const known = proposed.get(bench) ?? new Map<number, Proposed>()
  proposed.set(bench, known)
  const answer = known.get(alikeEnough) ?? propose(bench, alikeEnough)
  known.set(alikeEnough, answer)
  return answer
}
