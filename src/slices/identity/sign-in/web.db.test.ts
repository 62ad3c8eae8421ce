import { inject } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoLogins, personas } from '../../../../demo/people.ts'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { buildApp } from '../../../app.tsx'
import { signInAt, type Choice } from '../../../../test/walk-through.ts'
import { readProviders, type Doors } from '../../../platform/providers.ts'
import { linkLogins } from '../index.ts'
import { hashToken } from './actions.ts'

let world: World
let doors: Doors
let app: FastifyInstance
beforeAll(async () => {
  world = await openWorld({ at: new Date() })
  doors = await readProviders(world.deps.config, world.deps.now, personas, world.deps.log)
  await linkLogins(world.deps, demoLogins(doors.profiles))
  app = await buildApp(world.deps, doors.providers, { css: '/assets/samspill.css', js: '/assets/main.js', folder: inject('root') })
})
afterAll(async () => {
  await app.close()
  await doors.close()
  await world.close()
})

type Jar = Record<string, string>
let sender = 0
/** One request with the jar's cookies, which it may change. Each from an address of its own: limits on guessing are not what is tried here. */
async function go(jar: Jar, method: 'GET' | 'POST', url: string, form: Record<string, string> = {}) {
  sender += 1
  const response = await app.inject({ method, url, cookies: jar, remoteAddress: `10.1.${sender >> 8}.${sender & 255}`, ...(method === 'POST' ? { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(form).toString() } : {}) })
  for (const { name, value } of response.cookies) {
    if (value === '') delete jar[name]
    else jar[name] = value
  }
  return response
}
const doorOf = (person: string): string => doors.profiles.find(({ kind }) => kind === personas.find(({ id }) => id === person)?.door)?.id ?? expect.fail(person)

/** To the provider and back, as far as the address the provider sends the browser to. */
async function toCallback(jar: Jar, person: string, retur = '/oppgaver', choice?: Choice): Promise<string> {
  const started = await go(jar, 'POST', `/innlogging/${doorOf(person)}`, { retur, ...(jar['sesjon'] ? { _csrf: await csrfOf(jar) } : {}) })
  expect(started.statusCode).toBe(303)
  const back = await signInAt(String(started.headers.location), choice ?? { persona: person })
  return back.pathname + back.search
}
async function enter(person: string, jar: Jar = {}): Promise<Jar> {
  const back = await go(jar, 'GET', await toCallback(jar, person))
  expect(back.statusCode, words(back.payload)).toBe(303)
  return jar
}
const inside = async (jar: Jar): Promise<boolean> => (await go(jar, 'GET', '/konto')).statusCode === 200
const csrfOf = async (jar: Jar): Promise<string> => /name="_csrf" value="([^"]+)"/.exec((await go(jar, 'GET', '/konto')).payload)?.[1] ?? expect.fail('no form')

describe('every door', () => {
  const byDoor = [...new Map(personas.filter(({ id }) => id !== 'vilde').map(({ door, id }) => [door, id]))]
  test.each(byDoor)('%s lets in who is known', async (_, person) => {
    const jar = await enter(person)
    expect(await inside(jar)).toBe(true)
  })
  test('lets in someone without a role, to a page that helps', async () => {
    const jar = await enter('vilde')
    expect((await go(jar, 'GET', '/rolle?retur=%2Foppgaver&ny=1')).headers.location).toBe('/tilgang')
    expect(words((await go(jar, 'GET', '/tilgang')).payload)).toContain('Slik får du tilgang')
  })
  test('an invitation is where such a person goes first', async () => {
    const jar: Jar = {}
    const back = await go(jar, 'GET', await toCallback(jar, 'vilde', `/invitasjon/${'a'.repeat(43)}`))
    expect((await go(jar, 'GET', String(back.headers.location))).headers.location).toBe(`/invitasjon/${'a'.repeat(43)}`)
  })
  test('turning back at the provider changes nothing', async () => {
    const jar: Jar = {}
    const back = await go(jar, 'GET', await toCallback(jar, 'peder', '/oppgaver', { cancel: true }))
    expect([back.statusCode, jar['sesjon']]).toEqual([400, undefined])
  })
})

describe('an attempt to sign in', () => {
  test('in two tabs: the last one started works, the first one is told to start again, and a session that is open stays', async () => {
    const jar: Jar = {}
    const first = await toCallback(jar, 'peder')
    const second = await toCallback(jar, 'peder')
    expect((await go(jar, 'GET', second)).statusCode).toBe(303)
    expect((await go(jar, 'GET', first)).statusCode).toBe(400)
    expect(await inside(jar)).toBe(true)
  })
  test('is used once', async () => {
    const jar: Jar = {}
    const back = await toCallback(jar, 'peder')
    const cookie = { ...jar }
    expect((await go(jar, 'GET', back)).statusCode).toBe(303)
    expect(words((await go({ ...cookie }, 'GET', back)).payload)).toContain('allerede brukt')
  })
  test('lasts ten minutes', async () => {
    const jar: Jar = {}
    const back = await toCallback(jar, 'peder')
    await world.asOwner("update identity.sign_in_attempt set started_at = started_at - interval '10 minutes 1 second' where used_at is null")
    expect((await go(jar, 'GET', back)).statusCode).toBe(400)
    expect(jar['sesjon']).toBeUndefined()
  })
  test('without its cookie leads nowhere', async () => {
    const back = await toCallback({}, 'peder')
    expect((await go({}, 'GET', back)).statusCode).toBe(400)
  })
  test.each(['//evil.example', '/\\evil.example', 'https:evil.example', 'https://evil.example', '/%0d%0aLocation:x', '\\\\evil', 'javascript:alert(1)', '/a\\..\\b', ' /x', '/\t/evil.example'])('never leaves the site: %j', async (retur) => {
    const jar: Jar = {}
    const back = await go(jar, 'GET', await toCallback(jar, 'peder', retur))
    const location = String((await go(jar, 'GET', String(back.headers.location))).headers.location)
    expect(new URL(location, 'https://own.example').origin).toBe('https://own.example')
    expect(location).not.toContain('evil.example/')
  })
})

