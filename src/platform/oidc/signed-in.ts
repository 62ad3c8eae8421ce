import type { Language } from '../../kernel/language.ts'
import type { OrganisationNumber } from '../../kernel/organisation-number.ts'

/** Why a sign-in did not come through. Each has words on the page. */
const signInRefusals = [
  'cancelled', // the person turned back at the provider
  'wrong-state', // the answer does not belong to this attempt
  'wrong-nonce',
  'wrong-issuer', // the answer, or the token in it, comes from another provider (mix-up)
  'code-refused', // used before, expired, or not ours
  'too-low-assurance',
  'no-organisation', // nobody to act for
  'wrong-resource', // the answer is about another resource than the one asked about
  'tenant-not-allowed',
  'student',
  'claims-missing',
  'provider-unavailable',
] as const
export type SignInRefusal = (typeof signInRefusals)[number]

/** An organisation that the provider says the person may act for. A proposal only: our own memberships decide. */
export type Party = {
  readonly organisationNumber: OrganisationNumber
  readonly name?: string
  /** The register's organisation form (BEDR is a sub unit), when the provider tells. */
  readonly unitType?: string
  readonly actions: readonly string[]
}

/** Who signed in, as the provider says. (`issuer`, `subject`) identifies the person with this provider, now and next time. */
export type SignedIn = {
  /** The id of the profile, not its kind. */
  readonly provider: string
  readonly issuer: string
  readonly subject: string
  /** The provider's session, for front-channel logout: look up by (`issuer`, `sid`). */
  readonly sid?: string
  /** The level of assurance in the provider's own words; `unstated` when the provider does not tell. */
  readonly acr: string
  /** Seconds since 1970. */
  readonly authTime?: number
  readonly name?: string
  /** Never verified, so never a key to match people by. */
  readonly email?: string
  readonly locale?: Language
  /** HMAC-SHA-256 of the national identity number, in hexadecimal. */
  readonly nationalIdHash?: string
  readonly parties: readonly Party[]
  /** Application roles given in Entra. */
  readonly roles: readonly string[]
}
