import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decisionIn } from '../src/slices/scheme/money/money.fixtures.ts'
import { roundIn, sentIn } from '../src/slices/scheme/review/review.fixtures.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { system } from '../src/platform/db.ts'
import { actorOf, inPlaceOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// The scheme as the database holds it: what nobody reads and nobody changes, whatever the program around it forgets to ask.

let world: World
type Name = 'eva' | 'liv' | 'ulla' | 'hanne' | 'stine' | 'arve' | 'frida' | 'olav' | 'authority' | 'siri' | 'other'
let who: Readonly<Record<Name, Actor>>
beforeAll(async () => {
  world = await openWorld()
  const of = async (person: string, role?: string) => actorOf(world, person, role)
  const [eva, liv, ulla, hanne, stine, arve, frida, olav, authority, siri, knut] = await Promise.all([of('eva'), of('liv'), of('ulla'), of('hanne'), of('stine'), of('arve'), of('frida'), of('olav', 'owner'), of('olav', 'authority'), of('siri'), of('knut')])
  const [elsewhere] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, region_id, created_at) values ('county-governor', 'En annen statsforvalter (oppdiktet)', 'oslo-viken', now()) returning id")
  who = { eva, liv, ulla, hanne, stine, arve, frida, olav, authority, siri, other: { ...knut, role: 'county-governor', orgId: elsewhere?.id, orgKind: 'county-governor' } as Actor }
})
// A reader of one report sees that one, for whomever they act: here the other county governor is nobody's reader.
beforeAll(() => world.asOwner('delete from scheme.assignment where person_id = $1', [who.frida.personId]))
afterAll(() => world.close())

const all = ['eva', 'liv', 'ulla', 'hanne', 'stine', 'arve', 'frida', 'olav', 'authority', 'siri', 'other'] as const
/** Who gets a yes; a refusal by a rule of the table counts as no. */
async function yes(statement: (actor: Actor) => string, names: readonly Name[] = all): Promise<Name[]> {
  const answers = await Promise.all(names.map(async (name) => {
    try {
      return (await tries(world, who[name], statement(who[name]))) === 'yes' ? name : undefined
    } catch (problem) {
      if ((problem as { code?: string }).code === '23514') return undefined
      throw problem
    }
  }))
  return answers.filter((name) => name !== undefined)
}

/** A report of Eva's chain with a partner, a kindergarten and a member that has not answered. */
async function reportOf(state: 'draft' | 'signing' | 'submitted'): Promise<string> {
  const [round] = await world.asOwner<{ id: string; form: string; region: string }>("select id, form_version_id as form, region_id as region from scheme.round where stage = 'announced' and form_version_id is not null order by id limit 1")
  const sent = state === 'submitted'
  const [made] = await world.asOwner<{ id: string }>(
    "insert into scheme.report (region_id, round_id, start_key, form_version_id, lead_id, strand, state, begun_at, begun_by_name, submitted_at, reference) values ($1, $2, gen_random_uuid(), $3, $4, 'collective', $5, now(), 'Eva Brekke', $6, $7) returning id",
    [round?.region, round?.id, round?.form, who.eva.orgId, state, sent ? new Date() : null, sent ? `P-${crypto.randomUUID().slice(0, 8)}` : null],
  )
  const id = made?.id ?? expect.fail('no report')
  for (const [name, part, answer] of [['eva', 'lead', 'accepted'], ['ulla', 'partner', 'accepted'], ['hanne', 'kindergarten', 'accepted'], ['liv', 'member', 'invited']] as const) await world.asOwner('insert into scheme.report_party (report_id, org_id, part, state) values ($1, $2, $3, $4)', [id, who[name].orgId, part, answer])
  await world.asOwner("insert into scheme.report_draft (report_id, answers, changed_at, changed_by_name) values ($1, '{}', now(), 'Eva Brekke')", [id])
  await world.asOwner("insert into scheme.report_fact (report_id, title, duration, ownership, kindergartens) values ($1, 'Lek', 1, 'private', 1)", [id])
  await world.asOwner("insert into scheme.report_amount (report_id, year, actor, ore) values ($1, 2027, 'owner', 100)", [id])
  await world.asOwner("insert into scheme.submission (report_id, number, form_version_id, answers, sent_at, sent_by_name, sent_by_role, sha256) values ($1, 1, $2, '{}', now(), 'Eva Brekke', 'owner', 'x')", [id, round?.form])
  await world.asOwner("insert into scheme.report_file (report_id, question, name, media_type, bytes, content, sha256, added_at, added_by_name, sent_at) values ($1, 'q', 'a.pdf', 'application/pdf', 1, '\\x01', 'x', now(), 'Eva Brekke', $2)", [id, sent ? new Date() : null])
  return id
}

