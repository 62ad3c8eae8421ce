import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { prepared, roundIn, sentReport, setUpLetters } from '../src/slices/scheme/decisions/decisions.fixtures.ts'
import { actorOf } from './actors.ts'
import { openWorld, usualTime, type Browser, type World } from './kit.ts'

// Who stands in for somebody, and who no longer works there: what the session they have open still opens.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.clock.set(usualTime))

/** Stine in the place of Arve, who leads; until 30 November. */
async function inArvesPlace(scope: string): Promise<Browser> {
  const [stine, arve] = [await actorOf(world, 'stine'), await actorOf(world, 'arve')]
  const browser = await world.as('stine')
  await world.asOwner('update identity.delegation set ended_at = now() where deputy_id = $1 and ended_at is null', [stine.personId])
  const [delegation] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-01)', $3, now()) returning id", [arve.membershipId, stine.personId, scope])
  await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [arve.membershipId, delegation?.id, stine.personId])
  return browser
}

test('a deputy for the scheme handles it, and sets nobody’s limits', async () => {
  const deputy = await inArvesPlace('{scheme}')
  expect((await deputy.get('/runder')).status).toBe(200)
  expect((await deputy.get('/vedtak/grenser')).text).not.toContain('name="grense-andre"')
  for (const [path, form] of [['/vedtak/grenser', { 'grense-andre': '100' }], ['/okonomi/grenser', { saksbehandler: '100', leder: '', officer: '100' }]] as const) expect([path, (await deputy.post(path, form)).status < 500]).toEqual([path, true])
  expect(await world.asOwner('select 1 from scheme.approval_limit')).toEqual([])
  expect(await world.asOwner('select 1 from scheme.payment_limit where at > $1', [new Date(usualTime.getTime() - 60_000)])).toEqual([])
})
test('a deputy for the people sets limits; one for something else is nobody in the scheme', async () => {
  const leading = await inArvesPlace('{members,scheme}')
  await leading.post('/vedtak/grenser', { 'grense-andre': '100' })
  expect(await world.asOwner('select up_to::int as up_to from scheme.approval_limit')).toEqual([{ up_to: 10_000 }])
  await world.asOwner('delete from scheme.approval_limit')
  const other = await inArvesPlace('{members}')
  for (const path of ['/runder', '/okonomi', '/vedtak', '/vedtak/grenser']) expect([path, (await other.get(path)).status]).toEqual([path, 403])
})
test('nobody approves what they prepared themselves, in whosever place', async () => {
  const stine = await world.as('stine')
  await world.asOwner("update identity.session set delegation_id = null, membership_id = $1 where person_id = $2", [(await actorOf(world, 'stine')).membershipId, (await actorOf(world, 'stine')).personId])
  const round = await roundIn(world)
  const report = await sentReport(world, round)
  await setUpLetters(stine, round)
  const id = await prepared(stine, round, report)
  const deputy = await inArvesPlace('{members,scheme}')
  expect((await deputy.post(`/vedtak/${id}/godkjenning`)).status).toBe(409)
  expect(await world.asOwner('select approved_by from scheme.decision where id = $1', [id])).toEqual([{ approved_by: null }])
})
test('when the last day of a deputy is over, the open session opens nothing more', async () => {
  const deputy = await inArvesPlace('{members,scheme}')
  world.clock.set(new Date('2026-11-30T22:50:00Z'))
  await world.asOwner('update identity.session set seen_at = $1, started_at = $1', [world.clock()])
  expect((await deputy.get('/okonomi')).status).toBe(200)
  world.clock.set(new Date('2026-11-30T23:01:00Z'))
  for (const path of ['/okonomi', '/runder/ny', '/forum']) expect([path, (await deputy.get(path)).status]).toEqual([path, 403])
  expect((await deputy.post('/runder/ny', { tittel: 'x' })).status).toBe(403)
})
test('whoever no longer works there is out at once: pages, files and forms', async () => {
  const { membershipId } = await actorOf(world, 'ulla')
  const [report] = await world.asOwner<{ id: string }>("select p.report_id as id from scheme.report_party p join scheme.report r on r.id = p.report_id where p.part = 'partner' and p.state <> 'declined' and r.state = 'submitted' and p.org_id = $1 and exists (select from scheme.submission s where s.report_id = r.id) order by 1 limit 1", [await world.org('Høgskolen i Fjordvik')])
  const ulla = await world.as('ulla')
  expect((await ulla.get(`/behov/${report?.id}`)).status).toBe(200)
  await world.asOwner('update identity.membership set cancelled_at = now() where id = $1', [membershipId])
  for (const path of [`/behov/${report?.id}`, `/behov/${report?.id}/pdf`, '/partnerskap', '/okonomi/tilskudd', '/forum']) expect([path, (await ulla.get(path)).status]).toEqual([path, 403])
  expect((await ulla.post('/partnerskap/kapasitet', { kapasitetsar: '2026', barnehager: '3' })).status).toBe(403)
  await world.asOwner('update identity.membership set cancelled_at = null where id = $1', [membershipId])
})
