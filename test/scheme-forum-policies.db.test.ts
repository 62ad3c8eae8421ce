import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forumWith, roundInForum } from '../src/slices/scheme/forum/forum.fixtures.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// The forum's tables as the database holds them: Stine runs it, Frida sits in it, Eva sits in it with a tie to what is on the agenda, Olav is outside.

let world: World
const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await openWorld()
  const stine = await world.as('stine')
  ids['forum'] = await forumWith(stine, [{ email: 'eva.brekke@eventyrkjeden.example', side: 'private-owner' }, { email: 'frida.aas@forbund.example', side: 'association' }])
  const { round, chain } = await roundInForum(world, ids['forum'])
  Object.assign(ids, { round, chain })
  const put = async (name: string, text: string, values: unknown[]) => { ids[name] = (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? '' }
  await put('meeting', "insert into scheme.meeting (forum_id, round_id, title, starts_at, state, made_at, made_by_name) values ($1, $2, 'Møte', now(), 'open', now(), 'Stine Berg') returning id", [ids['forum'], round])
  await put('item', "insert into scheme.meeting_item (meeting_id, position, kind, state, changed_at, changed_by_name) values ($1, 1, 'reports', 'not-agreed', now(), 'Stine Berg') returning id", [ids['meeting']])
  await world.asOwner("insert into scheme.meeting_item_report (item_id, report_id, changed_at, changed_by_name) values ($1, $2, now(), 'Stine Berg')", [ids['item'], chain])
  await put('vote', "insert into scheme.forum_vote (item_id, number, method, opened_at, opened_by_name) values ($1, 1, 'ballot', now(), 'Stine Berg') returning id", [ids['item']])
  for (const person of ['eva', 'frida']) {
    const { personId } = await actorOf(world, person)
    await put(person, 'select id from scheme.forum_member where forum_id = $1 and person_id = $2', [ids['forum'], personId])
    await world.asOwner("insert into scheme.meeting_attendance (meeting_id, member_id, present, at, by_name) values ($1, $2, true, now(), 'Stine Berg')", [ids['meeting'], ids[person]])
    await world.asOwner('insert into scheme.vote_right (vote_id, member_id) values ($1, $2)', [ids['vote'], ids[person]])
  }
  await world.asOwner("insert into scheme.meeting_guest (meeting_id, name) values ($1, 'Gjest')", [ids['meeting']])
  await world.asOwner("insert into scheme.deviation (report_id, proposed, proposed_ore, recommended, recommended_ore, reason, at, by_name) values ($1, true, 1, 'decline', 0, 'Fordi', now(), 'Stine Berg')", [chain])
})
afterAll(() => world.close())
const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole)

describe('reads', () => {
  test.each([
    ['meeting', "select 1 from scheme.meeting where id = '{meeting}'", { stine: 'yes', frida: 'yes', eva: 'yes', olav: 'no' }],
    ['guests', "select 1 from scheme.meeting_guest where meeting_id = '{meeting}'", { stine: 'yes', frida: 'yes', eva: 'yes', olav: 'no' }],
    ['attendance', "select 1 from scheme.meeting_attendance where meeting_id = '{meeting}'", { stine: 'yes', frida: 'yes', eva: 'yes', olav: 'no' }],
    ['item with a report one has a tie to', "select 1 from scheme.meeting_item where id = '{item}'", { stine: 'yes', frida: 'yes', eva: 'no', olav: 'no' }],
    ['its proposal', "select 1 from scheme.meeting_item_report where item_id = '{item}'", { stine: 'yes', frida: 'yes', eva: 'no', olav: 'no' }],
    ['its vote', "select 1 from scheme.forum_vote where id = '{vote}'", { stine: 'yes', frida: 'yes', eva: 'no', olav: 'no' }],
    ['who may vote', "select 1 from scheme.vote_right where vote_id = '{vote}'", { stine: 'yes', frida: 'yes', eva: 'no', olav: 'no' }],
    ['why it differs', "select 1 from scheme.deviation where report_id = '{chain}'", { stine: 'yes', frida: 'yes', eva: 'no', olav: 'no' }],
    ['the report itself', "select 1 from scheme.report where id = '{chain}'", { stine: 'yes', frida: 'yes', olav: 'no' }],
    ['who has a tie to it', "select 1 from scheme.impartiality where report_id = '{chain}'", { stine: 'yes', frida: 'yes', eva: 'yes', olav: 'no' }],
    ['how many have voted', "select 1 where scheme.ballots_cast('{vote}') is not null and '{vote}' in (select id::text from scheme.forum_vote)", { stine: 'yes', eva: 'no', olav: 'no' }],
    ['who is missing', "select 1 from scheme.reach('{round}') limit 1", { stine: 'yes', frida: 'yes', eva: 'yes', olav: 'no' }],
    ['who sits there', "select 1 from scheme.forum_people('{forum}')", { stine: 'yes', frida: 'yes', olav: 'no' }],
    ['who has an e-mail address', "select 1 from scheme.forum_candidates('{forum}', 'siri.solheim@solstrala.example')", { stine: 'yes', frida: 'no', olav: 'no' }],
  ] as const)('%s', async (_, text, expected) => {
    for (const [person, answer] of Object.entries(expected)) expect([person, await tries(world, await actorOf(world, person), fill(text))]).toEqual([person, answer])
  })
})