describe('a report that is written', () => {
  let id = ''
  beforeAll(async () => {
    id = await reportOf('draft')
  })
  test.each([
    ['the report', 'report', 'id'],
    ['its draft', 'report_draft', 'report_id'],
    ['its files', 'report_file', 'report_id'],
    ['its parties', 'report_party', 'report_id'],
  ])('%s is read by the applicant’s side alone', async (_, table, column) => {
    expect(await yes(() => `select 1 from scheme.${table} where ${column} = '${id}'`)).toEqual(['eva', 'liv', 'ulla', 'hanne'])
  })
  test('the municipality as authority reads nothing of what it is asked as an owner', async () => {
    await world.asOwner("insert into scheme.report_party (report_id, org_id, part, state, reason) values ($1, $2, 'member', 'declined', 'Ikke i år')", [id, who.olav.orgId])
    await world.asOwner("insert into scheme.extension (round_id, org_id, until, reason, given_at, given_by_name) select round_id, $2, now(), 'Sykdom', now(), 'Stine Berg' from scheme.report where id = $1", [id, who.olav.orgId])
    expect(await yes(() => `select 1 from scheme.report_party where report_id = '${id}' and org_id = '${who.olav.orgId}'`, ['olav', 'authority'])).toEqual(['olav'])
    expect(await yes(() => `select 1 from scheme.extension where org_id = '${who.olav.orgId}'`, ['olav', 'authority', 'stine', 'other'])).toEqual(['olav', 'stine'])
    await world.asOwner('delete from scheme.report_party where report_id = $1 and org_id = $2', [id, who.olav.orgId])
  })
  test('its draft is written by the lead and the partner, each in their own part and name', async () => {
    const sections = (await world.asOwner<{ by: string; key: string }>("select coalesce(s ->> 'by', 'applicant') as by, s -> 'questions' -> 0 ->> 'key' as key from scheme.report r join scheme.form_version v on v.id = r.form_version_id, jsonb_array_elements(v.definition -> 'sections') s where r.id = $1", [id]))
    const [own, partner] = ['applicant', 'partner'].map((by) => sections.find((one) => one.by === by)?.key ?? expect.fail(by))
    const write = (key: string | undefined) => ({ name }: Actor) => `update scheme.report_draft set answers = answers || '{"${key}": "x"}', changed_by_name = '${name}' where report_id = '${id}'`
    expect(await yes(write(own))).toEqual(['eva'])
    expect(await yes(write(partner))).toEqual(['ulla'])
    expect(await yes(() => `update scheme.report_draft set version = 9, changed_by_name = 'En annen' where report_id = '${id}'`)).toEqual([])
  })
  test('nobody answers for others, nor makes others the lead', async () => {
    const asked = (part: string, state: string) => `insert into scheme.report_party (report_id, org_id, part, state) values ('${id}', '${who.olav.orgId}', '${part}', '${state}')`
    expect(await yes(() => asked('member', 'invited'))).toEqual(['eva'])
    expect(await yes(() => asked('partner', 'invited'))).toEqual(['eva'])
    for (const [part, state] of [['member', 'accepted'], ['partner', 'accepted'], ['member', 'declined'], ['lead', 'accepted']] as const) expect([part, state, await yes(() => asked(part, state))]).toEqual([part, state, []])
    const answer = ({ name }: Actor) => `update scheme.report_party set state = 'accepted', answered_by_name = '${name}' where report_id = '${id}' and org_id = '${who.liv.orgId}'`
    expect(await yes(answer)).toEqual(['liv'])
    expect(await yes(({ name }) => `update scheme.report_party set state = 'declined', answered_by_name = '${name}' where report_id = '${id}' and part = 'kindergarten'`)).toEqual([])
  })
  test('is begun in an announced round of one’s own region, in one’s own name', async () => {
    const begin = (name: string, from = "from scheme.round d where d.id = (select round_id from scheme.report where id = '" + id + "')", region = 'd.region_id', extra = ['', '']) => ({ orgId }: Actor) =>
      `insert into scheme.report (region_id, round_id, start_key, form_version_id, lead_id, strand, begun_at, begun_by_name${extra[0]}) select ${region}, d.id, gen_random_uuid(), d.form_version_id, '${orgId}', 'collective', now(), '${name}'${extra[1]} ${from}`
    expect(await yes(begin('Eva Brekke'), ['eva'])).toEqual(['eva'])
    expect(await yes(begin('Eva Brekke'), ['liv', 'stine', 'ulla', 'authority'])).toEqual([])
    expect(await yes(begin('Eva Brekke', undefined, 'd.region_id', [', reference', ", 'B1-1'"]), ['eva'])).toEqual([])
    expect(await yes(begin('Eva Brekke', "from scheme.round d where d.stage in ('in-forum', 'decided') and d.form_version_id is not null limit 1"), ['eva'])).toEqual([])
  })
})

