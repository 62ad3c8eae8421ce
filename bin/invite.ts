// The first door of an installation: makes an invitation at the machine, and prints the link. Everyone after that is invited from the pages.
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { readConfig } from '../src/platform/config.ts'
import { roles, type OrgKind } from '../src/kernel/actor.ts'
import { openDb, openPool, system, writing, type Connection } from '../src/platform/db.ts'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'
import { rolesFor, type Unit } from '../src/slices/identity/members/rules.ts'
import { findUnits, loadUnit } from '../src/slices/identity/members/store.ts'
import { findOwner } from './installation.ts'

const usage = `npm run invite -- --email name@example.no --role operator --org "Drift"

  --email  where the person can be reached
  --role   ${roles.join(', ')}
  --org    name or number of the organisation; one that runs the installation is made when it is missing`

const root = resolve(import.meta.dirname, '..')
const { values } = parseArgs({ options: { email: { type: 'string' }, role: { type: 'string' }, org: { type: 'string' } }, strict: false })
const { email, org } = values
const role = roles.find((one) => one === values.role)
if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || typeof org !== 'string' || org.trim() === '' || !role) {
  console.error(usage)
  process.exit(2)
}

const { inviteFromMachine, invitationPath } = await bundled()
const config = readConfig(process.env, root)
// While the program runs its own database answers; when it does not, the database is started for this and made if it is not there.
const running = config.databaseUrl !== undefined || (await runningPostgres(config.dataFolder)) !== undefined
await findOwner(running ? 'copy' : 'fill', (owner) => inviteAs(owner, email, org.trim(), role))

async function inviteAs(owner: Connection, address: string, name: string, as: (typeof roles)[number]): Promise<void> {
  // A program that runs keeps the tables it was started with.
  if (!running || config.databaseUrl) await migrate(owner, join(root, 'migrations'))
  const pool = openPool(owner, { max: 2 })
  // The bundled action has a database layer of its own, which names its questions anew: it may not share connections with the one here.
  const ownPool = openPool(owner, { max: 2 })
  const now = () => new Date()
  try {
    const unit = await writing(openDb(pool), system, async (tx): Promise<Unit | undefined> => {
      const operator = await tx.selectFrom('register.organisation').select('id').where('kind', '=', 'operator').where('name', '=', name).executeTakeFirst()
      if (operator) return loadUnit(tx, operator.id)
      const found = await findUnits(tx, name, 2)
      if (found.length > 0 || as !== 'operator') return found.length === 1 ? found[0] : undefined
      const kind: OrgKind = 'operator'
      const made = await tx.insertInto('register.organisation').values({ kind, name, created_at: now() }).returning('id').executeTakeFirstOrThrow()
      return loadUnit(tx, made.id)
    })
    if (!unit) return fail(`No organisation, or more than one, fits "${name}". Give its full name or its organisation number.`)
    if (!rolesFor(unit).includes(as)) return fail(`${unit.name} (${unit.kind}) can have these roles: ${rolesFor(unit).join(', ')}.`)
    const made = await inviteFromMachine({ db: openDb(ownPool), now }, unit, { email: address, role: as, administers: true, startsOn: undefined })
    if (!made.ok) return fail(made.because === 'already-member' ? `${address} already has this role in ${unit.name}. Sign in as before.` : `${unit.name} cannot have new roles (${made.because}).`)
    console.log(`${address} is invited to be ${as} in ${unit.name}. The link works once, until ${made.event.expiresAt.toISOString().slice(0, 10)}. Nobody else should see it:\n\n${config.publicUrl}${invitationPath(made.event.token)}\n`)
  } finally {
    await Promise.all([pool.end(), ownPool.end()])
  }
}

/** The action as one file: it reaches pages written as JSX, which Node does not run by itself. */
async function bundled(): Promise<typeof import('../src/slices/identity/invitations/actions.ts')> {
  const outfile = join(root, 'dist', `invite-${process.pid}.mjs`)
  await build({ entryPoints: [join(root, 'src/slices/identity/invitations/actions.ts')], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' })
  const made = (await import(pathToFileURL(outfile).href)) as typeof import('../src/slices/identity/invitations/actions.ts')
  rmSync(outfile)
  return made
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}
