import { createHash } from 'node:crypto'
import type { Language } from '../../kernel/language.ts'
import type { ProfileKind } from '../oidc/profiles.ts'

export type PersonaParty = {
  readonly organisationNumber: string
  readonly name: string
  readonly unitType?: string
  readonly actions?: readonly string[]
}

/** An invented person who may sign in on this machine, through one door. */
export type Persona = {
  /** Stable: subject, national identity number and object id follow from it. */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly door: ProfileKind
  /** The level this person signs in with; absent for the doors that name none (Entra, Feide). */
  readonly acr?: string
  /** One line on the page where a person is chosen. */
  readonly about: Readonly<Record<Language, string>>
  /** Ansattporten: whom the person may act for. Feide: the employer comes first. */
  readonly parties?: readonly PersonaParty[]
  /** A synthetic number (`nationalIdOf`) unless said otherwise; `none` for a person without. */
  readonly nationalId?: string
  /** Feide: employee, faculty, student … */
  readonly affiliation?: readonly string[]
  /** Entra: application roles. */
  readonly roles?: readonly string[]
  /** Entra: another tenant than the one the profile lets in. */
  readonly tenantId?: string
  /** Entra: member of so many groups that the token refers to them instead. */
  readonly tooManyGroups?: boolean
  /** `ansattporten:orgno`: answers in the older shape, one number on the detail itself. */
  readonly olderShape?: boolean
}

/** The tenant of the local Entra. */
export const localTenantId = '5a3a5b11-0000-4000-8000-000000000001'

/** The person's national identity number: synthetic (month + 80), the same each time, with valid check digits. Undefined for `none`. */
export const nationalIdOf = (persona: Pick<Persona, 'id' | 'nationalId'>): string | undefined =>
  persona.nationalId === 'none' ? undefined : (persona.nationalId ?? syntheticNationalId(persona.id))

/** A GUID that follows from the text. */
export const guidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const syntheticNationalId = (seed: string): string => {
  const bytes = createHash('sha256').update(seed).digest()
  const two = (value: number) => String(value).padStart(2, '0')
  const birth = `${two(1 + (bytes.readUInt8(0) % 28))}${81 + (bytes.readUInt8(1) % 12)}${50 + (bytes.readUInt8(2) % 50)}`
  const first = bytes.readUInt16BE(3)
  for (let step = 0; step < 500; step += 1) {
    const whole = withCheckDigits(`${birth}${String((first + step) % 500).padStart(3, '0')}`)
    if (whole !== undefined) return whole
  }
  throw new Error(`No synthetic number exists for ${birth}.`)
}

/** Both check digits of a national identity number, or undefined when the nine digits have none. */
const withCheckDigits = (nine: string): string | undefined => {
  const ten = withCheckDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2])
  return ten === undefined ? undefined : withCheckDigit(ten, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
}

const withCheckDigit = (digits: string, weights: readonly number[]): string | undefined => {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? undefined : `${digits}${check}`
}
