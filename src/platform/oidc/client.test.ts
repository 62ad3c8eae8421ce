import { describe, expect, test } from 'vitest'
import type { CustomFetch } from 'openid-client'
import { oidcClient, publicUrl } from './client.ts'
import { parseProfiles, type Profile } from './profiles.ts'

const issuer = 'https://test.ansattporten.no'
const labels = { nb: 'a', nn: 'b', en: 'c' }
const base = { id: 'a', kind: 'ansattporten-altinn', issuer, clientId: 'c', clientSecret: 's', resource: 'urn:altinn:resource:behov', labels }
const profileOf = (more: object = {}): Profile => parseProfiles([{ ...base, ...more }], { production: true })[0] as Profile
const metadata = {
  issuer,
  authorization_endpoint: 'https://login.test.ansattporten.no/authorize',
  token_endpoint: `${issuer}/token`,
  end_session_endpoint: 'https://login.test.ansattporten.no/logout',
  jwks_uri: `${issuer}/jwks`,
}
const hour = 60 * 60 * 1000

/** A provider that gives its metadata, or fails, as told; and a clock that stands still. */
const world = (given: object = metadata) => {
  const state = { up: true, given, asked: 0, at: Date.UTC(2026, 10, 21) }
  const fetch: CustomFetch = async () => {
    state.asked += 1
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (!state.up) throw new TypeError('fetch failed')
    return Response.json(state.given)
  }
  return { state, options: { fetch, now: () => new Date(state.at), nationalIdKey: 'key' } }
}
const input = { redirectUri: 'https://samspill.example/innlogging/tilbake', language: 'nn' } as const

describe('the metadata', () => {
  test('is not asked for before it is needed, once by many at a time, and once a day', async () => {
    const { state, options } = world()
    const client = oidcClient(profileOf(), options)
    expect(state.asked).toBe(0)
    await Promise.all([client.start(input), client.start(input), client.origins()])
    state.at += 24 * hour - 1
    await client.start(input)
    expect(state.asked).toBe(1)
    state.at += 1
    await client.start(input)
    expect(state.asked).toBe(2)
  })

  test('is asked for again when it failed', async () => {
    const { state, options } = world()
    const client = oidcClient(profileOf(), options)
    state.up = false
    expect(await client.start(input)).toMatchObject({ ok: false, because: 'provider-unavailable' })
    state.up = true
    expect(await client.start(input)).toMatchObject({ ok: true })
  })

  test('serves on for as long as no newer can be had', async () => {
    const { state, options } = world()
    const client = oidcClient(profileOf(), options)
    await client.start(input)
    state.up = false
    state.at += 25 * hour
    expect(await client.start(input)).toMatchObject({ ok: true })
    expect(await client.start(input)).toMatchObject({ ok: true })
    expect(state.asked).toBe(2)
  })

  test('of another issuer is not accepted', async () => {
    const client = oidcClient(profileOf(), world({ ...metadata, issuer: 'https://evil.example' }).options)
    expect(await client.start(input)).toMatchObject({ ok: false, because: 'provider-unavailable' })
  })
})

describe('the request', () => {
  const parametersOf = async (more: object, changed: object = {}) => {
    const start = await oidcClient(profileOf(more), world().options).start({ ...input, ...changed })
    if (!start.ok) throw new Error(start.detail)
    return { start, parameters: Object.fromEntries(new URL(start.url).searchParams) }
  }

  test('for an Altinn resource', async () => {
    const { start, parameters } = await parametersOf({ organisationForm: 'business', severalOrganisations: false }, { prompt: 'login' })
    expect(parameters).toMatchObject({
      client_id: 'c',
      response_type: 'code',
      redirect_uri: input.redirectUri,
      scope: 'openid profile',
      acr_values: 'substantial',
      ui_locales: 'nn',
      prompt: 'login',
      state: start.state,
      nonce: start.nonce,
      code_challenge_method: 'S256',
    })
    expect(JSON.parse(parameters['authorization_details'] ?? '')).toEqual([
      { type: 'ansattporten:altinn:resource', resource: 'urn:altinn:resource:behov', organizationform: 'business', representation_is_required: true },
    ])
  })

  test('for an employer', async () => {
    const { parameters } = await parametersOf({ kind: 'ansattporten-orgno' })
    expect(parameters['acr_values']).toBe('entraid')
    expect(JSON.parse(parameters['authorization_details'] ?? '')).toEqual([{ type: 'ansattporten:orgno', representation_is_required: true }])
  })

  test.each(['idporten', 'feide'])('for %s, nothing about whom the person acts for', async (kind) => {
    expect((await parametersOf({ kind })).parameters).not.toHaveProperty('authorization_details')
  })

  test('a level that the act demands', async () => {
    expect((await parametersOf({}, { minimumAcr: 'high' })).parameters['acr_values']).toBe('high')
  })

  test('state, nonce and verifier are new each time', async () => {
    const client = oidcClient(profileOf(), world().options)
    const [one, two] = [await client.start(input), await client.start(input)]
    if (!one.ok || !two.ok) throw new Error('no start')
    expect(new Set([one.state, two.state, one.nonce, two.nonce, one.codeVerifier, two.codeVerifier]).size).toBe(6)
    expect(one.state).toMatch(/^[\x20-\x7E]{43,}$/)
  })
})

