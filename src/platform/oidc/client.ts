import * as openid from 'openid-client'
import type { Language } from '../../kernel/language.ts'
import { readAnswer } from './claims.ts'
import { authenticateWith } from './client-authentication.ts'
import { nameRefusal, type SignInFailure } from './failures.ts'
import { isLocal, type Profile } from './profiles.ts'
import type { SignedIn } from './signed-in.ts'

/** What must be remembered on the server, once, from the start of a sign-in until its answer comes. */
export type SignInAttempt = { readonly state: string; readonly nonce: string; readonly codeVerifier: string }

export type StartInput = {
  readonly redirectUri: string
  readonly language: Language
  /** `login` asks for a new authentication although the provider has a session: for signing and other step-up. */
  readonly prompt?: 'login'
  /** When the act demands a higher level than the profile. Give the same to `finish`. */
  readonly minimumAcr?: string
}

/** The id_token is for sign-out (`endSessionUrl`) only: keep it encrypted and on the server. */
export type SignInFinished = { readonly ok: true; readonly event: { readonly signedIn: SignedIn; readonly idToken: string } } | SignInFailure

export type OidcClient = {
  readonly profile: Profile
  /** Where to send the browser, and what to remember. */
  readonly start: (input: StartInput) => Promise<({ readonly ok: true; readonly url: string } & SignInAttempt) | SignInFailure>
  /** Reads the provider's answer. `currentUrl` is the public address (see `publicUrl`), and an attempt is good for one answer. */
  readonly finish: (currentUrl: URL, attempt: SignInAttempt, options?: { readonly minimumAcr?: string }) => Promise<SignInFinished>
  /** Where sign-out goes on to, or undefined when the profile, or the provider, has none or cannot be reached. */
  readonly endSessionUrl: (idToken: string, postLogoutRedirectUri: string, state: string) => Promise<string | undefined>
  /** Origins that forms may lead to, for the content security policy. The issuer's own when the provider cannot be reached. */
  readonly origins: () => Promise<string[]>
}

export type OidcClientOptions = {
  /** Instead of the platform's own, for tests. */
  readonly fetch?: openid.CustomFetch
  readonly now: () => Date
  /** Key of the server under which national identity numbers are hashed. */
  readonly nationalIdKey: string
}

const day = 24 * 60 * 60 * 1000
const soon = 60 * 1000

/** One provider, ready to sign people in with. Nothing is asked of the provider before the first use. */
export const oidcClient = (profile: Profile, { fetch: ownFetch, now, nationalIdKey }: OidcClientOptions): OidcClient => {
  const discovered = cached(now, () => discover(profile, ownFetch))

  return {
    profile,

    start: async ({ redirectUri, language, prompt, minimumAcr }) => {
      const attempt = { state: openid.randomState(), nonce: openid.randomNonce(), codeVerifier: openid.randomPKCECodeVerifier() }
      const parameters = {
        redirect_uri: redirectUri,
        scope: profile.scopes.join(' '),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: language,
        ...(prompt && { prompt }),
        ...levelParameter(minimumAcr ?? profile.acr?.minimum),
        ...representationParameter(profile),
      }
      try {
        const config = await discovered()
        const pushes = profile.usePar && config.serverMetadata().pushed_authorization_request_endpoint !== undefined
        const url = pushes ? await openid.buildAuthorizationUrlWithPAR(config, parameters) : openid.buildAuthorizationUrl(config, parameters)
        return { ok: true, url: url.href, ...attempt }
      } catch (error) {
        return { ...nameRefusal(error), because: 'provider-unavailable' }
      }
    },

    finish: async (currentUrl, attempt, options) => {
      const state = currentUrl.searchParams.get('state')
      if (state !== attempt.state) return { ok: false, because: 'wrong-state', detail: 'state differs from the attempt' }
      try {
        const config = await discovered()
        const { issuer, authorization_response_iss_parameter_supported: namesItself } = config.serverMetadata()
        const from = currentUrl.searchParams.get('iss') ?? (namesItself ? 'nobody' : issuer)
        if (from !== issuer) return { ok: false, because: 'wrong-issuer', detail: 'iss of the answer is another issuer, or missing' }
        const tokens = await openid.authorizationCodeGrant(config, currentUrl, {
          pkceCodeVerifier: attempt.codeVerifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        const answer = { claims, authorizationDetails: tokens['authorization_details'], ...(await askFeide(profile, config, tokens)) }
        const read = readAnswer(profile, answer, { issuer, nationalIdKey, minimumAcr: options?.minimumAcr })
        if (!read.ok) return { ...read, detail: 'read from the claims' }
        return { ok: true, event: { signedIn: read.event, idToken: tokens.id_token ?? '' } }
      } catch (error) {
        return nameRefusal(error)
      }
    },

    endSessionUrl: async (idToken, postLogoutRedirectUri, state) => {
      if (!profile.endSession) return undefined
      const config = await discovered().catch(() => undefined)
      if (config?.serverMetadata().end_session_endpoint === undefined) return undefined
      return openid.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: postLogoutRedirectUri, state }).href
    },

    origins: async () => {
      const metadata = await discovered().then((config) => config.serverMetadata(), () => undefined)
      const urls = [profile.issuer, metadata?.authorization_endpoint, metadata?.end_session_endpoint, ...profile.moreOrigins]
      return [...new Set(urls.flatMap((url) => (url === undefined ? [] : [new URL(url).origin])))]
    },
  }
}

