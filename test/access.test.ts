import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../demo/people.ts'
import type { Role } from '../src/kernel/actor.ts'
import { allRoutes } from '../src/app.tsx'
import { accessDocument, addressOf } from './access-doc.ts'
import { arranged } from './access-arranged.ts'
import { narrower, questions, samples } from './access-samples.ts'
import { openWorld, signIn, type SignedInAs, type World } from './kit.ts'

const routes = allRoutes(new Map())
type AnyRoute = (typeof routes)[number]
const nowhere = '00000000-0000-4000-8000-000000000000'

/** Everyone there is: nobody, someone without a role, and each invented person in each of their roles. */
type Persona = { readonly label: string; readonly person?: string; readonly role?: Role }
const personas: readonly Persona[] = [
  { label: 'nobody' },
  ...demoPeople.flatMap(({ id, memberships }): Persona[] => (memberships.length === 0 ? [{ label: `${id}, without a role`, person: id }] : memberships.map(({ role }) => ({ label: `${id}, ${role}`, person: id, role })))),
]
const expected = ({ access }: AnyRoute, { person, role }: Persona): 'in' | 'sign-in' | 'forbidden' => {
  if (access.kind === 'open') return 'in'
  if (!person) return 'sign-in'
  return access.kind === 'signed-in' || (role && access.roles.includes(role)) ? 'in' : 'forbidden'
}

const ofScheme = /^\/(runder|ordninger|behov|forum|vedtak|vurdering|okonomi|meldeskjema|resultater|partnerskap|deltakere)(?![a-z])/

let world: World
const found = new Map<string, readonly string[]>()
const asked = new Map<string, string>()
beforeAll(async () => {
  world = await openWorld()
  for (const statement of arranged) await world.asOwner(statement)
  for (const [beginning, query] of samples) found.set(beginning, Object.values((await world.asOwner<Record<string, string>>(query))[0] ?? {}))
  for (const [url, query] of Object.entries(questions)) asked.set(url, `?${new URLSearchParams((await world.asOwner<Record<string, string>>(query))[0])}`)
})
afterAll(() => world.close())

/** The address with ids that exist (when there are any), or with ids that do not. */
function pathOf({ url }: AnyRoute, exists: boolean): string {
  const [beginning] = [...samples].filter(([start]) => url.startsWith(start)).sort((a, b) => b[0].length - a[0].length)[0] ?? ['']
  const ids = exists ? [...(found.get(beginning) ?? [])] : []
  return url.replaceAll(/:[a-zA-Z]+/g, () => ids.shift() ?? nowhere) + (exists ? (asked.get(url) ?? '') : '')
}

let sender = 0
/** Each request from its own address: limits on guessing are tested elsewhere. */
async function ask(method: 'GET' | 'POST', url: string, session: SignedInAs | undefined, form: Record<string, string> = {}, headers: Record<string, string> = {}) {
  sender += 1
  const remoteAddress = `10.${(sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`
  const cookies = session ? { sesjon: session.token } : {}
  const response = await world.app.inject({ method, url, cookies, remoteAddress, ...(method === 'POST' ? { payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } } : { headers }) })
  return { status: response.statusCode, location: response.headers.location ?? '', text: response.payload }
}
const sessionOf = async ({ person, role }: Persona): Promise<SignedInAs | undefined> => (person ? signIn(world.deps, demoPeople.find(({ id }) => id === person)?.email ?? '', role) : undefined)

type Got = Awaited<ReturnType<typeof ask>>
/** One word for what the answer means for access. */
const outcome = ({ status, location }: Got): string => {
  if (status === 303 && location.startsWith('/innlogging?')) return 'sign-in'
  if (status === 401) return 'sign-in'
  if (status === 403) return 'forbidden'
  return status >= 500 ? `fault ${status}` : 'in'
}
const fits = (route: AnyRoute, want: string, got: string): boolean => got === want || (want === 'in' && got === 'forbidden' && addressOf(route) in narrower)

test('there are routes to try, and every id in an address has something that exists', () => {
  expect(routes.length).toBeGreaterThan(12)
  expect(routes.filter(({ url }) => url.includes(':') && !samples.some(([beginning]) => url.startsWith(beginning))).map(addressOf)).toEqual([])
  // The scheme is so large that a sample which finds nothing would leave a part of it untried without anybody noticing.
  expect([...found].filter(([beginning, ids]) => ids.length === 0 && ofScheme.test(beginning)).map(([beginning]) => beginning)).toEqual([])
})

test('every address is in docs/access.md, with those who may use it', () => {
  const file = readFileSync(join(resolve(import.meta.dirname, '..'), 'docs', 'access.md'), 'utf8')
  expect(file, 'docs/access.md is stale: run `npm run access`, and read what changed').toBe(accessDocument(routes))
})

