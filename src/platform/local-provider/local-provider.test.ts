import type { CustomFetch } from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oidcClient, publicUrl, type OidcClient } from '../oidc/client.ts'
import type { ProfileKind } from '../oidc/profiles.ts'
import { startLocalProvider, type LocalProvider } from './local-provider.ts'
import { localTenantId, guidOf, nationalIdOf, type Persona } from './personas.ts'
import { hashNationalId } from '../oidc/claims.ts'
import { scriptlessBrowser, signInAt } from '../../../test/walk-through.ts'

const service = 'https://samspill.example'
const redirectUri = `${service}/innlogging/tilbake`
const nationalIdKey = 'a key for tests only'
const solbakken = { organisationNumber: '974760673', name: 'Solbakken barnehage', unitType: 'BEDR' }
const nordlys = { organisationNumber: '991825827', name: 'Nordlys AS', unitType: 'AS' }
const university = { organisationNumber: '971526920', name: 'Eksempeluniversitetet' }

const one = (id: string, name: string, door: ProfileKind, more: Partial<Persona> = {}): Persona => ({
  id,
  name,
  door,
  email: `${id}@example.no`,
  language: 'nb',
  about: { nb: 'Styrer', nn: 'Styrar', en: 'Head' },
  ...more,
})

const personas: Persona[] = [
  one('kari', 'Kari Nordmann', 'idporten', { acr: 'idporten-loa-high', language: 'nn' }),
  one('ola', 'Ola Uten', 'idporten', { acr: 'idporten-loa-substantial', nationalId: 'none' }),
  one('siri', 'Siri Styrer', 'ansattporten-altinn', { acr: 'substantial', parties: [solbakken] }),
  one('eier', 'Eivind Eier', 'ansattporten-altinn', { acr: 'high', parties: [nordlys, solbakken] }),
  one('ingen', 'Inga Ingen', 'ansattporten-altinn', { acr: 'high' }),
  one('vik', 'Vidar Vik', 'ansattporten-orgno', { acr: 'entraid', parties: [nordlys] }),
  one('eldre', 'Else Eldre', 'ansattporten-orgno', { acr: 'entraid', parties: [nordlys], olderShape: true }),
  one('ragna', 'Ragna Rådgiver', 'entra', { roles: ['Kompetanseteam'] }),
  one('mange', 'Magne Mange', 'entra', { tooManyGroups: true }),
  one('nabo', 'Nina Nabo', 'entra', { tenantId: guidOf('another tenant') }),
  one('fredrik', 'Fredrik Forsker', 'feide', { parties: [university], affiliation: ['member', 'employee', 'faculty'] }),
  one('stine', 'Stine Student', 'feide', { parties: [university], affiliation: ['member', 'student'] }),
]

let provider: LocalProvider
const faults: unknown[] = []
const printed: unknown[] = []
const real = { info: console.info, warn: console.warn, error: console.error }

beforeAll(async () => {
  for (const way of ['info', 'warn', 'error'] as const) console[way] = (...words: unknown[]) => void printed.push(words)
  provider = await startLocalProvider({ port: 0, personas, production: false, publicUrl: service, onFault: (error) => faults.push(error) })
})

afterAll(async () => {
  Object.assign(console, real)
  await provider.close()
})

const clientFor = (kind: ProfileKind, ownFetch?: CustomFetch): OidcClient => {
  const profile = provider.profiles.find((candidate) => candidate.kind === kind)
  if (!profile) throw new Error(`no profile for ${kind}`)
  return oidcClient(profile, { now: () => new Date(), nationalIdKey, ...(ownFetch && { fetch: ownFetch }) })
}

const started = async (client: OidcClient) => {
  const start = await client.start({ redirectUri, language: 'nb' })
  if (!start.ok) throw new Error(`start: ${start.because} ${start.detail}`)
  return start
}

/** All the way: start, choose, come back through the public address. */
const signIn = async (kind: ProfileKind, persona: string, acr?: string) => {
  const client = clientFor(kind)
  const start = await started(client)
  const back = await signInAt(start.url, { persona, ...(acr !== undefined && { acr }) })
  return client.finish(publicUrl(service, `${back.pathname}${back.search}`), start)
}

const because = (result: { ok: boolean; because?: string }) => (result.ok ? 'signed in' : result.because)

