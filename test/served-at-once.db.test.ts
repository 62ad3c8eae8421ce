import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { demoPeople } from '../demo/people.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { reading } from '../src/platform/db.ts'
import { actorOf } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// Which kindergartens a team serves is answered for one (register.served_by), for all at once (register.team_kindergarten) and for one team (register.kindergartens_of). Policies that changed from
// the one to the other let everyone see what they saw.

let before: World
let now: World
const arrangements = [
  // Each kindergarten is served otherwise: by a team of its own, by one that has closed, by one that is no team, before today, from tomorrow, by two, or as its municipality.
  `insert into register.organisation (id, kind, form, name, fictitious, created_at, closed_on) values
    ('f0000000-0000-7000-8000-000000000001', 'support-service', 'competence-team', 'Nabolaget', true, now(), null), ('f0000000-0000-7000-8000-000000000002', 'support-service', 'competence-team', 'Nedlagt team', true, now(), '2026-01-01'),
    ('f0000000-0000-7000-8000-000000000003', 'support-service', 'ppt', 'Ikke et team', true, now(), null)`,
  `insert into register.relation (from_id, to_id, kind, period, source)
    select k.id, ('f0000000-0000-7000-8000-00000000000' || case k.n % 7 when 2 then 2 when 3 then 3 else 1 end)::uuid, 'served-by', case k.n % 7 when 4 then '[2020-01-01,2026-01-01)' when 5 then '[2027-01-01,)' else '[2021-01-01,)' end::daterange, 'own'
    from (select o.id, row_number() over (order by o.name) as n from register.organisation o where o.kind = 'kindergarten' and o.fictitious) k where k.n % 7 <> 0`,
  `insert into register.relation (from_id, to_id, kind, period, source)
    select k.id, t.id, 'served-by', '[2022-01-01,)', 'own' from (select o.id, row_number() over (order by o.name) as n from register.organisation o where o.kind = 'kindergarten' and o.fictitious) k, register.organisation t
    where k.n % 7 = 6 and t.name = 'Kompetanseteam barnehage Fjordvik'`,
  `insert into register.relation (from_id, to_id, kind, period, source) select m.id, 'f0000000-0000-7000-8000-000000000001', 'served-by', '[2021-01-01,)', 'own' from register.organisation m where m.kind = 'municipality' and m.name <> 'Fjordvik kommune'`,
  // What is set aside stands as it was.
  "update needs.need_statement set shared_with_team = true where hashtext(id::text) % 2 = 0 and state <> 'set-aside'",
]
const asWritten = (migration: string, name: string) => new RegExp(`create (or replace )?function ${name.replace('.', '\\.')}\\(\\)[\\s\\S]*?\\nend;`).exec(readFileSync(`${inject('root')}/migrations/${migration}.sql`, 'utf8'))?.[0].replace(/^create (or replace )?/, 'create or replace ') ?? ''
/** As the rows were chosen before 202611301001 and 202612010801. */
const old = [
  'drop policy need_statement_team on needs.need_statement',
  `create policy need_statement_team on needs.need_statement for select to samspill_app
    using ((select platform.actor_role()) in ('adviser', 'team-leader') and state <> 'draft' and shared_with_team and kindergarten_id in (select s.kindergarten_id from register.served_by s where s.team_id = (select platform.actor_org())))`,
  asWritten('202611290901-measures-participation', 'measures.seen_parts'), asWritten('202611270301-measures', 'measures.seen_closings'),
  asWritten('202611300700-coordination-services', 'coordination.kindergartens'), asWritten('202611300700-coordination-services', 'coordination.asking_kindergartens'),
]
beforeAll(async () => {
  ;[before, now] = await Promise.all([openWorld(), openWorld()])
  for (const world of [before, now]) for (const text of arrangements) await world.asOwner(text)
  for (const text of old) await before.asOwner(text)
}, 120_000)
afterAll(() => Promise.all([before.close(), now.close()]))

const rowsOf = (world: World, actor: Actor | undefined, text: string) =>
  reading(world.db, actor, async (tx) => (await sql.raw<{ row: string }>(`select row(x.*)::text as row from (${text}) x order by 1`).execute(tx)).rows.map(({ row }) => row))

test('asked for one and for all at once, each kindergarten has the same team', async () => {
  const one = await rowsOf(now, undefined, 'select s.kindergarten_id, s.team_id from register.served_by s where s.team_id is not null')
  expect(await rowsOf(now, undefined, 'select s.kindergarten_id, s.team_id from register.team_kindergarten s')).toEqual(one)
  const teams = await now.asOwner<{ name: string; n: number }>('select o.name, count(*)::int as n from register.served_by s join register.organisation o on o.id = s.team_id group by 1')
  expect(teams.filter(({ n }) => n > 1).map(({ name }) => name).toSorted(), 'more than one team is arranged').toEqual(expect.arrayContaining(['Kompetanseteam barnehage Fjordvik', 'Nabolaget']))
})

test('asked for one team, it is the same kindergartens', async () => {
  const all = await rowsOf(now, undefined, 'select t.kindergarten_id, t.team_id from register.team_kindergarten t')
  expect(await rowsOf(now, undefined, 'select k.id as kindergarten_id, o.id as team_id from register.organisation o cross join lateral register.kindergartens_of(o.id) k (id)')).toEqual(all)
  expect(all.length).toBeGreaterThan(10)
})

const roles = demoPeople.flatMap(({ id, memberships }) => memberships.map(({ role }) => [id, role] as const))
test.each([...roles, ['nobody', undefined] as const])('%s as %s sees the same needs, measures, parts and services as before', async (person, role) => {
  const actor = role === undefined ? undefined : await actorOf(now, person, role)
  const tables = ['needs.need_statement', 'needs.need_card', 'measures.measure', 'measures.measure_card', 'coordination.activity', 'coordination.contact', 'coordination.request', 'coordination.talk']
  for (const text of [...tables.map((table) => `select id from ${table}`), ...['measures.part', 'measures.closing'].map((table) => `select measure_id, kindergarten_id from ${table}`), 'select kindergarten_id, open, waiting from coordination.service_request_count'])
    expect([text, await rowsOf(now, actor, text)]).toEqual([text, await rowsOf(before, actor, text)])
})

test('the team of the neighbours sees what is shared with it, and only where it serves: there is something to compare', async () => {
  const tone = await actorOf(now, 'tone')
  const neighbour: Actor = { ...tone, orgId: 'f0000000-0000-7000-8000-000000000001' as Actor['orgId'], orgName: 'Nabolaget' }
  for (const actor of [tone, neighbour]) {
    const text = 'select n.id, n.kindergarten_id from needs.need_card n'
    const [seen, was] = [await rowsOf(now, actor, text), await rowsOf(before, actor, text)]
    expect(seen).toEqual(was)
    expect(seen.length).toBeGreaterThan(0)
    const parts = 'select p.measure_id, p.kindergarten_id from measures.part p'
    expect(await rowsOf(now, actor, parts)).toEqual(await rowsOf(before, actor, parts))
  }
})