/**
 * The address the provider sent the browser to, rebuilt from the configured public origin: behind a proxy neither the
 * Host header nor the port we listen on is what the provider was given.
 */
export const publicUrl = (publicOrigin: string, pathAndQuery: string): URL => {
  const asked = new URL(pathAndQuery, 'http://path.invalid')
  const url = new URL(publicOrigin)
  url.pathname = asked.pathname
  url.search = asked.search
  return url
}

const levelParameter = (minimum: string | undefined) => (minimum === undefined ? {} : { acr_values: minimum })

/** Ansattporten is asked whom the person may act for; the two types cannot be mixed in one request. */
const representationParameter = (profile: Profile) => {
  if (profile.kind === 'ansattporten-orgno') return asDetails({ type: 'ansattporten:orgno', representation_is_required: true })
  if (profile.kind !== 'ansattporten-altinn') return {}
  return asDetails({
    type: 'ansattporten:altinn:resource',
    resource: profile.resource,
    ...(profile.organisationForm && { organizationform: profile.organisationForm }),
    representation_is_required: true,
    ...(profile.severalOrganisations && { allow_multiple_organizations: true }),
  })
}

const asDetails = (detail: object) => ({ authorization_details: JSON.stringify([detail]) })

type Tokens = openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers

/** Feide's id_token says next to nothing: name and e-mail are in the userinfo, the employer in the groups. */
const askFeide = async (profile: Profile, config: openid.Configuration, tokens: Tokens) => {
  if (profile.kind !== 'feide') return {}
  const [userinfo, answer] = await Promise.all([
    openid.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? ''),
    openid.fetchProtectedResource(config, tokens.access_token, new URL(profile.groupsUrl), 'GET'),
  ])
  if (!answer.ok) throw new Error(`the groups answered ${answer.status}`)
  const groups: unknown = await answer.json()
  return { userinfo, groups }
}

const discover = async (profile: Profile, ownFetch: openid.CustomFetch | undefined) =>
  openid.discovery(new URL(profile.issuer), profile.clientId, {}, await authenticateWith(profile), {
    timeout: 10,
    ...(ownFetch && { [openid.customFetch]: ownFetch }),
    // Signatures are checked although the tokens come straight from the provider over TLS.
    execute: [openid.enableNonRepudiationChecks, ...(isLocal(profile.issuer) ? [openid.allowInsecureRequests] : [])],
  })

/** Kept for a day. A failure is not kept; when there is an older answer it serves on, and a new one is tried for after a minute. */
const cached = <T>(now: () => Date, load: () => Promise<T>) => {
  let kept: { readonly value: T; readonly until: number } | undefined
  let loading: Promise<T> | undefined
  const reload = async () => {
    try {
      const value = await load()
      kept = { value, until: now().getTime() + day }
      return value
    } catch (error) {
      if (!kept) throw error
      kept = { value: kept.value, until: now().getTime() + soon }
      return kept.value
    } finally {
      loading = undefined
    }
  }
  return async (): Promise<T> => {
    if (kept && now().getTime() < kept.until) return kept.value
    loading ??= reload()
    return loading
  }
}
