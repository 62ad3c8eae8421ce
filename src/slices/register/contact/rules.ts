import type { Actor } from '../../../kernel/actor.ts'

/** Who stands how to a kindergarten: as much as the rules of contact and departments need to know. */
export type Standing = { readonly id: string; readonly name: string; readonly ownerId: string | undefined; readonly closedOn: string | undefined }

/** The kindergarten's head, and who acts for its owner today. A deputy for a head answers for the kindergarten when the delegation covers guidance; the database says the same. */
export const answersFor = (actor: Actor | undefined, unit: Standing): boolean =>
  actor !== undefined && ((actor.role === 'head' && actor.orgId === unit.id && (!actor.onBehalfOf || actor.onBehalfOf.scope.includes('guidance'))) || (actor.role === 'owner' && unit.ownerId === actor.orgId))

/** Contact facts may be written by those who answer for the kindergarten and by the team. */
export const mayEditContact = (actor: Actor | undefined, unit: Standing): boolean =>
  answersFor(actor, unit) || actor?.role === 'adviser' || actor?.role === 'team-leader'
