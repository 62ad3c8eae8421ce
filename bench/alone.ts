// The program in a process, a folder and on a port of its own, with the database it starts by itself: to be killed in the middle and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../test/free-port.ts'
import { percentile } from './measuring.ts'

const root = resolve(import.meta.dirname, '..')
// The flags that `npm start` gives Node: without them V8 takes memory as long as the machine has more.
export const startFlags = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.match(/--\S+/g) as string[]
/** Those who met nobody come back at once: the ten seconds after a kill are the rush of a restart, and told apart. */
const rush = 10_000

export type Reply = { readonly status: number; readonly text: string; readonly location: string; readonly cookie: string; /** When it was asked, and how long it took. */ readonly at: number; readonly ms: number }
export type Question = { readonly cookie?: string; readonly form?: Readonly<Record<string, string>>; readonly headers?: Readonly<Record<string, string>> }

export type Alone = {
  readonly data: string
  readonly site: string
  /** One question; undefined when nobody answered. */
  readonly ask: (method: 'GET' | 'POST', path: string, question?: Question) => Promise<Reply | undefined>
  /** How many questions met nobody. */
  readonly unanswered: () => number
  /** With -9; over when it is gone. */
  readonly kill: () => Promise<void>
  readonly startAgain: () => Promise<void>
  readonly isDown: () => boolean
  /** Whether something that was asked at a time, and took so long, was under way in a kill or in the rush after it. */
  readonly isDisturbed: (asked: { readonly at: number; readonly ms: number }) => boolean
  /** Stops it as an operator does, and removes its folder. */
  readonly end: () => Promise<void>
}

/** @param logLevel `error` shows what goes wrong; `silent` where faults are counted */
export async function startAlone(name: string, logLevel: 'error' | 'silent' = 'silent'): Promise<Alone> {
  const data = mkdtempSync(join(tmpdir(), `samspill-${name}-`))
  chmodSync(data, 0o711)
  const port = await freePort()
  const site = `http://127.0.0.1:${port}`
  const agent = new Agent({ keepAlive: true, maxSockets: 400 })
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [...startFlags, join(root, 'bin', 'start.ts')], { cwd: root, env: { ...process.env, SAMSPILL_DATA: data, PORT: String(port), LOG_LEVEL: logLevel }, stdio: ['ignore', 'pipe', 'inherit'] })
    return await new Promise((done, fail) => {
      child.stdout?.on('data', (part) => String(part).includes('Samspill is ready') && done(child))
      child.once('exit', (code) => fail(new Error(`The program ended with ${code} instead of starting`)))
    })
  }
  let program = await start()
  let unanswered = 0
  const kills: { readonly at: number; over: number }[] = []
  const isDown = () => program.exitCode !== null || program.signalCode !== null
  const gone = async () => {
    if (!isDown()) await new Promise((done) => program.once('exit', done))
  }
  process.on('exit', () => program.kill('SIGTERM'))
  return {
    data, site, isDown,
    unanswered: () => unanswered,
    ask: async (method, path, { cookie = '', form, headers = {} } = {}) => {
      const at = performance.now()
      const body = form && new URLSearchParams(form).toString()
      const reply = await new Promise<Reply | undefined>((done) => {
        const typed = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
        const sent = request({ host: '127.0.0.1', port, path, method, agent, headers: { cookie: `${cookie}; sprak=nb`, origin: site, ...headers, ...typed } }, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => (text += part))
          response.on('end', () => done({ status: response.statusCode ?? 0, text, location: response.headers.location ?? '', cookie: String(response.headers['set-cookie'] ?? ''), at, ms: performance.now() - at }))
          response.on('error', () => done(undefined))
        })
        sent.on('error', () => done(undefined))
        sent.end(body)
      })
      if (!reply) unanswered++
      return reply
    },
    kill: async () => {
      kills.push({ at: performance.now(), over: Number.POSITIVE_INFINITY })
      program.kill('SIGKILL')
      await gone()
    },
    startAgain: async () => {
      program = await start()
      const last = kills.at(-1)
      if (last) last.over = performance.now() + rush
    },
    isDisturbed: ({ at, ms }) => kills.some((kill) => at + ms >= kill.at && at <= kill.over),
    end: async () => {
      agent.destroy()
      program.kill('SIGTERM')
      await gone()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** One line of how long something took. */
export const sayTimes = (name: string, list: readonly number[]): void => console.log(`${name.padEnd(44)} ${String(list.length).padStart(6)}   p50 ${percentile(list, 0.5).toFixed(0).padStart(5)} ms   p99 ${percentile(list, 0.99).toFixed(0).padStart(5)} ms`)
