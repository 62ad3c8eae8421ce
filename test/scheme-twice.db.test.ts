import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { forumWith, roundInForum } from '../src/slices/scheme/forum/forum.fixtures.ts'
import { reading, writing } from '../src/platform/db.ts'
import { insertVersion, loadForm } from '../src/slices/scheme/forms/editor/store.ts'
import { actorOf } from './actors.ts'
import { openWorld, type Browser, type World } from './kit.ts'

// Two of the county governor's people who do the same at the same moment, in different places.

let world: World
let [stine, arve] = [] as unknown as [Browser, Browser]
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
  arve = await world.as('arve')
})
afterAll(() => world.close())

/** Sends all of it, and lets none write in the table before each has read what is there, or waits for another. */
async function together<Answer>(table: string, ...actions: readonly (() => Promise<Answer>)[]): Promise<Answer[]> {
  const [{ name } = { name: '' }] = await world.asOwner<{ name: string }>('select current_database() as name')
  const client = new pg.Client({ host: inject('sockets'), user: inject('owner'), database: name })
  await client.connect()
  await client.query(`begin; lock table ${table} in share row exclusive mode`)
  const answers = actions.map((action) => action())
  for (let tries = 0; tries < 300; tries += 1) {
    const [{ n } = { n: 0 }] = await world.asOwner<{ n: number }>("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    if (n === actions.length) break
    await new Promise((done) => setTimeout(done, 10))
  }
  await client.query('rollback')
  await client.end()
  return Promise.all(answers)
}

test('a report stands on one agenda, though two put it on two', async () => {
  const forum = await forumWith(stine, [{ email: 'frida.aas@forbund.example', side: 'association' }])
  const { round, foundation, chain } = await roundInForum(world, forum)
  const meetings: string[] = []
  for (const title of ['En', 'To']) meetings.push((await stine.post(`/forum/${forum}/moter/ny`, { tittel: title, runde: round, dato: '01.12.2026', tid: '10.00', sted: '' })).location ?? expect.fail(title))
  await together('scheme.meeting_item', ...meetings.map((meeting, at) => () => (at === 0 ? stine : arve).post(`${meeting}/dagsorden`, { melding: [foundation, chain] })))
  expect(await world.asOwner('select r.report_id, count(*)::int as n from scheme.meeting_item_report r join scheme.meeting_item i on i.id = r.item_id where r.report_id = any ($1) and i.removed_at is null group by 1 having count(*) <> 1', [[foundation, chain]])).toEqual([])
})
test('a person sits down once, and one chair at a time, though two seat them', async () => {
  const forum = await forumWith(stine, [])
  const seat = (who: Browser, email: string, side: string) => who.post(`/forum/${forum}/medlemmer`, { epost: email, side, stemmerett: 'ja', leder: 'ja', fra: '01.01.2026', til: '' })
  const answers = await together('scheme.forum_member', () => seat(stine, 'frida.aas@forbund.example', 'association'), () => seat(arve, 'frida.aas@forbund.example', 'association'), () => seat(arve, 'ulla.holm@hogskole.example', 'university'))
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
  expect(await world.asOwner('select count(*)::int as n from scheme.forum_member where forum_id = $1', [forum])).toEqual([{ n: 1 }])
})
test('a form has one draft, though two begin the next version', async () => {
  const [shipped] = await world.asOwner<{ id: string }>('select v.id from scheme.form_version v join scheme.form f on f.id = v.form_id where f.manager_id is null order by v.id limit 1')
  const form = (await stine.post('/meldeskjema', { versjon: shipped?.id ?? '' })).location?.split('/')[2] ?? expect.fail('not copied')
  await world.asOwner('update scheme.form_version set locked_at = now() where form_id = $1', [form])
  // Both have seen that the newest is locked; the second comes when the first has begun.
  const officer = await actorOf(world, 'stine')
  const version = await reading(world.db, officer, (tx) => loadForm(tx, officer.orgId, form))
  for (const name of ['Stine Berg', 'Arve Moe']) await writing(world.db, officer, (tx) => insertVersion(tx, form, version?.latest.definition ?? expect.fail(form), { name, at: world.clock() }))
  expect(await world.asOwner('select number from scheme.form_version where form_id = $1 and locked_at is null', [form])).toEqual([{ number: 2 }])
})
