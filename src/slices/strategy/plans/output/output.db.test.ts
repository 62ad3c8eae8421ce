import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../../test/kit.ts'

// The plan to take along, and the needs its goals rest on, on the real database.

let world: World
let tone: Browser
let olav: Browser
let siri: Browser
let plan: string
const seen = async (path: string) => /name="sett" value="(\d+)"/.exec((await tone.get(path)).text)?.[1] ?? ''
const goalOf = async (title: string) => new RegExp(`href="#mal-([0-9a-f-]{36})">[\\d.]+ ${title}`).exec((await tone.get(plan)).text)?.[1] ?? expect.fail(`no goal ${title}`)
const goal: Form = { hvorfor: '', ansvar: '+47 Sjefen', belop: '200 000', del: '', fra: '1.8.2026', til: '31.7.2029' }
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  olav = await world.as('olav', 'authority')
  siri = await world.as('siri')
  const kommune = /name="kommune" value="([^"]+)"/.exec((await tone.get('/strategi/ny')).text)?.[1] ?? ''
  plan = (await tone.post('/strategi', { nokkel: crypto.randomUUID(), kommune, tittel: 'Plan å ta med', om: '', ramme: '2026', fra: '1.8.2026', til: '31.7.2029' })).location ?? ''
  await tone.post(`${plan}/mal`, { sett: await seen(`${plan}/mal/nytt`), ...goal, tittel: 'Hovedmålet' })
  await tone.post(`${plan}/mal`, { sett: await seen(`${plan}/mal/nytt`), ...goal, tittel: '=1+1', del: await goalOf('Hovedmålet') })
})
afterAll(() => world.close())

test('as PDF for people: tagged, in the reader’s language, with the seven columns of a plan', async () => {
  const made = await tone.get(`${plan}/plan.pdf?sprak=nb`)
  expect([made.status, made.headers['content-type']]).toEqual([200, 'application/pdf'])
  for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (nb-NO)', '<pdfuaid:part>1<', '/S /Table']) expect([part, made.text.includes(part) || made.text.replaceAll('/S/', '/S /').includes(part)]).toEqual([part, true])
  expect((await tone.get(`${plan}/plan.pdf?sprak=en`)).text).toContain('/Lang (en')
})

test('the table as a spreadsheet: a row for each goal, money as a number, and nothing runs', async () => {
  const made = await world.app.inject({ url: `${plan}/plan.xlsx?sprak=nb`, cookies: { sesjon: tone.session?.token ?? '' } })
  const [head, ...rows] = await readSheet(made.rawPayload)
  expect(head).toEqual(['Nummer', 'Mål', 'Delmål', 'Tiltak', 'Økonomi i kroner', 'Fra dato', 'Til dato', 'Ansvar', 'Status'])
  expect(rows.map((row) => row.slice(0, 8).map((cell) => cell ?? ''))).toEqual([
    ['1', 'Hovedmålet', '', '', 200000, '01.08.2026', '31.07.2029', "'+47 Sjefen"],
    ['1.1', 'Hovedmålet', "'=1+1", '', 200000, '01.08.2026', '31.07.2029', "'+47 Sjefen"],
  ])
})

test('a goal with more about it than a cell holds is still a file a spreadsheet opens: it says that there is more', async () => {
  await world.asOwner("insert into strategy.goal_line (plan_id, goal_id, title) select $1, $2, repeat('x', 290) || n from generate_series(1, 120) n", [plan.split('/')[2], await goalOf('Hovedmålet')])
  const made = await world.app.inject({ url: `${plan}/plan.xlsx?sprak=nb`, cookies: { sesjon: tone.session?.token ?? '' } })
  const [, main] = await readSheet(made.rawPayload)
  const cell = String(main?.[3])
  expect([cell.length, cell.endsWith('…')]).toEqual([32_767, true])
  await world.asOwner('delete from strategy.goal_line where plan_id = $1', [plan.split('/')[2]])
})

