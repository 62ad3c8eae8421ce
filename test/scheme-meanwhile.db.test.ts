import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { approved, declined, roundIn, sentReport, setUpLetters } from '../src/slices/scheme/decisions/decisions.fixtures.ts'
import { openWorld, words, type Browser, type World } from './kit.ts'

// What happens in the middle of something else: one action stands still where it waits for a lock, another is done, and then the first goes on.

let world: World
let [stine, arve, eva, ulla] = [] as unknown as [Browser, Browser, Browser, Browser]
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
  arve = await world.as('arve')
  eva = await world.as('eva')
  ulla = await world.as('ulla')
})
afterAll(() => world.close())

const rows = async (text: string, ...values: unknown[]) => Number((await world.asOwner<{ n: string }>(`select count(*) as n from ${text}`, values))[0]?.n)
/** Those who wait for a lock in this database, when there are as many as wanted; as many as there are when they do not come. */
async function waiting(wanted: number): Promise<number> {
  let found = 0
  for (let tries = 0; tries < 200 && found < wanted; tries += 1) {
    found = await rows("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    if (found < wanted) await new Promise((done) => setTimeout(done, 10))
  }
  return found
}
/** `first` stands still at the money of the county governor until `second` is done, or waits for `first` in its turn. */
async function inTheMiddle<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const [{ name } = { name: '' }] = await world.asOwner<{ name: string }>('select current_database() as name')
  const client = new pg.Client({ host: inject('sockets'), user: inject('owner'), database: name })
  await client.connect()
  await client.query('begin')
  await client.query("select pg_advisory_xact_lock(hashtextextended('scheme.money ' || $1, 0))", [await world.org('Statsforvalteren (oppdiktet)')])
  const one = first()
  expect(await waiting(1)).toBe(1)
  const two = second()
  await Promise.race([two, waiting(2)])
  await client.query('rollback')
  await client.end()
  return [await one, await two]
}

test('a report is not withdrawn while the decision about it is being published', async () => {
  const round = await roundIn(world)
  await world.asOwner("update scheme.round set form_version_id = (select form_version_id from scheme.round where stage = 'announced' and form_version_id is not null order by id limit 1) where id = $1", [round])
  const report = await sentReport(world, round)
  await setUpLetters(stine, round)
  const id = await approved(stine, arve, round, report)
  const [published, withdrawn] = await inTheMiddle(() => arve.post(`/runder/${round}/vedtak/publisering`), () => eva.post(`/behov/${report}/tilbaketrekking`, { grunn: 'Vi venter.' }))
  expect(published.status).toBe(303)
  expect(await world.asOwner('select r.state, d.published_at is not null as published from scheme.report r join scheme.decision d on d.report_id = r.id where d.id = $1', [id])).toEqual([{ state: 'submitted', published: true }])
  expect(withdrawn.status, words(withdrawn.text)).toBe(409)
})

test('two who appeal the same decision, and both are right: one new decision', async () => {
  const round = await roundIn(world)
  const report = await sentReport(world, round)
  await setUpLetters(stine, round)
  await stine.post(`/runder/${round}/vedtak/brev`, { vilkarNb: 'Pengene brukes til tiltaket.', vilkarNn: 'Pengane blir brukte til tiltaket.', kontakt: 'Stine Berg, 99 99 99 99', 'enkeltvedtak-private': 'ja', 'enkeltvedtak-municipal': 'nei', 'enkeltvedtak-university': 'ja' })
  const id = await approved(stine, arve, round, report, declined('Tiltaket gjelder bare ledelsen.'))
  expect((await arve.post(`/runder/${round}/vedtak/publisering`)).status).toBe(303)
  const appeals: string[] = []
  for (const one of [eva, ulla]) {
    const sent = await one.post(`/vedtak/${id}/klage`, { nokkel: crypto.randomUUID(), endring: 'Avslaget.', grunner: 'Hele personalet er med.' })
    expect(sent.status, words(sent.text)).toBe(303)
    appeals.push(sent.location?.split('/')[4] ?? '')
  }
  const [first, second] = appeals
  expect((await stine.post(`/vedtak/${id}/klage/${first}/vurdering`, { utfall: 'changed', vurdering: 'Dere har rett.' })).location).toBe(`/runder/${round}/vedtak/${report}`)
  expect((await arve.post(`/vedtak/${id}/klage/${second}/vurdering`, { utfall: 'changed', vurdering: 'Dere også.' })).location).toBe(`/runder/${round}/vedtak/${report}`)
  expect(await rows('scheme.decision where replaces = $1', id)).toBe(1)
  expect(await rows("scheme.appeal where decision_id = $1 and outcome = 'changed'", id)).toBe(2)
})
