import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { begun, cohort, personId, round } from './programmes.fixtures.ts'

// As the largest municipality: a hundred kindergartens with four departments each in one programme, all served by one team.
let world: World
let tone: Browser
let hundred: readonly string[] = []
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  await world.asOwner(
    `insert into register.organisation (kind, name, region_id, fictitious, created_at) select 'kindergarten', 'Prøvehage ' || lpad(n::text, 3, '0'), (select region_id from register.organisation where name = 'Solstråla barnehage'), true, now() from generate_series(1, 100) n`,
  )
  await world.asOwner(
    `insert into register.relation (from_id, to_id, kind, period, source) select k.id, r.to_id, r.kind, r.period, 'own' from register.organisation k cross join register.relation r
     where k.name like 'Prøvehage %' and r.from_id = (select id from register.organisation where name = 'Solstråla barnehage') and r.kind in ('served-by', 'owned-by', 'lies-in', 'supervised-by')`,
  )
  await world.asOwner(
    `with made as (insert into register.organisation (kind, name, region_id, fictitious, created_at) select 'department', 'Avdeling ' || d || ' i ' || k.name, k.region_id, true, now() from register.organisation k, generate_series(1, 4) d where k.name like 'Prøvehage %' returning id, name)
     insert into register.relation (from_id, to_id, kind, period, source) select m.id, k.id, 'part-of', daterange('2020-01-01', null), 'own' from made m join register.organisation k on m.name like '% i ' || k.name and k.name like 'Prøvehage %'`,
  )
  hundred = (await world.asOwner<{ id: string }>("select id from register.organisation where name like 'Prøvehage %' order by name")).map(({ id }) => id)
})
afterAll(() => world.close())

/** How many questions the database is asked while something is done. */
async function asked(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  const { length } = sent.mock.calls
  sent.mockRestore()
  return length
}
/** A programme with a cohort of so many, all in it, and a round planned through the form. */
async function running(size: number): Promise<{ readonly id: string; readonly cohortId: string }> {
  const id = await begun(tone, { tittel: `Prøve med ${size}` })
  const cohortId = await cohort(tone, id, hundred.slice(0, size))
  await world.asOwner("update measures.programme_place set state = 'part', answered_at = now(), answered_by_name = 'Styreren' where programme_id = $1", [id])
  const planned = await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, observatorer: [await personId(world, 'Tone Haugen')] })
  expect(planned.status, words(planned.text).slice(0, 800)).toBe(303)
  return { id, cohortId }
}

test('four hundred departments are planned for and read with as many questions as four, and a cohort is begun from a pasted list', async () => {
  const [few, many] = [await running(1), await running(100)]
  expect(await world.asOwner('select count(*)::int as n, count(distinct kindergarten_id)::int as k from measures.programme_cycle where programme_id = $1', [many.id])).toEqual([{ n: 400, k: 100 }])
  for (const path of ['', '?vis=late', '?side=2', '/puljer/COHORT', '/puljer/ny']) {
    const read = ({ id, cohortId }: typeof few) => asked(async () => expect((await tone.get(`/fellessatsinger/${id}${path.replace('COHORT', cohortId)}`)).status).toBe(200))
    await read(few)
    expect(await read(many), path).toBe(await read(few))
  }
  const standing = (await tone.get(`/fellessatsinger/${many.id}`)).text
  expect([words(standing).includes('Viser 100 av 100'), standing.includes('Avdeling 4 i Prøvehage 030'), standing.includes('Prøvehage 031')]).toEqual([true, true, false])
  const inCohort = (await tone.get(`/fellessatsinger/${many.id}/puljer/${many.cohortId}?side=2`)).text
  expect([inCohort.match(/<th role="rowheader"/g)?.length, inCohort.includes('side=4')]).toEqual([30, true])
  const third = await begun(tone, { tittel: 'Fra en liste' })
  const form = await tone.get(`/fellessatsinger/${third}/puljer/ny?pulje=${many.cohortId}`)
  expect([form.text.match(/ checked/g)?.length, form.text.includes('name="liste"')]).toEqual([100, true])
  const wrong = await tone.post(`/fellessatsinger/${third}/puljer`, { nokkel: crypto.randomUUID(), navn: 'Pulje', fra: '1.8.2026', til: '30.6.2027', liste: 'Prøvehage 001\nPrøvehage tusen' })
  expect([wrong.status, words(wrong.text).includes('Vi finner ikke «Prøvehage tusen»')]).toEqual([422, true])
  const id = await cohort(tone, third, [], { liste: hundred.map((_, at) => `Prøvehage ${String(at + 1).padStart(3, '0')}`).join('\n') })
  expect(await world.asOwner("select count(*)::int as n from measures.programme_place where cohort_id = $1 and state = 'offered'", [id])).toEqual([{ n: 100 }])
}, 120_000)
