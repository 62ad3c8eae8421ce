import type { Role } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Discussion, InvitedRole } from '../rules.ts'

/** Whole groups, each asked in one press. */
export const groups = ['heads', 'owners', 'unions', 'services', 'schools', 'universities'] as const
export type Group = (typeof groups)[number]
export const roleOf: Readonly<Record<Group, InvitedRole>> = { heads: 'head', owners: 'owner', unions: 'union-representative', services: 'service-contact', schools: 'school-leader', universities: 'university-contact' }

/** An organisation of the municipality, or around it, that may be invited. */
export type Candidate = { readonly group: Group; readonly orgId: string; readonly org: string }
export type Party = { readonly id: string; readonly orgId: string; readonly org: string; readonly role: InvitedRole; readonly removed: boolean; readonly removedBy: string | undefined }
/** Somebody who may come today, by the name they have. */
export type Person = { readonly personId: string; readonly name: string; readonly orgId: string; readonly org: string; readonly role: Role; readonly prepares: boolean }
/** Somebody whose coming has been noted, by the name they had then. */
export type Marked = { readonly personId: string; readonly name: string; readonly org: string; readonly role: Role; readonly present: boolean; readonly off: boolean }

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }
export type InviteRefusal = 'cancelled' | 'minutes-sent' | 'nobody-new'
const open = ({ cancelledAt, writing }: Pick<Discussion, 'cancelledAt' | 'writing'>): 'cancelled' | 'minutes-sent' | undefined => (cancelledAt ? 'cancelled' : writing ? undefined : 'minutes-sent')
/** Those of them who are not on the list already. */
export function invite(meeting: Discussion, parties: readonly Party[], asked: readonly Candidate[]): Decision<InviteRefusal, Event<'discussion-list-changed'> & { readonly add: readonly Candidate[] }> {
  const not = open(meeting)
  if (not) return refuse(not)
  const add = asked.filter((one) => !parties.some((party) => !party.removed && party.orgId === one.orgId && party.role === roleOf[one.group]))
  return add.length === 0 ? refuse('nobody-new') : accept({ kind: 'strategy.discussion-list-changed', add })
}
/** Somebody is taken off the list, or on it again. */
export const changeList = (meeting: Discussion): Decision<'cancelled' | 'minutes-sent', Event<'discussion-list-changed'>> => {
  const not = open(meeting)
  return not ? refuse(not) : accept({ kind: 'strategy.discussion-list-changed' })
}
/** Those who were marked as there and are on the list no more: taken off, or without the role. What they said stands. */
export const gone = (marked: readonly Marked[], people: readonly Person[]): readonly Marked[] => marked.filter((one) => (one.present || one.off) && (one.off || !people.some(({ personId }) => personId === one.personId)))
/** Those on the list today who are not taken off it. */
export const onList = (people: readonly Person[], marked: readonly Marked[]): readonly Person[] => people.filter(({ personId }) => !marked.some((one) => one.off && one.personId === personId))
