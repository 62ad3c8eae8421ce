import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reading, system, writing, type Tx } from '../src/platform/db.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { actorOf, inPlaceOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// The database refuses too: whatever the program forgets to ask, it is told no.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Kept by others in the same database: the job queue's own tables, and the list of migrations. Nobody's data is in them but ids. */
const notOurs = ['pgboss', 'platform', 'pg_catalog', 'information_schema', 'public']
const tablesOf = () =>
  world.asOwner<{ name: string; secured: boolean; policies: number; owner: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as secured, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies, pg_get_userbyid(c.relowner) as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname <> all ($1) and n.nspname !~ '^pg_' order by 1`,
    [notOurs],
  )

/** Tables nobody may read or write by themselves, not even through a policy: only through functions that give sums. */
const closedToAll = ['guidance.staff_answer', 'guidance.used_answer_key', 'measures.pulse_tally', 'measures.pulse_slip', 'needs.staff_tally', 'needs.staff_ticket', 'needs.used_ticket', 'measures.course_evaluation_tally', 'measures.course_evaluation_count', 'measures.course_evaluation_word', 'measures.course_evaluation_ticket']

test('every table has row-level security and a policy', async () => {
  const tables = await tablesOf()
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual([])
  expect(tables.filter(({ policies, name }) => policies === 0 && !closedToAll.includes(name)).map(({ name }) => name)).toEqual([])
})

test('every policy is for the program’s role and asks something: none lets in everyone to write', async () => {
  const open = await world.asOwner<{ name: string }>(
    `select format('%I.%I %s', schemaname, tablename, policyname) as name from pg_policies where schemaname <> all ($1) and (not roles @> '{samspill_app}' or (permissive = 'PERMISSIVE' and cmd <> 'SELECT' and (qual = 'true' or with_check = 'true')))`,
    [notOurs],
  )
  expect(open.map(({ name }) => name)).toEqual([])
})

test('the role the program works as owns nothing, is no superuser, and cannot pass row-level security', async () => {
  const [role] = await world.asOwner<Record<string, boolean>>("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'samspill_app'")
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false })
  expect((await tablesOf()).filter(({ owner }) => owner === 'samspill_app')).toEqual([])
  const owned = await world.asOwner("select 1 from pg_shdepend d join pg_roles r on r.oid = d.refobjid where r.rolname = 'samspill_app' and d.deptype = 'o'")
  expect(owned).toEqual([])
  const memberships = await world.asOwner("select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = 'samspill_app'")
  expect(memberships).toEqual([])
})

test('the role may not delete or empty a table unless the migration says so', async () => {
  const grants = await world.asOwner<{ name: string; privilege_type: string }>(
    "select format('%I.%I', table_schema, table_name) as name, privilege_type from information_schema.role_table_grants where grantee = 'samspill_app' and table_schema <> all ($1) and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')",
    [notOurs],
  )
  expect(grants).toEqual([])
  const audit = await world.asOwner("select 1 from information_schema.role_table_grants where grantee = 'samspill_app' and table_schema = 'audit' and privilege_type in ('UPDATE', 'DELETE')")
  expect(audit, 'what has happened is never changed').toEqual([])
})

test('functions that work with the owner’s rights have a fixed search path, and are only for the program', async () => {
  const functions = await world.asOwner<{ name: string; path: boolean; public: boolean }>(
    `select p.oid::regprocedure::text as name, coalesce(p.proconfig::text ~ 'search_path=("")?pg_catalog, pg_temp', false) as path, has_function_privilege('public', p.oid, 'execute') as public
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname <> all ($1)`,
    [['pgboss', 'pg_catalog', 'information_schema']],
  )
  expect(functions.length).toBeGreaterThan(3)
  expect(functions.filter(({ path }) => !path).map(({ name }) => name)).toEqual([])
  expect(functions.filter((one) => one.public).map(({ name }) => name)).toEqual([])
})

test('views read with the reader’s own rights', async () => {
  const views = await world.asOwner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and n.nspname <> all ($1) and n.nspname !~ '^pg_' and not coalesce(c.reloptions @> '{security_invoker=true}' or c.reloptions @> '{security_invoker=on}' or c.reloptions @> '{security_invoker}', false)`,
    [notOurs],
  )
  expect(views.map(({ name }) => name)).toEqual([])
})

const count = async (tx: Tx, table: string): Promise<number> => Number((await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(tx)).rows[0]?.n)

