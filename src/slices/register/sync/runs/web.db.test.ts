import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, testConfig, words, type Browser, type World } from '../../../../../test/kit.ts'
import { startNbrServer, syntheticRegister, type NbrFault, type NbrServer, type SyntheticUnit } from '../../../../../test/nbr-server.ts'
import type { Jobs } from '../../../../platform/jobs.ts'
import { readNightly, readRegister } from './actions.ts'

const quick = { sleep: async () => {}, timeoutMs: 300, attempts: 2, concurrency: 4, pageSize: 20 }
const units = syntheticRegister(60)
let server: NbrServer
let world: World
let dag: Browser
beforeEach(async () => {
  server = await startNbrServer(units)
  world = await openWorld({ deps: { config: { ...testConfig, nbrUrl: server.baseUrl } } })
  await world.asOwner(`with m as (insert into register.organisation (kind, name, created_at) values ('municipality', 'Tuvedal kommune', now()), ('municipality', 'Konglefjord kommune', now()) returning id, name)
    insert into register.municipality_number (number, name, county_number, period, organisation_id)
    select case name when 'Tuvedal kommune' then '9911' else '9902' end, split_part(name, ' ', 1), '99', '[2020-01-01,)', id from m`)
  await world.asOwner("insert into register.enrolment (municipality_id, period, enrolled_at, enrolled_by_name) select organisation_id, '[2026-01-01,)', now(), 'Test' from register.municipality_number where number in ('9911', '9902')")
  await world.asOwner("insert into register.municipality_number (number, name, county_number, period, organisation_id) select '9912', 'Tuvedal', '99', '[2019-01-01,2020-01-01)', organisation_id from register.municipality_number where number = '9911'")
  server.setUnits(units.map(moved('9901', '9911')))
  dag = await world.as('dag')
})
afterEach(async () => {
  await world.close()
  await server.close()
})

const moved = (from: string, to: string) => (unit: SyntheticUnit): SyntheticUnit => {
  const place = unit.detail['Kommune'] as { Kommunenummer?: string } | undefined
  return place?.Kommunenummer === from ? { ...unit, detail: { ...unit.detail, Kommune: { ...place, Kommunenummer: to } } } : unit
}
/** Another day: answers that were kept are asked for anew. */
async function later(): Promise<void> {
  world.clock.set(new Date('2027-02-01T09:00:00Z'))
  dag = await world.as('dag')
}
async function read(): Promise<string> {
  const { location } = await dag.post('/register/synk')
  await readRegister(world.deps, location?.split('/').at(-1) ?? '', quick)
  return location ?? expect.fail('no address')
}
async function readAndUse(form: Record<string, string> = {}): Promise<string> {
  const address = await read()
  const used = await dag.post(address, { valg: 'bruk', ...form })
  expect(used.status).toBe(303)
  return address
}
const open = async () => (await world.asOwner<{ n: number }>("select count(*)::int as n from register.organisation o join register.register_fact f on f.organisation_id = o.id where f.source = 'Nasjonalt barnehageregister' and o.closed_on is null"))[0]?.n
const now = () => units.map(moved('9901', '9911'))
const ordinary = () => now().filter(({ trap, detail }) => trap === 'ordinary' && (detail['Kommune'] as { Kommunenummer: string }).Kommunenummer === '9911')

