// Builds, starts everything and waits for Ctrl-C. Runs under the pinned Node (npm puts it first).
import { join, resolve } from 'node:path'
import { buildServerBundle } from './build.ts'
import { buildAssets } from '../src/ui/bundle.ts'
import type { Running } from '../src/main.ts'

const root = resolve(import.meta.dirname, '..')
const say = (step: string) => console.log(`✓ ${step}`)

const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(`Samspill needs Node 24 and got ${process.versions.node}. Start it with npm: npm start`)
  process.exit(1)
}

// Heard from the first moment: one that is stopped while it starts must not leave a database behind.
let started: Running | undefined
let asked = false
const finish = (running: Running) =>
  running.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
const stop = (signal: NodeJS.Signals) => {
  if (asked) return
  asked = true
  console.log(`\n${signal}: finishing what is under way`)
  if (started) finish(started)
}
process.on('SIGINT', stop).on('SIGTERM', stop)

const folder = join(root, 'dist', 'assets')
const [file, assets] = await Promise.all([buildServerBundle(root), buildAssets(folder)])
say('Program, styles and scripts: built')

const program = (await import(file)) as typeof import('../src/main.ts')
try {
  const running = await program.start(root, process.argv.includes('--empty') ? { ...process.env, SAMSPILL_DEMO: 'empty' } : process.env, { ...assets, folder }, say)
  console.log(`\nSamspill is ready: ${running.config.publicUrl}\n`)
  if (running.people.length > 0) {
    console.log('You can sign in as one of these invented people, without a password:')
    for (const { name, about } of running.people) console.log(`  ${name.padEnd(16)} ${about}`)
    console.log('')
    if (running.config.emptyDemo) console.log('Nobody has a role yet. docs/operations.md, “From an empty installation to the first request”, says how the first gets in.\n')
  }
  console.log('Ctrl-C stops it.')
  started = running
  if (asked) finish(running)
} catch (problem) {
  if (problem instanceof Error && problem.name === 'StartProblem') console.error(`\nSamspill did not start.\n${problem.message}`)
  else console.error('\nSamspill did not start, for a reason it does not know. This is where it happened:\n', problem)
  process.exit(1)
}
