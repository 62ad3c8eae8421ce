import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, type Actor, type Role } from '../src/kernel/actor.ts'
import { reading } from '../src/platform/db.ts'
import { reckonTold } from '../src/slices/team/capacity/actions.ts'
import { actorOf, inPlaceOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// Who reads and writes the tables of the support system, of hours, promises and the half-year plan, and of who follows which kindergarten, read as the database user the program is: whatever an address or a form says.

let world: World
const ofServices = ['contact', 'activity', 'talk', 'request', 'request_answer', 'hand_over', 'hand_over_text'].map((name) => `coordination.${name}`)
const told = ['team.capacity_told', 'team.waiting_told']
const ofTeam = [...['work_hours', 'absence', 'partiality', 'estimate', 'commitment', 'commitment_version', 'half_year', 'half_year_visit', 'half_year_short', 'half_year_rhythm', 'half_year_limit'].map((name) => `team.${name}`), 'insight.follow']
const tables = [...ofServices, ...told, ...ofTeam]
const kindergarten = "(select id from register.organisation where name = 'Solstråla barnehage')"
const team = "(select id from register.organisation where name = 'Kompetanseteam barnehage Fjordvik')"
const ppt = "(select id from register.organisation where name = 'PPT Fjordvik')"
const health = "(select id from register.organisation where name = 'Helsestasjonen i Fjordvik')"
const person = (name: string) => `(select id from identity.person where name = '${name}')`
const [plan, promised, request] = ["(select id from team.half_year where number = 900)", "(select id from team.commitment where what = 'Prøve')", "(select id from coordination.request where wanted = 'Prøve')"]
const handed = (to: string) => `(select id from coordination.hand_over where made_by_name = 'Prøve ${to}')`
const handOver = (to: string, columns: string, values: string) => [
  `insert into coordination.hand_over (kindergarten_id, from_id, to_id, start_key, parts, made_at, made_by_name, ${columns}) values (${kindergarten}, ${ppt}, ${to === 'taken-back' ? team : health}, gen_random_uuid(), '{theme}', now(), 'Prøve ${to}', ${values})`,
  `insert into coordination.hand_over_text values (${handed(to)}, 'theme', 'Prøve ${to}')`,
]
const arranged: readonly string[] = [
  `insert into coordination.contact (service_id, kindergarten_id, name, phone, since, last_on, made_at, made_by_name, ended_by_name) values (${ppt}, ${kindergarten}, 'Prøve', '1', '2026-01-01', '2026-02-01', now(), 'Prøve', 'Prøve')`,
  `insert into coordination.talk (kindergarten_id, rule, about, service_ids, note, made_at, made_by_name, made_by_org) values (${kindergarten}, 'same-day', 'Prøve', array[${health}], 'Prøve', now(), 'Prøve', ${kindergarten})`,
  `insert into coordination.request (kindergarten_id, asker_org_id, asker_role, start_key, theme, wanted, made_at, made_by_name) values (${kindergarten}, ${kindergarten}, 'head', gen_random_uuid(), 'x', 'Prøve', now(), 'Prøve')`,
  `insert into coordination.request_answer (request_id, service_id, asked_at) values (${request}, ${health}, now())`,
  ...handOver('asked', 'consent', "'asked'"),
  ...handOver('taken-back', 'consent, consent_at, consent_by_name, consent_ended_at, consent_ended_by_name', "'withdrawn', now(), 'Siri Solheim', now(), 'Siri Solheim'"),
  `insert into team.absence (team_org_id, person_id, period, made_at, made_by_name) values (${team}, ${person('Ragnhild Dal')}, '[2027-05-03,2027-05-05)', now(), 'Prøve')`,
  `insert into team.partiality (team_org_id, person_id, org_id, since, made_at) values (${team}, ${person('Ragnhild Dal')}, ${kindergarten}, '2026-11-01', now()) on conflict do nothing`,
  `insert into team.estimate (team_org_id, kind, visits, visit_minutes, other_minutes, from_date, made_at, made_by_name) values (${team}, 'guidance', 4, 120, 60, '2026-01-01', now(), 'Prøve')`,
  `insert into team.commitment (team_org_id, kind, what, kindergarten_id, person_id, person_name, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name) values (${team}, 'guidance', 'Prøve', ${kindergarten}, ${person('Ragnhild Dal')}, 'Ragnhild Dal', 2, 60, 0, 'typed', 0, '2027-01-11', '2027-02-26', 'typed', now(), 'Prøve', now(), 'Prøve')`,
  `insert into team.commitment_version values (${promised}, 1, 'promised', 'Ragnhild Dal', 120, '2027-01-11', '2027-02-26', '', now(), 'Prøve')`,
  `insert into team.half_year (team_org_id, number, from_on, weeks, state, start_key, made_at, made_by_name) values (${team}, 900, '2026-12-28', 26, 'proposed', gen_random_uuid(), now(), 'Prøve')`,
  `insert into team.half_year_visit (half_year_id, commitment_id, person_id, person_name, monday, minutes) values (${plan}, ${promised}, ${person('Ragnhild Dal')}, 'Ragnhild Dal', '2027-01-11', 60)`,
  `insert into team.half_year_short values (${plan}, ${promised}, 1, 60, '{}')`,
  `insert into team.half_year_rhythm (commitment_id, team_org_id, gap, changed_at, changed_by_name) values (${promised}, ${team}, 2, now(), 'Prøve')`,
  `insert into team.half_year_limit values (${team}, ${kindergarten}, 2, now(), 'Prøve')`,
  `insert into insight.follow (team_org_id, kindergarten_id, person_id, person_name, from_on) values (${team}, ${kindergarten}, ${person('Amir Nord')}, 'Amir Nord', '2026-11-01') on conflict do nothing`,
]
beforeAll(async () => {
  world = await openWorld()
  await world.asOwner("insert into register.organisation (kind, name, region_id, created_at) values ('kindergarten', 'Utenfor (prøve)', 'oslo-viken', now())")
  await world.asOwner("insert into register.organisation (kind, form, name, region_id, created_at) values ('support-service', 'competence-team', 'Et annet team (prøve)', 'oslo-viken', now())")
  for (const statement of arranged) await world.asOwner(statement)
  await reckonTold(world.deps)
}, 60_000)
afterAll(() => world.close())

const seenBy = (actor: Actor | undefined, names: readonly string[] = tables, where: (name: string) => string = () => 'true') =>
  reading(world.db, actor, async (tx) => {
    const seen: string[] = []
    for (const name of names) if ((await sql`select 1 from ${sql.table(name)} where ${sql.raw(where(name))} limit 1`.execute(tx)).rows.length > 0) seen.push(name)
    return seen
  })
const inOrg = async (role: Role, org: string): Promise<Actor> => ({ ...(await actorOf(world, 'siri')), personId: crypto.randomUUID(), membershipId: crypto.randomUUID(), name: 'Ingen Prøve', orgId: await world.org(org), orgName: org, role }) as Actor

test('all tables have rows to look for', async () => {
  const empty: string[] = []
  for (const name of tables) if ((await world.asOwner(`select 1 from ${name} limit 1`)).length === 0) empty.push(name)
  expect(empty).toEqual([])
})

describe('an organisation without a tie to anybody', () => {
  test.each(roles)('as %s reads, changes and deletes nothing', async (role) => {
    for (const org of ['Utenfor (prøve)', 'Et annet team (prøve)']) {
      const actor = await inOrg(role, org)
      expect(await seenBy(actor)).toEqual([])
      const may: string[] = []
      for (const name of tables) {
        const [column] = await world.asOwner<{ name: string }>("select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and has_column_privilege('samspill_app', a.attrelid, a.attnum, 'update') order by a.attnum limit 1", [name])
        if (column && (await tries(world, actor, `update ${name} set ${column.name} = ${column.name}`)) === 'yes') may.push(`update ${name}`)
        if ((await tries(world, actor, `delete from ${name}`)) === 'yes') may.push(`delete ${name}`)
      }
      expect(may).toEqual([])
    }
  })
  test('nobody who is not signed in reads anything', async () => expect(await seenBy(undefined)).toEqual([]))
})

describe('nobody reads what is not theirs', () => {
  test.each([
    // What heads ask for, what is handed over and what is said about it is never the authority's or the owner's; what the team has is told as sums.
    ['olav', 'authority', [...ofServices.slice(2), ...ofTeam]],
    ['olav', 'owner', [...ofServices.slice(2), ...ofTeam, ...told]],
    ['eva', 'owner', [...ofServices.slice(2), ...ofTeam, ...told]],
    ['siri', 'head', [...ofTeam, ...told]],
    ['peder', 'pedagogical-leader', [...ofTeam, ...told]],
    ['per', 'service-contact', [...ofTeam, ...told]],
    ['stine', 'county-governor', tables],
    ['ulla', 'university-contact', tables],
    ['knut', 'school-leader', tables],
    ['frida', 'union-representative', tables],
    ['dag', 'operator', tables],
  ] as const)('%s as %s', async (who, role, never) => expect(await seenBy(await actorOf(world, who, role), never)).toEqual([]))

  test('a head reads of the own kindergarten alone, and as a deputy without guidance nothing', async () => {
    const [siri, hanne, peder] = [await actorOf(world, 'siri', 'head'), await actorOf(world, 'hanne'), await actorOf(world, 'peder')]
    const direct = ['contact', 'activity', 'talk', 'request', 'hand_over'].map((name) => `coordination.${name}`)
    expect(await seenBy(siri, direct, () => `kindergarten_id <> '${siri.orgId}'`)).toEqual([])
    expect(await seenBy(hanne, direct, () => `kindergarten_id = '${siri.orgId}'`)).toEqual([])
    expect(await seenBy(inPlaceOf(peder, siri, ['members']))).toEqual([])
    expect((await seenBy(inPlaceOf(peder, siri, ['guidance']), ofServices)).length).toBeGreaterThan(4)
  })

  test('that anybody has asked a service is told to no owner and no authority, also not as a number', async () => {
    const counts = 'select 1 from coordination.request_counts()'
    for (const role of ['owner', 'authority']) {
      const olav = await actorOf(world, 'olav', role)
      expect([role, await tries(world, olav, counts), await tries(world, olav, 'select 1 from coordination.service_request_count')]).toEqual([role, 'no', 'no'])
    }
    expect([await tries(world, await actorOf(world, 'siri', 'head'), counts), await tries(world, await actorOf(world, 'tone'), counts), await tries(world, await actorOf(world, 'per'), counts)]).toEqual(['yes', 'yes', 'no'])
  })

  test('how many wait is not told below five, nor that there are none', async () => {
    const olav = await actorOf(world, 'olav', 'authority')
    const inQueue = async () => (await world.asOwner<{ in_queue: number | null }>('select in_queue from team.waiting_told'))[0]?.in_queue
    expect(await tries(world, olav, 'select 1 from team.waiting_told')).toBe('yes')
    expect(await inQueue()).toSatisfy((told) => told === null || told >= 5)
    await expect(world.asOwner('update team.waiting_told set in_queue = 1')).rejects.toThrow('waiting_told_queue')
    await world.asOwner("update guidance.case set state = 'closed' where state = 'running'").catch(() => [])
    await reckonTold(world.deps)
    expect(await inQueue()).toBeNull()
  })

  test('a service reads what it is asked and what it does, and no word of another’s; the words are gone when the head has taken the consent back', async () => {
    const [per, tone, siri] = [await actorOf(world, 'per'), await actorOf(world, 'tone'), await actorOf(world, 'siri', 'head')]
    expect(await seenBy(per, ['coordination.activity'], () => `service_id <> '${per.orgId}'`)).toEqual([])
    expect(await seenBy(per, ['coordination.request'], () => "wanted = 'Prøve'")).toEqual([])
    expect(await seenBy(per, ['coordination.talk'], () => "about = 'Prøve'")).toEqual([])
    const healthService = { ...per, orgId: await world.org('Helsestasjonen i Fjordvik') } as Actor
    expect(await seenBy(healthService, ['coordination.hand_over'], () => "made_by_name = 'Prøve asked'")).toEqual([])
    expect(await seenBy(healthService, ['coordination.hand_over_text'], () => "body = 'Prøve asked'")).toEqual([])
    expect(await seenBy(tone, ['coordination.hand_over_text'], () => "body = 'Prøve taken-back'")).toEqual([])
    for (const actor of [per, siri]) expect(await seenBy(actor, ['coordination.hand_over_text'], () => "body = 'Prøve taken-back'")).toEqual(['coordination.hand_over_text'])
  })

  test('what one is partial to is read by oneself and whoever leads', async () => {
    expect(await seenBy(await actorOf(world, 'amir'), ['team.partiality'], () => `person_id = ${person('Ragnhild Dal')}`)).toEqual([])
    expect(await seenBy(await actorOf(world, 'ragnhild'), ['team.partiality'], () => `person_id = ${person('Ragnhild Dal')}`)).toEqual(['team.partiality'])
  })
})

describe('each thing by whom it belongs to, once and in the own name', () => {
  const change = (actor: Actor, what: string, set: string) => tries(world, actor, `update coordination.hand_over set ${set} where made_by_name = 'Prøve ${what}'`)
  test('a hand-over: the head alone agrees, and what is taken back stays so', async () => {
    const [siri, per, tone] = [await actorOf(world, 'siri', 'head'), await actorOf(world, 'per'), await actorOf(world, 'tone')]
    const given = (name: string) => `consent = 'given', consent_at = now(), consent_by_name = '${name}'`
    expect(await change(siri, 'asked', given('Hanne Moen'))).toBe('no')
    expect(await change(per, 'asked', given(per.name))).toBe('no')
    expect(await change(siri, 'taken-back', "consent = 'given', consent_ended_at = null, consent_ended_by_name = null")).toBe('no')
    expect(await change(siri, 'taken-back', `consent_ended_by_name = '${siri.name}', consent_at = now() - interval '1 year'`)).toBe('no')
    expect(await change(siri, 'asked', given(siri.name))).toBe('yes')
    for (const [actor, set] of [[siri, "answer_reason = 'x'"], [per, "answer_reason = 'x'"], [siri, `ended = 'closed', ended_at = now(), ended_by_name = '${siri.name}'`], [tone, `answer = 'accepted', answered_at = now(), answered_by_name = '${tone.name}'`], [per, `suggestion_by_name = 'x'`], [per, `ended = 'closed', ended_at = now(), ended_by_name = 'En annen'`]] as const) expect([set, await change(actor, 'taken-back', set)]).toEqual([set, 'no'])
    expect(await change(per, 'taken-back', `ended = 'closed', ended_at = now(), ended_by_name = '${per.name}'`)).toBe('yes')
  })
  test('an answer to a request stands as it was given', async () => {
    const per = await actorOf(world, 'per')
    const healthService = { ...per, orgId: await world.org('Helsestasjonen i Fjordvik') } as Actor
    const say = (answer: string, name = per.name) => `update coordination.request_answer set answer = '${answer}', reason = 'x', answered_at = now(), answered_by_name = '${name}' where service_id = '${healthService.orgId}' and request_id = ${request}`
    expect(await tries(world, healthService, say('accepted', 'En annen'))).toBe('no')
    expect(await tries(world, healthService, say('accepted'))).toBe('yes')
    expect(await tries(world, healthService, say('accepted'), say('declined'))).toBe('no')
    expect(await tries(world, per, say('accepted'))).toBe('no')
  })
})