describe('what belongs to one kindergarten', () => {
  // A case of Solstråla that has been sent to the team, with one row in everything that hangs on it, put there by the owner of the tables.
  let caseId = ''
  let hanging: readonly string[] = []
  beforeAll(async () => {
    const siri = await actorOf(world, 'siri')
    const team = await world.org('Kompetanseteam barnehage Fjordvik')
    const [flow] = await world.asOwner<{ id: string }>('select id from guidance.flow_version order by id limit 1')
    const [row] = await world.asOwner<{ id: string }>(
      `insert into guidance.case (region_id, kindergarten_id, team_org_id, state, reference, step_key, flow_version_id, submitted_at, submitted_by_name, created_at, created_by, created_by_name, changed_at, changed_by_name)
       values ('oslo-viken', $1, $2, 'running', 'PRØVE-1', 'received', $3, now(), 'Siri Solheim', now(), $4, 'Siri Solheim', now(), 'Siri Solheim') returning id`,
      [siri.orgId, team, flow?.id ?? null, siri.personId],
    )
    caseId = row?.id ?? ''
    const tables = await world.asOwner<{ name: string }>("select format('%I.%I', table_schema, table_name) as name from information_schema.columns where table_schema = 'guidance' and column_name = 'case_id' and table_name in (select relname from pg_class where relkind = 'r') order by 1")
    hanging = tables.map(({ name }) => name)
    await world.asOwner("insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) values ($1, 'shared', 'Delt', now(), $2, 'Siri Solheim'), ($1, 'internal', 'Internt', now(), $2, 'Tone Haugen')", [caseId, siri.personId])
  })

  const seenBy = async (person: string, role?: string): Promise<{ cases: number; notes: number }> =>
    reading(world.db, await actorOf(world, person, role), async (tx) => ({
      cases: (await sql`select 1 from guidance.case where id = ${caseId}`.execute(tx)).rows.length,
      notes: (await sql`select 1 from guidance.note where case_id = ${caseId}`.execute(tx)).rows.length,
    }))

  test.each([
    ['its head', 'siri', undefined, { cases: 1, notes: 1 }],
    ['its pedagogical leader', 'peder', undefined, { cases: 1, notes: 1 }],
    ['the team’s leader', 'tone', undefined, { cases: 1, notes: 2 }],
  ])('%s sees the case', async (_, person, role, seen) => {
    expect(await seenBy(person, role)).toEqual(seen)
  })

  test.each([
    ['another head in the same municipality', 'hanne', undefined],
    ['a third head', 'nora', undefined],
    ['the owner of another chain', 'eva', undefined],
    ['the municipality as owner', 'olav', 'owner'],
    ['the municipality as the authority that inspects', 'olav', 'authority'],
    ['PPT', 'per', undefined],
    ['the county governor', 'stine', undefined],
    ['the university college', 'ulla', undefined],
    ['a school', 'knut', undefined],
    ['the union', 'frida', undefined],
    ['those who run the installation', 'dag', undefined],
  ])('%s sees nothing of it', async (_, person, role) => {
    expect(await seenBy(person, role)).toEqual({ cases: 0, notes: 0 })
    const actor = await actorOf(world, person, role)
    const rows = await reading(world.db, actor, async (tx) => {
      const seen: string[] = []
      for (const table of hanging) if ((await sql`select 1 from ${sql.raw(table)} where case_id = ${caseId}`.execute(tx)).rows.length > 0) seen.push(table)
      return seen
    })
    expect(hanging.length).toBeGreaterThan(9)
    expect(rows).toEqual([])
  })

  test('a stranger cannot change it either, nor take it over', async () => {
    const hanne = await actorOf(world, 'hanne')
    expect(await tries(world, hanne, `update guidance.case set changed_by_name = 'Hanne Moen' where id = '${caseId}'`)).toBe('no')
    for (const who of [hanne, await actorOf(world, 'siri')]) await expect(writing(world.db, who, async (tx) => sql`update guidance.case set kindergarten_id = ${hanne.orgId} where id = ${caseId}`.execute(tx))).rejects.toThrow('permission denied')
  })

  test('without an actor nothing that belongs to an organisation is seen', async () => {
    const open = ['register.region', 'register.organisation', 'register.register_fact', 'register.fact_change', 'register.relation', 'register.county_number', 'register.municipality_number', 'guidance.theme',
      // Public by their nature, and only the rows that the next test counts: the rules of schemes, announced rounds, forms in use, and the names of the forums those rounds go to.
      'scheme.scheme', 'scheme.round', 'scheme.form', 'scheme.form_version', 'scheme.forum']
    const seen = await reading(world.db, undefined, async (tx) => {
      const found: string[] = []
      for (const { name } of await tablesOf()) {
        const [granted] = (await sql<{ may: boolean }>`select has_table_privilege(${name}, 'select') as may`.execute(tx)).rows
        if (granted?.may && (await count(tx, name)) > 0) found.push(name)
      }
      return found
    })
    expect(seen.filter((name) => !open.includes(name))).toEqual([])
    expect(seen.length).toBeGreaterThan(3)
  })

  test('without an actor nothing of the scheme is seen but what is announced or in use', async () => {
    const manager = await world.org('Statsforvalteren (oppdiktet)')
    const [{ id: forum } = { id: '' }] = await world.asOwner<{ id: string }>("insert into scheme.forum (region_id, manager_id, name) values ('oslo-viken', $1, 'Forum som er under arbeid') returning id", [manager])
    const [{ id: form } = { id: '' }] = await world.asOwner<{ id: string }>("insert into scheme.form (manager_id, name) values ($1, '{}') returning id", [manager])
    await world.asOwner("insert into scheme.form_version (form_id, number, definition, changed_at, changed_by_name) values ($1, 1, '{}', now(), 'Stine Berg')", [form])
    const round = (title: string, mode: string, stage: string) =>
      world.asOwner("insert into scheme.round (region_id, manager_id, forum_id, scheme_code, title, kindergarten_year, mode, stage, opens_at, closes_at, report_closes_at) select 'oslo-viken', $1, $2, code, $3, 2026, $4, $5, '2026-08-01', '2026-10-01', '2027-12-01' from scheme.scheme limit 1", [manager, forum, title, mode, stage])
    await round('Under arbeid', 'live', 'planned')
    await round('Til prøve', 'test', 'announced')
    const seen = async (statement: string) => (await reading(world.db, undefined, async (tx) => sql.raw(statement).execute(tx))).rows.length
    expect(await seen("select 1 from scheme.round where mode <> 'live' or stage = 'planned'")).toBe(0)
    expect(await seen(`select 1 from scheme.forum where id = '${forum}'`), 'a forum that no announced round goes to').toBe(0)
    expect(await seen(`select 1 from scheme.form where id = '${form}'`), 'a form nobody has been given').toBe(0)
    expect(await seen('select 1 from scheme.form_version where locked_at is null')).toBe(0)
    await round('Kunngjort', 'live', 'announced')
    expect(await seen(`select 1 from scheme.forum where id = '${forum}'`)).toBe(1)
    expect(await seen("select 1 from scheme.round where title = 'Kunngjort'")).toBe(1)
    await world.asOwner('delete from scheme.round where forum_id = $1', [forum])
  })

  test('a reading transaction commits nothing, also as the program itself', async () => {
    await expect(reading(world.db, system, async (tx) => sql`update guidance.case set changed_by_name = 'x' where id = ${caseId}`.execute(tx))).rejects.toThrow('read-only')
  })
})