describe('the operator reads the national register', () => {
  test('sees a report before anything changes, uses it, and the same reading again has nothing to say', async () => {
    const before = await open()
    const address = await read()
    const report = words((await dag.get(address)).text)
    for (const part of ['Endringer i registeret', 'Nye', 'Prøveenhet', 'Felles enhet, ikke en barnehage', 'Nedlagt før vi kjente den', 'Kunne ikke']) expect(report).toContain(part === 'Kunne ikke' ? 'Det som ikke kunne leses' : part)
    expect(await open()).toBe(before)
    expect((await dag.post(address, { valg: 'bruk' })).status).toBe(303)
    expect(await open()).toBeGreaterThan(30)
    expect((await dag.post(address, { valg: 'bruk' })).status).toBe(409)
    const again = await read()
    expect(words((await dag.get(again)).text)).toContain('Ingen endringer')
  })

  test('a new name, owner and municipality are shown field by field; periods end and begin; own facts stay', async () => {
    await readAndUse()
    const [unit] = ordinary()
    const number = unit?.detail.Organisasjonsnummer ?? ''
    const [row] = await world.asOwner<{ id: string }>('select id from register.organisation where organisation_number = $1', [number])
    await world.asOwner("insert into register.own_fact (organisation_id, short_name, changed_at, changed_by) values ($1, 'Tuva', now(), 'Test')", [row?.id])
    await later()
    const relation = (id: string) => ({ Enhet: { Organisasjonsnummer: '310999990', Navn: 'Ny eier stiftelse' }, Relasjonstype: { Id: id, Navn: '' } })
    server.setUnits(now().map((one) => (one.detail.Organisasjonsnummer === number ? { ...one, detail: { ...one.detail, Navn: 'Nytt navn barnehage', ForeldreRelasjoner: [relation('6')], Kommune: { Navn: 'Konglefjord', Kommunenummer: '9902' } } } : one)))
    const report = words((await dag.get(await readAndUse())).text)
    for (const part of ['Ny eier', 'til Ny eier stiftelse', 'Flyttet til en annen kommune', 'Fra 9911 til 9902', 'til Nytt navn barnehage']) expect(report).toContain(part)
    const relations = await world.asOwner<{ kind: string; name: string; period: string }>("select r.kind, o.name, r.period::text from register.relation r join register.organisation o on o.id = r.to_id where r.from_id = $1 and r.kind in ('owned-by', 'lies-in') order by 1, 3", [row?.id])
    expect(relations).toEqual([
      { kind: 'lies-in', name: 'Tuvedal kommune', period: '[2026-11-23,2027-02-01)' },
      { kind: 'lies-in', name: 'Konglefjord kommune', period: '[2027-02-01,)' },
      { kind: 'owned-by', name: 'Tuvedal kommune', period: '[2026-11-23,2027-02-01)' },
      { kind: 'owned-by', name: 'Ny eier stiftelse', period: '[2027-02-01,)' },
    ])
    expect(await world.asOwner('select short_name from register.own_fact where organisation_id = $1', [row?.id])).toEqual([{ short_name: 'Tuva' }])
    const page = words((await dag.get(`/barnehager/${row?.id}`)).text)
    for (const part of ['Eid av', 'Tuvedal kommune til og med 31. januar 2027', 'til Nytt navn barnehage']) expect(page).toContain(part)
  })

  test('a municipality with a new number has moved nobody', async () => {
    await readAndUse()
    await later()
    server.setUnits(units.map(moved('9901', '9912')))
    const report = words((await dag.get(await read())).text)
    expect(report).not.toContain('Flyttet til en annen kommune')
    expect(report).toContain('Kommunenummer: fra 9911 til 9912')
  })

  test.each<[string, string, NbrFault]>([
    ['half a page', 'sidenummer=2&', { does: 'half-page' }],
    ['a page without rows', 'sidenummer=2&', { does: 'no-rows' }],
    ['500', 'sidenummer=2&', { does: 'status', status: 500 }],
    ['invalid JSON', 'sidenummer=2&', { does: 'invalid-json' }],
    ['half a body', 'sidenummer=3&', { does: 'half-body' }],
    ['no answer in time', 'sidenummer=2&', { does: 'never-answers' }],
  ])('%s: the reading is not complete, and nothing is closed', async (_, where, fault) => {
    await readAndUse()
    const before = await open()
    const gone = ordinary()[2]?.detail.Organisasjonsnummer
    server.setUnits(now().filter(({ detail }) => detail.Organisasjonsnummer !== gone))
    server.spoil({ where, fault })
    const address = await read()
    const report = words((await dag.get(address)).text)
    expect(report).toContain('Ikke alt ble lest')
    expect(report).toContain('Ikke sett, men ikke alt ble lest')
    await dag.post(address, { valg: 'bruk' })
    expect(await open()).toBe(before)
  })

  test('when nothing at all can be read, it is a failure and not an empty register', async () => {
    await readAndUse()
    server.spoil({ where: '/enheter', fault: { does: 'status', status: 500 } })
    const address = await read()
    expect(words((await dag.get(address)).text)).toContain('Lesingen stoppet')
    expect((await dag.post(address, { valg: 'bruk' })).status).toBe(409)
  })

  test('who is gone is closed with a date and opens again when it comes back; nothing is deleted, and a case stays', async () => {
    await readAndUse()
    const number = ordinary()[3]?.detail.Organisasjonsnummer ?? ''
    const [unit] = await world.asOwner<{ id: string }>('select id from register.organisation where organisation_number = $1', [number])
    await world.asOwner(`insert into guidance.case (region_id, kindergarten_id, team_org_id, state, created_at, created_by, created_by_name, changed_at, changed_by_name)
      select 'oslo-viken', $1, o.id, 'draft', now(), p.id, p.name, now(), p.name from register.organisation o, identity.person p where o.kind = 'support-service' and o.form = 'competence-team' and p.email like 'siri%'`, [unit?.id])
    server.setUnits(now().filter(({ detail }) => detail.Organisasjonsnummer !== number))
    expect(words((await dag.get(await readAndUse())).text)).toContain('Står ikke lenger i registeret')
    expect(words((await world.stranger().get(`/barnehager/${unit?.id}`)).text)).toContain('Nedlagt 23. november 2026')
    expect((await world.asOwner('select from guidance.case where kindergarten_id = $1', [unit?.id])).length).toBe(1)
    server.setUnits(now())
    expect(words((await dag.get(await readAndUse())).text)).toContain('Åpnet igjen')
    expect(words((await world.stranger().get(`/barnehager/${unit?.id}`)).text)).not.toContain('Nedlagt')
  })

  test('when many are gone a person must say so separately, and the nightly reading never uses it by itself', async () => {
    await readAndUse()
    const before = await open()
    const gone = new Set(ordinary().slice(0, 12).map(({ detail }) => detail.Organisasjonsnummer))
    server.setUnits(now().filter(({ detail }) => !gone.has(detail.Organisasjonsnummer)))
    await dag.post('/register/synk/innstilling', { selv: 'ja' })
    await readNightly(world.deps, quick)
    expect(await open()).toBe(before)
    const address = await read()
    expect(words((await dag.get(address)).text)).toContain('Uvanlig mange er nedlagt')
    expect((await dag.post(address, { valg: 'bruk' })).status).toBe(422)
    expect(await open()).toBe(before)
    expect((await dag.post(address, { valg: 'bruk', mange: 'ja' })).status).toBe(303)
    expect(await open()).toBe((before ?? 0) - 12)
  })

  test('the nightly reading waits for a person unless it is set to use changes by itself', async () => {
    await readNightly(world.deps, quick)
    expect(await open()).toBe(0)
    const told = () => world.asOwner<{ email: string }>("select p.email from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'register-report'")
    expect(await told()).toEqual([{ email: 'dag.lie@drift.example' }])
    expect(words((await dag.get('/varsler')).text)).toContain('Registeret er lest, og endringer venter på deg')
    await dag.post('/register/synk/innstilling', { selv: 'ja' })
    await readNightly(world.deps, quick)
    expect(await open()).toBeGreaterThan(30)
    expect(await told()).toHaveLength(1)
  })

  test('what was changed after the report was made, makes it be looked at anew', async () => {
    const address = await read()
    const [first] = ordinary()
    await world.asOwner("with o as (insert into register.organisation (kind, name, organisation_number, created_at) values ('kindergarten', 'Kom imellom barnehage', $1, now()) returning id) insert into register.register_fact (organisation_id, name, source, as_of, read_at) select id, 'Kom imellom barnehage', 'test', '2026-01-01', now() from o", [first?.detail.Organisasjonsnummer])
    const refused = await dag.post(address, { valg: 'bruk' })
    expect(refused.status).toBe(409)
    expect(words(refused.text)).toContain('Noe er endret')
    expect((await dag.post(address, { valg: 'bruk' })).status).toBe(303)
  })

  test('two operators who begin, and two who use the report, at once: one reading, used once', async () => {
    const begun = await Promise.all([1, 2].map(() => dag.post('/register/synk')))
    expect(new Set(begun.map(({ location }) => location)).size).toBe(1)
    const [address] = begun.map(({ location }) => location ?? '')
    const id = address?.split('/').at(-1) ?? ''
    // The second job finds that somebody reads, and looks again when the claim is over.
    const later: (Date | undefined)[] = []
    const jobs: Jobs = { enqueue: async (_tx, _queue, _data, options) => void later.push(options?.startAfter), enqueueEach: async () => {} }
    await Promise.all([1, 2].map(() => readRegister({ ...world.deps, jobs }, id, quick)))
    expect(later).toEqual([new Date(world.clock().getTime() + 3 * 60_000)])
    const used = await Promise.all([1, 2].map(() => dag.post(address ?? '', { valg: 'bruk' })))
    expect(used.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await world.asOwner("select 1 from audit.event where kind = 'register.sync-applied'")).toHaveLength(1)
    await readRegister(world.deps, id, quick)
    expect(await world.asOwner('select state from register.sync_run')).toEqual([{ state: 'applied' }])
  })

  test('a reading whose reader has stopped is taken over, not before', async () => {
    const { location } = await dag.post('/register/synk')
    const id = location?.split('/').at(-1) ?? ''
    const state = async () => (await world.asOwner<{ state: string }>('select state from register.sync_run where id = $1', [id]))[0]?.state
    await world.asOwner('update register.sync_run set claimed_until = $2 where id = $1', [id, new Date(world.clock().getTime() + 60_000)])
    await readRegister(world.deps, id, quick)
    expect(await state()).toBe('reading')
    world.clock.set(new Date(world.clock().getTime() + 120_000))
    await readRegister(world.deps, id, quick)
    expect(await state()).toBe('ready')
  })

  test('a reader that another has taken over from, and that then fails, does not stop the other', async () => {
    server.spoil({ where: '/enheter', fault: { does: 'status', status: 500 } })
    const { location } = await dag.post('/register/synk')
    const id = location?.split('/').at(-1) ?? ''
    const takeOver = async () => void (await world.asOwner('update register.sync_run set claimed_by = gen_random_uuid(), claimed_until = $2 where id = $1', [id, world.clock()]))
    await readRegister(world.deps, id, { ...quick, sleep: takeOver })
    const state = async () => world.asOwner('select state, failure from register.sync_run where id = $1', [id])
    expect(await state()).toEqual([{ state: 'reading', failure: null }])
    await readRegister(world.deps, id, quick)
    expect(await state()).toEqual([{ state: 'failed', failure: 'nothing-read' }])
  })

  test('a report can be discarded', async () => {
    const address = await read()
    expect((await dag.post(address, { valg: 'forkast' })).status).toBe(303)
    expect(await open()).toBe(0)
    expect((await dag.post(address, { valg: 'bruk' })).status).toBe(409)
  })
})
