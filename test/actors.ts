import { sql } from 'kysely'
import { demoPeople } from '../demo/people.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { writing, type system, type Tx } from '../src/platform/db.ts'
import type { World } from './kit.ts'

/** The actor that a person of the demonstration world is, in one of their roles. */
export async function actorOf(world: World, person: string, role?: string): Promise<Actor> {
  const email = demoPeople.find(({ id }) => id === person)?.email ?? ''
  const [row] = await world.asOwner<{ person: string; name: string; membership: string; org: string; org_name: string; kind: string; role: string }>(
    `select p.id as person, p.name, m.id as membership, m.org_id as org, o.name as org_name, o.kind, m.role from identity.person p join identity.membership m on m.person_id = p.id join register.organisation o on o.id = m.org_id
     where p.email = $1 and ($2::text is null or m.role = $2) order by m.id limit 1`,
    [email, role ?? null],
  )
  if (!row) throw new Error(`${person} acts as nothing`)
  return { personId: row.person, name: row.name, language: 'nb', membershipId: row.membership, orgId: row.org, orgName: row.org_name, orgKind: row.kind, role: row.role, onBehalfOf: undefined } as Actor
}

/** `deputy` in the place of `absent`, for what the delegation covers: the role and the organisation are those of the one who is away. */
export const inPlaceOf = (deputy: Actor, absent: Actor, scope: readonly string[]): Actor => ({ ...absent, personId: deputy.personId, name: deputy.name, onBehalfOf: { personId: absent.personId, name: absent.name, scope } })

class Undone extends Error {}

/**
 * What the database answers when the actor tries: `yes` when rows came or changed, `no` when it refused or found none the actor may touch. Nothing of it stays.
 * @throws what is neither: a statement that is wrong in itself says nothing about who may
 */
export async function tries(world: World, actor: Actor | typeof system | undefined, ...statements: readonly string[]): Promise<'yes' | 'no'> {
  let answer: 'yes' | 'no' = 'no'
  try {
    await writing(world.db, actor, async (tx: Tx) => {
      for (const statement of statements) {
        const { rows, numAffectedRows } = await sql.raw(statement).execute(tx)
        answer = rows.length > 0 || Number(numAffectedRows ?? 0) > 0 ? 'yes' : 'no'
      }
      throw new Undone()
    })
  } catch (problem) {
    if (problem instanceof Undone) return answer
    if ((problem as { code?: string }).code === '42501') return 'no'
    throw problem
  }
  return answer
}
