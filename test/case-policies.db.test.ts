import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../src/kernel/actor.ts'
import { system } from '../src/platform/db.ts'
import { actorOf, inPlaceOf, tries } from './actors.ts'
import { loadCaseWithParts, parts, q } from './case-policies.fixtures.ts'
import { openWorld, type World } from './kit.ts'

// Every part of a case × everyone: who reads it, who adds to it, who changes what is there. The database answers, without the program's rules before it.

let world: World
let id = ''
const people = new Map<string, Actor>()
const as = (who: string): Actor => people.get(who) ?? expect.unreachable(`nobody is ${who}`)

const kindergarten = ['head', 'deputy', 'pedagogical leader']
const team = ['adviser', 'another adviser', 'leader']
const heads = ['head', 'deputy']
const strangers = ['deputy for people only', 'another head', 'owner', 'owner of the kindergarten', 'authority', 'service', 'another service', 'leader of another team', 'governor', 'university', 'school', 'union', 'operator']

beforeAll(async () => {
  world = await openWorld()
  const who: readonly (readonly [string, string, string?])[] = [
    ['head', 'siri'], ['pedagogical leader', 'peder'], ['adviser', 'ragnhild'], ['another adviser', 'amir'], ['leader', 'tone'], ['another head', 'hanne'], ['owner', 'eva'],
    ['owner of the kindergarten', 'olav', 'owner'], ['authority', 'olav', 'authority'], ['service', 'per'], ['governor', 'stine'], ['university', 'ulla'], ['school', 'knut'], ['union', 'frida'], ['operator', 'dag'],
  ]
  for (const [name, person, role] of who) people.set(name, await actorOf(world, person, role))
  people.set('deputy', inPlaceOf(as('pedagogical leader'), as('head'), ['guidance']))
  people.set('deputy for people only', inPlaceOf(as('pedagogical leader'), as('head'), ['members']))
  // The same roles in organisations that are not in the case.
  people.set('leader of another team', { ...as('leader'), orgId: as('service').orgId })
  people.set('another service', { ...as('service'), orgId: as('school').orgId })
  id = await loadCaseWithParts(world, { siri: as('head'), ragnhild: as('adviser'), ppt: as('service').orgId })
})
afterAll(() => world.close())

/** Table, whose rows; who reads, who adds, who changes. Whoever is not named is refused. */
const sentences: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
  ['case_step', [...kindergarten, ...team], [...heads, ...team], [...heads, ...team]],
  ['assignment', [...kindergarten, ...team], ['another adviser', 'leader'], ['adviser', 'leader']],
  ["note: visibility = 'shared'", [...kindergarten, ...team], [...heads, ...team], []],
  ["note: visibility = 'internal'", team, team, []],
  ['meeting', [...kindergarten, ...team], team, ['adviser']],
  ['observation', [...kindergarten, ...team], team, ['adviser']],
  ['correction', [...kindergarten, ...team], [...heads, ...team], []],
  ['proposed_time', [...kindergarten, ...team], [...heads, ...team], [...heads, ...team]],
  ['plan_item', [...kindergarten, ...team], [...heads, ...team], [...heads, ...team]],
  ['plan_agreement', [...kindergarten, ...team], [...heads, ...team], [...heads, ...team]],
  ["evaluation: side = 'head'", kindergarten, heads, heads],
  ["evaluation: side = 'adviser'", team, team, team],
  ['staff_link', [...kindergarten, ...team], [...heads, ...team], [...heads, ...team]],
  ['follow_up', [...kindergarten, ...team], [...heads, ...team], []],
  ['attachment', [...kindergarten, ...team], [...heads, ...team], ['head']],
  ['hand_over', [...kindergarten, ...team, 'service'], team, team],
]

/** What the program keeps of its own work in a case. */
const programsOwn = ['reminder']

test('every part of a case is in the table of sentences', async () => {
  const hanging = await world.asOwner<{ name: string }>("select distinct table_name as name from information_schema.columns where table_schema = 'guidance' and column_name = 'case_id' and table_name in (select relname from pg_class where relkind = 'r')")
  expect([...new Set(sentences.map(([name]) => name.split(':')[0]))].toSorted()).toEqual(hanging.map(({ name }) => name).filter((name) => !programsOwn.includes(name)).toSorted())
  expect(parts.map(({ table, where }) => (where ? `${table}: ${where}` : table))).toEqual(sentences.map(([name]) => name))
})

test.each(programsOwn)('%s is the program’s own: neither side reads it', async (table) => {
  for (const who of [...kindergarten, ...team]) expect(await tries(world, as(who), `select 1 from guidance.${table}`)).toBe('no')
})