test('a draft is taken along by those who write it; others find nothing', async () => {
  for (const rest of ['/plan.pdf', '/plan.xlsx']) {
    expect([(await olav.get(`${plan}${rest}`)).status, (await siri.get(`${plan}${rest}`)).status, (await (await world.as('stine')).get(`${plan}${rest}`)).status]).toEqual([200, 404, 404])
    expect((await (await world.as('per')).get(`${plan}${rest}`)).status).toBe(403)
    expect((await tone.get(`/strategi/${crypto.randomUUID()}${rest}`)).status).toBe(404)
  }
})

test('a goal rests on needs that are shared with the team: others see no single need', async () => {
  const main = await goalOf('Hovedmålet')
  const path = `${plan}/mal/${main}/behov`
  const [need] = await world.asOwner<{ id: string; title: string }>("select n.id, n.title from needs.need_statement n join register.kindergarten_profile p on p.kindergarten_id = n.kindergarten_id join register.organisation m on m.id = p.municipality_id where n.shared_with_team and n.state = 'decided' and m.name = 'Fjordvik kommune' order by n.id limit 1")
  const [hidden] = await world.asOwner<{ id: string }>("select id from needs.need_statement where not shared_with_team and state <> 'draft' limit 1")
  expect((await tone.get(path)).text).toContain(need?.id)
  expect((await tone.get(path)).text).not.toContain(hidden?.id)
  const other = await tone.post(path, { sett: await seen(path), behov: hidden?.id ?? '' })
  expect([other.status, words(other.text).includes('Et av behovene kan ikke velges lenger')]).toEqual([409, true])
  expect((await tone.post(path, { sett: '1', behov: need?.id ?? '' })).status, 'an old page').toBe(409)
  expect((await tone.post(path, { sett: await seen(path), behov: need?.id ?? '' })).status).toBe(303)
  const shown = async (who: Browser) => (await who.get(plan)).text
  expect([(await shown(tone)).includes(`/behovsbeskrivelser/${need?.id}`), (await shown(olav)).includes(need?.id ?? ''), words(await shown(olav)).includes('Bygger på behov')]).toEqual([true, false, false])
  expect((await olav.get(path)).status).toBe(403)
  const tied = () => world.asOwner('select 1 from strategy.goal_need where plan_id = $1', [plan.split('/')[2]])
  expect((await tied()).length).toBe(1)
  const none = await tone.post(path, { sett: await seen(path), behov: '' })
  expect([none.status, String(none.headers['set-cookie']).includes('plans.flash.needs-none')], 'nothing is said to be tied').toEqual([303, true])
  expect((await tied()).length).toBe(0)
})

test('to others it is told how many kindergartens, five at a time, and nothing below five; one that has taken its need back is not counted', async () => {
  const main = await goalOf('Hovedmålet')
  await world.asOwner("update needs.need_statement set shared_with_team = true where state in ('proposed', 'decided')")
  const tie = (to: number) => world.asOwner("insert into strategy.goal_need (plan_id, goal_id, need_id, tied_at, tied_by_name) select distinct on (n.kindergarten_id) $1::uuid, $2::uuid, n.id, now(), 'Tone' from needs.need_statement n where n.state in ('proposed', 'decided') order by n.kindergarten_id limit $3 on conflict do nothing", [plan.split('/')[2], main, to])
  const tells = async () => words((await olav.get(plan)).text).includes('Bygger på behov i minst 5 barnehager')
  await tie(4)
  expect(await tells()).toBe(false)
  await tie(5)
  expect(await world.asOwner('select 1 from strategy.goal_need where plan_id = $1', [plan.split('/')[2]])).toHaveLength(5)
  expect(await tells()).toBe(true)
  await world.asOwner('update needs.need_statement set shared_with_team = false where id = (select need_id from strategy.goal_need where plan_id = $1 order by need_id limit 1)', [plan.split('/')[2]])
  expect(await tells()).toBe(false)
})