test('no address is declared twice, and none of the exceptions is for an address that is gone', () => {
  const all = routes.map(addressOf)
  expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([])
  expect(Object.keys(narrower).filter((one) => !all.includes(one))).toEqual([])
})

const stored = async (): Promise<Record<string, string>> => {
  const tables = await world.asOwner<{ name: string }>(
    "select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'pgboss', 'platform') order by 1",
  )
  const sums: Record<string, string> = {}
  for (const { name } of tables) {
    // A session notes when it was last used, a try to sign in is kept until it is answered, and who has read about whom is written down as it is read.
    if (['identity.session', 'identity.sign_in_attempt', 'audit.reading'].includes(name)) continue
    sums[name] = (await world.asOwner<{ sum: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t`))[0]?.sum ?? ''
  }
  return sums
}

describe('reading', () => {
  let before: Record<string, string> = {}
  const shown = new Set<string>()
  beforeAll(async () => {
    before = await stored()
  })
  test.each(personas)('as $label, each page lets in, sends to sign-in or refuses as declared', async (persona) => {
    const session = await sessionOf(persona)
    const wrong: string[] = []
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const exists of [true, false]) {
        if (!exists && !route.url.includes(':')) continue
        const answer = await ask('GET', pathOf(route, exists), session)
        const got = outcome(answer)
        if (exists && answer.status === 200) shown.add(addressOf(route))
        const want = expected(route, persona)
        if (!fits(route, want, got)) wrong.push(`${addressOf(route)} (${exists ? 'exists' : 'does not exist'}): ${got} instead of ${want}`)
      }
    }
    expect(wrong).toEqual([])
  })
  test('every page of the scheme is shown to somebody: what only answers that there is nothing has not been tried', () => {
    expect(routes.filter((route) => route.method === 'GET' && ofScheme.test(route.url) && !shown.has(addressOf(route))).map(addressOf)).toEqual([])
  })
  test('what does not exist is not found, also for those who may use the address', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ method, url }) => method === 'GET' && url.includes(':'))) {
      const someone = personas.find((persona) => expected(route, persona) === 'in' && (persona.role || route.access.kind === 'open'))
      if (!someone) continue
      const { status } = await ask('GET', pathOf(route, false), await sessionOf(someone))
      if (status !== 404 && !(status === 403 && addressOf(route) in narrower)) wrong.push(`${addressOf(route)} as ${someone.label}: ${status}`)
    }
    expect(wrong).toEqual([])
  })
  test('nothing is changed by all this reading', async () => {
    expect(Object.keys(before).length).toBeGreaterThan(25)
    expect(await stored()).toEqual(before)
  })
})

describe('changing', () => {
  const changes = routes.filter(({ method }) => method === 'POST')
  test('a form without the session’s token is shown again, whole, and nothing is done', async () => {
    const before = await stored()
    for (const route of changes) {
      if (route.access.kind === 'open' || route.options.crossSite) continue
      const someone = personas.find((persona) => persona.role && expected(route, persona) === 'in')
      if (!someone) continue
      for (const token of [{}, { _csrf: 'x' }] as Record<string, string>[]) {
        const { status, text } = await ask('POST', pathOf(route, true), await sessionOf(someone), { ...token, skrevet: 'Dette har noen skrevet, og det skal ikke gå tapt.' })
        expect([addressOf(route), status]).toEqual([addressOf(route), 403])
        expect(text).toContain('det skal ikke gå tapt')
      }
    }
    expect(await stored()).toEqual(before)
  })
  test('a form from another site is refused', async () => {
    const before = await stored()
    for (const route of changes) {
      if (route.options.crossSite) continue
      const someone = personas.find((persona) => persona.role && expected(route, persona) === 'in') ?? { label: 'nobody' }
      const session = await sessionOf(someone)
      for (const headers of [{ origin: 'https://ondt.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
        const { status } = await ask('POST', pathOf(route, true), session, { _csrf: session?.csrf ?? '' }, headers)
        expect([addressOf(route), Object.keys(headers)[0], status]).toEqual([addressOf(route), Object.keys(headers)[0], 403])
      }
    }
    expect(await stored()).toEqual(before)
  })
  test.each(personas)('as $label, each change lets in, sends to sign-in or refuses as declared', async (persona) => {
    const wrong: string[] = []
    for (const route of changes) {
      // A session of its own for each: signing out and changing role end it.
      const session = await sessionOf(persona)
      const got = outcome(await ask('POST', pathOf(route, false), session, { _csrf: session?.csrf ?? '' }))
      const want = expected(route, persona)
      if (!fits(route, want, got)) wrong.push(`${addressOf(route)}: ${got} instead of ${want}`)
    }
    expect(wrong).toEqual([])
  })
})
