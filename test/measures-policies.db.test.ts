import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, type Actor, type Role } from '../src/kernel/actor.ts'
import { reading } from '../src/platform/db.ts'
import { arranged } from './access-arranged.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// Who reads and writes the tables of measures, presence and the library, read as the database user the program is: whatever an address or a form says.

let world: World
type Table = { readonly name: string; readonly rows: number; readonly reads: boolean; readonly column: string | null; readonly deletes: boolean; readonly kindergarten: boolean }
let tables: readonly Table[] = []
const team = "(select id from register.organisation where name = 'Kompetanseteam barnehage Fjordvik')"
const kindergarten = "(select id from register.organisation where name = 'Solstråla barnehage')"
const place = `(select p.id from measures.course_place p join measures.course c on c.id = p.course_id where p.kindergarten_id = ${kindergarten} and c.arranger_id = ${team} and p.state = 'seated' order by p.id limit 1)`
const course = `(select course_id from measures.course_place where id = ${place})`
const session = `(select id from measures.course_session where course_id = ${course} order by id limit 1)`
const pulse = '(select id from measures.pulse order by id limit 1)'
const part = `(select measure_id from measures.part where kindergarten_id = ${kindergarten} and state = 'part' order by measure_id limit 1)`
/** What the demonstration world has nothing of: written by the tables' owner, so that there is something to look for. */
const more: readonly string[] = [
  `insert into measures.course_absence values (${session}, ${course}, now(), 'Prøve') on conflict do nothing`,
  `insert into measures.course_attendance_change (session_id, place_id, course_id, was, became, at) values (${session}, ${place}, ${course}, true, false, now())`,
  `insert into measures.course_certificate_rule values (${course}, 1, now(), 'Prøve')`,
  `insert into measures.course_evaluation (course_id, statements, opened_at, opened_by_name, closes_on) values (${course}, '{x}', now(), 'Prøve', '2026-12-20')`,
  `insert into measures.course_evaluation_count values (${course}, 7)`,
  `insert into measures.course_evaluation_tally values (${course}, 1, 4, 7)`,
  `insert into measures.course_evaluation_ticket values (decode(repeat('ab', 32), 'hex'), ${course})`,
  `insert into measures.course_evaluation_word (course_id, words) values (${course}, 'Prøve')`,
  `insert into measures.course_invitation (session_id, place_id, course_id, version, session_sequence, sent_at) values (${session}, ${place}, ${course}, 0, 0, now())`,
  `insert into measures.course_link (course_id, kindergarten_id, token_hash, made_at, made_by_name) values (${course}, ${kindergarten}, 'x', now(), 'Prøve')`,
  `insert into measures.course_priority values (${course}, ${kindergarten}) on conflict do nothing`,
  `insert into measures.course_session_code values (${session}, ${course}, 'ABDEFH', now(), 'Prøve')`,
  `insert into measures.meeting_invitation (network_meeting_id, person_id, version, starts_at, ends_at, place, title, sent_at) select m.id, p.id, 0, now(), now(), '', '', now() from measures.network_meeting m, identity.person p where p.name = 'Siri Solheim' order by m.id limit 1`,
  `insert into measures.calendar_feed (id, person_id, membership_id, language, token_hash, made_at) select gen_random_uuid(), m.person_id, m.id, 'nb', decode(repeat('cd', 32), 'hex'), now() from identity.membership m where m.org_id = ${kindergarten} and m.role = 'head' limit 1`,
  `insert into measures.part_departments (measure_id, kindergarten_id, departments, changed_at, changed_by_name) values (${part}, ${kindergarten}, '{}', now(), 'Prøve')`,
  `insert into measures.pulse_result (measure_id, kindergarten_id, months, pulse_ids, at_least, still, made_on) select measure_id, kindergarten_id, 3, array[id], 5, 'most', '2026-11-20' from measures.pulse where id = ${pulse}`,
  `insert into measures.pulse_slip values (decode(repeat('ef', 32), 'hex'), ${pulse})`,
  `insert into measures.pulse_tally values (${pulse}, 'often', 4)`,
  `insert into measures.reach_limit (team_org_id, points, changed_at, changed_by_name) values (${team}, 20, now(), 'Prøve')`,
  `insert into measures.try_out_idea_off values (${team}, 'prove-prove', now(), 'Prøve')`,
  `insert into presence.visit_version (visit_id, version, team_org_id, kind, state, held_on, themes, shared_note, internal_note, changed_at, changed_by_name) select id, 99, team_org_id, kind, state, held_on, '{}', '', 'Prøve', now(), 'Prøve' from presence.visit order by id limit 1`,
]
beforeAll(async () => {
  world = await openWorld()
  for (const statement of [...arranged, ...more]) await world.asOwner(statement)
  await world.asOwner("insert into register.organisation (kind, name, region_id, created_at) values ('kindergarten', 'Utenfor (prøve)', 'oslo-viken', now())")
  const found = await world.asOwner<Omit<Table, 'rows'>>(
    `select c.oid::regclass::text as name, has_table_privilege('samspill_app', c.oid, 'select') as reads, has_table_privilege('samspill_app', c.oid, 'delete') as deletes,
       (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege('samspill_app', c.oid, a.attnum, 'update') order by a.attnum limit 1) as column,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'kindergarten_id') as kindergarten
     from pg_class c where c.relkind = 'r' and c.relnamespace in ('measures'::regnamespace, 'presence'::regnamespace, 'library'::regnamespace) order by 1`,
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

/** Of what anybody signed in may read: material that is read, and what others have tried and let be read. */
const published = ['library.file', 'library.material', 'library.version', 'library.word']
const tried: Partial<Record<Role, readonly string[]>> = Object.fromEntries(['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'].map((role) => [role, ['measures.try_out_shown']]))
/** Courses of the region, without names. */
const courses: Partial<Record<Role, readonly string[]>> = Object.fromEntries(['authority', 'county-governor'].map((role) => [role, ['measures.course', 'measures.course_role_quota', 'measures.course_session']]))

test('all tables have rows to look for', () => {
  expect(tables.length).toBeGreaterThan(60)
  expect(tables.filter(({ rows }) => rows === 0).map(({ name }) => name)).toEqual([])
})

describe('an organisation without a tie to anybody', () => {
  test.each(roles)('as %s reads what is for all, and nothing else', async (role) => {
    const allowed = [...published, ...(tried[role] ?? []), ...(courses[role] ?? [])]
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
  })
})

test('without an actor nothing is read', async () => expect(await seenBy(undefined)).toEqual([]))

describe('a kindergarten', () => {
  /** Those who are in a network see who else is, and what they bring to it. */
  const fellows = ['measures.network_member', 'measures.network_presence', 'measures.network_told', 'measures.network_file']
  test.each([['siri', 'head'], ['hanne', 'head'], ['nora', 'head'], ['peder', 'pedagogical-leader']] as const)('%s reads rows of no other kindergarten than the own, but of those in the same network', async (person, role) => {
    const actor = await actorOf(world, person, role)
    const others = await seenBy(actor, `kindergarten_id <> '${actor.orgId}'`, tables.filter(({ kindergarten }) => kindergarten))
    expect(others.filter((name) => !fellows.includes(name))).toEqual([])
  })
  test.each(['eva', 'liv', 'nils'])('an owner (%s) reads rows of the own kindergartens only, but of those in the same network', async (person) => {
    const actor = await actorOf(world, person, 'owner')
    const others = await seenBy(actor, `kindergarten_id not in (select r.from_id from register.relation r where r.to_id = '${actor.orgId}' and r.kind = 'owned-by' and r.period @> platform.today())`, tables.filter(({ kindergarten }) => kindergarten))
    expect(others.filter((name) => !fellows.includes(name))).toEqual([])
  })
})

describe('what some may never read, however near they are', () => {
  const programOnly = ['measures.course_invitation', 'measures.meeting_invitation', 'measures.course_evaluation_ticket', 'measures.course_evaluation_tally', 'measures.course_evaluation_count', 'measures.course_evaluation_word', 'measures.pulse_tally', 'measures.pulse_slip', 'measures.resource_theme_counted']
  const teamOnly = ['presence.visit_note', 'presence.visit_version', 'presence.follow_up', 'measures.network_note']
  const exactCounts = ['measures.headcount', 'measures.headcount_line', 'measures.reach_gathering', 'measures.reach_count', 'measures.try_out', 'measures.pulse', 'measures.pulse_result']
  const kindergartenOnly = [...exactCounts, 'measures.resource_minutes', 'library.experience', 'measures.course_link']
  const ofCourses = ['measures.course_session_code', 'measures.course_evaluation', 'measures.course_attendance_change', 'measures.course_certificate_rule', 'measures.course_absence']
  test.each([
    ['siri', 'head', [...programOnly, ...teamOnly, ...ofCourses]],
    ['peder', 'pedagogical-leader', [...programOnly, ...teamOnly, ...ofCourses, 'measures.course_place', 'measures.course_link', 'measures.course_attendance', 'measures.course_certificate']],
    ['tone', 'team-leader', [...programOnly, ...kindergartenOnly]],
    ['ragnhild', 'adviser', [...programOnly, ...kindergartenOnly]],
    ['olav', 'owner', [...programOnly, ...teamOnly, ...kindergartenOnly, ...['team', 'member', 'standard', 'meeting', 'task'].map((one) => `measures.resource_${one}`)]],
    ['eva', 'owner', [...programOnly, ...teamOnly, ...kindergartenOnly, ...['team', 'member', 'standard', 'meeting', 'task'].map((one) => `measures.resource_${one}`)]],
    ['olav', 'authority', [...programOnly, ...teamOnly, ...kindergartenOnly, ...ofCourses, 'measures.course_place', 'measures.course_session_address', 'measures.course_attendance', 'measures.course_certificate', 'measures.course_priority', 'measures.measure', 'measures.part', 'measures.closing', 'measures.programme', 'measures.planning_day', 'measures.reach_shown', 'measures.network', 'presence.visit', 'measures.try_out_shown']],
    ['stine', 'county-governor', [...programOnly, ...teamOnly, ...kindergartenOnly, ...ofCourses, 'measures.course_place', 'measures.course_session_address', 'measures.course_attendance', 'measures.course_certificate', 'measures.course_priority', 'measures.measure', 'measures.part', 'measures.closing', 'measures.programme', 'measures.planning_day', 'measures.reach_shown', 'measures.network', 'presence.visit', 'measures.resource_theme_block', 'measures.try_out_shown']],
    ['per', 'service-contact', [...programOnly, ...teamOnly, ...kindergartenOnly, ...ofCourses, 'measures.course', 'measures.course_place', 'measures.measure', 'measures.part', 'measures.programme', 'measures.network', 'presence.visit', 'measures.planning_day', 'measures.resource_theme_block']],
    ['ulla', 'university-contact', [...programOnly, ...teamOnly, ...kindergartenOnly, 'measures.measure', 'measures.part', 'measures.programme', 'measures.network', 'presence.visit', 'measures.planning_day', 'measures.reach_shown', 'measures.resource_team']],
    ['dag', 'operator', tables.map(({ name }) => name)],
  ] as const)('%s as %s', async (person, role, never) => {
    const names: readonly string[] = role === 'operator' ? tables.map(({ name }) => name).filter((name) => !published.includes(name)) : never
    expect(names.filter((name) => !tables.some((table) => table.name === name)), 'named right').toEqual([])
    expect(await seenBy(await actorOf(world, person, role), 'true', tables.filter(({ name }) => names.includes(name)))).toEqual([])
  })
})

describe('what belongs together', () => {
  const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(text)
  test('a head adds nobody and nothing to another kindergarten’s resource team in the own name', async () => {
    const [hanne, per] = [await actorOf(world, 'hanne'), await actorOf(world, 'per')]
    const team = await one('select id from measures.resource_team where kindergarten_id <> $1 order by id limit 1', [hanne.orgId])
    const meeting = await one('select id from measures.resource_meeting where resource_team_id = $1 order by id limit 1', [team])
    const member = await one('select id from measures.resource_member where resource_team_id = $1 order by id limit 1', [team])
    const own = hanne.orgId
    for (const [what, statement] of [
      ['a seat for a service', `insert into measures.resource_member (resource_team_id, kindergarten_id, part, name, service_id, period, added_by_name) values ('${team}', '${own}', 'ppt', 'Ny Prøve', '${per.orgId}', '[2026-11-01,)', 'Hanne Moen')`],
      ['a standard', `insert into measures.resource_standard (resource_team_id, version, kindergarten_id, body, written_at, written_by_name) values ('${team}', 99, '${own}', 'x', now(), 'Hanne Moen')`],
      ['a meeting', `insert into measures.resource_meeting (resource_team_id, kindergarten_id, starts_at, ends_at, standard_version, changed_at, changed_by_name) values ('${team}', '${own}', '2027-02-01T09:00Z', '2027-02-01T10:00Z', 1, now(), 'Hanne Moen')`],
      ['a task', `insert into measures.resource_task (resource_team_id, meeting_id, kindergarten_id, body, member_id, raised_on, due_on, given_at, given_by_name) values ('${team}', '${meeting}', '${own}', 'x', '${member}', '2026-11-20', '2026-12-20', now(), 'Hanne Moen')`],
      ['minutes', `insert into measures.resource_minutes (meeting_id, kindergarten_id, body, written_at, written_by_name) values ('${meeting}', '${own}', 'x', now(), 'Hanne Moen') on conflict do nothing`],
    ] as const)
      expect([what, await tries(world, hanne, statement)]).toEqual([what, 'no'])
  })

  test('a place in a programme is in one of its own cohorts', async () => {
    const [eva, kindergarten] = [await actorOf(world, 'eva'), await world.org('Trollstua barnehage')]
    const cohort = await one("select c.id from measures.programme_cohort c join measures.programme p on p.id = c.programme_id where p.lead_id <> $1 order by c.id limit 1", [eva.orgId])
    const own = crypto.randomUUID()
    const begin = `insert into measures.programme (id, region_id, lead_id, start_key, title, goal, starts_on, ends_on, made_at, made_by_name, changed_at, changed_by_name) values ('${own}', 'oslo-viken', '${eva.orgId}', gen_random_uuid(), 'x', 'x', '2026-08-01', '2027-06-30', now(), '${eva.name}', now(), '${eva.name}')`
    const place = (cohortId: string) => `insert into measures.programme_place (programme_id, kindergarten_id, cohort_id, state) values ('${own}', '${kindergarten}', '${cohortId}', 'offered')`
    const ours = crypto.randomUUID()
    expect(await tries(world, eva, begin, `insert into measures.programme_cohort (id, programme_id, start_key, position, name, starts_on, ends_on) values ('${ours}', '${own}', gen_random_uuid(), 1, 'x', '2026-08-01', '2027-06-30')`, place(ours))).toBe('yes')
    expect(await tries(world, eva, begin, place(cohort))).toBe('no')
  })

  test('whoever arranges one course ticks nobody, and gives no certificate, in another’s', async () => {
    const eva = await actorOf(world, 'eva')
    const [place] = await world.asOwner<{ id: string; session: string }>("select p.id, s.id as session from measures.course_place p join measures.course c on c.id = p.course_id and c.arranger_id <> $1 join measures.course_session s on s.course_id = c.id where p.state = 'seated' and not exists (select from measures.course_attendance a where a.session_id = s.id and a.place_id = p.id) and not exists (select from measures.course_certificate k where k.place_id = p.id) order by p.id limit 1", [eva.orgId])
    const own = crypto.randomUUID()
    const begin = `insert into measures.course (id, region_id, arranger_id, start_key, kind, title, about, seats_on_site, seats_digital, opens_at, closes_at, offer_hours, made_at, made_by_name, changed_at, changed_by_name) values ('${own}', 'oslo-viken', '${eva.orgId}', gen_random_uuid(), 'course', 'x', 'x', 1, 0, '2026-11-01', '2026-12-01', 48, now(), '${eva.name}', now(), '${eva.name}')`
    expect(await tries(world, eva, begin, `insert into measures.course_attendance (session_id, place_id, course_id, came, how, at, by_name) values ('${place?.session}', '${place?.id}', '${own}', true, 'list', now(), '${eva.name}')`)).toBe('no')
    expect(await tries(world, eva, begin, `insert into measures.course_certificate (course_id, place_id, code, facts, issued_at, issued_by_name) values ('${own}', '${place?.id}', 'ABDEABDEABDEABDE', '{}', now(), '${eva.name}')`)).toBe('no')
  })

  test('material is put into what one sees, and into nothing else', async () => {
    const [hanne, siri] = [await actorOf(world, 'hanne'), await actorOf(world, 'siri')]
    const material = await one('select id from library.material where current is not null and withdrawn_on is null order by id limit 1')
    const measure = await one("select m.id from measures.measure m where m.lead_id = $1 and not exists (select from measures.part p where p.measure_id = m.id and p.kindergarten_id = $2) and not exists (select from library.use u where u.target_id = m.id) order by m.id limit 1", [siri.orgId, hanne.orgId])
    const use = (actor: Actor) => tries(world, actor, `insert into library.use (material_id, kind, target_id, org_id, added_at, added_by_name) values ('${material}', 'measure', '${measure}', '${actor.orgId}', now(), '${actor.name}')`)
    expect([await use(siri), await use(hanne)]).toEqual(['yes', 'no'])
  })

  test('what others may read of what was tried carries the own name or none', async () => {
    const siri = await actorOf(world, 'siri')
    const part = (await world.asOwner<{ measure_id: string }>("select measure_id from measures.part where kindergarten_id = $1 and state = 'part' limit 1", [siri.orgId]))[0]?.measure_id
    const shown = (name: string) => {
      const id = crypto.randomUUID()
      return tries(world, siri,
        `insert into measures.try_out (start_key, measure_id, kindergarten_id, idea, begun_on, observed_on, observation, outcome, shared, shown_id, changed_at, changed_by_name) values (gen_random_uuid(), '${part}', '${siri.orgId}', 'x-y', '2026-10-01', '2026-11-01', 'x', 'keep', true, '${id}', now(), '${siri.name}')`,
        `insert into measures.try_out_shown (id, region_id, themes, idea, words, observation, outcome, kindergarten_name, shown_on) values ('${id}', 'oslo-viken', '{}', 'x-y', '', 'x', 'keep', ${name}, '2026-11-01')`)
    }
    expect([await shown('null'), await shown(`'${siri.orgName}'`), await shown("'Trollstua barnehage'")]).toEqual(['yes', 'yes', 'no'])
  })
})
