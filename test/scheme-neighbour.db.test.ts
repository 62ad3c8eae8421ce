import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepared, roundIn, sentReport, setUpLetters } from '../src/slices/scheme/decisions/decisions.fixtures.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, type Browser, type World } from './kit.ts'

// Two county governors. Knut works for another than Stine: he sits in her forum, or reads for her working group, and is nobody more than that in her county.

let world: World
let stine: Browser
let knut: Browser
let neighbour: Actor
let round = ''
let report = ''
let decision = ''
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
  const [org] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, region_id, created_at) values ('county-governor', 'En annen statsforvalter (oppdiktet)', 'oslo-viken', now()) returning id")
  await world.asOwner("insert into identity.membership (person_id, org_id, role, period, administers) select id, $1, 'county-governor', '[2024-08-01,)', true from identity.person where name = 'Knut Eide'", [org?.id])
  neighbour = await actorOf(world, 'knut', 'county-governor')
  knut = await world.as('knut', 'county-governor')
  round = await roundIn(world)
  report = await sentReport(world, round, { title: 'Zeta' })
  await setUpLetters(stine, round)
  decision = await prepared(stine, round, report)
})
afterAll(() => world.close())

const sits = () => world.asOwner("insert into scheme.forum_member (forum_id, person_id, org_id, stands_for, votes, period) select d.forum_id, $2, $3, 'county-governor', false, '[2020-01-01,)' from scheme.round d where d.id = $1", [round, neighbour.personId, neighbour.orgId])
const reads = () => world.asOwner("insert into scheme.assignment (report_id, person_id, org_id, assigned_at, assigned_by_name) values ($1, $2, $3, now(), 'Stine Berg')", [report, neighbour.personId, neighbour.orgId])

describe.each([
  ['sits in the forum', sits, () => world.asOwner('delete from scheme.forum_member where person_id = $1', [neighbour.personId])],
  ['reads a report', reads, () => world.asOwner('delete from scheme.assignment where person_id = $1', [neighbour.personId])],
] as const)('one from another county governor who %s', (_, begin, end) => {
  beforeAll(() => begin())
  afterAll(() => end())
  test('sees the report, and nothing of the decision before it is published', async () => {
    expect(await tries(world, neighbour, `select 1 from scheme.report where id = '${report}'`)).toBe('yes')
    for (const from of ['scheme.decision where id', 'scheme.granted_amount where decision_id', 'scheme.decision_recipient where decision_id', 'scheme.document where decision_id']) expect([from, await tries(world, neighbour, `select 1 from ${from} = '${decision}'`)]).toEqual([from, 'no'])
    const pages = [`/vedtak/${decision}`, `/runder/${round}/vedtak`, `/runder/${round}/vedtak/${report}`, `/runder/${round}/vedtak/brev`, `/runder/${round}/klager`, `/runder/${round}/arkiv`]
    for (const path of pages) expect([path, (await knut.get(path)).status]).toEqual([path, 404])
  })
  test.each([
    ['decides', () => `insert into scheme.decision (report_id, number, outcome, reason, prepared_by, prepared_by_name, prepared_at) values ('${report}', 9, 'grant', 'x', '${neighbour.personId}', 'Knut Eide', now())`],
    ['approves', () => `update scheme.decision set approved_by = '${neighbour.personId}', approved_by_name = 'Knut Eide', approved_at = now() where id = '${decision}'`],
    ['grants', () => `insert into scheme.granted_amount (decision_id, year, actor, recipient_id, ore) select '${decision}', 2029, 'owner', lead_id, 5 from scheme.report where id = '${report}'`],
    ['says who it is to', () => `insert into scheme.decision_recipient (decision_id, org_id, kind) select '${decision}', lead_id, 'private' from scheme.report where id = '${report}'`],
    ['writes letters', () => `insert into scheme.document (report_id, kind, source_id, decision_id, org_id, direction, language, title, content, dated_at) select id, 'decision', '${decision}', '${decision}', lead_id, 'out', 'nb', 'x', '{}', now() from scheme.report where id = '${report}'`],
    ['opens a sent report', () => `update scheme.report set state = 'draft' where id = '${report}'`],
    ['says why it is opened', () => `insert into scheme.report_return (report_id, reason, at, by_name) values ('${report}', 'x', now(), 'Knut Eide')`],
    ['finds that a criterion is met', () => `insert into scheme.eligibility (report_id, criterion_code, outcome, at, by_name) values ('${report}', 'a', 'met', now(), 'Knut Eide')`],
    ['goes through', () => `insert into scheme.review_check (report_id, at, by_name) values ('${report}', now(), 'Knut Eide')`],
    ['asks', () => `insert into scheme.clarification (report_id, question, asked_at, asked_by_name) values ('${report}', 'x', now(), 'Knut Eide')`],
    ['assigns', () => `insert into scheme.assignment (report_id, person_id, org_id, assigned_at, assigned_by_name) select '${report}', id, '${neighbour.orgId}', now(), 'Knut Eide' from identity.person where name = 'Frida Aas'`],
    ['recommends', () => `insert into scheme.recommended_amount (report_id, year, actor, ore) values ('${report}', 2029, 'owner', 5)`],
    ['lets in', () => `insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) select '${report}', id, 'decided', false, 'x', now(), 'Knut Eide' from identity.person where name = 'Frida Aas'`],
  ] as const)('never %s', async (_, statement) => {
    expect(await tries(world, neighbour, statement())).toBe('no')
  })
  test('never asks for changes in a result, nor approves it', async () => {
    const [version] = await world.asOwner<{ id: string }>('select form_version_id as id from scheme.report where id = $1', [report])
    const [result] = await world.asOwner<{ id: string }>("insert into scheme.result (region_id, report_id, year, form_version_id, state, reference, begun_at, begun_by_name, sent_at) values ('oslo-viken', $1, 2027, $2, 'sent', 'R-' || $3, now(), 'Eva Brekke', now()) on conflict (report_id, year) do update set state = 'sent' returning id", [report, version?.id, crypto.randomUUID().slice(0, 8)])
    const before = [`insert into scheme.result_request (result_id, submission, what, why, at, by_name) values ('${result?.id}', 1, 'x', 'x', now(), 'Knut Eide')`, `update scheme.result set state = 'changes-requested' where id = '${result?.id}'`, `update scheme.result set state = 'approved', approved_at = now(), approved_by_name = 'Knut Eide' where id = '${result?.id}'`]
    for (const statement of before) expect([statement, await tries(world, neighbour, statement)]).toEqual([statement, 'no'])
  })
})
