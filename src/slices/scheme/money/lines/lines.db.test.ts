import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ore } from '../../../../kernel/money.ts'
import { reading } from '../../../../platform/db.ts'
import { actorOf } from '../../../../../test/actors.ts'
import { openWorld, type World } from '../../../../../test/kit.ts'
import { saveFrame } from '../actions.ts'
import { commitAs, decisionIn, reportIn } from '../money.fixtures.ts'
import { loadLinesOfReport } from '../store.ts'
import { saveChange } from './actions.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('what is carried over goes to the line of the next year, also when the county has another number by then', async () => {
  const stine = await actorOf(world, 'stine')
  const report = await reportIn(world, 'Eventyrkjeden')
  await saveFrame(world.deps, stine, { county: '99', year: 2026, change: 'set', amount: ore(1_000_000), reason: '', once: randomUUID() })
  expect(await commitAs(world, stine, await decisionIn(world, report, [[2026, 'owner', 'Eventyrkjeden', 100]]))).toMatchObject({ ok: true })
  const [line] = await reading(world.db, stine, (tx) => loadLinesOfReport(tx, report))
  const [account] = await world.asOwner<{ id: string }>("insert into scheme.money_account (manager_id, county, year) values ($1, '98', 2027) returning id", [stine.orgId])
  await world.asOwner("insert into scheme.money_line (account_id, report_id, year, actor, recipient_id, reference, title) select $1, report_id, 2027, actor, recipient_id, reference, title from scheme.money_line where id = $2", [account?.id, line?.id])
  const change = (of: 'adjusted' | 'carried-out', amount: number) => saveChange(world.deps, stine, line?.id ?? '', { change: of, amount: ore(amount), adjusts: of === 'adjusted' ? 'paid' : undefined, reason: 'Prøve', once: randomUUID() })
  expect(await change('adjusted', 6000)).toMatchObject({ ok: true })
  expect(await change('carried-out', 2500)).toMatchObject({ ok: true })
  expect(await world.asOwner('select a.county, l.carried_in::int as carried_in, a.carried_in::int as in_account from scheme.money_line l join scheme.money_account a on a.id = l.account_id where l.report_id = $1 and l.year = 2027', [report])).toEqual([{ county: '98', carried_in: 2500, in_account: 2500 }])
  expect(await world.asOwner("select 1 from scheme.money_account where manager_id = $1 and county = '99' and year = 2027 and carried_in > 0", [stine.orgId])).toEqual([])
})
