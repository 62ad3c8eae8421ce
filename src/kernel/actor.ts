import type { Language } from './language.ts'
import type { MembershipId, OrgId, PersonId } from './ids.ts'

/** Kinds of organisation that the mandate and the scheme name. */
export const orgKinds = [
  'kindergarten',
  'department',
  'owner',
  'municipality',
  'county-governor',
  'university',
  'support-service',
  'school',
  'association',
  'operator',
] as const
export type OrgKind = (typeof orgKinds)[number]

/** What one may be in an organisation. The words on screen are in `docs/glossary.md`. */
export const roles = [
  'head', // styrer
  'pedagogical-leader', // pedagogisk leder
  'owner', // eier, or the one who answers for the owner
  'adviser', // rådgiver in the Kompetanseteam
  'team-leader', // leader of the Kompetanseteam
  'authority', // barnehagemyndighet: the capacity that inspects
  'service-contact', // PPT, helsestasjon, barnevern …
  'university-contact',
  'county-governor', // statsforvalter
  'school-leader',
  'union-representative',
  'operator', // runs the installation: register sync, imports
] as const
export type Role = (typeof roles)[number]

/**
 * The person who acts, in the one capacity they act in now. A sign-in is not an authorisation: the capacity comes from a
 * membership, or from a delegation (then `onBehalfOf` names the one who delegated, and every trace shows both).
 */
export type Actor = {
  readonly personId: PersonId
  readonly name: string
  readonly language: Language
  readonly membershipId: MembershipId
  readonly orgId: OrgId
  readonly orgName: string
  readonly orgKind: OrgKind
  readonly role: Role
  readonly onBehalfOf: { readonly personId: PersonId; readonly name: string; /** What the delegation covers. */ readonly scope: readonly string[] } | undefined
}
