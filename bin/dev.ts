// `npm start`, and again at every change.
import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const watched = ['src', 'demo', 'migrations', 'bin']
let program: ChildProcess | undefined
let ending = false
let planned: NodeJS.Timeout | undefined
let stopping = false

const start = () => {
  program = spawn(process.execPath, ['--enable-source-maps', join(root, 'bin', 'start.ts'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  program.once('exit', (code) => {
    program = undefined
    if (ending) process.exit(0)
    if (code) console.log('· Waiting for a change, then trying again')
  })
}

/** Stops what runs in an orderly way first: the database's folder has one user at a time. */
const restart = (file: string): void => {
  console.log(`\n· ${file} changed: building and starting again`)
  if (!program) return start()
  // Several changes while it stops are one new start.
  if (stopping) return
  stopping = true
  program.once('exit', () => {
    stopping = false
    if (!ending) start()
  })
  program.kill('SIGTERM')
}

for (const folder of watched) {
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (!file || !/\.(tsx?|css|sql|mjs|csv)$/.test(file) || /\.(test|examples)\.tsx?$/.test(file)) return
    // Editors save in several steps; one restart for all of them.
    clearTimeout(planned)
    planned = setTimeout(() => restart(join(folder, file)), 200)
  })
}

const end = (signal: NodeJS.Signals) => {
  ending = true
  clearTimeout(planned)
  if (program) program.kill(signal)
  else process.exit(0)
}
process.on('SIGINT', end).on('SIGTERM', end)
start()