describe('a report that is sent', () => {
  let id = ''
  beforeEach(async () => {
    id = await reportOf('submitted')
  })
  test.each(['submission', 'report_fact', 'report_amount', 'report_file'])('%s is read by the applicant’s side and those who handle it', async (table) => {
    expect(await yes(() => `select 1 from scheme.${table} where report_id = '${id}'`)).toEqual(['eva', 'liv', 'ulla', 'hanne', 'stine', 'arve'])
  })
  test('its draft stays with those who wrote it', async () => {
    expect(await yes(() => `select 1 from scheme.report_draft where report_id = '${id}'`)).toEqual(['eva', 'liv', 'ulla', 'hanne'])
  })
  test.each([
    ['another submission', (id: string, name: string) => `insert into scheme.submission (report_id, number, form_version_id, answers, sent_at, sent_by_name, sent_by_role, sha256) select '${id}', 2, form_version_id, '{}', now(), '${name}', 'owner', 'x' from scheme.report where id = '${id}'`],
    ['what was sent', (id: string) => `update scheme.submission set answers = '{"a": 1}' where report_id = '${id}'`],
    ['the amounts', (id: string) => `delete from scheme.report_amount where report_id = '${id}'`],
    ['more amounts', (id: string) => `insert into scheme.report_amount values ('${id}', 2028, 'owner', 5)`],
    ['the facts', (id: string) => `delete from scheme.report_fact where report_id = '${id}'`],
    ['the draft', (id: string, name: string) => `update scheme.report_draft set version = 2, changed_by_name = '${name}' where report_id = '${id}'`],
    ['the file', (id: string) => `update scheme.report_file set content = '\\x02' where report_id = '${id}'`],
    ['that the file was sent', (id: string) => `update scheme.report_file set sent_at = null, removed_at = now(), content = null where report_id = '${id}'`],
    ['the reference', (id: string) => `update scheme.report set reference = 'X' where id = '${id}'`],
    ['when it was sent', (id: string) => `update scheme.report set submitted_at = now() - interval '1 year' where id = '${id}'`],
    ['the strand', (id: string) => `update scheme.report set strand = 'other' where id = '${id}'`],
    ['the form', (id: string) => `update scheme.report set form_version_id = (select id from scheme.form_version where id <> form_version_id limit 1) where id = '${id}'`],
    ['whose it is', (id: string) => `update scheme.report set lead_id = '${who.liv.orgId}' where id = '${id}'`],
    ['an answer of a member', (id: string, name: string) => `update scheme.report_party set state = 'accepted', answered_by_name = '${name}' where report_id = '${id}' and part = 'member'`],
  ] as const)('nobody changes %s', async (_, statement) => {
    expect(await yes(({ name }) => statement(id, name))).toEqual([])
  })
  test('the applicant takes it back, the county governor opens it again, and nobody the other way', async () => {
    expect(await yes(() => `update scheme.report set state = 'withdrawn', ended_at = now() where id = '${id}'`)).toEqual(['eva'])
    expect(await yes(() => `update scheme.report set state = 'draft' where id = '${id}'`)).toEqual(['stine', 'arve'])
    await world.asOwner('alter table scheme.report disable trigger keep_report')
    await world.asOwner("update scheme.report set state = 'withdrawn' where id = $1", [id])
    await world.asOwner('alter table scheme.report enable trigger keep_report')
    for (const state of ['draft', 'submitted']) expect([state, await yes(() => `update scheme.report set state = '${state}' where id = '${id}'`)]).toEqual([state, []])
  })
})

