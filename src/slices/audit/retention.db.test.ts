import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, usualTime, type World } from '../../../test/kit.ts'
import { allJobs, allQueues } from '../../jobs.ts'
import { reading, system, writing } from '../../platform/db.ts'
import { forgetAbout } from './index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const nightly = () => allJobs(world.deps).filter(({ queue }) => queue.endsWith('.retention'))
/** All that is done at night, once. */
async function night(at: string | Date): Promise<void> {
  world.clock.set(new Date(at))
  for (const { work } of nightly()) await work({})
}
const id = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail('nothing was made')
const count = async (text: string, values: unknown[] = []) => (await world.asOwner(text, values)).length

const person = "(select id from identity.person where name = 'Siri Solheim')"
const kindergarten = "(select id from register.organisation where name = 'Solstråla barnehage')"

/** Something that is kept, how to make it so that its time begins at `usualTime`, and its last day and the day it is gone. */
const kept: readonly [sentence: string, table: string, make: string, lastDay: string, gone: string][] = [
  ['a visit to the sign-in provider is kept a day', 'identity.sign_in_attempt', "insert into identity.sign_in_attempt (token_hash, provider, state, nonce, code_verifier, return_to, started_at) values (sha256('a'), 'p', 's', 'n', 'v', '/', $1) returning encode(token_hash, 'hex') as id", '2026-11-24T02:00:00Z', '2026-11-25T02:00:00Z'],
  ['a session is kept ninety days after it was last used', 'identity.session', `insert into identity.session (token_hash, csrf, person_id, provider, issuer, subject, started_at, seen_at) values (sha256('a'), 'c', ${person}, 'p', 'i', 's', $1, $1) returning id`, '2027-02-21T02:00:00Z', '2027-02-22T02:00:00Z'],
  ['a request for access is kept six months after the answer', 'identity.access_request', `insert into identity.access_request (org_id, issuer, subject, name, email, language, asked_at, answered_at, answer) values (${kindergarten}, 'i', 's', 'Kari', 'kari@x.example', 'nb', $1, $1, 'declined') returning id`, '2027-05-23T02:00:00Z', '2027-05-24T02:00:00Z'],
  ['one that nobody answered, a year', 'identity.access_request', `insert into identity.access_request (org_id, issuer, subject, name, email, language, asked_at) values (${kindergarten}, 'i', 's', 'Kari', 'kari@x.example', 'nb', $1) returning id`, '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
  ['an invitation is kept a year after it ran out', 'identity.invitation', `insert into identity.invitation (token_hash, org_id, role, email, invited_at, expires_at) values (sha256('a'), ${kindergarten}, 'head', 'x@x.example', $1::timestamptz - interval '14 days', $1) returning id`, '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
  ['a notice is kept a year', 'messaging.notice', `insert into messaging.notice (at, person_id, language, kind, path, send_after) values ($1, ${person}, 'nb', 'guidance-note', '/x', $1) returning id`, '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
  ['a reminder is kept a year after its day', 'messaging.notice', `insert into messaging.notice (at, person_id, language, kind, path, send_after) values ($1::timestamptz - interval '2 years', ${person}, 'nb', 'guidance-follow-up', '/x', $1) returning id`, '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
  ['a try at e-mail is kept ninety days', 'messaging.delivery', `with n as (insert into messaging.notice (at, person_id, language, kind, path, send_after) values ($1::timestamptz, ${person}, 'nb', 'guidance-note', '/x', $1) returning id) insert into messaging.delivery (notice_id, at, outcome) select id, $1, 'sent' from n returning id`, '2027-02-21T02:00:00Z', '2027-02-22T02:00:00Z'],
  ['a trace of reading is kept two years', 'audit.reading', `insert into audit.reading (at, page, about_id, person_id, org_id, role, who, reader_org_ids) values ($1, 'case', uuidv7(), ${person}, ${kindergarten}, 'adviser', 'Tone', '{}') returning id`, '2028-11-23T02:00:00Z', '2028-11-24T02:00:00Z'],
  ['a request that was never sent is kept a year after its last change', 'guidance.case', `insert into guidance.case (region_id, kindergarten_id, team_org_id, state, created_at, created_by, created_by_name, changed_at, changed_by_name) select 'oslo-viken', ${kindergarten}, id, 'draft', $1::timestamptz - interval '1 year', ${person}, 'Siri', $1, 'Siri' from register.organisation where form = 'competence-team' limit 1 returning id`, '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
  ['a person who left a partnership is named five more years', 'scheme.partnership_contact', "insert into scheme.partnership_contact (partnership_id, side, part, name, email, from_on, to_on) select id, 'owner', 'other', 'Kari', '', '2026-01-01', ($1::timestamptz)::date from scheme.partnership order by id limit 1 returning id", '2031-11-23T02:00:00Z', '2031-11-24T02:00:00Z'],
  ['the report of an import is kept a year', 'register.import_run', `insert into register.import_run (state, file_name, mapping, as_of, language, total, uploaded_at, uploaded_by, uploaded_by_name, finished_at) values ('done', 'x.csv', '{}', '2026-01-01', 'nb', 0, $1, ${person}, 'Dag', $1) returning id`, '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
  ['the report of a reading of the national register is kept a year', 'register.sync_run', "insert into register.sync_run (state, started_at, started_by_name, failure) values ('failed', $1, 'Samspill', 'x') returning id", '2027-11-23T02:00:00Z', '2027-11-24T02:00:00Z'],
]

describe('what has had its time is deleted at night', () => {
  test.each(kept)('%s', async (_, table, make, lastDay, gone) => {
    const made = await id(make, [usualTime])
    const there = () => count(`select 1 from ${table} t where ${table.endsWith('sign_in_attempt') ? "encode(t.token_hash, 'hex')" : 't.id::text'} = $1`, [made])
    await night(lastDay)
    expect(await there()).toBe(1)
    await night(gone)
    expect(await there()).toBe(0)
  })

  test('a draft goes with its attachments and all that happened to it; what was sent stays', async () => {
    const draft = await id(`insert into guidance.case (region_id, kindergarten_id, team_org_id, state, created_at, created_by, created_by_name, changed_at, changed_by_name) select 'oslo-viken', ${kindergarten}, id, 'draft', $1, ${person}, 'Siri', $1, 'Siri' from register.organisation where form = 'competence-team' limit 1 returning id`, [usualTime])
    await world.asOwner("insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by_name) values ($1, 'a.pdf', 'application/pdf', 1, 'x', 'a', $2, 'Siri')", [draft, usualTime])
    await world.asOwner("insert into audit.event (at, kind, about_kind, about_id, reader_org_ids, visibility, role, who) values ($2, 'guidance.draft-started', 'case', $1, '{}', 'shared', 'head', 'Siri')", [draft, usualTime])
    const sent = await count('select 1 from guidance.case where submitted_at is not null')
    expect(sent).toBeGreaterThan(0)
    await night('2036-01-01T02:00:00Z')
    for (const table of ['guidance.attachment where case_id', 'audit.event where about_id', 'guidance.case where id']) expect({ table, left: await count(`select 1 from ${table} = $1`, [draft]) }).toEqual({ table, left: 0 })
    expect(await count('select 1 from guidance.case where submitted_at is not null')).toBe(sent)
  })

  test('a draft that somebody writes in at that very moment stays', async () => {
    const draft = await id(`insert into guidance.case (region_id, kindergarten_id, team_org_id, state, created_at, created_by, created_by_name, changed_at, changed_by_name) select 'oslo-viken', ${kindergarten}, id, 'draft', $1, ${person}, 'Siri', $1, 'Siri' from register.organisation where form = 'competence-team' limit 1 returning id`, [usualTime])
    const late = await writing(world.db, system, async (tx) => {
      await tx.updateTable('guidance.case').set({ changed_at: new Date('2036-01-01T01:59:59Z'), changed_by_name: 'Siri' }).where('id', '=', draft).execute()
      const asked = night('2036-01-01T02:00:00Z')
      await pause(500)
      return { asked }
    })
    await late.asked
    expect(await count('select 1 from guidance.case where id = $1', [draft])).toBe(1)
  })

  test('a role goes five years after it ended, and the person with the last one, unless a case names them', async () => {
    const gone = await id("insert into identity.person (name, email, created_at) values ('Borte Vekk', 'borte@x.example', '2020-01-01') returning id")
    const named = await id("insert into identity.person (name, email, created_at) values ('Nevnt Ien Sak', 'nevnt@x.example', '2020-01-01') returning id")
    for (const one of [gone, named]) {
      await world.asOwner(`insert into identity.membership (person_id, org_id, role, period) values ($1, ${kindergarten}, 'pedagogical-leader', '[2020-01-01,2027-01-01)')`, [one])
      await world.asOwner("insert into identity.login (issuer, subject, person_id, linked_at) values ('i', $2, $1, '2020-01-01')", [one, one])
      await world.asOwner("insert into messaging.choice (person_id, kind, chosen_at) values ($1, 'guidance-follow-up', '2020-01-01')", [one])
    }
    await world.asOwner(`insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name, ended_at) select c.id, m.id, 'Nevnt', now(), 'Leder', now() from guidance.case c, identity.membership m where m.person_id = $1 limit 1`, [named])
    const left = async (one: string) => [await count('select 1 from identity.membership where person_id = $1', [one]), await count('select 1 from identity.person where id = $1', [one]), await count('select 1 from identity.login where person_id = $1', [one]), await count('select 1 from messaging.choice where person_id = $1', [one])]
    await night('2031-12-31T02:00:00Z')
    expect(await left(gone)).toEqual([1, 1, 1, 1])
    await night('2032-01-02T02:00:00Z')
    expect(await left(gone)).toEqual([0, 0, 0, 0])
    expect(await left(named)).toEqual([1, 1, 1, 1])
  })

  test.each([
    ['invitation', '/invitasjon/hemmelig', '2026-12-07T02:00:00Z', '2026-12-08T02:00:00Z', '/invitasjon'],
    ['email-change', '/konto/epost/hemmelig', '2026-11-24T02:00:00Z', '2026-11-25T02:00:00Z', '/konto'],
  ])('the key of a letter of kind %s that was never delivered is blanked when the link has run out', async (kind, link, lastDay, gone, blanked) => {
    const notice = await id("insert into messaging.notice (at, address, language, kind, path, send_after) values ($1, 'x@x.example', 'nb', $2, $3, $1) returning id", [usualTime, kind, link])
    const path = async () => (await world.asOwner<{ path: string }>('select path from messaging.notice where id = $1', [notice]))[0]?.path
    await night(lastDay)
    expect(await path()).toBe(link)
    await night(gone)
    expect(await path()).toBe(blanked)
  })

  test('a wish for another address goes the night after its link has run out', async () => {
    await world.asOwner(`insert into identity.email_change (person_id, token_hash, email, asked_at, expires_at) values (${person}, sha256('ny'), 'ny@x.example', $1::timestamptz, $1::timestamptz + interval '24 hours')`, [usualTime])
    const left = () => count("select 1 from identity.email_change where token_hash = sha256('ny')")
    await night(usualTime)
    expect(await left()).toBe(1)
    await night('2026-11-25T02:00:00Z')
    expect(await left()).toBe(0)
  })
})

test('a list of little contact is kept two years after it was made, and goes with its lines when the next is made; what came of the calls stays', async () => {
  const lists = allJobs(world.deps).find(({ queue }) => queue === 'insight.unseen') ?? expect.fail('nobody makes the lists')
  const left = async () => [await count("select 1 from insight.unseen_run where made_on = '2026-11-23'"), (await count("select 1 from insight.unseen_line l join insight.unseen_run r on r.id = l.run_id where r.made_on = '2026-11-23'")) > 0]
  const calls = await count("select 1 from insight.unseen_call where week_on < '2026-11-30'")
  expect(calls).toBeGreaterThan(0)
  world.clock.set(new Date('2028-11-23T05:30:00Z'))
  await lists.work({})
  expect(await left()).toEqual([1, true])
  world.clock.set(new Date('2028-11-24T05:30:00Z'))
  await lists.work({})
  expect(await left()).toEqual([0, false])
  expect(await count("select 1 from insight.unseen_call where week_on < '2026-11-30'")).toBe(calls)
})

describe('the nightly work', () => {
  test('is done for every slice, by the clock, in a queue that exists', () => {
    expect(nightly().map(({ queue }) => queue).sort()).toEqual(['audit.retention', 'coordination.retention', 'guidance.retention', 'identity.retention', 'insight.retention', 'library.retention', 'measures.retention', 'messaging.retention', 'presence.retention', 'register.retention', 'scheme.retention', 'strategy.retention', 'team.retention'])
    for (const { queue, schedule } of nightly()) expect({ queue, known: allQueues.includes(queue), schedule }).toEqual({ queue, known: true, schedule: expect.stringMatching(/^\d+ 2 \* \* \*$/) })
  })

  test('is the program’s own: nobody deletes through it', async () => {
    await expect(reading(world.db, undefined, (tx) => forgetAbout(tx, []))).rejects.toThrow('only the program itself deletes')
  })
})
