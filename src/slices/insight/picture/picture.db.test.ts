import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { refreshPicture } from './making/actions.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const themes = (html: string) => [...html.matchAll(/href="\/utfordringsbilde\/([\w-]+)\?/g)].map(([, code]) => code)

describe('who sees what', () => {
  test('the county governor sees the county, put together, and no kindergarten by name', async () => {
    const stine = await world.as('stine')
    const overview = await stine.get('/utfordringsbilde')
    expect(overview.status).toBe(200)
    expect(themes(overview.text)).toContain('rammeplan-2017-9-1')
    const page = await stine.get('/utfordringsbilde/rammeplan-2017-9-1')
    expect(page.status).toBe(200)
    expect(words(page.text)).toContain('Trollvang kommune (oppdiktet)')
    const names = await world.asOwner<{ name: string }>("select distinct o.name from insight.evidence e join register.organisation o on o.id = e.kindergarten_id")
    expect(names.length).toBeGreaterThan(50)
    expect(names.filter(({ name }) => page.text.includes(name))).toEqual([])
  })

  test('the team sees each kindergarten that let it, and no other', async () => {
    const page = await (await world.as('tone')).get('/utfordringsbilde/rammeplan-2017-9-1')
    expect(words(page.text)).toContain('Barnehagene 2026–27')
    const seen = await world.asOwner<{ name: string; mine: boolean }>("select distinct o.name, e.seen_by_team and t.name = 'Kompetanseteam barnehage Fjordvik' as mine from insight.evidence e join register.organisation o on o.id = e.kindergarten_id left join register.organisation t on t.id = e.team_id where e.theme = 'rammeplan-2017-9-1' and e.year = 2026 and e.source in ('staff', 'need', 'guidance')")
    expect(seen.filter(({ mine }) => mine).length).toBeGreaterThan(0)
    for (const { name, mine } of seen) expect([name, page.text.includes(`>${name}<`)]).toEqual([name, mine === true])
  })

  test('the owner sees its own, where the staff were told so', async () => {
    const eva = await world.as('eva')
    const page = await eva.get('/utfordringsbilde')
    expect(page.status).toBe(200)
    const [theme] = themes(page.text)
    const own = await eva.get(`/utfordringsbilde/${theme}`)
    const others = await world.asOwner<{ name: string }>("select name from register.organisation o where kind = 'kindergarten' and fictitious and not exists (select from register.relation r join register.organisation w on w.id = r.to_id where r.from_id = o.id and r.kind = 'owned-by' and w.name = 'Eventyrkjeden')")
    expect(others.filter(({ name }) => own.text.includes(`>${name}<`))).toEqual([])
  })

  test('the municipality as authority sees only what is put together in it', async () => {
    const olav = await world.as('olav', 'authority')
    const page = await olav.get('/utfordringsbilde')
    expect(page.status).toBe(200)
    expect(words(page.text)).not.toContain('Barnehagene 2026')
    for (const theme of themes(page.text)) expect((await olav.get(`/utfordringsbilde/${theme}`)).text).not.toContain('/barnehager/')
  })

  test('heads and strangers do not', async () => {
    expect((await (await world.as('siri')).get('/utfordringsbilde')).status).toBe(403)
    expect((await world.stranger().get('/utfordringsbilde')).status).toBe(303)
    expect((await (await world.as('stine')).get('/utfordringsbilde/finnes-ikke')).status).toBe(404)
  })
})

test('every breakdown, year and file answers, and no number of kindergartens below five is in any of them', async () => {
  const stine = await world.as('stine')
  for (const year of [2024, 2025, 2026])
    for (const part of ['kommune', 'eierform', 'storrelse', 'sted', 'noe-annet']) {
      const page = await stine.get(`/utfordringsbilde/rammeplan-2017-9-1?aar=${year}&del=${part}`)
      expect(page.status).toBe(200)
      const file = await stine.get(`/utfordringsbilde.xlsx?aar=${year}&del=${part}`)
      expect([file.status, String(file.headers['content-type'])]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
    }
  const small = await world.asOwner('select 1 from insight.picture p where kindergartens < 5 or kindergartens <> (select count(*) from insight.evidence e where e.picture_id = p.id)')
  expect(small).toEqual([])
})

test('what is in the picture stays as it is when more comes: one new kindergarten changes no figure', async () => {
  const figures = () => world.asOwner('select id, kindergartens, mean, at_least from insight.picture order by id')
  const before = await figures()
  await refreshPicture(world.deps)
  expect(await figures()).toEqual(before)
  const waits = async () => Number((await world.asOwner<{ n: string }>("select count(*) as n from insight.evidence where picture_id is null and source = 'staff' and theme = 'rammeplan-2017-3' and year = 2026"))[0]?.n)
  const waited = await waits()
  await world.asOwner(`with s as (insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, made_at, made_by_name, opened_at, ended_at)
      select 'oslo-viken', o.id, gen_random_uuid(), v.id, 'live', 'ended', 'Møte', '{care}', 20, $1, 'Siri', $1, $1 from register.organisation o, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026' and o.name = 'Solstråla barnehage' returning id)
    insert into needs.staff_result select id, 'care', 'care-1', 'all', 10, 2.5, 5, 0, 5, 0 from s`, [world.deps.now()])
  await refreshPicture(world.deps)
  expect(await figures()).toEqual(before)
  expect(await waits()).toBe(waited + 1)
})