describe('what has happened', () => {
  const of = async (person: string, role?: string) => actorOf(world, person, role)
  const line = (actor: Actor, about: string, change: Record<string, string> = {}) => {
    const row = {
      at: 'now()', kind: "'guidance.note-written'", about_kind: "'case'", about_id: `'${about}'`, reader_org_ids: `array['${actor.orgId}']::uuid[]`, visibility: "'shared'",
      person_id: `'${actor.personId}'`, membership_id: `'${actor.membershipId}'`, role: `'${actor.role}'`, org_id: `'${actor.orgId}'`, who: `'${actor.name}'`, on_behalf_of: actor.onBehalfOf ? `'${actor.onBehalfOf.name}'` : 'null', ...change,
    }
    return `insert into audit.event (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
  }
  let about = ''
  let unit = ''
  beforeAll(async () => {
    const [siri, tone, olav] = [await of('siri'), await of('tone'), await of('olav', 'owner')]
    unit = siri.orgId
    const [row] = await world.asOwner<{ id: string }>("select id from guidance.case where kindergarten_id = $1 and state = 'running' limit 1", [siri.orgId])
    about = row?.id ?? ''
    const put = (kind: string, aboutKind: string, aboutId: string, readers: string[], visibility: string) =>
      world.asOwner('insert into audit.event (at, kind, about_kind, about_id, reader_org_ids, visibility, role, who) values (now(), $1, $2, $3, $4, $5, $6, $7)', [kind, aboutKind, aboutId, readers, visibility, 'system', 'Samspill'])
    await put('test.shared', 'case', about, [siri.orgId, tone.orgId], 'shared')
    await put('test.internal', 'case', about, [siri.orgId, tone.orgId], 'internal')
    await put('test.people', 'organisation', siri.orgId, [siri.orgId, olav.orgId], 'shared')
    await put('test.own', 'organisation', olav.orgId, [olav.orgId], 'shared')
    await world.asOwner("insert into audit.reading (at, page, about_id, person_id, org_id, role, who, reader_org_ids) values (now(), 'test', $1, $2, $3, 'adviser', 'Tone Haugen', $4)", [about, tone.personId, tone.orgId, [siri.orgId, tone.orgId]])
  })

  test.each([
    ['a head reads what is shared in the own unit, and about its people', 'siri', undefined, ['people', 'shared'], 1],
    ['a pedagogical leader reads what is shared', 'peder', undefined, ['shared'], 1],
    ['the team reads what is internal too', 'ragnhild', undefined, ['internal', 'shared'], 1],
    ['an owner reads about the people of its units, and its own', 'olav', 'owner', ['own', 'people'], 0],
    ['the authority reads none of what the same municipality may as owner', 'olav', 'authority', [], 0],
    ['another head reads nothing', 'hanne', undefined, [], 0],
    ['a service reads nothing', 'per', undefined, [], 0],
    ['the operator reads nothing', 'dag', undefined, [], 0],
  ])('%s', async (_, person, role, kinds, readings) => {
    const actor = await of(person, role)
    const seen = await reading(world.db, actor, async (tx) => ({
      kinds: (await sql<{ kind: string }>`select kind from audit.event where kind like 'test.%' order by kind`.execute(tx)).rows.map(({ kind }) => kind.replace('test.', '')),
      readings: (await sql`select 1 from audit.reading where page = 'test'`.execute(tx)).rows.length,
    }))
    expect(seen).toEqual({ kinds, readings })
  })

  test('a deputy outside guidance reads about the people, not about the cases', async () => {
    const deputy = inPlaceOf(await of('peder'), await of('siri'), ['members'])
    expect(await tries(world, deputy, "select 1 from audit.event where kind = 'test.shared'")).toBe('no')
    expect(await tries(world, { ...deputy, onBehalfOf: { ...deputy.onBehalfOf!, scope: ['guidance'] } }, "select 1 from audit.event where kind = 'test.shared'")).toBe('yes')
  })

  test('everybody signs as who they are, and as nobody else', async () => {
    const [siri, tone, peder] = [await of('siri'), await of('tone'), await of('peder')]
    const deputy = inPlaceOf(peder, siri, ['guidance'])
    for (const actor of [siri, tone, deputy]) expect(await tries(world, actor, line(actor, about))).toBe('yes')
    const forged: readonly (readonly [Actor, Record<string, string>])[] = [
      [siri, { person_id: `'${tone.personId}'` }], [siri, { membership_id: `'${tone.membershipId}'` }], [siri, { membership_id: 'null' }], [siri, { org_id: `'${tone.orgId}'` }], [siri, { org_id: 'null' }],
      [siri, { role: "'team-leader'" }], [siri, { role: "'system'" }], [siri, { who: "'Tone Haugen'" }], [siri, { on_behalf_of: "'Tone Haugen'" }], [deputy, { on_behalf_of: 'null' }], [deputy, { who: "'Siri Solheim'" }],
      [siri, { visibility: "'internal'" }], [siri, { reader_org_ids: `array['${siri.orgId}', '${(await of('per')).orgId}']::uuid[]` }],
    ]
    for (const [actor, change] of forged) expect([change, await tries(world, actor, line(actor, about, change))]).toEqual([change, 'no'])
  })

  test('nobody writes a line about a case they do not see, nor a reading in another’s name', async () => {
    for (const person of ['hanne', 'per', 'stine', 'dag']) {
      const actor = await of(person)
      expect([person, await tries(world, actor, line(actor, about))]).toEqual([person, 'no'])
    }
    const tone = await of('tone')
    const note = (who: string, role: string) => `insert into audit.reading (at, page, about_id, person_id, org_id, role, who, reader_org_ids) values (now(), 'x', '${about}', '${tone.personId}', '${tone.orgId}', '${role}', '${who}', array['${unit}']::uuid[])`
    expect(await tries(world, tone, note('Tone Haugen', 'team-leader'))).toBe('yes')
    for (const forged of [note('Amir Nord', 'team-leader'), note('Tone Haugen', 'head')]) expect(await tries(world, tone, forged)).toBe('no')
  })

  test('nobody changes or deletes what has happened, not even the program', async () => {
    for (const who of [await of('siri'), await of('tone'), system] as const)
      for (const table of ['event', 'reading'])
        for (const statement of [`update audit.${table} set who = who`, `delete from audit.${table}`]) expect(await tries(world, who, statement)).toBe('no')
  })
})
