// npm run backup -- <file>: everything stored, in one file, while the program runs or not.
import { resolve } from 'node:path'
import { findOwner } from './installation.ts'
import { writeBackup } from '../src/platform/backup/write.ts'

const [given] = process.argv.slice(2)
if (!given) {
  console.error('Say where the backup is to be written: npm run backup -- samspill-2026-11-21.backup')
  process.exit(1)
}
await findOwner('copy', async (owner) => {
  const file = resolve(process.env['INIT_CWD'] ?? '.', given)
  const { tables, rows } = await writeBackup(owner, file, new Date())
  console.log(`✓ ${rows} rows of ${tables} tables written to ${file}. It holds everything that people have written: keep it as well as the database itself.`)
})
