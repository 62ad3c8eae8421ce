import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../src/kernel/actor.ts'
import { reading, system } from '../src/platform/db.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, usualTime, type World } from './kit.ts'

// Which role somebody may be given where, and on which days a role or a tie between organisations counts, as the database holds it.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('who may be what', () => {
  const member = (person: string, org: string, role: string) => `insert into identity.membership (person_id, org_id, role, period) values ('${person}', '${org}', '${role}', '[2026-11-23,)')`
  test.each([
    ['siri', 'pedagogical-leader', 'yes'],
    ['siri', 'team-leader', 'no'],
    ['siri', 'adviser', 'no'],
    ['siri', 'operator', 'no'],
    ['per', 'team-leader', 'no'],
    ['tone', 'adviser', 'yes'],
    ['tone', 'head', 'no'],
  ] as const)('%s makes somebody %s in the own organisation: %s', async (who, role, answer) => {
    const [actor, frida] = [await actorOf(world, who), await actorOf(world, 'frida')]
    expect(await tries(world, actor, member(frida.personId, actor.orgId, role))).toBe(answer)
    const invitation = `insert into identity.invitation (token_hash, org_id, role, email, invited_by, invited_at, expires_at) values ('\\x0${answer === 'yes' ? 1 : 2}', '${actor.orgId}', '${role}', 'ny@example.example', '${actor.personId}', now(), now() + interval '1 day')`
    expect(await tries(world, actor, invitation)).toBe(answer)
  })
  test('a role never becomes another, nor another’s', async () => {
    const siri = await actorOf(world, 'siri')
    for (const change of ["role = 'operator'", `org_id = '${siri.orgId}'`, `person_id = '${siri.personId}'`])
      for (const who of [siri, system] as const) expect(await tries(world, who, `update identity.membership set ${change} where person_id = '${siri.personId}'`)).toBe('no')
  })
})

describe('what holds today', () => {
  const day = (days: number) => new Date(usualTime.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const owned = async (actor: Actor) => (await reading(world.db, actor, (tx) => sql<{ owner_id: string | null; above: boolean }>`select owner_id, identity.actor_is_above(id) as above from register.organisation_card where name = 'Eventyrbarnehagen'`.execute(tx))).rows[0]

  test('is what the program’s clock says, in Norway; without it, the day it is', async () => {
    const today = async () => (await reading(world.db, undefined, (tx) => sql<{ day: string }>`select platform.today() as day`.execute(tx))).rows[0]?.day
    expect(await today()).toBe('2026-11-23')
    world.clock.set(new Date('2026-11-23T23:30:00Z'))
    expect(await today()).toBe('2026-11-24')
    world.clock.set(usualTime)
    expect(await world.asOwner("select 1 where platform.today() = (now() at time zone 'Europe/Oslo')::date")).toHaveLength(1)
  })

  test.each([
    ['ends later still counts', 1, true],
    ['ended yesterday does not', 0, false],
  ])('a tie that %s', async (_, ends, counts) => {
    const eva = await actorOf(world, 'eva')
    await world.asOwner("insert into register.organisation (kind, name, created_at) select 'kindergarten', 'Eventyrbarnehagen', now() where not exists (select from register.organisation where name = 'Eventyrbarnehagen')")
    await world.asOwner("delete from register.relation where from_id = (select id from register.organisation where name = 'Eventyrbarnehagen')")
    const tie = (period: string) => world.asOwner("insert into register.relation (from_id, to_id, kind, period, source) select id, $1, 'owned-by', $2, 'test' from register.organisation where name = 'Eventyrbarnehagen'", [eva.orgId, period])
    await tie(`[2020-01-01,${day(ends)})`)
    await tie(`[${day(1)},)`)
    expect(await owned(eva)).toEqual({ owner_id: counts ? eva.orgId : null, above: counts })
  })

  test.each([
    ['that ends tomorrow', `[2020-01-01,${day(1)})`, true],
    ['that ended yesterday', `[2020-01-01,${day(0)})`, false],
    ['that begins tomorrow', `[${day(1)},)`, false],
  ])('a role %s, in who administers and who hears of a case', async (_, period, counts) => {
    const [siri, ragnhild] = [await actorOf(world, 'siri'), await actorOf(world, 'ragnhild')]
    const [one] = await world.asOwner<{ id: string; org: string }>("select c.id, c.team_org_id as org from guidance.case c where c.kindergarten_id = $1 and c.state = 'running' limit 1", [siri.orgId])
    await world.asOwner('update identity.membership set period = $1 where id = any ($2)', [period, [siri.membershipId, ragnhild.membershipId]])
    await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ($1, $2, 'Ragnhild Dal', now(), 'Tone Haugen') on conflict do nothing", [one?.id, ragnhild.membershipId])
    const seen = await reading(world.db, siri, async (tx) => ({
      administers: (await sql<{ yes: boolean }>`select identity.actor_administers() as yes`.execute(tx)).rows[0]?.yes,
      told: (await sql`select 1 from guidance.advisers_of(${one?.id}) where person_id = ${ragnhild.personId}`.execute(tx)).rows.length,
    }))
    expect(seen).toEqual({ administers: counts, told: counts ? 1 : 0 })
    await world.asOwner("update identity.membership set period = '[2024-08-01,)' where id = any ($1)", [[siri.membershipId, ragnhild.membershipId]])
  })
})
