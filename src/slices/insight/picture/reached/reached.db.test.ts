import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'
import { makeReachBlocks } from './actions.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const blocks = () => world.asOwner<{ kindergartens: number; quarter: number; in: number }>('select b.kindergartens, b.quarter, (select count(*) from insight.reach_known k where k.block_id = b.id)::integer as in from insight.reach_block b order by b.id')

test('municipality and county governor see whom measures reached in a year that is over, five kindergartens or more at a time; team and owner see their own one by one', async () => {
  expect(await blocks()).toEqual([{ kindergartens: 7, quarter: 3, in: 7 }])
  const [olav, stine, tone] = await Promise.all([world.as('olav', 'authority'), world.as('stine'), world.as('tone')])
  for (const one of [olav, stine]) {
    const text = words((await one.get('/utfordringsbilde?aar=2025')).text)
    expect([text.includes('Tiltak og rekkevidde'), /Alle 7 Fra halvparten til tre firedeler/.test(text.replaceAll(/\s+/g, ' ')), text.includes('Nisseskogen')]).toEqual([true, true, false])
    expect(words((await one.get('/utfordringsbilde?aar=2026')).text)).toContain('Et barnehageår blir satt sammen en måned etter at det er over')
  }
  expect(words((await tone.get('/utfordringsbilde?aar=2025')).text)).toContain('Når tre firedeler eller mer')
})

test('what is made stands: it is not made again, and a few more wait until they are five', async () => {
  const before = await blocks()
  await makeReachBlocks(world.deps)
  expect(await blocks()).toEqual(before)
  await world.asOwner(`insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name) select m.id, o.id, 'part', now(), 'Styreren' from measures.measure m, register.organisation o where m.title = 'Et felles språkår' and o.name in ('Solstråla barnehage', 'Trollstua barnehage')`)
  await world.asOwner(`insert into measures.reach_shown select m.id, o.id, 'all', 2, 10, 1, '2026-05-01' from measures.measure m, register.organisation o where m.title = 'Et felles språkår' and o.name in ('Solstråla barnehage', 'Trollstua barnehage')`)
  await makeReachBlocks(world.deps)
  expect([await blocks(), (await world.asOwner('select 1 from insight.reach_known where block_id is null')).length]).toEqual([before, 2])
})

test('nobody reads which kindergartens wait, and another municipality or county reads no block', async () => {
  const [olav, stine] = await Promise.all([world.as('olav', 'authority'), world.as('stine')])
  await world.asOwner('update insight.reach_block set municipality_id = null')
  expect(words((await olav.get('/utfordringsbilde?aar=2025')).text)).toContain('Ingenting å vise ennå')
  expect(words((await stine.get('/utfordringsbilde?aar=2025')).text)).not.toContain('Ingenting å vise ennå')
})
