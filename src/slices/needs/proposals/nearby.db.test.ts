import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { actorOf } from '../../../../test/actors.ts'
import { reading } from '../../../platform/db.ts'
import { decided } from '../statements/statements.fixtures.ts'
import { loadKnown } from './store.ts'

let world: World
let solstrala: string
beforeAll(async () => {
  world = await openWorld()
  solstrala = await world.org('Solstråla barnehage')
})
afterAll(() => world.close())

const language = 'rammeplan-2017-9-1'
/** A measure that somebody leads, with the kindergartens that take part. */
async function measure(lead: string, title: string, parts: readonly string[], ends = '2027-06-30'): Promise<string> {
  const [row] = await world.asOwner<{ id: string }>(
    "insert into measures.measure (region_id, lead_id, start_key, kind, title, goal, themes, origin, starts_on, ends_on, made_at, made_by_name, changed_at, changed_by_name) values ('oslo-viken', $1, gen_random_uuid(), 'course', $2, 'Mer språk', $3, 'own', '2026-08-01', $4, $5, 'Tone', $5, 'Tone') returning id",
    [await world.org(lead), title, [language], ends, world.clock()],
  )
  for (const part of parts) await world.asOwner("insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name) values ($1, $2, 'part', $3, 'Styreren')", [row?.id, await world.org(part), world.clock()])
  return row?.id ?? ''
}

test('a need is shown what it may be part of: its own measures, and those of its team and owner, never those of others', async () => {
  const own = await measure('Solstråla barnehage', 'Språk hver dag', ['Solstråla barnehage'])
  await measure('Kompetanseteam barnehage Fjordvik', 'Felles leseløft', ['Lia barnehage', 'Trollstua barnehage'])
  await measure('Eventyrkjeden', 'Kjedens språkløft', ['Trollstua barnehage'])
  await measure('Lia barnehage', 'Lias eget', ['Lia barnehage'])
  await measure('Kompetanseteam barnehage Fjordvik', 'Fjorårets løft', ['Lia barnehage'], '2026-09-30')
  const siri = await world.as('siri')
  const need = await decided(siri, { temaer: [language] })
  const page = await siri.get(`/behovsbeskrivelser/${need}`)
  const said = words(page.text)
  expect(page.text).toContain(`href="/tiltak/${own}"`)
  expect(said).toContain('Tiltaket «Felles leseløft» har 2 barnehager. Spør den som leder det, om dere kan bli med.')
  for (const hidden of ['Kjedens språkløft', 'Lias eget', 'Fjorårets løft']) expect(said).not.toContain(hidden)
})

test('courses to come that the team or the owner has opened are shown too, with a way there; drafts, those that are over and those of others are not', async () => {
  const course = async (arranger: string, title: string, state: string, starts: string) => {
    const [row] = await world.asOwner<{ id: string }>(
      `with c as (insert into measures.course (region_id, arranger_id, start_key, kind, title, about, themes, seats_on_site, seats_digital, opens_at, closes_at, offer_hours, state, made_at, made_by_name, changed_at, changed_by_name)
        values ('oslo-viken', $1, gen_random_uuid(), 'course', $2, 'Om språk', $3, 20, 0, '2026-11-01', $5::timestamptz - interval '1 hour', 48, $4, '2026-10-01', 'Tone', '2026-10-01', 'Tone') returning id),
      s as (insert into measures.course_session (course_id, starts_at, ends_at, place, made_at, changed_at, changed_by_name) select id, $5::timestamptz, $5::timestamptz + interval '3 hours', 'Salen', '2026-10-01', '2026-10-01', 'Tone' from c) select id from c`,
      [await world.org(arranger), title, [language], state, starts],
    )
    return row?.id ?? ''
  }
  const coming = await course('Kompetanseteam barnehage Fjordvik', 'Språk i alle rom', 'open', '2027-02-03T08:00:00Z')
  await course('Kompetanseteam barnehage Fjordvik', 'Kladdekurset', 'draft', '2027-02-03T08:00:00Z')
  await course('Kompetanseteam barnehage Fjordvik', 'Kurset i høst', 'open', '2026-11-10T08:00:00Z')
  await course('Eventyrkjeden', 'Kjedens kurs', 'open', '2027-02-03T08:00:00Z')
  const siri = await world.as('siri')
  const page = await siri.get(`/behovsbeskrivelser/${await decided(siri, { temaer: [language] })}`)
  expect(page.text).toContain(`href="/kurs/${coming}"`)
  expect(words(page.text)).toContain('Kurset «Språk i alle rom» starter 3. februar 2027')
  expect((await siri.get(`/kurs/${coming}`)).status).toBe(200)
  for (const hidden of ['Kladdekurset', 'Kurset i høst', 'Kjedens kurs']) expect(words(page.text)).not.toContain(hidden)
})

test('what others have tried about the same is shown, with whether they still do it', async () => {
  await world.asOwner(`with m as (select measure_id, kindergarten_id from measures.part p join measures.measure m on m.id = p.measure_id where m.title = 'Felles leseløft' order by kindergarten_id limit 1),
    o as (insert into measures.try_out (start_key, measure_id, kindergarten_id, words, begun_on, observed_on, observation, outcome, shared, changed_at, changed_by_name) select gen_random_uuid(), measure_id, kindergarten_id, 'Vi leser den samme boka en uke', '2026-05-01', '2026-06-01', 'Flere er med', 'keep', true, '2026-06-01', 'Hanne' from m returning *),
    p as (insert into measures.pulse (try_out_id, measure_id, kindergarten_id, months, opens_on, closes_on) select id, measure_id, kindergarten_id, 3, '2026-08-01', '2026-08-22' from o returning *),
    r as (insert into measures.pulse_result (measure_id, kindergarten_id, months, pulse_ids, at_least, still, made_on) select measure_id, kindergarten_id, 3, array[id], 5, 'some', '2026-08-22' from p)
    insert into measures.try_out_shown (id, region_id, themes, words, observation, outcome, shown_on) select shown_id, 'oslo-viken', '{${language}}', words, observation, outcome, '2026-06-01' from o`)
  const siri = await world.as('siri')
  const page = await siri.get(`/behovsbeskrivelser/${await decided(siri, { temaer: [language] })}`)
  expect(words(page.text)).toContain('Andre har prøvd dette: «Vi leser den samme boka en uke» Etter 3 måneder: Noen gjør det ofte.')
  const other = await siri.get(`/behovsbeskrivelser/${await decided(siri, { temaer: ['rammeplan-2017-9-4'] })}`)
  expect(words(other.text)).not.toContain('Vi leser den samme boka')
})

test('the evidence tells what has been done, to those who may see it', async () => {
  const path = `/kunnskapsgrunnlag/${solstrala}`
  expect(words((await (await world.as('siri')).get(path)).text)).toContain('Tiltaket «Språk hver dag» er planlagt.')
  // The head has not let the team see the measure.
  expect(words((await (await world.as('tone')).get(path)).text)).not.toContain('Språk hver dag')
})

test('nobody asks what another kindergarten may join', async () => {
  const trollstua = await world.org('Trollstua barnehage')
  const seen = await reading(world.db, await actorOf(world, 'siri'), (tx) => loadKnown(tx, trollstua, 2026, []))
  expect([seen.nearby, seen.own]).toEqual([[], []])
})
