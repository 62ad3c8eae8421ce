// An invented county at 2019's true size, for trying and measuring the grant scheme: `npm run county`. Everything in it is marked as fictitious.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCounty } from '../demo/scheme/county/load.ts'
import { trueSize } from '../demo/scheme/county/plan.ts'
import { addDays, osloDate, yearOf } from '../src/kernel/dates.ts'
import { openDb, openPool, system, writing } from '../src/platform/db.ts'
import { migrate } from '../src/platform/migrate.ts'
import { saveShipped } from '../src/slices/scheme/prepare.ts'
import { findOwner } from './installation.ts'

const usage = `npm run county -- [--reports 284] [--kindergartens 1587] [--municipalities 52] [--districts 15] [--universities 3]

Loads an invented county with a round that is in the cooperation forum into the database that \`npm start\` uses. Stop the program first.`

const { values } = parseArgs({ options: Object.fromEntries([...Object.keys(trueSize), 'help'].map((name) => [name, { type: name === 'help' ? ('boolean' as const) : ('string' as const) }])), strict: false })
const size = Object.fromEntries(Object.entries(trueSize).map(([name, usual]) => [name, Number(values[name] ?? usual)])) as typeof trueSize
if (values['help'] || Object.values(size).some((number) => !Number.isInteger(number) || number < 1 || number > 20_000)) {
  console.error(usage)
  process.exit(values['help'] ? 0 : 2)
}

const root = resolve(import.meta.dirname, '..')
await findOwner('fill', async (owner) => {
  await migrate(owner, join(root, 'migrations'))
  const pool = openPool(owner, { max: 2 })
  const now = new Date()
  const today = osloDate(now)
  try {
    const loaded = await writing(openDb(pool), system, async (tx) => {
      await saveShipped(tx, now)
      const governor = (await tx.selectFrom('register.organisation').select('id').where('kind', '=', 'county-governor').where('fictitious', '=', true).executeTakeFirst()) ?? (await tx.insertInto('register.organisation').values({ kind: 'county-governor', name: 'Statsforvalteren (oppdiktet)', fictitious: true, region_id: 'oslo-viken', created_at: now }).returning('id').executeTakeFirstOrThrow())
      const forum = (await tx.selectFrom('scheme.forum').select('id').where('manager_id', '=', governor.id).executeTakeFirst()) ?? (await tx.insertInto('scheme.forum').values({ region_id: 'oslo-viken', manager_id: governor.id, name: 'Samarbeidsforum (oppdiktet)' }).returning('id').executeTakeFirstOrThrow())
      return loadCounty(tx, size, { managerId: governor.id, forumId: forum.id, title: `Oppdiktet fylke ${yearOf(today)}`, year: yearOf(today), opens: addDays(today, -120), closes: addDays(today, -30), stage: 'in-forum', sent: true }, now)
    })
    console.log(`${loaded.reports} need reports for ${loaded.kindergartens} kindergartens are loaded. Everything in them is invented.`)
  } finally {
    await pool.end()
  }
})
