import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Choice } from './choice/choice.ts'

/** Largest sum of value × x, where x are whole numbers 0 or 1 (or anything between, when not `whole`), within the rows. */
export type Program = {
  readonly value: Float64Array
  readonly rows: readonly { readonly least?: number | undefined; readonly most?: number | undefined; readonly at: Int32Array; readonly weight: Float64Array }[]
  readonly whole: boolean
  /** Not whole, and only its prices are asked for: they come from near the best, in half the time when there are tens of thousands of x. The answer is `stopped`, with no bound. */
  readonly roughly?: boolean
}
export type Solved =
  /** `bound`: no solution is worth more. `reduced` (when not whole): what each x would cost to move from where it is. `prices` (when not whole): what one more in each row would be worth. */
  | { readonly kind: 'optimal' | 'stopped'; readonly x: Float64Array; readonly worth: number; readonly bound: number; readonly reduced?: Float64Array; readonly prices?: Float64Array }
  | { readonly kind: 'infeasible' }
  /** The time ran out with nothing in hand, or the process ended. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'busy' }
/** Of a `Choice`, `x` is 1 for each option that is chosen. */
export type SolverOrder = { readonly program: Program | Choice; readonly seconds: number }

export type Optimiser = { readonly solve: (program: Program | Choice, milliseconds: number) => Promise<Solved>; /** Ends the process at once. */ readonly end: () => void; readonly pid: () => number | undefined }

/** One may work and this many wait. */
const mostWaiting = 40

/**
 * Solves programs with HiGHS, and choices by `choice/`, in a process of its own, started when it is needed and killed when it takes too long: the solver is one long call that
 * nothing in its own thread can stop. It knows nothing of the program: no keys, no database. See docs/decisions/portfolio-by-highs.md.
 */
export function openOptimiser({ idleFor }: { readonly idleFor: number }): Optimiser {
  let solver: ChildProcess | undefined
  let rest: NodeJS.Timeout | undefined
  let waiting = 0
  let turn: Promise<unknown> = Promise.resolve()

  const end = () => {
    solver?.kill('SIGKILL')
    solver = undefined
  }
  const ready = (): ChildProcess => {
    if (solver) return solver
    const started = startSolver()
    started.on('error', () => {}).on('exit', () => {
      if (solver === started) solver = undefined
    })
    solver = started
    return started
  }
  const work = (program: Program | Choice, milliseconds: number): Promise<Solved> =>
    new Promise((done) => {
      clearTimeout(rest)
      let working: ChildProcess | undefined
      const finish = (solved: Solved, keep: boolean) => {
        clearTimeout(tooLong)
        working?.off('message', answered).off('exit', gaveUp).off('error', gaveUp)
        if (keep) rest = setTimeout(end, idleFor).unref()
        else end()
        done(solved)
      }
      const gaveUp = () => finish({ kind: 'nothing' }, false)
      const answered = (solved: unknown) => finish(solved as Solved, true)
      // The solver looks at its own clock; this is for when it does not.
      const tooLong = setTimeout(gaveUp, milliseconds + 3000)
      try {
        working = ready().on('message', answered).on('exit', gaveUp).on('error', gaveUp)
        working.send({ program, seconds: milliseconds / 1000 } satisfies SolverOrder)
      } catch {
        gaveUp()
      }
    })

  return {
    pid: () => solver?.pid,
    end,
    solve: async (program, milliseconds) => {
      if (waiting > mostWaiting) return { kind: 'busy' }
      waiting += 1
      const mine = turn.then(() => work(program, milliseconds))
      turn = mine
      return mine.finally(() => {
        waiting -= 1
      })
    },
  }
}

/** The program's one solver. */
export const optimiser = openOptimiser({ idleFor: 60_000 })

const workerFile = () => fileURLToPath(['./optimiser-worker.ts', '../src/platform/optimiser-worker.ts'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url)) ?? import.meta.url)

function startSolver(): ChildProcess {
  const solver = fork(workerFile(), { env: {}, execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256'], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  solver.unref()
  solver.channel?.unref()
  return solver
}
