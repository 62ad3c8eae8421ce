import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { accept, refuse, type Decision } from '../../kernel/decision.ts'
import { isLanguage, type Language } from '../../kernel/language.ts'
import { isOrganisationNumber } from '../../kernel/organisation-number.ts'
import type { Profile } from './profiles.ts'
import type { Party, SignedIn, SignInRefusal } from './signed-in.ts'

/** What a provider answered, when signature, nonce and lifetime have been checked already. */
export type Answer = {
  /** Claims of the id_token. */
  readonly claims: unknown
  /** `authorization_details` of the token response: the same as in the id_token, used when the id_token has none. */
  readonly authorizationDetails?: unknown
  /** Feide: the userinfo, whose `sub` has been compared with the id_token's. */
  readonly userinfo?: unknown
  /** Feide: the list of groups. */
  readonly groups?: unknown
}

export type Rules = {
  /** The issuer's name in its own metadata; Entra's common issuer has `{tenantid}` in it. */
  readonly issuer: string
  /** Key of the server for national identity numbers. The clear value never leaves this file. */
  readonly nationalIdKey: string
  /** When the act demands more than the profile does (signing, for instance). */
  readonly minimumAcr?: string | undefined
}

type Mapped<Fact> = Decision<SignInRefusal, Fact>

/** Turns the answer of any provider into `SignedIn`, or names why the person is not let in. */
export const readAnswer = (profile: Profile, answer: Answer, rules: Rules): Mapped<SignedIn> => {
  const parsed = idToken.safeParse(answer.claims)
  if (!parsed.success) return refuse('claims-missing')
  const claims = parsed.data
  if (!isFromIssuer(profile, claims, rules.issuer)) return refuse('wrong-issuer')
  if (![claims.aud].flat().includes(profile.clientId)) return refuse('code-refused')
  if (!isHighEnough(profile, claims.acr, rules.minimumAcr)) return refuse('too-low-assurance')
  const own = ownPart(profile, claims, answer)
  if (!own.ok) return own
  return accept({ ...commonPart(profile, claims, rules.nationalIdKey), ...own.event })
}

/**
 * The keyed hash under which a national identity number is kept (HMAC-SHA-256, hexadecimal), to recognise the one an
 * invitation was made for. Undefined when the text is not eleven digits.
 */
export const hashNationalId = (nationalId: string, key: string): string | undefined =>
  /^\d{11}$/.test(nationalId) ? createHmac('sha256', key).update(nationalId).digest('hex') : undefined

const idToken = z.looseObject({
  iss: z.string().min(1),
  sub: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string())]),
  acr: z.string().optional().catch(undefined),
  sid: z.string().min(1).optional().catch(undefined),
  auth_time: z.number().int().optional().catch(undefined),
  name: z.string().min(1).optional().catch(undefined),
  given_name: z.string().optional().catch(undefined),
  family_name: z.string().optional().catch(undefined),
  email: z.string().min(1).optional().catch(undefined),
  locale: z.string().optional().catch(undefined),
  pid: z.string().optional().catch(undefined),
  tid: z.string().optional().catch(undefined),
  oid: z.string().optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
  authorization_details: z.unknown().optional(),
})
type IdToken = z.output<typeof idToken>

const isFromIssuer = (profile: Profile, claims: IdToken, issuer: string) =>
  claims.iss === (profile.kind === 'entra' ? issuer.replace('{tenantid}', claims.tid ?? '') : issuer)

/** An existing session or the person's own choice may give another level than we asked for, so the answer is what counts. */
const isHighEnough = (profile: Profile, given: string | undefined, demanded: string | undefined) => {
  const minimum = demanded ?? profile.acr?.minimum
  if (minimum === undefined) return true
  const levels = profile.acr?.levels ?? [minimum]
  const at = given === undefined ? -1 : levels.indexOf(given)
  return levels.includes(minimum) && at >= levels.indexOf(minimum)
}

const commonPart = (profile: Profile, claims: IdToken, key: string): SignedIn => {
  const name = claims.name ?? ([claims.given_name, claims.family_name].filter(Boolean).join(' ') || undefined)
  const locale = languageOf(claims.locale)
  const nationalIdHash = profile.pid === 'ask' && claims.pid !== undefined ? hashNationalId(claims.pid, key) : undefined
  return {
    provider: profile.id,
    issuer: claims.iss,
    subject: claims.sub,
    acr: claims.acr ?? 'unstated',
    parties: [],
    roles: [],
    ...(claims.sid !== undefined && { sid: claims.sid }),
    ...(claims.auth_time !== undefined && { authTime: claims.auth_time }),
    ...(name !== undefined && { name }),
    ...(claims.email !== undefined && { email: claims.email }),
    ...(locale !== undefined && { locale }),
    ...(nationalIdHash !== undefined && { nationalIdHash }),
  }
}

const languageOf = (locale: string | undefined): Language | undefined => {
  const language = locale?.toLowerCase().split(/[-_]/)[0]
  if (language === 'no') return 'nb'
  return isLanguage(language) ? language : undefined
}

const ownPart = (profile: Profile, claims: IdToken, answer: Answer): Mapped<Partial<SignedIn>> => {
  const details = claims.authorization_details ?? answer.authorizationDetails
  switch (profile.kind) {
    case 'idporten':
      return accept({})
    case 'ansattporten-altinn':
      return withParties(altinnParties(details, profile.resource))
    case 'ansattporten-orgno':
      return withParties(accept(orgnoParties(details)))
    case 'entra':
      return entraPart(claims, profile.tenantIds)
    case 'feide':
      return feidePart(answer)
  }
}

const withParties = (parties: Mapped<Party[]>): Mapped<Partial<SignedIn>> => {
  if (!parties.ok) return parties
  return parties.event.length === 0 ? refuse('no-organisation') : accept({ parties: parties.event })
}

