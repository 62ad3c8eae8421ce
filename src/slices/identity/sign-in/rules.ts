import type { OrgKind, Role } from '../../../kernel/actor.ts'
import type { MembershipId } from '../../../kernel/ids.ts'

/** One thing a person may act as: an own membership, or someone else's by delegation. */
export type Capacity = {
  readonly membershipId: MembershipId
  readonly role: Role
  readonly orgName: string
  readonly orgKind: OrgKind
  readonly delegationId: string | undefined
  readonly onBehalfOf: string | undefined
}

/** With one capacity there is nothing to choose; with several the person says which. */
export const obviousCapacity = (capacities: readonly Capacity[]): Capacity | undefined => (capacities.length === 1 ? capacities[0] : undefined)

/**
 * Where to go after sign-in. Only addresses within this site: anything a browser could read as another host is dropped
 * (`//evil`, `/\evil`, `https:evil`, control characters).
 */
export function safeReturn(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 500) return '/oppgaver'
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return '/oppgaver'
  const own = 'https://samspill.invalid'
  const resolved = new URL(asked, own)
  const path = `${resolved.pathname}${resolved.search}`
  // Dots in the path may have made two slashes of it: what is sent is looked at, not only what was asked.
  return resolved.origin === own && /^\/(?![/\\])/.test(path) ? path : '/oppgaver'
}