describe('a sign-in through each door', () => {
  test('ID-porten: who, at what level, and the number as a hash only', async () => {
    const result = await signIn('idporten', 'kari')
    if (!result.ok) throw new Error(`${result.because} ${result.detail}`)
    const { signedIn, idToken } = result.event
    const { idporten: issuer } = provider.issuers
    const expected = { provider: 'idporten', issuer, acr: 'idporten-loa-high', name: 'Kari Nordmann', locale: 'nn', parties: [] }
    expect(signedIn).toMatchObject(expected)
    expect(signedIn.sid).toMatch(/.+/)
    expect(signedIn.authTime).toBeGreaterThan(0)
    const number = nationalIdOf({ id: 'kari' }) ?? ''
    expect(signedIn.nationalIdHash).toBe(hashNationalId(number, nationalIdKey))
    expect(JSON.stringify(signedIn)).not.toContain(number)
    expect(idToken.split('.')).toHaveLength(3)
  })

  test('ID-porten without a number: let in, with nothing to match an invitation by', async () => {
    const result = await signIn('idporten', 'ola')
    expect(result).toMatchObject({ ok: true, event: { signedIn: { name: 'Ola Uten' } } })
    expect(result.ok && 'nationalIdHash' in result.event.signedIn).toBe(false)
  })

  test('Ansattporten with one organisation', async () => {
    const parties = [{ ...solbakken, actions: ['read', 'write'] }]
    expect(await signIn('ansattporten-altinn', 'siri')).toMatchObject({ ok: true, event: { signedIn: { acr: 'substantial', parties } } })
  })

  test('Ansattporten with several organisations', async () => {
    const result = await signIn('ansattporten-altinn', 'eier')
    expect(result.ok && result.event.signedIn.parties.map((party) => party.organisationNumber)).toEqual(['991825827', '974760673'])
  })

  test.each(['vik', 'eldre'])('Ansattporten by employer, both shapes of the answer: %s', async (persona) => {
    const result = await signIn('ansattporten-orgno', persona)
    expect(result).toMatchObject({ ok: true, event: { signedIn: { acr: 'entraid', parties: [{ organisationNumber: '991825827' }] } } })
    expect(result.ok && 'nationalIdHash' in result.event.signedIn).toBe(false)
  })

  test('Entra: tenant and object id are the person, application roles come along', async () => {
    const signedIn = { subject: `${localTenantId}:${guidOf('ragna')}`, roles: ['Kompetanseteam'], email: 'ragna@example.no', acr: 'unstated' }
    expect(await signIn('entra', 'ragna')).toMatchObject({ ok: true, event: { signedIn } })
  })

  test('Entra with too many groups: signed in, with no right from the groups', async () => {
    expect(await signIn('entra', 'mange')).toMatchObject({ ok: true, event: { signedIn: { roles: [], parties: [] } } })
  })

  test('Feide: name from the userinfo, employer from the groups', async () => {
    expect(await signIn('feide', 'fredrik')).toMatchObject({
      ok: true,
      event: { signedIn: { name: 'Fredrik Forsker', parties: [{ organisationNumber: '971526920', name: 'Eksempeluniversitetet' }] } },
    })
  })

  test('the same person has the same subject next time', async () => {
    const [first, second] = [await signIn('idporten', 'kari'), await signIn('idporten', 'kari')]
    expect(first.ok && second.ok && first.event.signedIn.subject === second.event.signedIn.subject).toBe(true)
  })
})