describe('a deputy', () => {
  test('with the scheme in the delegation sees it; without, nothing', async () => {
    const id = await reportOf('draft')
    const deputy = (scope: readonly string[]) => inPlaceOf(who.siri, who.hanne, scope)
    expect(await tries(world, deputy(['scheme']), `select 1 from scheme.report where id = '${id}'`)).toBe('yes')
    for (const scope of [['guidance'], ['members'], ['guidance', 'members']]) expect([scope, await tries(world, deputy(scope), `select 1 from scheme.report where id = '${id}'`)]).toEqual([scope, 'no'])
  })
})

describe('a decision before it is published', () => {
  let [round, report, id] = ['', '', '']
  beforeAll(async () => {
    round = await roundIn(world, 'in-forum')
    const [forum] = await world.asOwner<{ id: string }>("insert into scheme.forum (region_id, manager_id, name) values ('oslo-viken', $1, 'Et forum') returning id", [who.stine.orgId])
    await world.asOwner("insert into scheme.forum_member (forum_id, person_id, org_id, stands_for, votes, period) values ($1, $2, $3, 'association', true, '[2020-01-01,)')", [forum?.id, who.frida.personId, who.frida.orgId])
    await world.asOwner('update scheme.round set forum_id = $1 where id = $2', [forum?.id, round])
    report = await sentIn(world, round)
    id = await decisionIn(world, report, [[2027, 'owner', 'Eventyrkjeden', 100]], { published: false })
    await world.asOwner("insert into scheme.decision_recipient (decision_id, org_id, kind) values ($1, $2, 'private')", [id, who.eva.orgId])
    await world.asOwner("insert into scheme.document (report_id, kind, source_id, decision_id, org_id, direction, language, title, content, dated_at) values ($1, 'decision', $2, $2, $3, 'out', 'nb', 'Brev', '{}', now())", [report, id, who.eva.orgId])
  })
  test.each(['scheme.decision where id', 'scheme.granted_amount where decision_id', 'scheme.decision_recipient where decision_id', 'scheme.document where decision_id'])('%s: the county governor alone', async (from) => {
    expect(await yes(() => `select 1 from ${from} = '${id}'`)).toEqual(['stine', 'arve'])
  })
  test('nobody sees it in the open list, nor its money', async () => {
    expect(await yes(() => `select 1 from scheme.participants() where report_id = '${report}'`)).toEqual([])
    expect(await yes(() => `select 1 from scheme.result_money() where report_id = '${report}'`)).toEqual([])
    expect(await yes(() => `select 1 from scheme.money_line where report_id = '${report}'`)).toEqual([])
    expect(await yes(() => `select 1 where '${id}' in (select x::text from scheme.appealable_decisions() x)`)).toEqual([])
  })
  test('what is approved is not changed', async () => {
    for (const change of [`update scheme.decision set outcome = 'decline' where id = '${id}'`, `update scheme.decision set reason = 'x', prepared_by = '${who.stine.personId}' where id = '${id}'`, `update scheme.granted_amount set ore = 1 where decision_id = '${id}'`, `delete from scheme.granted_amount where decision_id = '${id}'`, `insert into scheme.granted_amount values ('${id}', 2028, 'owner', '${who.eva.orgId}', 1)`, `update scheme.decision set approved_by_name = 'En annen' where id = '${id}'`])
      expect([change, (await yes(() => change)).filter((name) => name !== 'stine' && name !== 'arve')]).toEqual([change, []])
    for (const change of [`update scheme.decision set outcome = 'decline' where id = '${id}'`, `update scheme.granted_amount set ore = 1 where decision_id = '${id}'`, `delete from scheme.granted_amount where decision_id = '${id}'`]) expect([change, await yes(() => change)]).toEqual([change, []])
  })
  test('the forum’s word is not the county governor’s to write outside a meeting', async () => {
    const word = ({ name }: Actor) => `insert into scheme.recommendation (report_id, outcome, reached_by, reason, at, by_name) values ('${report}', 'grant', 'agreement', 'x', now(), '${name}')`
    expect(await yes(word)).toEqual([])
    const [meeting] = await world.asOwner<{ id: string }>("insert into scheme.meeting (forum_id, round_id, title, starts_at, state, made_at, made_by_name) select forum_id, id, 'Møte', now(), 'open', now(), 'Stine Berg' from scheme.round where id = $1 returning id", [round])
    const [item] = await world.asOwner<{ id: string }>("insert into scheme.meeting_item (meeting_id, position, kind, changed_at, changed_by_name) values ($1, 1, 'reports', now(), 'Stine Berg') returning id", [meeting?.id])
    await world.asOwner("insert into scheme.meeting_item_report (item_id, report_id, changed_at, changed_by_name) values ($1, $2, now(), 'Stine Berg')", [item?.id, report])
    expect(await yes(word)).toEqual(['stine', 'arve'])
    await world.asOwner("update scheme.meeting set state = 'closed' where id = $1", [meeting?.id])
    expect(await yes(word)).toEqual([])
    const [member] = await world.asOwner<{ id: string }>('select m.id from scheme.forum_member m join scheme.round d on d.forum_id = m.forum_id where d.id = $1 limit 1', [round])
    const come = ({ name }: Actor) => `insert into scheme.meeting_attendance (meeting_id, member_id, present, at, by_name) values ('${meeting?.id}', '${member?.id}', true, now(), '${name}')`
    expect(await yes(come), 'nobody was there after it was over').toEqual([])
  })
  test('one who sits down in the forum afterwards is barred by a tie all the same', async () => {
    await world.asOwner("update scheme.round set stage = 'decided' where id = $1", [round])
    await world.asOwner("insert into scheme.forum_member (forum_id, person_id, org_id, stands_for, votes, period) select forum_id, $2, $3, 'private-owner', true, '[2020-01-01,)' from scheme.round where id = $1", [round, who.hanne.personId, who.hanne.orgId])
    expect(await yes(() => `select 1 where '${report}' in (select h::text from scheme.handled_reports() h)`, ['hanne', 'frida'])).toEqual(['frida'])
  })
  test('nobody decides about themselves, nor rewrites what was decided about them', async () => {
    await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ($1, $2, 'decided', true, 'Nær venn', now(), 'Arve Moe')", [report, who.frida.personId])
    for (const change of ['disqualified = false', "note = 'x', declared = 'impartial'", "by_name = 'x', declared = 'impartial'", "basis = 'tie', declared = 'impartial'"]) expect([change, await yes(() => `update scheme.impartiality set ${change} where report_id = '${report}' and person_id = '${who.frida.personId}'`, ['frida', 'eva', 'hanne', 'other'])]).toEqual([change, []])
    expect(await yes(() => `update scheme.impartiality set declared = 'impartial', declared_at = now() where report_id = '${report}' and person_id = '${who.frida.personId}'`, ['frida'])).toEqual(['frida'])
  })
})

