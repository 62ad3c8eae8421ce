// Writes src/platform/tables.ts from the migrated database; with --check it fails when the file differs.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migratedTemplate, startScratchServer } from '../src/platform/scratch-database.ts'

const root = resolve(import.meta.dirname, '..')
const file = join(root, 'src/platform/tables.ts')
const scratch = await startScratchServer(root, 'tables')
try {
  const name = await migratedTemplate(scratch, root)
  const { host } = scratch.owner(name) as { host: string }
  const output = join(host, '..', `samspill-tables-${process.pid}.ts`)
  const url = `postgres://${scratch.server.superuser}@localhost/${name}?host=${encodeURIComponent(host)}`
  const settings = ['--dialect', 'postgres', '--url', url, '--exclude-pattern', 'platform.*', '--out-file', output, '--numeric-parser', 'number', '--date-parser', 'string', '--log-level', 'error']
  execFileSync(process.execPath, [join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), ...settings], { stdio: ['ignore', 'ignore', 'inherit'] })
  const made = readFileSync(output, 'utf8').replaceAll(/;$/gm, '').replaceAll('"', "'")
  if (process.argv.includes('--check')) {
    if (made !== readFileSync(file, 'utf8')) {
      console.error('src/platform/tables.ts is not what the migrations make. Run `npm run tables` and commit the result.')
      process.exitCode = 1
    } else console.log(`tables: ${made.match(/^ {2}'/gm)?.length ?? 0} tables as generated`)
  } else writeFileSync(file, made)
} finally {
  await scratch.server.stop()
}
