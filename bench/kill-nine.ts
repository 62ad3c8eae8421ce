// Kills the program with -9 in the middle of saving, sending and moving, again and again, and looks at what is left: everything acknowledged must be there,
// and what was not is whole or absent: a case with its event, its step, its notice and its job. Bounded: node bench/kill-nine.ts [rounds]. A folder of its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startAlone } from './alone.ts'
import { look, startLooking } from './kill-nine/look.ts'
import { signIn, writersOf, type Promised } from './kill-nine/writers.ts'
import { pause, timed } from './measuring.ts'

const rounds = Math.min(Number(process.argv[2] ?? 10), 50)
const program = await startAlone('kill-nine')
const { data, site } = program

const promised: Promised = { drafts: new Set(), sent: new Set(), moves: new Map() }
const moved = () => [...promised.moves.values()].reduce((sum, one) => sum + one, 0)
let found = { lost: 0, half: 0, unpromised: 0 }
let slowestStart = 0

await startLooking(data)
for (let round = 0; round <= rounds; round++) {
  if (round > 0) slowestStart = Math.max(slowestStart, await timed(program.startAgain))
  found = await look(data, promised)
  console.log(`round ${round}: ${promised.drafts.size} drafts, ${promised.sent.size} sent, ${moved()} moved; ${found.lost} lost, ${found.half} half, ${found.unpromised} whole without an answer`)
  if (round === rounds) break
  let going = true
  const sessions = { head: await signIn(data, 'head'), adviser: await signIn(data, 'adviser') }
  const writers = writersOf(site, sessions, promised, () => going)
  await pause(4000 + 437 * (round % 7))
  // Every third time the database server is killed as well: what a power cut leaves behind, as far as a process can tell.
  if (round % 3 === 2) process.kill(Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  await program.kill()
  going = false
  await Promise.all(writers)
}
await program.end()
console.log(`\n${rounds} kills; acknowledged: ${promised.drafts.size} drafts, ${promised.sent.size} requests sent, ${moved()} steps; ${found.lost} lost, ${found.half} half saved; slowest start after a kill ${(slowestStart / 1000).toFixed(1)} s`)
process.exitCode = found.lost > 0 || found.half > 0 || promised.sent.size < rounds || moved() < rounds ? 1 : 0
