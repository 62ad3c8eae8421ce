// Runs under whatever Node the machine has (20 or newer): installs what is locked, once, and leaves the rest to the pinned Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.installed')
const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(join(root, 'node_modules', '.bin', 'node'))

if (!installed) {
  console.log('· Installing what Samspill is built from (once)')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' }) : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0 || !existsSync(join(root, 'node_modules', '.bin', 'node'))) {
    console.error('The installation did not finish. Check that this machine reaches the npm registry, that the disk has 1 GB free and that you may write here, and try again.')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}
