import { ClientSecretBasic, ClientSecretPost, PrivateKeyJwt, type ClientAuth } from 'openid-client'
import type { Profile } from './profiles.ts'

const algorithms = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  RS384: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  RS512: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
} as const

/** How we prove to the provider who we are: a signed assertion when a key is configured, else the secret. */
export const authenticateWith = async (profile: Profile): Promise<ClientAuth> => {
  const { privateKey, clientSecret } = profile
  // Feide takes the secret in the header; the others take it in the body too.
  if (!privateKey) return profile.kind === 'feide' ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret)
  // The key says itself what it may be used for; only what it is made of is handed on.
  const { alg: _alg, use: _use, key_ops: _keyOps, ...jwk } = privateKey.jwk
  return PrivateKeyJwt({ key: await crypto.subtle.importKey('jwk', jwk, algorithms[privateKey.alg], false, ['sign']), kid: privateKey.kid })
}
