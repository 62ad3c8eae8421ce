// How the measurements measure and how they tell it, said once for all of them.
import { readFileSync } from 'node:fs'

/** Milliseconds until `work` is done. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/**
 * The same question twice over, turn about, so that what else the machine does meets both. Eight turns come first and are not counted: they warm up the connections and the compiler.
 * @returns milliseconds of each turn
 */
export async function turnAbout(turns: number, ours: (turn: number) => Promise<unknown>, bare: () => Promise<unknown>): Promise<{ readonly ours: readonly number[]; readonly bare: readonly number[] }> {
  const took = { ours: [] as number[], bare: [] as number[] }
  for (let turn = -8; turn < turns; turn++) {
    const [one, other] = [await timed(() => ours(turn)), await timed(bare)]
    if (turn < 0) continue
    took.ours.push(one)
    took.bare.push(other)
  }
  return took
}

/** @param share 0.95 gives what nineteen of twenty are below, 1 the largest. @returns 0 when there are none */
export const percentile = (list: readonly number[], share: number): number => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
export const median = (list: readonly number[]): number => percentile(list, 0.5)

/** '3.4 ms', '126 ms'. */
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
/** One line of milliseconds: the middle, the slow ones, the slowest, and how many there are. */
export const spread = (list: readonly number[]): string => `p50 ${ms(percentile(list, 0.5))}  p95 ${ms(percentile(list, 0.95))}  p99 ${ms(percentile(list, 0.99))}  longest ${ms(percentile(list, 1))}  (${list.length})`

/** Says what is not as it should be: the measurement goes on, and ends as one that failed. */
export function demand(good: boolean, what: string): void {
  if (good) return
  console.log(`NOT SO: ${what}`)
  process.exitCode = 1
}

/** Milliseconds of processor time a process has used, which tells of the work when the machine has other work too. Linux only: elsewhere, and of one that is gone, not a number. */
export function processorTime(pid: number | undefined): number {
  try {
    const [user, system] = readFileSync(`/proc/${pid ?? ''}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? []
    return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10
  } catch {
    return Number.NaN
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
