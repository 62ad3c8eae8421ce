// npm run restore -- <file>: a backup into an empty installation.
import { join, resolve } from 'node:path'
import { findOwner } from './installation.ts'
import { restoreBackup } from '../src/platform/backup/restore.ts'

const [given] = process.argv.slice(2)
if (!given) {
  console.error('Say which backup to restore: npm run restore -- samspill-2026-11-21.backup')
  process.exit(1)
}
await findOwner('fill', async (owner) => {
  const file = resolve(process.env['INIT_CWD'] ?? '.', given)
  const { madeAt, tables, rows, later } = await restoreBackup(owner, file, join(resolve(import.meta.dirname, '..'), 'migrations'))
  console.log(`✓ ${rows} rows of ${tables} tables restored as they were ${madeAt}${later.length > 0 ? `, and ${later.length} later changes of tables applied` : ''}. npm start starts it.`)
})
