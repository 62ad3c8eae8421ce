import { createHash, randomBytes } from 'node:crypto'
import { errors, interactionPolicy, Provider } from 'oidc-provider'
import type { ClientMetadata, Configuration, JWK, KoaContextWithOIDC, RichAuthorizationRequestsActiveConfiguration } from 'oidc-provider'
import { isLanguage, type Language } from '../../kernel/language.ts'
import type { ProfileKind } from '../oidc/profiles.ts'
import { addressOf, clientIdOf, doors, type ClientSecrets, type IssuerName, type ServiceAddresses } from './doors.ts'
import { memoryStore } from './memory-store.ts'
import { failedPage, securityPolicy, signedOutPage } from './pages.tsx'
import { claimsOf } from './persona-claims.ts'
import type { Persona } from './personas.ts'

export type IssuerSetup = {
  readonly name: IssuerName
  readonly url: string
  readonly kinds: readonly ProfileKind[]
  readonly personas: readonly Persona[]
  readonly service: ServiceAddresses
  /** Private key the issuer signs with. */
  readonly signingKey: JWK
  readonly secrets: ClientSecrets
  readonly now: () => number
}

/** One issuer with the claims, levels and habits of the one it stands for. Everything it would warn about is set here, so it prints nothing. */
export const createIssuer = (setup: IssuerSetup): Provider => {
  const provider = new Provider(setup.url, configuration(setup))
  provider.use<object, Pick<KoaContextWithOIDC, 'oidc'>>(async (ctx, next) => {
    await next()
    // Without a session the library answers a sign-out with a page that needs script; ours is known by its policy.
    const isOurs = Boolean(ctx.response.get('content-security-policy'))
    if (ctx.oidc?.route === 'end_session' && ctx.status === 200 && !isOurs) showSignedOut(ctx, setup, [])
  })
  return provider
}

