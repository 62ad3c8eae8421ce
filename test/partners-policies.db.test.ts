import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, type Actor, type Role } from '../src/kernel/actor.ts'
import { reading } from '../src/platform/db.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// Who reads and writes the tables of partnerships, offers, plans, consultation meetings and schools, read as the database user the program is: whatever an address or a form says.

let world: World
type Table = { readonly name: string; readonly rows: number; readonly reads: boolean; readonly column: string | null; readonly deletes: boolean }
let tables: readonly Table[] = []
const discussion = '(select discussion_id from strategy.discussion_minutes order by id limit 1)'
const wanted = "c.oid::regclass::text ~ '^(scheme\\.partnership|scheme\\.university_capacity|team\\.offer$|strategy\\.(plan|goal|goal_line|goal_need|hearing_comment|discussion)|coordination\\.(school_pair|joint_))'"
/** What the demonstration world has nothing of: written by the tables' owner, so that there is something to look for. */
const more: readonly string[] = [
  `insert into strategy.discussion_calendar (discussion_id, person_id, name, language, version, starts_at, ends_at, place, title, sent_at) select ${discussion}, id, name, 'nb', 0, now(), now(), '', '', now() from identity.person order by id limit 1`,
  `insert into strategy.discussion_objection (minutes_id, org_id, role, name, body, given_at) select m.id, o.id, 'owner', 'Prøve', 'x', now() from strategy.discussion_minutes m, register.organisation o where o.name = 'Eventyrkjeden' limit 1`,
  `insert into strategy.discussion_paper (discussion_id, name, url, added_at, added_by_name) values (${discussion}, 'x', 'https://x.example', now(), 'Prøve')`,
  `insert into strategy.discussion_person (discussion_id, person_id, name, org_id, role, marked_at, marked_by_name) select ${discussion}, p.id, p.name, o.id, 'head', now(), 'Prøve' from identity.person p, register.organisation o where o.kind = 'kindergarten' order by p.id limit 1 on conflict do nothing`,
  `insert into strategy.goal_need (plan_id, goal_id, need_id, tied_at, tied_by_name) select g.plan_id, g.id, n.id, now(), 'Prøve' from strategy.goal g join strategy.plan p on p.id = g.plan_id and p.state <> 'adopted', needs.need_card n order by g.id, n.id limit 1 on conflict do nothing`,
  `insert into scheme.partnership_parting (partnership_id, side, reason, said_at, said_by_name) select id, 'owner', 'x', now(), 'Prøve' from scheme.partnership where agreed_at is not null order by id limit 1`,
  `insert into scheme.partnership_reminder (partnership_id, side, about, sent_at) select id, 'owner', 'renewal', now() from scheme.partnership order by id limit 1`,
  `insert into scheme.partnership_word (partnership_id, side, about_kind, about, word, said_at, said_by_name) select id, 'owner', 'reason', 'gap', 'x', now(), 'Prøve' from scheme.partnership where agreed_at is not null order by id limit 1`,
  `insert into scheme.partnership_reflection_addition (partnership_id, half, side, addition, added_at, added_by_name) select id, '2026-1', 'owner', 'x', now(), 'Prøve' from scheme.partnership where agreed_at is not null order by id limit 1`,
  `insert into coordination.joint_plan_reflection (plan_id, org_id, worked, learned, written_at, written_by_name) select id, school_id, 'x', 'x', now(), 'Prøve' from coordination.joint_plan order by id limit 1 on conflict do nothing`,
]
beforeAll(async () => {
  world = await openWorld()
  for (const statement of more) await world.asOwner(statement)
  await world.asOwner("insert into register.organisation (kind, name, region_id, created_at) values ('kindergarten', 'Utenfor (prøve)', 'oslo-viken', now())")
  const found = await world.asOwner<Omit<Table, 'rows'>>(
    `select c.oid::regclass::text as name, has_table_privilege('samspill_app', c.oid, 'select') as reads, has_table_privilege('samspill_app', c.oid, 'delete') as deletes,
       (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege('samspill_app', c.oid, a.attnum, 'update') order by a.attnum limit 1) as column
     from pg_class c where c.relkind = 'r' and ${wanted} order by 1`,
  )
  tables = await Promise.all(found.map(async (table) => ({ ...table, rows: (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${table.name}`))[0]?.n ?? 0 })))
}, 60_000)
afterAll(() => world.close())

const seenBy = (actor: Actor | undefined, where = 'true', only: readonly Table[] = tables) =>
  reading(world.db, actor, async (tx) => {
    const seen: string[] = []
    for (const { name, reads } of only) if (reads && (await sql`select 1 from ${sql.table(name)} where ${sql.raw(where)} limit 1`.execute(tx)).rows.length > 0) seen.push(name)
    return seen
  })
const outside = async (role: Role): Promise<Actor> => ({ ...(await actorOf(world, 'siri')), personId: crypto.randomUUID(), membershipId: crypto.randomUUID(), name: 'Ingen Prøve', orgId: await world.org('Utenfor (prøve)'), role }) as Actor
const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(`nothing: ${text}`)

test('all tables have rows to look for, and each has row-level security', async () => {
  expect(tables.length).toBeGreaterThan(35)
  expect(tables.filter(({ rows }) => rows === 0).map(({ name }) => name)).toEqual([])
  expect(await world.asOwner(`select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and ${wanted} and not c.relrowsecurity`)).toEqual([])
})

/** Meant to be found by all who may ask for it, or plan. */
const offered: Partial<Record<Role, readonly string[]>> = Object.fromEntries(['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'county-governor', 'university-contact', 'union-representative'].map((role) => [role, ['team.offer', 'scheme.university_capacity']]))
/** The county governor of the region: its partnerships when both have agreed, and its municipalities' plans when they are out. */
const ofRegion: readonly string[] = ['scheme.partnership', 'scheme.partnership_change', 'scheme.partnership_contact', 'scheme.partnership_member', 'scheme.partnership_note', 'scheme.partnership_parting', 'scheme.partnership_promise', 'scheme.partnership_reflection', 'scheme.partnership_reflection_addition', 'scheme.partnership_session', 'scheme.partnership_session_kindergarten', 'scheme.partnership_word', 'strategy.plan', 'strategy.goal', 'strategy.goal_line', 'strategy.hearing_comment']
describe('an organisation without a tie to anybody', () => {
  test.each(roles)('as %s reads what is for all, and nothing else', async (role) => {
    const allowed = [...(offered[role] ?? []), ...(role === 'county-governor' ? ofRegion : [])]
    expect((await seenBy(await outside(role))).filter((name) => !allowed.includes(name))).toEqual([])
  })
  test.each(roles)('as %s changes nothing and deletes nothing', async (role) => {
    const actor = await outside(role)
    const may: string[] = []
    for (const { name, column, deletes } of tables) {
      if (column !== null && (await tries(world, actor, `update ${name} set ${column} = ${column}`)) === 'yes') may.push(`update ${name}`)
      if (deletes && (await tries(world, actor, `delete from ${name}`)) === 'yes') may.push(`delete ${name}`)
    }
    expect(may).toEqual([])
  }, 60_000)
})
test('without an actor nothing is read', async () => expect(await seenBy(undefined)).toEqual([]))

describe('what some may never read, however near they are', () => {
  const partnerships = () => tables.map(({ name }) => name).filter((name) => name.startsWith('scheme.partnership'))
  const schools = () => tables.map(({ name }) => name).filter((name) => name.startsWith('coordination.'))
  const discussions = () => tables.map(({ name }) => name).filter((name) => name.startsWith('strategy.discussion'))
  const notOfInvited = ['strategy.discussion_said', 'strategy.discussion_person', 'strategy.discussion_calendar']
  test.each<[string, Role, () => readonly string[]]>([
    ['siri', 'head', () => [...partnerships(), ...notOfInvited]],
    ['hanne', 'head', () => [...partnerships(), ...notOfInvited]],
    ['peder', 'pedagogical-leader', () => [...partnerships(), ...discussions()]],
    ['eva', 'owner', () => notOfInvited],
    ['tone', 'team-leader', () => [...partnerships(), 'strategy.discussion_calendar']],
    ['ragnhild', 'adviser', () => [...partnerships(), 'strategy.discussion_calendar']],
    ['olav', 'authority', () => [...partnerships(), 'strategy.discussion_calendar', 'strategy.goal_need']],
    ['knut', 'school-leader', () => [...partnerships(), ...notOfInvited]],
    ['frida', 'union-representative', () => [...partnerships(), ...notOfInvited, ...schools()]],
    ['per', 'service-contact', () => [...partnerships(), ...notOfInvited, ...schools()]],
    ['ulla', 'university-contact', () => [...notOfInvited, ...schools()]],
    ['stine', 'county-governor', () => ['scheme.partnership_question', 'scheme.partnership_answer', ...discussions(), ...schools(), 'strategy.goal_need']],
    ['dag', 'operator', () => tables.map(({ name }) => name)],
  ])('%s as %s', async (person, role, never) => {
    const names = never()
    expect(names.length).toBeGreaterThan(0)
    expect(await seenBy(await actorOf(world, person, role), 'true', tables.filter(({ name }) => names.includes(name)))).toEqual([])
  })
  test('a deputy without the scheme is nobody in a partnership', async () => {
    const olav = await actorOf(world, 'olav', 'owner')
    const deputy = (scope: string): Actor => ({ ...olav, onBehalfOf: { personId: olav.personId, name: olav.name, scope: [scope] } }) as Actor
    expect([(await seenBy(deputy('guidance'), 'true', tables.filter(({ name }) => name.startsWith('scheme.partnership')))).length, (await seenBy(deputy('scheme'), 'true', tables.filter(({ name }) => name.startsWith('scheme.partnership')))).length > 10]).toEqual([0, true])
  })
  test('what one side thinks of a half-year is not the other’s before both have delivered', async () => {
    const [olav, ulla] = [await actorOf(world, 'olav', 'owner'), await actorOf(world, 'ulla')]
    const id = await one("select id from scheme.partnership where name = 'Lek og språk i Fjordvik' and period @> '2026-11-23'::date")
    await world.asOwner("delete from scheme.partnership_reflection where partnership_id = $1 and half = '2026-2'", [id])
    await world.asOwner("insert into scheme.partnership_reflection (partnership_id, half, side, worked, learned, changes, delivered_at, delivered_by_name) values ($1, '2026-2', 'owner', 'x', 'x', 'x', now(), $2)", [id, olav.name])
    const read = async (actor: Actor) => (await seenBy(actor, "half = '2026-2'", tables.filter(({ name }) => name === 'scheme.partnership_reflection'))).length
    expect([await read(olav), await read(ulla), await read(await actorOf(world, 'stine'))]).toEqual([1, 0, 0])
  })
})

describe('what belongs together', () => {
  /** `no` also when a rule of the table refuses. */
  const may = async (actor: Actor, ...statements: readonly string[]) => {
    try {
      return await tries(world, actor, ...statements)
    } catch (problem) {
      if (['23503', '23514', '23505'].includes((problem as { code?: string }).code ?? '')) return 'no'
      throw problem
    }
  }
  test('in a partnership: kindergartens of its owners, people of the own side, promises that stand, and one’s own name', async () => {
    const [olav, ulla] = [await actorOf(world, 'olav', 'owner'), await actorOf(world, 'ulla')]
    const id = await one("select id from scheme.partnership where name = 'Lek og språk i Fjordvik' and period @> '2026-11-23'::date")
    const plan = (actor: Actor, kindergarten: string) => {
      const session = crypto.randomUUID()
      return may(actor, `insert into scheme.partnership_session (id, partnership_id, start_key, on_day, place, what, planned_at, planned_by_name) values ('${session}', '${id}', gen_random_uuid(), '2026-12-01', 'x', 'x', now(), '${actor.name}')`, `insert into scheme.partnership_session_kindergarten values ('${session}', '${kindergarten}')`)
    }
    expect([await plan(ulla, await world.org('Solstråla barnehage')), await plan(ulla, await world.org('Månefisken barnehage')), await plan(olav, await world.org('Månefisken barnehage'))]).toEqual(['yes', 'no', 'no'])
    expect(await may(olav, `update scheme.partnership_promise set what = 'Noe annet' where partnership_id = '${id}' and side = 'owner'`)).toBe('no')
    const broken = (who: string) => may(olav, `update scheme.partnership_promise set broken_on = '2026-11-20', broken_why = 'x', broken_by_name = '${who}' where id = (select id from scheme.partnership_promise where partnership_id = '${id}' and side = 'owner' and done_on is null and broken_on is null limit 1)`)
    expect([await broken('Ulla Holm'), await broken(olav.name)]).toEqual(['no', 'yes'])
    const end = (who: string) => may(olav, `update scheme.partnership set ended_at = now(), ended_by_name = '${who}', end_reason = 'x' where id = '${id}'`)
    expect([await end('Ulla Holm'), await end(olav.name)]).toEqual(['no', 'yes'])
    const [mine, theirs] = await Promise.all(['owner', 'partner'].map((side) => one("select id from scheme.partnership_contact where partnership_id = $1 and side = $2 and to_on is null order by id desc limit 1", [id, side])))
    expect(await may(olav, `update scheme.partnership_contact set to_on = '2026-12-01', handed_to = '${theirs}' where id = '${mine}'`)).toBe('no')
  })
  test('in a consultation meeting: points of the same meeting, the meeting’s municipality, the own name, and approval by the leader', async () => {
    const [tone, ragnhild] = [await actorOf(world, 'tone'), await actorOf(world, 'ragnhild')]
    const [first, second] = (await world.asOwner<{ id: string; discussion_id: string; municipality_id: string }>('select distinct on (p.discussion_id) p.id, p.discussion_id, d.municipality_id from strategy.discussion_point p join strategy.discussion d on d.id = p.discussion_id order by p.discussion_id, p.id limit 2'))
    const other = await one("select id from register.organisation where kind = 'municipality' and id <> $1 limit 1", [first?.municipality_id])
    const say = (point: string | undefined, who: string) => may(tone, `insert into strategy.discussion_said (discussion_id, point_id, start_key, body, written_at, written_by_name) values ('${first?.discussion_id}', '${point}', gen_random_uuid(), 'x', now(), '${who}')`)
    expect([await say(first?.id, tone.name), await say(second?.id, tone.name), await say(first?.id, 'Siri Solheim')]).toEqual(['yes', 'no', 'no'])
    const agree = (point: string | undefined, municipality: string | undefined) => may(tone, `insert into strategy.discussion_agreement (discussion_id, municipality_id, point_id, start_key, body, org_id, role, responsible_name, due_on, made_at, made_by_name, changed_at, changed_by_name) values ('${first?.discussion_id}', '${municipality}', '${point}', gen_random_uuid(), 'x', '${first?.municipality_id}', 'authority', 'x', '2027-01-01', now(), '${tone.name}', now(), '${tone.name}')`)
    expect([await agree(first?.id, first?.municipality_id), await agree(second?.id, first?.municipality_id), await agree(first?.id, other)]).toEqual(['yes', 'no', 'no'])
    const minutes = (who: Actor, name: string) => may(who, `insert into strategy.discussion_minutes (id, discussion_id, number, content, sent_at, sent_by_name) values (gen_random_uuid(), '${second?.discussion_id}', 90, '{}', now(), '${who.name}')`, `update strategy.discussion_minutes set state = 'approved', approved_at = now(), approved_by_name = '${name}' where discussion_id = '${second?.discussion_id}' and number = 90`)
    expect([await minutes(tone, tone.name), await minutes(tone, 'Olav Rud'), await minutes(ragnhild, ragnhild.name)]).toEqual(['yes', 'no', 'no'])
  })
  test('between kindergarten and school: kindergartens that work with the school, versions that are there, and the own name', async () => {
    const knut = await actorOf(world, 'knut')
    const [plan] = await world.asOwner<{ id: string; version: number }>('select id, version from coordination.joint_plan where school_id = $1 order by year limit 1', [knut.orgId])
    expect(await may(knut, `insert into coordination.joint_plan_kindergarten values ('${plan?.id}', '${await world.org('Månefisken barnehage')}')`)).toBe('no')
    await world.asOwner('delete from coordination.joint_plan_confirmation where plan_id = $1 and org_id = $2', [plan?.id, knut.orgId])
    const confirm = (version: number) => may(knut, `insert into coordination.joint_plan_confirmation values ('${plan?.id}', '${knut.orgId}', ${version}, now(), '${knut.name}')`)
    expect([await confirm(plan?.version ?? 0), await confirm((plan?.version ?? 0) + 1)]).toEqual(['yes', 'no'])
    const pair = await one('select id from coordination.school_pair where school_id = $1 and ended_at is null order by id limit 1', [knut.orgId])
    const end = (who: string) => may(knut, `update coordination.school_pair set ended_on = '2026-12-01', ended_at = now(), end_reason = 'x', ended_by_name = '${who}' where id = '${pair}'`)
    expect([await end('Siri Solheim'), await end(knut.name)]).toEqual(['no', 'yes'])
  })
})