describe('writes', () => {
  test.each([
    ['a meeting', "insert into scheme.meeting (forum_id, round_id, title, starts_at, made_at, made_by_name) values ('{forum}', '{round}', 'Nytt', now(), now(), '{name}')", { stine: 'yes', frida: 'no', olav: 'no' }],
    ['a meeting’s state', "update scheme.meeting set state = 'closed' where id = '{meeting}'", { stine: 'yes', frida: 'no', eva: 'no', olav: 'no' }],
    ['an item', "insert into scheme.meeting_item (meeting_id, position, kind, changed_at, changed_by_name) values ('{meeting}', 9, 'general', now(), '{name}')", { stine: 'yes', frida: 'no', olav: 'no' }],
    ['an item under another’s name', "update scheme.meeting_item set minutes = 'x', changed_by_name = 'En annen' where id = '{item}'", { stine: 'no' }],
    ['a proposal', "update scheme.meeting_item_report set reason = 'x', changed_by_name = '{name}' where item_id = '{item}'", { stine: 'yes', frida: 'no', eva: 'no', olav: 'no' }],
    ['a guest', "insert into scheme.meeting_guest (meeting_id, name) values ('{meeting}', 'X')", { stine: 'yes', frida: 'no', olav: 'no' }],
    ['somebody else’s attendance', "update scheme.meeting_attendance set present = true, by_name = '{name}' where member_id = '{eva}'", { stine: 'yes', frida: 'no', olav: 'no' }],
    ['a right to vote', "insert into scheme.vote_right (vote_id, member_id) select '{vote}', '{frida}' where false", { stine: 'no' }],
    ['a ballot for oneself', "insert into scheme.ballot (vote_id, member_id, choice, at) values ('{vote}', '{frida}', 'for', now())", { frida: 'yes', stine: 'no', eva: 'no', olav: 'no' }],
    ['the closing of a vote', "update scheme.forum_vote set closed_at = now(), closed_by_name = '{name}', votes_for = 0, votes_against = 0, votes_blank = 0, entitled = 1, result = 'no-quorum' where id = '{vote}'", { stine: 'yes', frida: 'no', eva: 'no', olav: 'no' }],
    ['a deviation', "update scheme.deviation set reason = 'y', by_name = '{name}' where report_id = '{chain}'", { stine: 'yes', frida: 'no', eva: 'no', olav: 'no' }],
    ['approval before the meeting is over', "insert into scheme.minutes_approval (meeting_id, member_id, approves, at, by_name) values ('{meeting}', '{frida}', true, now(), '{name}')", { frida: 'no', stine: 'no' }],
    ['a decision about somebody’s impartiality', "update scheme.impartiality set basis = 'decided', disqualified = false, note = 'x', by_name = '{name}' where report_id = '{chain}' and person_id <> (select platform.actor_person())", { stine: 'yes', frida: 'no', olav: 'no' }],
  ] as const)('%s', async (_, text, expected) => {
    for (const [person, answer] of Object.entries(expected)) {
      const actor = await actorOf(world, person)
      expect([person, await tries(world, actor, fill(text).replaceAll('{name}', actor.name))]).toEqual([person, answer])
    }
  })
  test('a ballot is not changed, and a tie that is found while the vote goes on keeps one out', async () => {
    const frida = await actorOf(world, 'frida')
    const ballot = fill("insert into scheme.ballot (vote_id, member_id, choice, at) values ('{vote}', '{frida}', 'for', now())")
    await expect(tries(world, frida, ballot, ballot)).rejects.toMatchObject({ constraint: 'ballot_once' })
    expect(await tries(world, frida, ballot, fill("update scheme.ballot set choice = 'against' where vote_id = '{vote}'"))).toBe('no')
    await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, tie, disqualified, at, by_name) values ($1, $2, 'declared', 'other', true, now(), 'Frida Aas')", [ids['chain'], frida.personId])
    await expect(world.asOwner(ballot)).rejects.toMatchObject({ constraint: 'ballot_impartial' })
    expect(await tries(world, frida, fill("select 1 from scheme.meeting_item where id = '{item}'"))).toBe('no')
  })
})
