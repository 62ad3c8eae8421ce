import type { Actor } from '../../src/kernel/actor.ts'
import { actAs, system, type Tx } from '../../src/platform/db.ts'
import type { DemoMember } from '../load.ts'
import { demoPeople } from '../people.ts'
import { invented } from '../world.ts'

export type Orgs = ReadonlyMap<string, string>
export type People = ReadonlyMap<string, DemoMember>

/** An invented person in the first of their roles. */
export function actorOf(id: string, orgs: Orgs, people: People): Actor {
  const known = demoPeople.find((one) => one.id === id)
  const [membership] = known?.memberships ?? []
  const member = people.get(id)
  const unit = invented.find(({ name }) => name === membership?.org)
  if (!known || !membership || !member || !unit) throw new Error(`The demonstration world has no ${id} with a role`)
  return {
    personId: member.personId, name: member.name, language: known.language, membershipId: member.membershipIds[0], orgId: orgs.get(unit.name), orgName: unit.name, orgKind: unit.kind, role: membership.role, onBehalfOf: undefined,
  } as Actor
}

/** Does what the person does, by the person's own rights, and goes back to being the program. */
export async function as<Result>(tx: Tx, actor: Actor, work: () => Promise<Result>): Promise<Result> {
  await actAs(tx, actor)
  const done = await work()
  await actAs(tx, system)
  return done
}

/** What an action gave. @throws when it refused: the demonstration world does nothing that is not allowed */
export function done<Event>(decision: { readonly ok: true; readonly event: Event } | { readonly ok: false; readonly because: string }): Event {
  if (!decision.ok) throw new Error(`The demonstration world was refused: ${decision.because}`)
  return decision.event
}
