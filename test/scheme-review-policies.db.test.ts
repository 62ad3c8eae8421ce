import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../src/kernel/actor.ts'
import { allMet, assignTo, groupOf, roundIn, sentIn } from '../src/slices/scheme/review/review.fixtures.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// Who may read and write what in the review and on the workbench, as the database holds it.

let world: World
let actors: Readonly<Record<'stine' | 'arve' | 'ulla' | 'frida' | 'eva' | 'tone', Actor>>
let round: string
let report: string
beforeAll(async () => {
  world = await openWorld()
  const [stine, arve, ulla, frida, eva, tone] = await Promise.all(['stine', 'arve', 'ulla', 'frida', 'eva', 'tone'].map((name) => actorOf(world, name)))
  actors = { stine, arve, ulla, frida, eva, tone } as typeof actors
})
afterAll(() => world.close())
beforeEach(async () => {
  round = await roundIn(world)
  report = await sentIn(world, round)
  await allMet(world, report)
  await assignTo(world, report, 'Ulla Holm')
})
type Who = keyof typeof actors
const all: readonly Who[] = ['stine', 'arve', 'ulla', 'frida', 'eva', 'tone']
const answers = async (...statements: readonly ((actor: Actor) => string)[]) => Object.fromEntries(await Promise.all(all.map(async (who) => [who, await tries(world, actors[who], ...statements.map((one) => one(actors[who])))] as const)))
const only = (...who: readonly Who[]) => Object.fromEntries(all.map((one) => [one, who.includes(one) ? 'yes' : 'no']))
const delivery = (actor: Actor, name = actor.name) => `insert into scheme.review_delivery (report_id, person_id, person_name, org_name, criteria_number, submission_number, scores, points, delivered_at) values ('${report}', '${actor.personId}', '${name}', 'X', 1, 1, '[]', 50, now())`

