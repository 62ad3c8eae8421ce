import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'
import pg from 'pg'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.tsx'
import { loadDemoWorld } from '../demo/load.ts'
import { demoPeople } from '../demo/people.ts'
import { shiftedClock } from '../src/platform/clock.ts'
import type { Config } from '../src/platform/config.ts'
import { openDb, openPool, quietPool, system, writing, type Db } from '../src/platform/db.ts'
import type { Deps } from '../src/platform/http.ts'
import { noJobs } from '../src/platform/jobs.ts'
import { jsonLog, silentLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'
import { hashToken, newToken } from '../src/slices/identity/sign-in/actions.ts'
import { loadPlaces } from '../src/slices/register/index.ts'
import * as needs from '../src/slices/needs/index.ts'
import { loadShipped } from '../src/slices/scheme/index.ts'
import { sql } from 'kysely'

/** Faults are told where the tests print: an error page alone does not say what went wrong. */
const faultLog = jsonLog('error', () => new Date(), (line) => process.stderr.write(line))

declare module 'vitest' {
  interface ProvidedContext {
    sockets: string
    owner: string
    root: string
  }
}

/** Monday 23 November 2026, ten in the morning in Oslo, unless a test sets another time. */
export const usualTime = new Date('2026-11-23T09:00:00Z')

export type World = {
  readonly app: FastifyInstance
  readonly db: Db
  readonly deps: Deps
  readonly clock: ReturnType<typeof shiftedClock>
  /** Runs SQL as the owner of the tables, past row-level security: for looking at what was stored. */
  readonly asOwner: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
  /** The id of an organisation of the demonstration world, by name. */
  readonly org: (name: string) => Promise<string>
  /** A browser signed in as a person of the demonstration world (`siri`, `tone` …), acting in the role (the first when left out). */
  readonly as: (person: string, role?: string) => Promise<Browser>
  /** As `as`, for anyone by e-mail address; someone nobody knows yet is signed in without a role. */
  readonly by: (email: string, role?: string) => Promise<Browser>
  readonly stranger: () => Browser
  readonly close: () => Promise<void>
}

export const testConfig: Config = {
  production: false,
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'http://samspill.test',
  dataFolder: '',
  databaseUrl: undefined,
  databaseOwnerUrl: undefined,
  demo: true,
  smtpUrl: undefined,
  mailFrom: 'Samspill <ikke-svar@samspill.example>',
  secretKey: 'a key for tests only, long enough to pass',
  providersFile: undefined,
  trustProxy: false,
  nbrUrl: 'http://127.0.0.1:9/v4',
  logLevel: 'silent',
}

/** A database of its own with the demonstration world in it (cloned in some tens of milliseconds), and the whole program on top of it. */
export async function openWorld(options: { readonly at?: Date; readonly deps?: Partial<Deps>; /** As at the first start of an installation, without the demonstration world. */ readonly empty?: boolean } = {}): Promise<World> {
  const host = inject('sockets')
  const owner = inject('owner')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = async (text: string) => {
    const client = new pg.Client({ host, user: owner, database: 'postgres' })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await admin(`create database ${name} template ${options.empty ? 'template0' : 'samspill_world'}`)
  if (options.empty) await migrate({ host, user: owner, database: name }, join(inject('root'), 'migrations'))
  const ownerPool = quietPool({ host, user: owner, database: name, max: 2 })
  const pool = openPool({ host, user: 'samspill_app', database: name }, { max: 8 })
  const clock = shiftedClock(options.at ?? usualTime, false)
  const db = openDb(pool, options.deps?.now ?? clock)
  const deps: Deps = { db, now: clock, config: testConfig, log: faultLog, jobs: noJobs, ...options.deps }
  if (options.empty) {
    await loadPlaces(deps)
    await loadShipped(deps)
    await needs.loadShipped(deps)
  }
  const app = await buildApp(deps, new Map(), { css: '/assets/samspill.css', js: '/assets/main.js', folder: inject('root') })
  const asOwner = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await ownerPool.query<Row>(text, values)).rows
  return {
    app,
    db,
    deps,
    clock,
    asOwner,
    org: async (orgName) => (await asOwner<{ id: string }>('select id from register.organisation where name = $1', [orgName]))[0]?.id ?? missing(orgName),
    as: async (person, role) => {
      const known = demoPeople.find((one) => one.id === person) ?? missing(person)
      return browser(app, await signIn(deps, known.email, role))
    },
    by: async (email, role) => browser(app, await signIn(deps, email, role)),
    stranger: () => browser(app, undefined),
    close: async () => {
      await app.close()
      await pool.end()
      await ownerPool.end()
      await admin(`drop database ${name} with (force)`)
    },
  }
}

/** Fills the template that every test's database is cloned from. Called once, by the global set-up. */
export async function fillTemplate(host: string, database: string, root: string): Promise<void> {
  const pool = openPool({ host, user: 'samspill_app', database }, { max: 2 })
  await loadDemoWorld({ db: openDb(pool, () => usualTime), now: () => usualTime, config: testConfig, log: silentLog, jobs: noJobs }, root)
  await pool.end()
}

export type SignedInAs = { readonly token: string; readonly csrf: string }

/** A session as sign-in makes it, without the walk through the provider (which has tests of its own). */
export async function signIn({ db, now }: Deps, email: string, role?: string): Promise<SignedInAs> {
  const token = newToken()
  const csrf = newToken()
  await writing(db, system, async (tx) => {
    const person = await tx.selectFrom('identity.person').select('id').where('email', '=', email).executeTakeFirst()
    const membership = person
      ? await tx
          .selectFrom('identity.membership')
          .select('id')
          .where('person_id', '=', person.id)
          .where(sql<boolean>`(${role ?? null}::text is null or role = ${role ?? null})`)
          .orderBy('id')
          .executeTakeFirst()
      : undefined
    await tx
      .insertInto('identity.session')
      .values({ token_hash: hashToken(token), csrf, person_id: person?.id ?? null, membership_id: membership?.id ?? null, provider: 'test', issuer: 'https://test', subject: email, signed_in_name: email, signed_in_email: email, started_at: now(), seen_at: now() })
      .execute()
  })
  return { token, csrf }
}

export type Reply = { readonly status: number; readonly text: string; readonly location: string | undefined; readonly headers: Record<string, unknown> }
export type Form = Record<string, string | readonly string[]>
export type Browser = {
  readonly session: SignedInAs | undefined
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>
  /** Posts a form with the session's own token, unless the form brings another. */
  readonly post: (path: string, form?: Form, headers?: Record<string, string>) => Promise<Reply>
}

function browser(app: FastifyInstance, session: SignedInAs | undefined): Browser {
  const cookies = session ? { sesjon: session.token } : {}
  const reply = (response: Awaited<ReturnType<FastifyInstance['inject']>>): Reply => ({ status: response.statusCode, text: response.payload, location: response.headers.location, headers: response.headers })
  return {
    session,
    get: async (path, headers = {}) => reply(await app.inject({ method: 'GET', url: path, cookies, headers })),
    post: async (path, form = {}, headers = {}) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...(session ? { _csrf: session.csrf } : {}), ...form })) for (const one of [value].flat()) body.append(name, one as string)
      return reply(await app.inject({ method: 'POST', url: path, cookies, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: body.toString() }))
    },
  }
}

function missing(name: string): never {
  throw new Error(`The demonstration world has no ${name}`)
}

/** The text of a page without its marks, for looking for sentences. */
export const words = (html: string): string => html.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ')
