import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { keepPicture, refreshPicture } from './making/actions.ts'

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
  const small = await world.asOwner('select 1 from insight.picture p where kindergartens < 5 or kindergartens <> (select count(*) from insight.evidence e where e.picture_id = p.id and e.counted)')
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

test('a measure that has begun is counted: by the owner always, by the team where the head lets it, and one that is only planned by nobody', async () => {
  const theme = 'rammeplan-2017-9-5'
  for (const [name, begun, shared] of [['Draken barnehage', true, true], ['Trollstua barnehage', true, false], ['Nisseskogen barnehage', false, true]] as const) {
    const id = await world.org(name)
    await world.asOwner(`with m as (insert into measures.measure (region_id, lead_id, start_key, kind, title, goal, themes, origin, starts_on, ends_on, begun_on, made_at, made_by_name, changed_at, changed_by_name)
        values ('oslo-viken', $1, gen_random_uuid(), 'course', 'Ute hver dag', 'Mer natur', $2, 'own', '2026-08-01', '2027-06-30', $3, $4, 'Styreren', $4, 'Styreren') returning id)
      insert into measures.part (measure_id, kindergarten_id, state, shared_with_team, answered_at, answered_by_name) select id, $1, 'part', $5, $4, 'Styreren' from m`, [id, [theme], begun ? '2026-09-01' : null, world.clock(), shared])
  }
  await keepPicture(world.deps)
  const seen = await world.asOwner<{ name: string; seen_by_owner: boolean; seen_by_team: boolean }>("select o.name, e.seen_by_owner, e.seen_by_team from insight.evidence e join register.organisation o on o.id = e.kindergarten_id where e.source = 'measure' and e.theme = $1 order by o.name", [theme])
  expect(seen).toEqual([{ name: 'Draken barnehage', seen_by_owner: true, seen_by_team: true }, { name: 'Trollstua barnehage', seen_by_owner: true, seen_by_team: false }])
  const [owner, team] = [words((await (await world.as('eva')).get(`/utfordringsbilde/${theme}`)).text), words((await (await world.as('tone')).get(`/utfordringsbilde/${theme}`)).text)]
  for (const [text, mine, others] of [[owner, ['Draken barnehage', 'Trollstua barnehage'], ['Nisseskogen barnehage']], [team, ['Draken barnehage'], ['Trollstua barnehage', 'Nisseskogen barnehage']]] as const) {
    for (const name of mine) expect(text).toContain(name)
    for (const name of others) expect(text).not.toContain(name)
  }
})