describe('reading', () => {
  test('what was found: those who handle the report', async () => {
    expect(await answers(() => `select 1 from scheme.eligibility where report_id = '${report}'`)).toEqual(only('stine', 'arve', 'ulla'))
  })
  test('questions: those who handle it, and the applicant', async () => {
    await world.asOwner("insert into scheme.clarification (report_id, question, asked_at, asked_by_name) values ($1, 'Hva?', now(), 'Stine Berg')", [report])
    expect(await answers(() => `select 1 from scheme.clarification where report_id = '${report}'`)).toEqual(only('stine', 'arve', 'ulla', 'eva'))
  })
  test('what another reader has delivered, said or marked: not before one’s own is delivered', async () => {
    await assignTo(world, report, 'Frida Aas')
    await world.asOwner(delivery(actors.frida))
    await world.asOwner("insert into scheme.review_comment (thread_id, number, report_id, text, person_id, person_name, at) values (uuidv7(), 1, $1, 'a', $2, 'Frida Aas', now())", [report, actors.frida.personId])
    await world.asOwner("insert into scheme.review_flag (report_id, kind, reason, person_id, raised_by_name, raised_at) values ($1, 'other', 'a', $2, 'Frida Aas', now())", [report, actors.frida.personId])
    for (const table of ['review_delivery', 'review_comment', 'review_flag']) expect({ table, ...(await answers(() => `select 1 from scheme.${table} where report_id = '${report}'`)) }).toEqual({ table, ...only('stine', 'arve', 'frida') })
    await world.asOwner(delivery(actors.ulla))
    expect(await answers(() => `select 1 from scheme.review_delivery where report_id = '${report}' and person_id = '${actors.frida.personId}'`)).toEqual(only('stine', 'arve', 'ulla', 'frida'))
  })
  test('what a reader has begun: nobody else', async () => {
    await world.asOwner("insert into scheme.score (report_id, person_id, criterion_code, points, criteria_number, changed_at) values ($1, $2, 'need', 3, 1, now())", [report, actors.ulla.personId])
    expect(await answers(() => `select 1 from scheme.score where report_id = '${report}'`)).toEqual(only('ulla'))
  })
  test('a disqualified person: nothing', async () => {
    await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ($1, $2, 'decided', true, 'x', now(), 'Arve Moe')", [report, actors.ulla.personId])
    expect(await answers(() => `select 1 from scheme.report where id = '${report}'`)).toEqual(only('stine', 'arve', 'eva'))
    expect(await answers(() => `select 1 from scheme.eligibility where report_id = '${report}'`)).toEqual(only('stine', 'arve'))
    expect(await answers(() => `select 1 from scheme.report_score where report_id = '${report}' and readers > 0`)).toEqual(only('stine', 'arve'))
  })
  test('groups: the county governor, and those who are in them', async () => {
    await groupOf(world, round, ['Ulla Holm'])
    expect(await answers(() => `select 1 from scheme.review_group where round_id = '${round}'`)).toEqual(only('stine', 'arve', 'ulla'))
    expect(await answers(() => `select 1 from scheme.review_group_member m join scheme.review_group g on g.id = m.group_id where g.round_id = '${round}'`)).toEqual(only('stine', 'arve', 'ulla'))
  })
  test('weights: everyone who may see the round', async () => {
    await world.asOwner("insert into scheme.review_criteria (round_id, number, definition, made_at, made_by_name) values ($1, 1, '{}', now(), 'Stine Berg')", [round])
    expect(await answers(() => `select 1 from scheme.review_criteria where round_id = '${round}'`)).toEqual(only(...all))
  })
  test('a reader is tied by a kindergarten with the same owner, and by the authority that supervises one in the report', async () => {
    const tie = (person: string | undefined, kind: string) => answers(() => `select 1 from scheme.reader_ties(array['${report}']::uuid[], array['${person}']::uuid[]) where tie = '${kind}'`)
    const [kindergarten] = await world.asOwner<{ id: string }>("select org_id as id from scheme.report_party where report_id = $1 and part = 'kindergarten' limit 1", [report])
    const [authority] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('municipality', 'Prøvekommunen', true, now()) returning id")
    await world.asOwner("insert into register.relation (from_id, to_id, kind, period, source) values ($1, $2, 'supervised-by', '[2020-01-01,)', 'prøve')", [kindergarten?.id, authority?.id])
    const [inspector] = await world.asOwner<{ id: string }>("insert into identity.person (name, email, language, created_at) values ('Tilsyn Prøve', 'tilsyn@prove.example', 'nb', now()) returning id")
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, 'authority', '[2024-01-01,)')", [inspector?.id, authority?.id])
    expect(await tie(inspector?.id, 'authority')).toEqual(only('stine', 'arve'))
    // A kindergarten in the report whose owner is not itself in it: its sisters are tied by the owner they have in common.
    const [owner] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('owner', 'Prøveeier', true, now()) returning id")
    const [one, sister] = await Promise.all(['Prøve én', 'Prøve to'].map(async (name) => (await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('kindergarten', $1, true, now()) returning id", [name]))[0]))
    for (const unit of [one, sister]) await world.asOwner("insert into register.relation (from_id, to_id, kind, period, source) values ($1, $2, 'owned-by', '[2020-01-01,)', 'prøve')", [unit?.id, owner?.id])
    await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'kindergarten')", [report, one?.id])
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, 'head', '[2024-01-01,)')", [actors.tone.personId, sister?.id])
    expect(await tie(actors.tone.personId, 'chain')).toEqual(only('stine', 'arve'))
  })
  test('ties, candidates and counts are for the county governor alone', async () => {
    const eva = actors.eva.personId
    expect(await answers(() => `select 1 from scheme.reader_ties(array['${report}']::uuid[], array['${eva}']::uuid[])`)).toEqual(only('stine', 'arve'))
    expect(await answers(() => `select 1 from scheme.review_candidates('${round}', 'eva.brekke@eventyrkjeden.example')`)).toEqual(only('stine', 'arve'))
    expect(await answers(() => `select 1 from scheme.readers_of(array['${report}']::uuid[])`)).toEqual(only('stine', 'arve', 'ulla'))
  })
})