describe('a sign-in that does not come through', () => {
  test.each<[string, ProfileKind, string, string | undefined, string]>([
    ['a lower level than asked', 'idporten', 'kari', 'idporten-loa-low', 'too-low-assurance'],
    ['a level that is not of this door', 'ansattporten-altinn', 'siri', 'idporten-loa-high', 'too-low-assurance'],
    ['nobody to act for', 'ansattporten-altinn', 'ingen', undefined, 'no-organisation'],
    ['another tenant', 'entra', 'nabo', undefined, 'tenant-not-allowed'],
    ['a student', 'feide', 'stine', undefined, 'student'],
  ])('%s', async (_what, kind, persona, acr, expected) => expect(because(await signIn(kind, persona, acr))).toBe(expected))

  test('a higher level than the profile, when the act demands it', async () => {
    const client = clientFor('idporten')
    const start = await client.start({ redirectUri, language: 'nb', prompt: 'login', minimumAcr: 'idporten-loa-high' })
    if (!start.ok) throw new Error(start.because)
    const back = await signInAt(start.url, { persona: 'ola' })
    expect(because(await client.finish(back, start, { minimumAcr: 'idporten-loa-high' }))).toBe('too-low-assurance')
  })

  test('turning back at the provider', async () => {
    const client = clientFor('feide')
    const start = await started(client)
    expect(because(await client.finish(await signInAt(start.url, { cancel: true }), start))).toBe('cancelled')
  })

  test('a person of another door is not let in by name', async () => {
    const client = clientFor('idporten')
    const start = await started(client)
    expect(because(await client.finish(await signInAt(start.url, { persona: 'ragna' }), start))).toBe('cancelled')
  })

  test('a code used twice', async () => {
    const client = clientFor('idporten')
    const start = await started(client)
    const back = await signInAt(start.url, { persona: 'kari' })
    expect([because(await client.finish(back, start)), because(await client.finish(back, start))]).toEqual(['signed in', 'code-refused'])
  })

  test.each<[string, (back: URL) => void, Record<string, string>, string]>([
    ['another state', () => {}, { state: 'another' }, 'wrong-state'],
    ['a state left out', (back) => back.searchParams.delete('state'), {}, 'wrong-state'],
    ['another nonce', () => {}, { nonce: 'another' }, 'wrong-nonce'],
    ['another code verifier', () => {}, { codeVerifier: 'x'.repeat(43) }, 'code-refused'],
    ['another issuer', (back) => back.searchParams.set('iss', provider.issuers.ansattporten), {}, 'wrong-issuer'],
    ['an issuer left out', (back) => back.searchParams.delete('iss'), {}, 'wrong-issuer'],
    ['a code left out', (back) => back.searchParams.delete('code'), {}, 'code-refused'],
    ['a made-up code', (back) => back.searchParams.set('code', 'made-up'), {}, 'code-refused'],
    ['two codes', (back) => back.searchParams.append('code', 'second'), {}, 'code-refused'],
  ])('%s', async (_what, tamper, changed, expected) => {
    const client = clientFor('idporten')
    const start = await started(client)
    const back = await signInAt(start.url, { persona: 'kari' })
    tamper(back)
    expect(because(await client.finish(back, { ...start, ...changed }))).toBe(expected)
  })

  test('two attempts at once do not answer for each other', async () => {
    const client = clientFor('idporten')
    const browser = scriptlessBrowser()
    const [one, two] = [await started(client), await started(client)]
    const backOne = await signInAt(one.url, { persona: 'kari' }, browser)
    const backTwo = await signInAt(two.url, { persona: 'ola' }, browser)
    expect([because(await client.finish(backOne, two)), because(await client.finish(backTwo, two))]).toEqual(['wrong-state', 'signed in'])
  })
})

describe('the tokens', () => {
  test('with a signature that does not hold are refused', async () => {
    const client = clientFor('entra', async (url, options) => {
      const response = await fetch(url, options as RequestInit)
      if (!url.endsWith('/token')) return response
      const tokens = (await response.json()) as { id_token: string }
      const [head = '', claims = '', signature = ''] = tokens.id_token.split('.')
      const promoted = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), roles: ['Leder'] }
      const other = Buffer.from(JSON.stringify(promoted)).toString('base64url')
      return Response.json({ ...tokens, id_token: [head, other, signature].join('.') })
    })
    const start = await started(client)
    expect(because(await client.finish(await signInAt(start.url, { persona: 'ragna' }), start))).toBe('code-refused')
  })

  test.each<[ProfileKind, string, string]>([
    ['idporten', 'kari', 'assertion'],
    ['entra', 'ragna', 'body'],
    ['feide', 'fredrik', 'header'],
  ])('are asked for by %s with our proof in the right place', async (kind, persona, expected) => {
    const places: string[] = []
    const client = clientFor(kind, (url, options) => {
      const body = String(options.body)
      const place = body.includes('client_assertion=') ? 'assertion' : body.includes('client_secret=') ? 'body' : 'header'
      if (url.endsWith('/token')) places.push(place)
      return fetch(url, options as RequestInit)
    })
    const start = await started(client)
    expect(because(await client.finish(await signInAt(start.url, { persona }), start))).toBe('signed in')
    expect(places).toEqual([expected])
  })
})