describe('an answer with an error', () => {
  const attempt = { state: 'state', nonce: 'nonce', codeVerifier: 'v'.repeat(43) }
  const finish = (query: string) => oidcClient(profileOf(), world().options).finish(new URL(`${input.redirectUri}?${query}`), attempt)

  test.each([
    ['state=state&error=access_denied', 'cancelled'],
    ['state=state&error=temporarily_unavailable', 'provider-unavailable'],
    ['state=state&error=server_error', 'provider-unavailable'],
    ['state=state&error=invalid_request', 'code-refused'],
    ['error=access_denied', 'wrong-state'],
    ['state=state&error=access_denied&iss=https%3A%2F%2Fidporten.no', 'wrong-issuer'],
    ['state=state', 'code-refused'],
  ])('%s: %s', async (query, because) => expect(await finish(query)).toMatchObject({ ok: false, because }))

  test('when the provider is away', async () => {
    const { state, options } = world()
    state.up = false
    const result = await oidcClient(profileOf(), options).finish(new URL(`${input.redirectUri}?state=state&code=c`), attempt)
    expect(result).toMatchObject({ ok: false, because: 'provider-unavailable' })
  })
})

describe('sign-out and origins', () => {
  test('the way on, with what the provider needs', async () => {
    const url = new URL((await oidcClient(profileOf(), world().options).endSessionUrl('hint', 'https://samspill.example/utlogget', 'state')) ?? '')
    expect(url.origin + url.pathname).toBe(metadata.end_session_endpoint)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'c',
      id_token_hint: 'hint',
      post_logout_redirect_uri: 'https://samspill.example/utlogget',
      state: 'state',
    })
  })

  test('no way on: the profile has none, the provider has none, the provider is away', async () => {
    const away = world()
    away.state.up = false
    const { end_session_endpoint: _none, ...silent } = metadata
    const clients = [
      oidcClient(profileOf({ endSession: false }), world().options),
      oidcClient(profileOf(), world(silent).options),
      oidcClient(profileOf(), away.options),
    ]
    for (const client of clients) expect(await client.endSessionUrl('hint', 'https://samspill.example/utlogget', 's')).toBeUndefined()
  })

  test('origins of all the addresses, and of the issuer alone when it is away', async () => {
    const { state, options } = world()
    state.up = false
    const client = oidcClient(profileOf({ moreOrigins: ['https://eid.example/x'] }), options)
    expect(await client.origins()).toEqual([issuer, 'https://eid.example'])
    state.up = true
    expect(await client.origins()).toEqual([issuer, 'https://login.test.ansattporten.no', 'https://eid.example'])
  })
})

describe('the public address', () => {
  test.each([
    ['/innlogging/tilbake?code=a&state=b', 'https://samspill.example/innlogging/tilbake?code=a&state=b'],
    ['//evil.example/tilbake?code=a', 'https://samspill.example/tilbake?code=a'],
    ['https://evil.example/tilbake?code=a', 'https://samspill.example/tilbake?code=a'],
  ])('%s', (asked, expected) => expect(publicUrl('https://samspill.example', asked).href).toBe(expected))
})