describe('a session', () => {
  test('gets a new key at sign-in, and the old one leads nowhere', async () => {
    const jar = await enter('siri')
    const old = { ...jar }
    await enter('siri', jar)
    expect([old['sesjon'] === jar['sesjon'], await inside(old), await inside(jar)]).toEqual([false, false, true])
  })
  test('gets a new key when the role changes, and the old one leads nowhere', async () => {
    const jar = await enter('olav')
    const old = { ...jar }
    const page = await go(jar, 'GET', '/rolle')
    const membership = /name="medlemskap" value="([^"]+)"/.exec(page.payload)?.[1] ?? ''
    expect((await go(jar, 'POST', '/rolle', { _csrf: await csrfOf(jar), medlemskap: membership, stedfortreder: '', retur: '/folk' })).statusCode).toBe(303)
    expect([old['sesjon'] === jar['sesjon'], await inside(old), await inside(jar)]).toEqual([false, false, true])
  })
  test('another’s role cannot be chosen', async () => {
    const jar = await enter('olav')
    const [{ id } = { id: '' }] = await world.asOwner<{ id: string }>("select id from identity.membership where role = 'team-leader'")
    expect((await go(jar, 'POST', '/rolle', { _csrf: await csrfOf(jar), medlemskap: id, stedfortreder: '', retur: '/folk' })).statusCode).toBe(409)
  })
  test.each([
    ['thirty minutes unused', [0, 30.1]],
    ['two hours in all, however much it is used', [25, 50, 75, 100, 119, 120.1]],
  ])('ends after %s', async (_, minutes) => {
    const jar = await enter('siri')
    const start = world.clock()
    for (const [at, minute] of minutes.entries()) {
      world.clock.set(new Date(start.getTime() + minute * 60_000))
      if (minutes.length > 2) await world.asOwner('update identity.session set seen_at = $1 where ended_at is null and seen_at > $2', [at === minutes.length - 1 ? new Date(start.getTime() + 119 * 60_000) : world.clock(), new Date(start.getTime() - 1)])
      expect(await inside(jar), `after ${minute} minutes`).toBe(at < minutes.length - 1)
    }
    world.clock.set(start)
  })
  test('ends for a person whose role ended: the next click says so', async () => {
    const jar = await enter('hanne')
    expect((await go(jar, 'GET', '/folk')).statusCode).toBe(200)
    await world.asOwner("update identity.membership m set cancelled_at = now() from identity.person p where p.id = m.person_id and p.email = 'hanne.moen@trollstua.example'")
    expect((await go(jar, 'GET', '/folk')).statusCode).toBe(403)
  })
})

describe('signing out', () => {
  test('ends the session, tells the browser to forget, and ends it at the provider with a proof that lay sealed', async () => {
    const jar = await enter('peder')
    const [{ id_token } = { id_token: '' }] = await world.asOwner<{ id_token: string }>('select id_token from identity.session where token_hash = $1', [hashToken(jar['sesjon'] ?? '')])
    expect(id_token.startsWith('v1.')).toBe(true)
    const old = { ...jar }
    const out = await go(jar, 'POST', '/utlogging', { _csrf: await csrfOf(jar) })
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(new URL(String(out.headers.location)).searchParams.get('id_token_hint')).toMatch(/^eyJ/)
    expect([jar['sesjon'], await inside(old)]).toEqual([undefined, false])
    expect(await world.asOwner('select 1 from identity.session where ended_at is not null and id_token is not null')).toHaveLength(0)
  })
  test('leaves nothing for the back button', async () => {
    const jar = await enter('siri')
    for (const path of ['/folk', '/konto', '/folk/stedfortreder', '/konto/opplysninger']) expect((await go(jar, 'GET', path)).headers['cache-control']).toBe('no-store')
  })

  describe('from the provider', () => {
    const sidOf = async (jar: Jar) => (await world.asOwner<{ issuer: string; sid: string }>('select issuer, sid from identity.session where token_hash = $1', [hashToken(jar['sesjon'] ?? '')]))[0] ?? expect.fail('no sid')
    const told = (issuer: string, sid: string) => go({}, 'GET', `/innlogging/utlogging-fra-idp?${new URLSearchParams({ iss: issuer, sid }).toString()}`)
    test('works without our cookie, twice, and says nothing', async () => {
      const jar = await enter('siri')
      const { issuer, sid } = await sidOf(jar)
      for (const _ of [1, 2]) {
        const answer = await told(issuer, sid)
        expect([answer.statusCode, answer.payload, answer.headers['cache-control']]).toEqual([200, '', 'no-store'])
        expect(await inside(jar)).toBe(false)
      }
    })
    test('a session that is not known, and one of another provider, changes nothing', async () => {
      const jar = await enter('siri')
      const { issuer, sid } = await sidOf(jar)
      expect((await told(issuer, 'unknown')).statusCode).toBe(200)
      expect((await told('https://another.example', sid)).statusCode).toBe(200)
      expect((await go({}, 'GET', '/innlogging/utlogging-fra-idp')).statusCode).toBe(200)
      expect(await inside(jar)).toBe(true)
    })
  })
})