describe('the request', () => {
  test.each<[ProfileKind, boolean]>([
    ['idporten', true],
    ['ansattporten-altinn', true],
    ['ansattporten-orgno', true],
    ['entra', false],
    ['feide', false],
  ])('%s: pushed ahead %s, with a proof key', async (kind, pushed) => {
    const { searchParams } = new URL((await started(clientFor(kind))).url)
    expect(searchParams.has('request_uri')).toBe(pushed)
    expect(searchParams.get('code_challenge_method')).toBe(pushed ? null : 'S256')
  })
})

describe('sign-out', () => {
  test('the provider tells every client of the session in a frame, ends its own session, and sends the person back', async () => {
    const browser = scriptlessBrowser()
    const [altinn, employer] = [clientFor('ansattporten-altinn'), clientFor('ansattporten-orgno')]
    const start = await started(altinn)
    const result = await altinn.finish(await signInAt(start.url, { persona: 'siri' }, browser), start)
    if (!result.ok) throw new Error(result.because)

    const url = await altinn.endSessionUrl(result.event.idToken, `${service}/utlogget`, 'our-state')
    const { page } = await browser.go(url ?? '')
    const frame = new URLSearchParams({ iss: provider.issuers.ansattporten, sid: result.event.signedIn.sid ?? '' })
    expect(page).toContain(`<iframe src="${service}/innlogging/utlogging-fra-idp?${frame.toString().replace('&', '&amp;')}"`)
    expect(page).toContain(`url=${service}/utlogget?state=our-state`)
    const again = (await browser.go(url ?? '')).page
    expect(again).toContain(`url=${service}/utlogget?state=our-state`)
    expect(again).not.toMatch(/<iframe|<script/)

    const next = await started(employer)
    expect((await signInAt(next.url, { persona: 'vik' }, browser)).searchParams.has('code')).toBe(true)
  })

  test('another person may sign in after the first without any script', async () => {
    const browser = scriptlessBrowser()
    const client = clientFor('idporten')
    for (const [persona, name] of [
      ['kari', 'Kari Nordmann'],
      ['ola', 'Ola Uten'],
    ] as const) {
      const start = await started(client)
      expect(await client.finish(await signInAt(start.url, { persona }, browser), start)).toMatchObject({ ok: true, event: { signedIn: { name } } })
    }
  })
})

describe('the page', () => {
  test('is in the language asked for, lists the people of the door only, and needs no script', async () => {
    const start = await clientFor('idporten').start({ redirectUri, language: 'nn' })
    const { page } = await scriptlessBrowser().go(start.ok ? start.url : '')
    expect(page).toContain('Vel testperson')
    expect(page).toContain('Kari Nordmann')
    expect(page).not.toContain('Ragna Rådgiver')
    expect(page).not.toMatch(/<script|<style|style=|onclick/)
  })

  test('carries a strict policy that lets the form lead back to the service', async () => {
    const start = await started(clientFor('feide'))
    const login = await fetch(start.url, { redirect: 'manual' })
    const cookie = login.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
    const page = await fetch(new URL(login.headers.get('location') ?? '', start.url), { headers: { cookie } })
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'self'; frame-src ${service}; form-action 'self' ${service}; frame-ancestors 'none'; base-uri 'none'`,
    )
  })

  test('an unknown interaction is told so', async () => {
    const response = await fetch(`${provider.issuers.idporten}/interaction/unknown`)
    expect([response.status, await response.text()]).toEqual([400, 'The sign-in has expired or is not known. Start again from the service.'])
  })

  test('groups are for the holder of a token', async () => expect((await fetch(`${provider.issuers.feide}/groups/me/groups`)).status).toBe(401))
})

test('it does not start in production', async () => {
  await expect(startLocalProvider({ port: 0, personas, production: true, publicUrl: service })).rejects.toThrow('does not start in production')
})

test('a port that is taken is named', async () => {
  const port = Number(new URL(provider.issuers.idporten).port)
  await expect(startLocalProvider({ port, personas, production: false, publicUrl: service })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`)
})

test('nothing was printed, and no issuer had a fault of its own', () => {
  expect(printed).toEqual([])
  expect(faults.filter((fault) => !(fault instanceof Error && fault.name === 'SessionNotFound'))).toEqual([])
})