describe('money', () => {
  test('a run is prepared in one’s own name and approved by another; limits are the leader’s', async () => {
    const run = (set: string, values: string) => ({ orgId }: Actor) => `insert into scheme.payment_run (manager_id, number, due_until, prepared_at${set}) values ('${orgId}', 900, '2027-01-01', now()${values})`
    expect(await yes((actor) => run(', prepared_by, prepared_by_name', `, '${actor.personId}', '${actor.name}'`)(actor))).toEqual(['stine', 'arve', 'other'])
    expect(await yes((actor) => run(', prepared_by, prepared_by_name', `, '${actor.personId}', 'En annen'`)(actor))).toEqual([])
    expect(await yes((actor) => run(', prepared_by, prepared_by_name, approved_at, approved_by, approved_by_name, file, sha256', `, '${who.liv.personId}', 'Liv Sand', now(), '${actor.personId}', '${actor.name}', 'x', '${'0'.repeat(64)}'`)(actor))).toEqual([])
    expect(await yes(({ orgId, name }) => `insert into scheme.payment_limit (manager_id, kind, at, by_name) values ('${orgId}', 'officer', now(), '${name}')`)).toEqual(['arve'])
  })
  test('of one county governor is nothing to another', async () => {
    const tables = ['money_account', 'money_line', 'money_entry', 'money_instalment', 'payment_run', 'payment_item', 'payment_limit', 'approval_limit', 'letter_setup', 'scenario', 'scenario_result', 'archive_export', 'archive_step', 'appeal', 'reason_demand', 'decision', 'report', 'submission', 'cluster', 'meeting', 'review_group', 'round_step', 'forum_member', 'result', 'recommendation', 'eligibility', 'assignment', 'impartiality where person_id <> (select platform.actor_person())']
    const seen = await Promise.all(tables.map(async (table) => ((await tries(world, who.other, `select 1 from scheme.${table} limit 1`)) === 'yes' ? table : '')))
    expect(seen.filter(Boolean)).toEqual([])
  })
})