describe.each(sentences.map(([name, readers, adders, changers], at) => ({ name, readers, adders, changers, part: parts[at]! })))('$name', ({ part, readers, adders, changers }) => {
  const everyone = [...kindergarten, ...team, ...strangers]
  const ask = async (statements: (actor: Actor) => readonly string[]) => {
    const yes: string[] = []
    for (const who of everyone) if ((await tries(world, as(who), ...statements(as(who)))) === 'yes') yes.push(who)
    return yes
  }
  const sideOf = (actor: Actor) => (['adviser', 'team-leader'].includes(actor.role) ? ('team' as const) : ('kindergarten' as const))
  const sorted = (names: readonly string[]) => everyone.filter((who) => names.includes(who))

  test(`is read by ${readers.join(', ')}`, async () => {
    expect(await ask(() => [`select 1 from guidance.${part.table} where case_id = '${id}' and ${part.where ?? 'true'}`])).toEqual(sorted(readers))
  })
  test(`is added to by ${adders.join(', ') || 'nobody'}`, async () => {
    expect(await ask((actor) => part.add(id, actor, sideOf(actor)))).toEqual(sorted(adders))
  })
  test(`is changed by ${changers.join(', ') || 'nobody'}`, async () => {
    expect(await ask((actor) => part.change(id, actor, sideOf(actor)))).toEqual(sorted(changers))
  })
  test('nobody who does not act reads or writes, and nobody deletes', async () => {
    expect(await tries(world, undefined, `select 1 from guidance.${part.table}`)).toBe('no')
    expect(await tries(world, undefined, ...part.add(id, as('adviser'), 'team'))).toBe('no')
    for (const who of [as('head'), as('leader'), system] as const) expect(await tries(world, who, `delete from guidance.${part.table} where case_id = '${id}'`)).toBe('no')
  })
})

