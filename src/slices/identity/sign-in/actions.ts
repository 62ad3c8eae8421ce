import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '../../../kernel/decision.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import { reading, system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import type { OidcClient } from '../../../platform/oidc/client.ts'
import type { SignInRefusal } from '../../../platform/oidc/signed-in.ts'
import { vaultOf } from '../../../platform/secrets.ts'
import type { Visit } from '../../../platform/visit.ts'
import { obviousCapacity, safeReturn } from './rules.ts'
import * as store from './store.ts'

/** The sign-in providers by id, in the order they are shown. */
export type Providers = ReadonlyMap<string, OidcClient>

export const callbackPath = '/innlogging/svar'
export const signedOutPath = '/utlogget'

/** Tokens in cookies are random; the database holds only their hash. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Begins a sign-in: where to send the browser, and the token that must come back with it. */
export async function startSignIn({ db, now, config }: Deps, providers: Providers, provider: string, returnTo: unknown, language: Language) {
  const client = providers.get(provider)
  if (!client) return refuse('unknown-provider' as const)
  const started = await client.start({ redirectUri: config.publicUrl + callbackPath, language })
  if (!started.ok) return refuse(started.because)
  const token = newToken()
  const { state, nonce, codeVerifier, url } = started
  await writing(db, system, (tx) => store.saveAttempt(tx, hashToken(token), { provider, state, nonce, codeVerifier, returnTo: safeReturn(returnTo) }, now()))
  return { ok: true as const, event: { url, token } }
}

type Finished = { readonly ok: true; readonly event: { readonly token: string; readonly returnTo: string } } | { readonly ok: false; readonly because: SignInRefusal | 'attempt-expired' }

/** Reads the provider's answer and opens a session. A person we do not know gets a session too, without any membership: then the page can help. */
export async function finishSignIn({ db, now, config, log }: Deps, providers: Providers, address: string, cookie: string | undefined, before?: Visit): Promise<Finished> {
  const attempt = cookie ? await writing(db, system, (tx) => store.useAttempt(tx, hashToken(cookie), now())) : undefined
  const client = attempt && providers.get(attempt.provider)
  if (!attempt || !client) return refuse('attempt-expired')
  const finished = await client.finish(new URL(address, config.publicUrl), attempt)
  log.info('sign-in', { provider: attempt.provider, outcome: finished.ok ? 'ok' : finished.because })
  if (!finished.ok) return refuse(finished.because)
  const { signedIn, idToken } = finished.event
  const token = newToken()
  await writing(db, system, async (tx) => {
    // The browser's earlier session ends: its key leads nowhere from now on.
    if (before) await store.endSession(tx, before.key, now())
    const personId = await store.personOfLogin(tx, signedIn.issuer, signedIn.subject)
    const capacity = personId && obviousCapacity(await store.loadCapacities(tx, personId, osloDate(now())))
    await store.saveSession(tx, { tokenHash: hashToken(token), csrf: newToken(), personId, membershipId: capacity?.delegationId ? undefined : capacity?.membershipId, signedIn, idToken: idToken && vaultOf(config).seal(idToken) }, now())
  })
  return { ok: true, event: { token, returnTo: attempt.returnTo } }
}

/** Chooses what to act as. The session gets a new key, so that one taken before has no more rights after. */
export async function actAsCapacity({ db, now }: Deps, visit: Visit, membershipId: string, delegationId: string | undefined) {
  const { personId } = visit
  if (!personId) return refuse('not-yours' as const)
  const token = newToken()
  const chosen = await writing(db, system, async (tx) => {
    const capacity = (await store.loadCapacities(tx, personId, osloDate(now()))).find((one) => one.membershipId === membershipId && one.delegationId === delegationId)
    if (capacity) await store.chooseCapacity(tx, visit.key, hashToken(token), newToken(), membershipId, delegationId)
    return capacity
  })
  return chosen ? { ok: true as const, event: { token } } : refuse('not-yours' as const)
}

/** Ends the session here, and says where to end it at the provider. */
export async function signOut({ db, now, config }: Deps, providers: Providers, visit: Visit): Promise<string> {
  const held = await writing(db, system, async (tx) => {
    const token = await store.idTokenOf(tx, visit.key)
    await store.endSession(tx, visit.key, now())
    return token
  })
  const client = held && providers.get(held.provider)
  const idToken = held?.idToken && vaultOf(config).open(held.idToken)
  const url = idToken && client ? await client.endSessionUrl(idToken, config.publicUrl + signedOutPath, newToken()) : undefined
  return url ?? signedOutPath
}

/** The provider tells that a person has signed out elsewhere. Says nothing about whether we knew the session. */
export const signOutFromProvider = ({ db, now }: Deps, issuer: string, sid: string) => writing(db, system, (tx) => store.endSessionsOf(tx, issuer, sid, now()))

export const stay = ({ db, now }: Deps, visit: Visit) => writing(db, system, (tx) => store.touchSession(tx, visit.key, now()))

export const capacitiesOf = ({ db, now }: Deps, visit: Visit) =>
  reading(db, system, (tx) => (visit.personId ? store.loadCapacities(tx, visit.personId, osloDate(now())) : Promise.resolve([])))