const word = z.string().min(1).optional().catch(undefined)
const words = z.union([z.array(z.string()), z.string().transform((list) => list.split(','))]).optional().catch(undefined)
const orgnoShape = z.looseObject({ authority: z.unknown(), Authority: z.unknown(), ID: z.unknown() }).partial()
const partyShape = z.looseObject({
  orgno: orgnoShape,
  name: word,
  unit_type: word,
  actions: words,
  rights: words,
})
const detailShape = z.looseObject({
  type: z.string(),
  resource: z.unknown().optional(),
  authorized_parties: z.array(z.unknown()).optional().catch(undefined),
})
type Detail = z.output<typeof detailShape>

/**
 * Digdir demands that the resource in the answer is compared with the one asked about. A detail with a type and nothing
 * else is how Ansattporten says that the person came through as themselves only.
 */
const altinnParties = (details: unknown, resource: string): Mapped<Party[]> => {
  const ours = detailsOfType(details, 'ansattporten:altinn:resource')
  const others = ours.filter((detail) => detail.resource !== resource && (detail.resource !== undefined || partiesOf(detail).length > 0))
  return others.length > 0 ? refuse('wrong-resource') : accept(distinct(ours.flatMap(partiesOf)))
}

/** Two shapes are in use: a list of parties, and one organisation number on the detail itself. */
const orgnoParties = (details: unknown): Party[] =>
  distinct(detailsOfType(details, 'ansattporten:orgno').flatMap((detail) => (detail.authorized_parties ? partiesOf(detail) : readParty(detail))))

const detailsOfType = (details: unknown, type: string): Detail[] =>
  (Array.isArray(details) ? details : []).flatMap((raw: unknown) => {
    const detail = detailShape.safeParse(raw)
    return detail.success && detail.data.type === type ? [detail.data] : []
  })

const partiesOf = (detail: Detail): Party[] => (detail.authorized_parties ?? []).flatMap(readParty)

/** A party whose number is of another authority or does not pass the check digit is left out; the others stay. */
const readParty = (raw: unknown): Party[] => {
  const party = partyShape.safeParse(raw)
  if (!party.success) return []
  const { orgno, name, unit_type: unitType, actions, rights } = party.data
  const organisationNumber = /^0192:(\d{9})$/.exec(typeof orgno.ID === 'string' ? orgno.ID : '')?.[1]
  if ((orgno.authority ?? orgno.Authority) !== 'iso6523-actorid-upis' || organisationNumber === undefined) return []
  if (!isOrganisationNumber(organisationNumber)) return []
  return [{ organisationNumber, ...(name !== undefined && { name }), ...(unitType !== undefined && { unitType }), actions: setOf(actions ?? rights) }]
}

const setOf = (list: readonly string[] | undefined) => [...new Set((list ?? []).map((word) => word.trim()).filter((word) => word !== ''))]

/** One organisation once, with what the person may do there by any of the entries. */
const distinct = (parties: readonly Party[]): Party[] => {
  const byNumber = new Map<string, Party>()
  for (const party of parties) {
    const before = byNumber.get(party.organisationNumber)
    byNumber.set(party.organisationNumber, before ? { ...before, actions: setOf([...before.actions, ...party.actions]) } : party)
  }
  return [...byNumber.values()]
}

/**
 * `tid` with `oid` is the person; an e-mail address or user name may pass to another. Groups are never read: above 200 of
 * them the token carries a reference (`_claim_names`) instead, so a right built on groups would come and go.
 */
const entraPart = ({ tid, oid, roles }: IdToken, tenantIds: readonly string[]): Mapped<Partial<SignedIn>> => {
  if (!tid || !oid) return refuse('claims-missing')
  if (!tenantIds.some((allowed) => allowed.toLowerCase() === tid.toLowerCase())) return refuse('tenant-not-allowed')
  return accept({ subject: `${tid}:${oid}`, roles: setOf(roles) })
}

const userinfoShape = z.looseObject({ name: word, email: word })
const homeShape = z.looseObject({
  type: z.literal('fc:org'),
  displayName: word,
  orgType: z.array(z.string()).catch([]),
  norEduOrgNIN: z.string().optional().catch(undefined),
  membership: z.looseObject({ affiliation: z.array(z.string()).catch([]) }).catch({ affiliation: [] }),
})

/** Staff of higher education only. One who both studies and works there comes in as staff. */
const feidePart = ({ userinfo, groups }: Answer): Mapped<Partial<SignedIn>> => {
  const person = userinfoShape.safeParse(userinfo)
  if (!person.success || !Array.isArray(groups)) return refuse('claims-missing')
  const homes = groups.flatMap((raw: unknown) => homeShape.safeParse(raw).data ?? []).filter((home) => home.orgType.includes('higher_education'))
  const atWork = homes.filter(({ membership }) => membership.affiliation.some((word) => word === 'employee' || word === 'faculty'))
  if (atWork.length === 0) return refuse(homes.some(({ membership }) => membership.affiliation.includes('student')) ? 'student' : 'no-organisation')
  const parties = distinct(atWork.flatMap(readHome))
  if (parties.length === 0) return refuse('no-organisation')
  const { name, email } = person.data
  return accept({ parties, ...(name !== undefined && { name }), ...(email !== undefined && { email }) })
}

const readHome = ({ norEduOrgNIN, displayName }: z.output<typeof homeShape>): Party[] => {
  const organisationNumber = norEduOrgNIN?.replace(/^NO/, '') ?? ''
  if (!isOrganisationNumber(organisationNumber)) return []
  return [{ organisationNumber, ...(displayName !== undefined && { name: displayName }), actions: [] }]
}
