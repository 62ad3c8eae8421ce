import { AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client'
import type { SignInRefusal } from './signed-in.ts'

/** `detail` is for the log: the library's code and words, never a claim. */
export type SignInFailure = { readonly ok: false; readonly because: SignInRefusal; readonly detail: string }

/** Names what went wrong between us and the provider. What is not known is the provider's fault, not the person's. */
export const nameRefusal = (error: unknown): SignInFailure => {
  if (error instanceof AuthorizationResponseError) return { ok: false, because: becauseOfAnswer(error.error), detail: `answer: ${error.error}` }
  if (error instanceof ResponseBodyError) return { ok: false, because: becauseOfTokens(error.error), detail: `token endpoint: ${error.error}` }
  if (error instanceof WWWAuthenticateChallengeError) return { ok: false, because: 'provider-unavailable', detail: `refused with ${error.status}` }
  if (error instanceof ClientError) return { ok: false, because: becauseOfCheck(error), detail: `${error.code ?? 'check'}: ${error.message}` }
  return { ok: false, because: 'provider-unavailable', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' }
}

const becauseOfAnswer = (error: string): SignInRefusal => {
  if (error === 'access_denied') return 'cancelled'
  if (error === 'server_error' || error === 'temporarily_unavailable') return 'provider-unavailable'
  return 'code-refused'
}

/** Anything but a refused code means that we are set up wrongly, which the person cannot do anything about. */
const becauseOfTokens = (error: string): SignInRefusal => (error === 'invalid_grant' ? 'code-refused' : 'provider-unavailable')

/** A token that is too old or that does not hold, and an answer that is not well formed. */
const refusedChecks = ['OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'OAUTH_INVALID_RESPONSE']

const becauseOfCheck = (error: ClientError): SignInRefusal => {
  const claim = claimOf(error)
  if (claim === 'nonce') return 'wrong-nonce'
  if (claim === 'iss') return 'wrong-issuer'
  if (claim !== undefined || refusedChecks.includes(error.code ?? '')) return 'code-refused'
  return 'provider-unavailable'
}

/** The library puts the name of the claim two causes down. */
const claimOf = (error: unknown): unknown => {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : undefined) {
    if ('claim' in at) return at.claim
  }
  return undefined
}
