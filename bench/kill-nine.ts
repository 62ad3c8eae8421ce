// Kills the program with -9 in the middle of saving, sending and moving, again and again, and looks at what is left: everything acknowledged must be there,
// and what was not is whole or absent: a case with its event, its step, its notice and its job. Bounded: node bench/kill-nine.ts [rounds]. A folder of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../test/free-port.ts'
import { look, startLooking } from './kill-nine/look.ts'
import { signIn, writersOf, type Promised } from './kill-nine/writers.ts'

const root = resolve(import.meta.dirname, '..')
const rounds = Math.min(Number(process.argv[2] ?? 10), 50)
const data = mkdtempSync(join(tmpdir(), 'samspill-kill-nine-'))
chmodSync(data, 0o711)
const port = await freePort()
const site = `http://127.0.0.1:${port}`

const promised: Promised = { drafts: new Set(), sent: new Set(), moves: new Map() }
const moved = () => [...promised.moves.values()].reduce((sum, one) => sum + one, 0)
let found = { lost: 0, half: 0, unpromised: 0 }
let slowestStart = 0

for (let round = 0; round <= rounds; round++) {
  const since = performance.now()
  const program = await startProgram()
  if (round === 0) await startLooking(data)
  else slowestStart = Math.max(slowestStart, performance.now() - since)
  found = await look(data, promised)
  console.log(`round ${round}: ${promised.drafts.size} drafts, ${promised.sent.size} sent, ${moved()} moved; ${found.lost} lost, ${found.half} half, ${found.unpromised} whole without an answer`)
  if (round === rounds) {
    program.kill('SIGTERM')
    await new Promise((done) => program.once('exit', done))
    break
  }
  let going = true
  const sessions = { head: await signIn(data, 'head'), adviser: await signIn(data, 'adviser') }
  const writers = writersOf(site, sessions, promised, () => going)
  await new Promise((done) => setTimeout(done, 4000 + 437 * (round % 7)))
  // Every third time the database server is killed as well: what a power cut leaves behind, as far as a process can tell.
  if (round % 3 === 2) process.kill(Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  program.kill('SIGKILL')
  await new Promise((done) => (program.exitCode !== null || program.signalCode !== null ? done(undefined) : program.once('exit', done)))
  going = false
  await Promise.all(writers)
}
rmSync(data, { recursive: true, force: true })
console.log(`\n${rounds} kills; acknowledged: ${promised.drafts.size} drafts, ${promised.sent.size} requests sent, ${moved()} steps; ${found.lost} lost, ${found.half} half saved; slowest start after a kill ${(slowestStart / 1000).toFixed(1)} s`)
process.exitCode = found.lost > 0 || found.half > 0 || promised.sent.size < rounds || moved() < rounds ? 1 : 0

function startProgram(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'bin', 'start.ts')], { cwd: root, env: { ...process.env, SAMSPILL_DATA: data, PORT: String(port), LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, fail) => {
    child.stdout?.on('data', (part) => String(part).includes('Samspill is ready') && done(child))
    child.once('exit', (code) => fail(new Error(`The program ended with ${code} instead of starting`)))
  })
}