describe('writing', () => {
  test('what is found, asked and gone through: the county governor, in their own name', async () => {
    const rows: readonly ((name: string) => string)[] = [
      (name) => `insert into scheme.eligibility (report_id, criterion_code, outcome, at, by_name) values ('${report}', 'a', 'met', now(), '${name}')`,
      (name) => `insert into scheme.clarification (report_id, question, asked_at, asked_by_name) values ('${report}', 'Hva?', now(), '${name}')`,
      (name) => `insert into scheme.review_check (report_id, at, by_name) values ('${report}', now(), '${name}')`,
      (name) => `insert into scheme.review_criteria (round_id, number, definition, made_at, made_by_name) values ('${round}', 1, '{}', now(), '${name}')`,
    ]
    for (const row of rows) {
      expect(await answers(({ name }) => row(name))).toEqual(only('stine', 'arve'))
      expect(await answers(() => row('En annen'))).toEqual(only())
    }
  })
  test('points: the assigned reader, in their own name, while the review goes on', async () => {
    expect(await answers((actor) => delivery(actor))).toEqual(only('ulla'))
    expect(await answers((actor) => delivery(actor, 'En annen'))).toEqual(only())
    expect(await answers((actor) => `insert into scheme.score (report_id, person_id, criterion_code, points, criteria_number, changed_at) values ('${report}', '${actor.personId}', 'need', 3, 1, now())`)).toEqual(only('ulla'))
    await world.asOwner("update scheme.round set stage = 'in-forum' where id = $1", [round])
    expect(await answers((actor) => delivery(actor))).toEqual(only())
  })
  test('what is delivered or said is never rewritten; only the county governor sends back', async () => {
    await world.asOwner(delivery(actors.ulla))
    await world.asOwner("insert into scheme.review_comment (thread_id, number, report_id, text, person_id, person_name, at) values (uuidv7(), 1, $1, 'a', $2, 'Ulla Holm', now())", [report, actors.ulla.personId])
    for (const change of [`update scheme.review_delivery set points = 100 where report_id = '${report}'`, `update scheme.review_comment set text = 'b' where report_id = '${report}'`, `delete from scheme.review_delivery where report_id = '${report}'`, `update scheme.eligibility set outcome = 'not-met' where report_id = '${report}'`]) expect({ change, ...(await answers(() => change)) }).toEqual({ change, ...only() })
    expect(await answers(({ name }) => `update scheme.review_delivery set returned_at = now(), returned_by_name = '${name}', return_reason = 'x' where report_id = '${report}'`)).toEqual(only('stine', 'arve'))
  })
  test('another’s comment gets no new wording', async () => {
    const thread = crypto.randomUUID()
    await world.asOwner("insert into scheme.review_comment (thread_id, number, report_id, text, person_id, person_name, at) values ($3, 1, $1, 'a', $2, 'Stine Berg', now())", [report, actors.stine.personId, thread])
    expect(await answers((actor) => `insert into scheme.review_comment (thread_id, number, report_id, text, person_id, person_name, at) values ('${thread}', 2, '${report}', 'b', '${actor.personId}', '${actor.name}', now())`)).toEqual(only('stine'))
  })
  test('an answer: the applicant, once', async () => {
    await world.asOwner("insert into scheme.clarification (report_id, question, asked_at, asked_by_name) values ($1, 'Hva?', now(), 'Stine Berg')", [report])
    const answer = ({ name }: Actor) => `update scheme.clarification set answer = 'Alle', answered_at = now(), answered_by_name = '${name}' where report_id = '${report}'`
    expect(await answers(answer)).toEqual(only('eva'))
    await world.asOwner(answer(actors.eva))
    expect(await answers(answer)).toEqual(only())
  })
  test('impartiality: others by the county governor, oneself only as disqualified', async () => {
    const row = (person: string, basis: string, disqualified: boolean, name: string) => `insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ('${report}', '${person}', '${basis}', ${disqualified}, 'x', now(), '${name}')`
    expect(await answers(({ name }) => row(actors.frida.personId, 'decided', false, name))).toEqual(only('stine', 'arve'))
    expect(await answers(({ personId, name }) => row(personId, 'decided', false, name))).toEqual(only())
    expect(await answers(({ personId, name }) => row(personId, 'declared', true, name))).toEqual(only('stine', 'arve', 'ulla'))
  })
  test('clusters: sorted by the county governor, seen by those who handle a report in them', async () => {
    const cluster = (name: string) => `insert into scheme.cluster (id, round_id, name, made_from, made_at, made_by_name) values ('00000000-0000-4000-8000-0000000000aa', '${round}', 'X', 'people', now(), '${name}')`
    const place = (name: string) => `insert into scheme.cluster_place (cluster_id, report_id, since, by_name) values ('00000000-0000-4000-8000-0000000000aa', '${report}', now(), '${name}')`
    expect(await answers(({ name }) => cluster(name), ({ name }) => place(name))).toEqual(only('stine', 'arve'))
    await world.asOwner(cluster('Stine Berg'))
    await world.asOwner(place('Stine Berg'))
    for (const table of ["scheme.cluster where round_id = '" + round + "'", "scheme.cluster_place where report_id = '" + report + "'"]) expect(await answers(() => `select 1 from ${table}`)).toEqual(only('stine', 'arve', 'ulla'))
    await expect(world.asOwner(place('Stine Berg'))).rejects.toThrow('cluster_place_once')
    await world.asOwner("delete from scheme.cluster_place where report_id = $1", [report])
    await world.asOwner("delete from scheme.cluster where round_id = $1", [round])
  })
})