describe('a session held together, and the same asked again', () => {
  const chapter = 'rammeplan-2017-9-2'
  let theme: string
  /** A session that ended on the day, of these kindergartens: the first leads it. */
  const hold = async (ids: readonly string[], day: string, mean: number, told: boolean) => {
    const [session] = await world.asOwner<{ id: string; about: string }>(`with s as (insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, seen_by_owner, seen_by_team, made_at, made_by_name, opened_at, ended_at)
      select 'oslo-viken', $1, gen_random_uuid(), v.id, 'live', 'ended', 'Møte', '{play}', 20, $4, false, $2, 'Siri', $2, $2 from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026' order by v.number limit 1 returning id, instrument_version_id)
      , kept as (insert into needs.staff_result select id, 'play', 'play-1', 'all', 10, $3, 5, 0, 5, 0 from s)
      select s.id, t ->> 'about' as about from s join needs.instrument_version v on v.id = s.instrument_version_id cross join lateral jsonb_array_elements(v.definition -> 'themes') t where t ->> 'key' = 'play'`, [ids[0], `${day}T12:00:00Z`, mean, told])
    for (const id of ids.slice(1)) await world.asOwner("insert into needs.staff_session_unit (session_id, kindergarten_id, agreed_at, agreed_by_name) values ($1, $2, now(), 'Siri')", [session?.id, id])
    theme = session?.about ?? chapter
    return session?.id ?? ''
  }
  const known = (session: string) => world.asOwner<{ kindergarten_id: string; turn: number; counted: boolean; together: number }>('select kindergarten_id, turn, counted, together from insight.evidence where session_id = $1 order by kindergarten_id', [session])

  test('counts for all who took part, is nobody’s own, and the next one is measured again', async () => {
    const mine = await world.asOwner<{ id: string; name: string }>("select o.id, o.name from register.organisation o join register.relation r on r.from_id = o.id and r.kind = 'owned-by' and upper_inf(r.period) join register.organisation w on w.id = r.to_id and w.name = 'Eventyrkjeden' where o.kind = 'kindergarten' order by o.name limit 3")
    const ids = mine.map(({ id }) => id)
    expect(ids).toHaveLength(3)
    const together = await hold(ids, '2023-03-01', 2.2, true)
    const again = await hold(ids.slice(0, 1), '2023-05-05', 4.1, true)
    await keepPicture(world.deps)
    expect((await known(together)).map(({ turn, counted, together: n }) => [turn, counted, n])).toEqual([[1, true, 3], [1, true, 3], [1, true, 3]])
    expect((await known(again)).map(({ turn, counted }) => [turn, counted])).toEqual([[2, true]])
    const eva = await world.as('eva')
    const page = await eva.get(`/utfordringsbilde/${theme}?aar=2022`)
    const text = words(page.text)
    const names = mine.map(({ name }) => name)
    expect(text).toContain(`${names[0]}, ${names[1]} og ${names[2]} sammen`)
    expect(page.text).toContain(`/okter/${together}`)
    expect(text).toContain('4,1 (1 barnehage)')
    // The figure of the three is not that of any of them.
    const line = (name: string | undefined) => [...page.text.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) => words(row)).filter((row) => row.trim().startsWith(`${name} `) && !row.includes('sammen'))
    for (const name of names) expect(line(name).join(), name).not.toContain('2,2')
    expect(names.map((name) => line(name).length)).toEqual([1, 1, 1])
    // Read once more, nothing is counted twice.
    await keepPicture(world.deps)
    expect(await world.asOwner('select 1 from insight.evidence where session_id in ($1, $2)', [together, again])).toHaveLength(4)
  })

  test('is part of a block like one kindergarten, and brings those who took part to the count', async () => {
    const others = await world.asOwner<{ id: string; municipality: string }>(`select k.kindergarten_id as id, k.municipality_id as municipality from insight.kindergarten k join register.organisation o on o.id = k.kindergarten_id and o.fictitious where k.closed_on is null and k.municipality_id = (select municipality_id from insight.kindergarten where governor_id is not null and municipality_id is not null and ownership is not null group by municipality_id order by count(*) desc limit 1) order by o.name limit 8`)
    expect(others.length).toBe(8)
    const ids = others.map(({ id }) => id)
    await hold(ids.slice(0, 2), '2021-10-01', 3, false)
    for (const id of ids.slice(2, 5)) await hold([id], '2021-10-02', 3, false)
    await keepPicture(world.deps)
    const blocks = () => world.asOwner<{ kindergartens: number; turn: number; municipality_id: string | null }>("select kindergartens, turn, municipality_id from insight.picture where year = 2021 and source = 'staff' and theme = $1", [theme])
    // Five kindergartens, four units: not yet.
    expect(await blocks()).toEqual([])
    await hold(ids.slice(5, 6), '2021-10-03', 3, false)
    await keepPicture(world.deps)
    expect(await blocks()).toEqual([{ kindergartens: 6, turn: 1, municipality_id: others[0]?.municipality }])
  })
})

test('filters: several at once, each a sum of blocks; what nothing is left of says so, and what is not offered is not taken', async () => {
  const stine = await world.as('stine')
  const counts = (html: string) => [...html.matchAll(/<td[^>]*><span class="words">(\d+)<\/span>/g)].map(([, n]) => Number(n))
  for (const query of ['?eierform=private', '?eierform=private&storrelse=small', '?storrelse=large', '?kommune=11111111-1111-7111-8111-111111111111', '?sted=Oslo']) {
    const page = await stine.get(`/utfordringsbilde${query}`)
    expect(page.status).toBe(200)
    expect(counts(page.text).filter((n) => n < 5)).toEqual([])
    const own = await stine.get(`/utfordringsbilde/rammeplan-2017-9-1${query}`)
    expect(own.status).toBe(200)
    expect(counts(own.text).filter((n) => n < 5)).toEqual([])
  }
  const all = await stine.get('/utfordringsbilde/rammeplan-2017-9-1')
  expect((await stine.get('/utfordringsbilde/rammeplan-2017-9-1?sted=Oslo')).text.match(/<tbody[\s\S]*/)?.[0]).toBe(all.text.match(/<tbody[\s\S]*/)?.[0])
  const tone = await world.as('tone')
  expect((await tone.get('/utfordringsbilde?eierform=other')).status).toBe(200)
  expect((await tone.get('/utfordringsbilde/%00')).status, 'no theme is called that').toBe(404)
})
