// A database of its own for one measurement: migrated, empty, thrown away afterwards.
import { createHash, randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { openDb, openPool } from '../src/platform/db.ts'
import type { Deps } from '../src/platform/http.ts'
import { noJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { migratedTemplate, startScratchServer } from '../src/platform/scratch-database.ts'
import type { Role } from '../src/kernel/actor.ts'

export const root = resolve(import.meta.dirname, '..')

export type Scratch = {
  /** What the program works with, as the role it connects as: policies hold. */
  readonly deps: Deps
  /** The owner of the tables, whom no policy meets: to fill them, and to ask the bare question. */
  readonly owner: pg.Client
  /** One more connection as the owner. */
  readonly connect: () => Promise<pg.Client>
}

/** @param most how many connections the program may have */
export async function inScratch(name: string, most: number, work: (scratch: Scratch) => Promise<void>): Promise<void> {
  const server = await startScratchServer(root, `bench-${name}`)
  try {
    const database = await migratedTemplate(server, root, `samspill_bench_${name}`)
    const clients: pg.Client[] = []
    const connect = async () => {
      const client = new pg.Client(server.owner(database))
      // A fault is told as it is, not as the connection that ends with it.
      client.on('error', () => {})
      await client.connect()
      clients.push(client)
      return client
    }
    const { host } = server.owner(database) as { host: string }
    const pool = openPool({ host, user: 'samspill_app', database }, { max: most })
    await work({ deps: { db: openDb(pool), now: () => new Date(), config: readConfig({ SAMSPILL_DEMO: 'no' }, root), log: silentLog, jobs: noJobs }, owner: await connect(), connect })
    await pool.end()
    await Promise.all(clients.map((client) => client.end()))
  } finally {
    await server.server.stop()
  }
}

/** Modules put together as the program is: Node itself reads no `.tsx`. @param contents what is exported, with paths from the root */
export async function bundled<Module>(name: string, contents: string): Promise<Module> {
  const outfile = join(root, 'dist', `bench-${name}.mjs`)
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' })
  return (await import(outfile)) as Module
}

/** Signs a person in, in one role in one organisation. @returns the cookies of the visit */
export async function signedIn(owner: pg.Client, personId: string, orgId: string, role: Role): Promise<{ readonly sesjon: string; readonly sprak: 'nb' }> {
  const token = randomBytes(32).toString('base64url')
  await owner.query("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, $3, '[2020-01-01,)') on conflict do nothing", [personId, orgId, role])
  await owner.query(
    `insert into identity.session (token_hash, person_id, membership_id, provider, issuer, subject, csrf, started_at, seen_at)
     select $1, m.person_id, m.id, 'bench', 'bench', 'bench', 'bench', now(), now() from identity.membership m where m.person_id = $2 and m.org_id = $3 and m.role = $4`,
    [createHash('sha256').update(token).digest(), personId, orgId, role],
  )
  return { sesjon: token, sprak: 'nb' }
}
