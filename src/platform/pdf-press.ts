import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { MadePdf, PdfDocument, PdfStandard } from './pdf.ts'

export type PressLimits = {
  /** Milliseconds for one document, the start of the press included. */
  readonly timeLimit: number
  /** How many may wait for their turn; the next one is told to come back. */
  readonly mostWaiting: number
  /** How many of them may be one person's: nobody fills the queue for the others. */
  readonly mostEach: number
  /** Milliseconds without work before the press ends and gives its memory back. */
  readonly idleFor: number
}
export type PressOrder = { readonly document: PdfDocument; readonly standard: PdfStandard }
export type PressWish = { readonly standard?: PdfStandard; /** Who asks; left out by the program's own work. */ readonly whose?: string }
export type Press = { readonly make: (document: PdfDocument, wish?: PressWish) => Promise<MadePdf>; /** The process at work or idle, for tests. */ readonly pid: () => number | undefined }

/** Some hundred pages of nothing but text: more is refused before anybody spends time on it. */
const mostText = 1_000_000

/**
 * Makes documents in a process of its own, started when it is needed. A process and not a thread: the compiler is native code; a thread inside it is ended
 * only when it is done (tried: 22 seconds), and its memory is the program's. The press knows nothing of the program: no keys, no database.
 */
export function openPress({ timeLimit, mostWaiting, mostEach, idleFor }: PressLimits): Press {
  let press: ChildProcess | undefined
  let rest: NodeJS.Timeout | undefined
  let waiting = 0
  const waitingOf = new Map<string, number>()
  let turn: Promise<unknown> = Promise.resolve()

  const end = () => {
    press?.kill('SIGKILL')
    press = undefined
  }

  const ready = (): ChildProcess => {
    if (press) return press
    const started = startPress()
    // One that ends while it rests is replaced at the next order; without a listener its fault would be the program's.
    started.on('error', () => {}).on('exit', () => {
      if (press === started) press = undefined
    })
    press = started
    return started
  }

  const print = (order: PressOrder): Promise<MadePdf> =>
    new Promise((done) => {
      clearTimeout(rest)
      let working: ChildProcess | undefined
      const finish = (made: MadePdf) => {
        clearTimeout(tooLong)
        working?.off('message', answered).off('exit', gaveUp).off('error', gaveUp)
        if (made.ok) rest = setTimeout(end, idleFor).unref()
        else end()
        done(made)
      }
      const gaveUp = () => finish({ ok: false, because: 'too-heavy' })
      const answered = (bytes: unknown) => (bytes instanceof Uint8Array ? finish({ ok: true, bytes }) : gaveUp())
      const tooLong = setTimeout(gaveUp, timeLimit)
      try {
        working = ready().on('message', answered).on('exit', gaveUp).on('error', gaveUp)
        working.send(order)
      } catch {
        // No process to be had (no memory, no files left to open), or one that cannot be spoken to: the next order must not wait for this one.
        gaveUp()
      }
    })

  const leave = (whose: string) => {
    const left = (waitingOf.get(whose) ?? 1) - 1
    if (left > 0) waitingOf.set(whose, left)
    else waitingOf.delete(whose)
  }

  return {
    pid: () => press?.pid,
    make: async (document, { standard = 'ua-1', whose } = {}) => {
      const ofTheirs = whose === undefined ? 0 : (waitingOf.get(whose) ?? 0)
      if (waiting > mostWaiting || ofTheirs >= mostEach) return { ok: false, because: 'busy' }
      if (JSON.stringify(document).length > mostText) return { ok: false, because: 'too-heavy' }
      waiting += 1
      if (whose !== undefined) waitingOf.set(whose, ofTheirs + 1)
      const mine = turn.then(() => print({ document, standard }))
      turn = mine
      return mine.finally(() => {
        waiting -= 1
        if (whose !== undefined) leave(whose)
      })
    },
  }
}

/** The press's own file, beside this one or, when the program runs as one bundled file, where the source is: Node reads TypeScript by itself. */
const workerFile = () => fileURLToPath(['./pdf-worker.ts', '../src/platform/pdf-worker.ts'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url)) ?? import.meta.url)

function startPress(): ChildProcess {
  const press = fork(workerFile(), { env: {}, execArgv: ['--disable-warning=ExperimentalWarning'], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  press.unref()
  press.channel?.unref()
  return press
}