describe('in the catalogue', () => {
  test('what is a fact has no grant to change or take it away', async () => {
    const facts = ['submission', 'result_submission', 'round_step', 'money_entry', 'ballot', 'vote_right', 'report_return', 'archive_export', 'archive_step', 'review_comment', 'eligibility', 'review_check', 'result_request', 'report_fact', 'report_amount', 'report_staff', 'payment_limit', 'scenario_result', 'review_criteria']
    const grants = await world.asOwner<{ name: string }>("select table_name as name from information_schema.role_table_grants where grantee = 'samspill_app' and table_schema = 'scheme' and privilege_type = 'UPDATE' and table_name = any ($1) union select table_name from information_schema.column_privileges where grantee = 'samspill_app' and table_schema = 'scheme' and privilege_type = 'UPDATE' and table_name = any ($1)", [facts])
    expect(grants).toEqual([])
    const deletes = await world.asOwner<{ name: string }>("select table_name as name from information_schema.role_table_grants where grantee = 'samspill_app' and table_schema = 'scheme' and privilege_type = 'DELETE' order by 1")
    expect(deletes.map(({ name }) => name)).toEqual(['anchoring_group', 'approval_limit', 'assignment', 'decision_recipient', 'document', 'form', 'form_version', 'granted_amount', 'money_instalment', 'partnership_contact', 'partnership_member', 'partnership_promise', 'recommended_amount', 'report_amount', 'report_fact', 'report_party', 'report_staff', 'result_amount', 'result_kindergarten', 'result_staff', 'round_tester', 'score'])
  })
  test('every function with the owner’s rights asks who acts, or is no function one can call', async () => {
    const functions = await world.asOwner<{ name: string; text: string }>("select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname = 'scheme' and has_function_privilege('samspill_app', p.oid, 'execute') and p.prorettype <> 'trigger'::regtype order by 1")
    const silent = functions.filter(({ text }) => !/actor_|own_|handled_|managed_|governed_|seen_|run_|written_|is_system/.test(text.slice(text.search(/begin atomic|return |as \$/i)))).map(({ name }) => name)
    // Only what is public: names of who got a grant, and which forms have been used.
    expect(silent).toEqual(['scheme.locked_forms()', 'scheme.participants()'])
    expect(functions.length).toBeGreaterThan(40)
  })
  test('a locked form, also for the program itself', async () => {
    const [form] = await world.asOwner<{ id: string }>('select id from scheme.form_version where locked_at is not null limit 1')
    await expect(tries(world, system, `update scheme.form_version set definition = '{}' where id = '${form?.id}'`)).rejects.toThrow('is locked')
  })
})
