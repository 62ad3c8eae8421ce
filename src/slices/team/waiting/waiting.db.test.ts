import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'

// How long kindergartens wait, read from the team's own cases. Today is Monday 23 November 2026.

let world: World
beforeAll(async () => {
  world = await openWorld()
  // All that was met before is too old to count.
  for (const [table, day] of [['meeting', 'held_on'], ['observation', 'observed_on']]) await world.asOwner(`update guidance.${table} set ${day} = '2025-01-15'`)
})
afterAll(() => world.close())

const see = async (lang: string) => words((await (await world.as('amir')).get(`/kapasitet/ventetid?sprak=${lang}`)).text)
/** One more case, which waited for 30 days from 3 October and was met on 2 November. */
const meetOne = async () => {
  const others = (await world.asOwner<{ name: string }>("select quote_ident(attname) as name from pg_attribute where attrelid = 'guidance.case'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('id', 'reference', 'start_key', 'submitted_at')")).map(({ name }) => name).join(', ')
  await world.asOwner(`with made as (insert into guidance.case (reference, submitted_at, ${others}) select 'PROVE-' || gen_random_uuid(), '2026-10-03T08:00:00Z', ${others} from guidance.case where state = 'closed' order by id limit 1 returning id)
    insert into guidance.observation (case_id, department, observed_on, focus, written_at, written_by_name) select id, 'Prøve', '2026-11-02', 'Prøve', '2026-11-02T12:00:00Z', 'Prøve' from made`)
}

test('with fewer than eight first meetings nothing is forecast, and it says how many there are', async () => {
  for (let met = 0; met < 7; met++) await meetOne()
  const page = await see('nb')
  expect(page).toContain('For få til å si noe: 7 første møter de siste tolv ukene, og det må minst 8 til.')
  expect(page).toContain('7 første møter. Det er for få til å regne ut ventetiden: det må minst 8 til.')
  for (const said of [/uker? til første møte/, /Halvparten ventet/, /Ni av ti/, /Regnet ut fra/]) expect(page).not.toMatch(said)
})

test('with eight it is, as a range, and it says how many first meetings it is built on', async () => {
  await meetOne()
  const page = await see('nb')
  expect(page).toMatch(/(Høyst \d+ uker?|Mellom \d+ uker? og \d+ uker?) til første møte\. Regnet ut fra (ingen|\d+ forespørsel|\d+ forespørsler) i kø og 8 første møter de siste tolv ukene\./)
  expect(page).toMatch(/Halvparten ventet høyst 30 dager.*Ni av ti ventet høyst 30 dager.*Første møter 8/)
  expect(page).not.toContain('For få')
  expect(await see('nn')).toContain('8 første møte dei siste tolv vekene')
  expect(await see('en')).toContain('8 first meetings in the last twelve weeks')
})

test('what was met more than twelve weeks ago tells no pace, and more than twelve months ago nothing at all', async () => {
  await world.asOwner("update guidance.observation set observed_on = '2026-08-30' where focus = 'Prøve' and observed_on = '2026-11-02'")
  expect(await see('nb')).toContain('For få til å si noe: ingen første møter de siste tolv ukene')
  expect(await see('nb')).toContain('Halvparten ventet høyst')
  world.clock.set(new Date('2027-08-31T09:00:00Z'))
  expect(await see('nb')).toContain('Ingen første møter. Det er for få til å regne ut ventetiden')
})