describe('the case itself', () => {
  const set = (what: string, name: string) => `update guidance.case set ${what}, changed_by_name = ${q(name)} where id = '${id}'`

  test.each(['id', 'region_id', 'kindergarten_id', 'team_org_id', 'created_at', 'created_by', 'created_by_name', 'start_key', 'taken', 'follow_up_on'])('nobody changes %s, not even the program itself', async (column) => {
    for (const who of [as('head'), as('leader'), system] as const) expect(await tries(world, who, `update guidance.case set ${column} = ${column} where id = '${id}'`)).toBe('no')
  })

  test.each([
    ['the request, once sent', "experienced = 'x'", []],
    ['how staff and owner are involved', 'owner_informed = true', heads],
    ['when it was sent', "submitted_at = now(), submitted_by_name = 'x'", []],
    ['its reference', "reference = 'V2026-9999'", []],
    ['its flow chart', 'flow_version_id = gen_random_uuid()', []],
    ['where it stands', "step_key = 'evaluation', step_kind = 'evaluation'", team],
    ['that the kindergarten withdrew', "state = 'closed', step_key = 'closed', step_kind = 'closed', closed_at = now(), outcome = 'kindergarten-withdrew'", [...heads, ...team]],
    ['where it stands, under the name of a withdrawal', "step_key = 'evaluation', step_kind = 'evaluation', due_on = '2030-01-01', outcome = 'kindergarten-withdrew'", team],
    ['that it is closed in name only', "state = 'closed', closed_at = now(), outcome = 'kindergarten-withdrew'", team],
    ['that it has reached its goal', "state = 'closed', step_key = 'closed', step_kind = 'closed', closed_at = now(), outcome = 'goal-reached'", team],
    ['that it is a draft again', "state = 'draft'", []],
    ['that it was thrown away', "state = 'withdrawn'", []],
  ])('%s', async (_, what, who) => {
    const yes: string[] = []
    for (const name of [...kindergarten, ...team, ...strangers]) {
      // The leader may move a case to another chart, but not to one that is not there.
      const answer = await tries(world, as(name), set(what, as(name).name)).catch((problem: { code?: string }) => (problem.code === '23503' && name === 'leader' ? 'no' : Promise.reject(problem)))
      if (answer === 'yes') yes.push(name)
    }
    expect(yes).toEqual(who)
  })

  test('nobody signs a change with another’s name', async () => {
    expect(await tries(world, as('adviser'), set('due_on = null', 'Tone Haugen'))).toBe('no')
    expect(await tries(world, as('adviser'), set('due_on = null', 'Ragnhild Dal'))).toBe('yes')
  })

  test('a head answers from clarification and nowhere else', async () => {
    const move = `step_key = 'triage', step_kind = 'triage'`
    expect(await tries(world, as('head'), set(move, as('head').name))).toBe('no')
    await world.asOwner("update guidance.case set step_key = 'clarification', step_kind = 'clarification' where id = $1", [id])
    expect(await tries(world, as('head'), set(move, as('head').name))).toBe('yes')
    expect(await tries(world, as('pedagogical leader'), set(move, as('pedagogical leader').name))).toBe('no')
    await world.asOwner("update guidance.case set step_key = 'sessions', step_kind = 'sessions' where id = $1", [id])
  })

  const begun = (actor: Actor, change: Record<string, string> = {}) => {
    const row = { region_id: q('oslo-viken'), kindergarten_id: q(actor.orgId), team_org_id: q(as('leader').orgId), state: q('draft'), created_at: 'now()', created_by: q(actor.personId), created_by_name: q(actor.name), changed_at: 'now()', changed_by_name: q(actor.name), ...change }
    return `insert into guidance.case (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
  }
  test('is begun by a head, for the own kindergarten, with the team that serves it, as a draft and in the own name', async () => {
    for (const who of [...kindergarten, ...team, ...strangers]) expect([who, await tries(world, as(who), begun(as(who)))]).toEqual([who, [...heads, 'another head'].includes(who) ? 'yes' : 'no'])
    const head = as('head')
    for (const forged of [{ kindergarten_id: q(as('another head').orgId) }, { team_org_id: q(as('service').orgId) }, { state: q('withdrawn') }, { reference: q('V2026-1') }, { created_by: q(as('adviser').personId) }, { created_by_name: q('Tone Haugen') }])
      expect([forged, await tries(world, head, begun(head, forged))]).toEqual([forged, 'no'])
  })
})

describe('what is forged is refused', () => {
  const sign = (actor: Actor) => `now(), ${q(actor.personId)}, ${q(actor.name)}`
  test.each<[string, string, (me: Actor) => readonly string[]]>([
    ['an adviser gives the case to another', 'adviser', (me) => [`insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ('${id}', ${q(as('another adviser').membershipId)}, 'x', now(), ${q(me.name)})`]],
    ['the leader gives it to someone outside the team', 'leader', (me) => [`insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ('${id}', ${q(as('service').membershipId)}, 'x', now(), ${q(me.name)})`]],
    ['a message in another’s name', 'head', (me) => [`insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) values ('${id}', 'shared', 'x', now(), ${q(me.personId)}, 'Tone Haugen')`]],
    ['a message as another person', 'adviser', (me) => [`insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) values ('${id}', 'shared', 'x', now(), ${q(as('head').personId)}, ${q(me.name)})`]],
    ['a step in another’s name', 'head', () => [`insert into guidance.case_step (case_id, step_key, left_at, entered_at, entered_by, entered_by_name) values ('${id}', 'plan', now(), now(), ${q(as('leader').personId)}, 'Tone Haugen')`]],
    ['somebody else’s move taken back, by an adviser', 'another adviser', () => [`update guidance.case_step set undone_at = now() where case_id = '${id}'`]],
    ['a move before the last taken back, by the leader', 'leader', (me) => [`insert into guidance.case_step (case_id, step_key, left_at, entered_at, entered_by, entered_by_name) values ('${id}', 'plan', now() + interval '1 year', now() + interval '1 year', ${q(me.personId)}, ${q(me.name)})`, `update guidance.case_step set undone_at = now() where case_id = '${id}' and step_key = 'sessions'`]],
    ['another name for a step, by an adviser', 'adviser', () => [`update guidance.case_step set step_key = 'plan' where case_id = '${id}'`]],
    ['the team’s agreement, by the head', 'head', (me) => [`update guidance.plan_agreement set void_at = now(), void_by_name = ${q(me.name)} where case_id = '${id}'`, `insert into guidance.plan_agreement (case_id, side, agreed_at, agreed_by, agreed_by_name) values ('${id}', 'team', ${sign(me)})`]],
    ['an agreement that hides the deputy', 'deputy', (me) => [`update guidance.plan_agreement set void_at = now(), void_by_name = ${q(me.name)} where case_id = '${id}'`, `insert into guidance.plan_agreement (case_id, side, agreed_at, agreed_by, agreed_by_name) values ('${id}', 'kindergarten', ${sign(me)})`]],
    ['what was agreed, rewritten', 'adviser', () => [`update guidance.plan_agreement set plan = '[]' where case_id = '${id}'`]],
    ['one’s own proposal accepted', 'head', (me) => [`update guidance.proposed_time set accepted_at = now(), accepted_by_name = ${q(me.name)} where case_id = '${id}'`]],
    ['a proposal from the other side', 'adviser', (me) => [`update guidance.proposed_time set replaced_at = now() where case_id = '${id}'`, `insert into guidance.proposed_time (case_id, on_date, at_time, place, side, form_key, proposed_at, proposed_by, proposed_by_name) values ('${id}', '2026-12-02', '11:00', 'x', 'kindergarten', gen_random_uuid(), ${sign(me)})`]],
    ['a file as another person', 'adviser', (me) => [`insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by, added_by_name) values ('${id}', 'c.pdf', 'application/pdf', 5, 'x', '%PDF-', now(), ${q(as('head').personId)}, ${q(me.name)})`]],
    ['a file of a namesake taken away', 'deputy', (me) => [`update guidance.attachment set removed_at = now(), content = '' where case_id = '${id}' and added_by <> ${q(me.personId)}`]],
    ['a file emptied without a trace', 'head', () => [`update guidance.attachment set content = '' where case_id = '${id}'`]],
    ['a closed link opened again', 'adviser', () => [`update guidance.staff_link set closed_at = now() where case_id = '${id}'`, `update guidance.staff_link set closed_at = null where case_id = '${id}'`]],
    ['a hand-over answered twice', 'leader', () => [`update guidance.hand_over set answer = 'accepted', answered_at = now(), answered_by_name = 'x' where case_id = '${id}'`, `update guidance.hand_over set answer = 'declined' where case_id = '${id}'`]],
    ['the flow chart, by an adviser', 'adviser', () => [`update guidance.flow_version set status = 'retired'`]],
    ['a row moved to another case', 'leader', () => [`update guidance.plan_item set case_id = gen_random_uuid() where case_id = '${id}'`]],
  ])('%s', async (_, who, statements) => {
    expect(await tries(world, as(who), ...statements(as(who)))).toBe('no')
  })

  test('the other side accepts a proposal', async () => {
    expect(await tries(world, as('adviser'), `update guidance.proposed_time set accepted_at = now(), accepted_by_name = 'Ragnhild Dal' where case_id = '${id}'`)).toBe('yes')
  })

  test('who gave a case back, and why, is the team’s own', async () => {
    await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name, ended_at, ended_reason) values ($1, $2, 'Amir Nord', now(), 'Tone Haugen', now(), 'Sykdom')", [id, as('another adviser').membershipId])
    const given = `select 1 from guidance.assignment where case_id = '${id}' and ended_reason = 'Sykdom'`
    expect(await tries(world, as('adviser'), given)).toBe('yes')
    for (const who of [...kindergarten, ...strangers]) expect([who, await tries(world, as(who), given)]).toEqual([who, 'no'])
  })

  test('a record stands the day after tomorrow', async () => {
    const change = parts.find(({ table }) => table === 'observation')!.change(id, as('adviser'), 'team')
    const before = world.clock()
    world.clock.set(new Date(before.getTime() + 24 * 3_600_000))
    expect(await tries(world, as('adviser'), ...change)).toBe('yes')
    world.clock.set(new Date(before.getTime() + 48 * 3_600_000))
    expect(await tries(world, as('adviser'), ...change)).toBe('no')
    world.clock.set(before)
  })

  test('an evaluation is the other’s to read when both have written, and then stands; that it is written may be known before', async () => {
    const other = `select 1 from guidance.evaluation where case_id = '${id}' and side = 'adviser'`
    const known = `select 1 from guidance.evaluations_written('${id}') where side = 'adviser'`
    expect(await tries(world, as('head'), other)).toBe('no')
    expect(await tries(world, as('head'), known)).toBe('yes')
    for (const who of strangers) expect([who, await tries(world, as(who), known)]).toEqual([who, 'no'])
    await world.asOwner("insert into guidance.evaluation (case_id, side, round, goal_reached, written_at, written_by_name) values ($1, 'head', 2, 4, now(), 'Siri Solheim')", [id])
    expect(await tries(world, as('head'), other)).toBe('yes')
    expect(await tries(world, as('pedagogical leader'), other)).toBe('yes')
    expect(await tries(world, as('head'), `update guidance.evaluation set goal_reached = 1, written_by_name = 'Siri Solheim' where case_id = '${id}' and round = 2`)).toBe('no')
  })

  test('in a closed case nothing new is written', async () => {
    await world.asOwner("update guidance.case set state = 'closed', closed_at = now(), outcome = 'goal-reached' where id = $1", [id])
    for (const part of parts.filter(({ table }) => table !== 'case_step'))
      for (const who of ['head', 'another adviser', 'leader']) expect([part.table, who, await tries(world, as(who), ...part.add(id, as(who), who === 'head' ? 'kindergarten' : 'team'))]).toEqual([part.table, who, 'no'])
    await world.asOwner("update guidance.case set state = 'running', closed_at = null, outcome = null where id = $1", [id])
  })
})
