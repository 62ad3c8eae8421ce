import type { JWK } from 'oidc-provider'
import type { ProfileInput, ProfileKind } from '../oidc/profiles.ts'
import { localTenantId } from './personas.ts'

export const issuerNames = ['idporten', 'ansattporten', 'entra', 'feide'] as const
export type IssuerName = (typeof issuerNames)[number]

type Door = {
  readonly issuer: IssuerName
  readonly labels: ProfileInput['labels']
  /** The levels on offer, the lowest first. */
  readonly levels: readonly string[]
  /** How the service proves itself: the doors of Digdir take a signed assertion. */
  readonly authentication: 'private_key_jwt' | 'client_secret_post' | 'client_secret_basic'
}

export const doors: Readonly<Record<ProfileKind, Door>> = {
  idporten: {
    issuer: 'idporten',
    labels: { nb: 'ID-porten', nn: 'ID-porten', en: 'ID-porten' },
    levels: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'],
    authentication: 'private_key_jwt',
  },
  'ansattporten-altinn': {
    issuer: 'ansattporten',
    labels: { nb: 'Ansattporten', nn: 'Ansattporten', en: 'Ansattporten' },
    levels: ['low', 'substantial', 'high'],
    authentication: 'private_key_jwt',
  },
  'ansattporten-orgno': {
    issuer: 'ansattporten',
    labels: { nb: 'Ansattporten med jobbkonto', nn: 'Ansattporten med jobbkonto', en: 'Ansattporten with a work account' },
    levels: ['substantial', 'entraid'],
    authentication: 'private_key_jwt',
  },
  entra: {
    issuer: 'entra',
    labels: { nb: 'Jobbkonto i kommunen', nn: 'Jobbkonto i kommunen', en: 'Municipal work account' },
    levels: [],
    authentication: 'client_secret_post',
  },
  feide: { issuer: 'feide', labels: { nb: 'Feide', nn: 'Feide', en: 'Feide' }, levels: [], authentication: 'client_secret_basic' },
}

/** What is announced in the metadata and how a client is known, apart from addresses. */
export const clientIdOf = (kind: ProfileKind): string => `samspill-${kind}`

export type ServiceAddresses = {
  /** The public origin of the service. */
  readonly publicUrl: string
  /** Where answers are sent; `:provider` in it stands for the profile's id. */
  readonly callbackPath: string
  readonly frontchannelLogoutPath: string
  readonly afterLogoutPath: string
}

/** The full address of a path of the service. */
export const addressOf = ({ publicUrl }: ServiceAddresses, path: string): string => new URL(path, publicUrl).href

/** What the clients prove themselves with: a secret, or a private key. */
export type ClientSecrets = { readonly clientSecret: string; readonly jwk: Key }
export type Key = Pick<JWK, keyof JWK> & { readonly kty: string; readonly kid: string }

/** The profile of one door, ready for `parseProfiles`. */
export const profileInputOf = (kind: ProfileKind, issuer: string, secrets: ClientSecrets, resource: string): ProfileInput => {
  const { labels, authentication } = doors[kind]
  const base = {
    id: kind,
    issuer,
    clientId: clientIdOf(kind),
    labels,
    ...(authentication === 'private_key_jwt' ? { privateKey: { jwk: secrets.jwk, kid: secrets.jwk.kid } } : { clientSecret: secrets.clientSecret }),
  }
  switch (kind) {
    case 'idporten':
      return { ...base, kind, pid: 'ask' }
    case 'ansattporten-altinn':
      return { ...base, kind, pid: 'ask', resource }
    case 'ansattporten-orgno':
      return { ...base, kind }
    case 'entra':
      return { ...base, kind, tenantIds: [localTenantId] }
    case 'feide':
      return { ...base, kind, groupsUrl: `${issuer}/groups/me/groups?showAll=true` }
  }
}
