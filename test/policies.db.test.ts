import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../demo/people.ts'
import { reading, system, writing, type Tx } from '../src/platform/db.ts'
import type { Actor } from '../src/kernel/actor.ts'
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
const closedToAll = ['guidance.staff_answer', 'guidance.used_answer_key']

test('every table has row-level security and a policy', async () => {
  const tables = await tablesOf()
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual([])
  expect(tables.filter(({ policies, name }) => policies === 0 && !closedToAll.includes(name)).map(({ name }) => name)).toEqual([])
})

test('every policy is for the program’s role and asks something: none lets in everyone to write', async () => {
  const open = await world.asOwner<{ name: string }>(
    `select format('%I.%I %s', schemaname, tablename, policyname) as name from pg_policies where schemaname <> all ($1) and (not roles @> '{samspill_app}' or (cmd <> 'SELECT' and (qual = 'true' or with_check = 'true')))`,
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

/** The actor that a person of the demonstration world is, in one of their roles. */
async function actorOf(person: string, role?: string): Promise<Actor> {
  const email = demoPeople.find(({ id }) => id === person)?.email ?? ''
  const [row] = await world.asOwner<{ person: string; name: string; membership: string; org: string; org_name: string; kind: string; role: string }>(
    `select p.id as person, p.name, m.id as membership, m.org_id as org, o.name as org_name, o.kind, m.role from identity.person p join identity.membership m on m.person_id = p.id join register.organisation o on o.id = m.org_id
     where p.email = $1 and ($2::text is null or m.role = $2) order by m.id limit 1`,
    [email, role ?? null],
  )
  if (!row) throw new Error(`${person} acts as nothing`)
  return { personId: row.person, name: row.name, language: 'nb', membershipId: row.membership, orgId: row.org, orgName: row.org_name, orgKind: row.kind, role: row.role, onBehalfOf: undefined } as Actor
}
const count = async (tx: Tx, table: string): Promise<number> => Number((await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(tx)).rows[0]?.n)

describe('what belongs to one kindergarten', () => {
  // A case of Solstråla that has been sent to the team, with one row in everything that hangs on it, put there by the owner of the tables.
  let caseId = ''
  let hanging: readonly string[] = []
  beforeAll(async () => {
    const siri = await actorOf('siri')
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
    reading(world.db, await actorOf(person, role), async (tx) => ({
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
    const actor = await actorOf(person, role)
    const rows = await reading(world.db, actor, async (tx) => {
      const seen: string[] = []
      for (const table of hanging) if ((await sql`select 1 from ${sql.raw(table)} where case_id = ${caseId}`.execute(tx)).rows.length > 0) seen.push(table)
      return seen
    })
    expect(hanging.length).toBeGreaterThan(9)
    expect(rows).toEqual([])
  })

  test('a stranger cannot change it either, nor take it over', async () => {
    const hanne = await actorOf('hanne')
    const changed = await writing(world.db, hanne, async (tx) => (await sql`update guidance.case set kindergarten_id = ${hanne.orgId} where id = ${caseId}`.execute(tx)).numAffectedRows)
    expect(Number(changed)).toBe(0)
    await expect(writing(world.db, await actorOf('siri'), async (tx) => sql`update guidance.case set kindergarten_id = ${hanne.orgId} where id = ${caseId}`.execute(tx))).rejects.toThrow('row-level security')
  })

  test('without an actor nothing that belongs to an organisation is seen', async () => {
    const open = ['register.region', 'register.organisation', 'register.register_fact', 'register.fact_change', 'register.relation', 'register.county_number', 'register.municipality_number', 'guidance.theme']
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

  test('a reading transaction commits nothing, also as the program itself', async () => {
    await expect(reading(world.db, system, async (tx) => sql`update guidance.case set changed_by_name = 'x' where id = ${caseId}`.execute(tx))).rejects.toThrow('read-only')
  })
})