const configuration = (setup: IssuerSetup): Configuration => ({
  adapter: memoryStore(setup.now),
  clients: setup.kinds.map((kind) => clientOf(kind, setup)),
  jwks: { keys: [setup.signingKey] },
  // Cookies do not tell ports apart, and all issuers are on one host.
  cookies: {
    keys: [randomBytes(32).toString('hex')],
    names: { session: `${setup.name}_session`, interaction: `${setup.name}_interaction`, resume: `${setup.name}_resume` },
  },
  ttl: { AccessToken: 120, AuthorizationCode: 60, Grant: 7200, IdToken: 3600, Interaction: 3600, Session: 7200 },
  acrValues: [...new Set(setup.kinds.flatMap((kind) => doors[kind].levels))],
  pkce: { required: () => true },
  clientBasedCORS: () => false,
  claims: claimsByScope(setup.name),
  scopes: ['openid', 'profile', 'email', ...(setup.name === 'feide' ? ['userinfo-name', 'userid-feide', 'groups-org'] : [])],
  subjectTypes: [setup.name === 'feide' ? 'public' : 'pairwise'],
  pairwiseIdentifier: async (_ctx, accountId, client) => createHash('sha256').update(`${client.clientId} ${accountId}`).digest('base64url'),
  // Digdir and Entra put the claims in the id_token; Feide leaves them to the userinfo.
  conformIdTokenClaims: setup.name === 'feide',
  discovery: { frontchannel_logout_supported: true, frontchannel_logout_session_supported: true },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}`, policy: alwaysAsk() },
  findAccount: async (ctx, id) => {
    const persona = setup.personas.find((candidate) => candidate.id === id)
    if (!persona) return undefined
    const details = ctx.oidc.entities.AuthorizationCode?.rar
    const claims = { sub: id, amr: ['TestID'], ...claimsOf(persona), ...(details && { authorization_details: details }) }
    return { accountId: id, claims: async () => claims }
  },
  renderError: async (ctx, out) => {
    ctx.type = 'html'
    ctx.set('content-security-policy', securityPolicy(new URL(setup.service.publicUrl).origin))
    const reason = [out.error, out.error_description].filter(Boolean).join(': ')
    ctx.body = failedPage({ language: languageOf(ctx), reason, home: setup.service.publicUrl })
  },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: isDigdir(setup.name) },
    // Nothing is ever sent by it: this is what makes the library put `sid` in the id_token.
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx) => {
        const frames = framesOf(ctx, setup)
        await ctx.oidc.session?.destroy()
        ctx.cookies.set(`${setup.name}_session`, null)
        showSignedOut(ctx, setup, frames)
      },
      postLogoutSuccessSource: async (ctx) => showSignedOut(ctx, setup, []),
    },
    ...(setup.name === 'ansattporten'
      ? { resourceIndicators: resourceFor(setup.url), richAuthorizationRequests: representation }
      : { resourceIndicators: { enabled: false } }),
  },
})

const isDigdir = (name: IssuerName) => name === 'idporten' || name === 'ansattporten'

const claimsByScope = (name: IssuerName): NonNullable<Configuration['claims']> => {
  const own: Record<IssuerName, Record<string, string[]>> = {
    idporten: { openid: ['sub', 'pid', 'amr', 'locale'], profile: ['name'] },
    ansattporten: { openid: ['sub', 'pid', 'amr', 'locale', 'authorization_details'], profile: ['name', 'given_name', 'family_name', 'email'] },
    entra: { openid: ['sub', 'tid', 'oid', 'roles', 'groups'], profile: ['name', 'preferred_username'], email: ['email'] },
    feide: {
      openid: ['sub'],
      'userinfo-name': ['name'],
      email: ['email', 'email_verified'],
      'userid-feide': ['https://n.feide.no/claims/userid_sec', 'https://n.feide.no/claims/eduPersonPrincipalName'],
    },
  }
  return { acr: null, sid: null, auth_time: null, iss: null, ...own[name] }
}

const clientOf = (kind: ProfileKind, { service, secrets }: IssuerSetup): ClientMetadata => {
  const { authentication } = doors[kind]
  const { kty, n, e, kid } = secrets.jwk
  const publicKey = { kty, n, e, kid, use: 'sig', alg: 'RS256' }
  return {
    client_id: clientIdOf(kind),
    redirect_uris: [addressOf(service, service.callbackPath.replace(':provider', kind))],
    post_logout_redirect_uris: [addressOf(service, service.afterLogoutPath)],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: authentication,
    ...(authentication === 'private_key_jwt' ? { jwks: { keys: [publicKey] } } : { client_secret: secrets.clientSecret }),
    require_auth_time: true,
    backchannel_logout_uri: addressOf(service, service.frontchannelLogoutPath),
    backchannel_logout_session_required: true,
    ...(kind.startsWith('ansattporten') && { authorization_details_types: [typeOf(kind)] }),
  }
}

const typeOf = (kind: ProfileKind) => (kind === 'ansattporten-altinn' ? 'ansattporten:altinn:resource' : 'ansattporten:orgno')

/** The list of people is shown at each sign-in, whoever signed in before. */
const alwaysAsk = () => {
  const policy = interactionPolicy.base()
  policy.get('login')?.checks.add(new interactionPolicy.Check('always_ask', 'a test person must be chosen', (ctx) => !ctx.oidc.result?.login))
  return policy
}

/** Rich authorization requests: the answer that the chosen person gives was put in the grant. */
const representation: RichAuthorizationRequestsActiveConfiguration = {
  enabled: true,
  types: {
    'ansattporten:altinn:resource': {
      validate: (_ctx, detail) => {
        if (!String(detail['resource']).startsWith('urn:altinn:resource:')) throw new errors.InvalidAuthorizationDetails('resource is missing')
      },
    },
    'ansattporten:orgno': { validate: () => undefined },
  },
  authorizationDetailsForGrantSource: (ctx) => ctx.oidc.entities.Grant?.rar,
  authorizationDetailsForAccessToken: (_ctx, _token, source) => source?.rar,
}

/** The library hands out representation only with an access token for a resource. */
const resourceFor = (url: string): NonNullable<NonNullable<Configuration['features']>['resourceIndicators']> => ({
  enabled: true,
  useGrantedResource: () => true,
  defaultResource: (ctx) => (ctx.oidc.params?.['authorization_details'] || ctx.oidc.entities.Grant?.rar ? `${url}/representation` : []),
  getResourceServerInfo: () => ({ scope: '', accessTokenFormat: 'opaque', accessTokenTTL: 120 }),
})

/** As ID-porten does: every client of the session is told, also the one that asked. */
const framesOf = (ctx: KoaContextWithOIDC, { url, service }: IssuerSetup): string[] =>
  Object.keys(ctx.oidc.session?.authorizations ?? {}).map((clientId) => {
    const frame = new URL(service.frontchannelLogoutPath, service.publicUrl)
    frame.searchParams.set('iss', url)
    frame.searchParams.set('sid', ctx.oidc.session?.sidFor(clientId) ?? '')
    return frame.href
  })

const showSignedOut = (ctx: KoaContextWithOIDC, { service }: IssuerSetup, frames: readonly string[]) => {
  const { post_logout_redirect_uri: to, state } = ctx.oidc.params ?? {}
  const next = new URL(typeof to === 'string' ? to : service.publicUrl)
  if (typeof to === 'string' && typeof state === 'string') next.searchParams.set('state', state)
  ctx.type = 'html'
  ctx.set('content-security-policy', securityPolicy(new URL(service.publicUrl).origin))
  ctx.body = signedOutPage({ language: languageOf(ctx), frames, next: next.href })
}

const languageOf = (ctx: KoaContextWithOIDC): Language => {
  const first = String(ctx.oidc?.params?.['ui_locales'] ?? '').split(' ')[0]
  return isLanguage(first) ? first : 'nb'
}
