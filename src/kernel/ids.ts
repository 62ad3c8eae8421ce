/** An identifier that knows what it identifies: a case id is not accepted where an organisation id is asked for. */
export type Id<Kind extends string> = string & { readonly __kind: Kind }

export type PersonId = Id<'person'>
export type MembershipId = Id<'membership'>
export type OrgId = Id<'organisation'>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True when `text` has the shape of an id of ours. Anything else in an address is simply not found, never a fault in the database. */
export const looksLikeId = (text: string): boolean => uuid.test(text)

/** The id that a text from outside is, in an address or a form; undefined when it has not the shape of one. */
export const idIn = (value: unknown): string | undefined => (typeof value === 'string' && looksLikeId(value) ? value : undefined)
/** As `idIn`, with an empty text instead of none: it leads to nothing. */
export const idOrNone = (value: unknown): string => idIn(value) ?? ''
