import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { endUnsentReports, tellApplicants } from './actions.ts'
import { beginReport } from '../reports/reports.fixtures.ts'

let world: World
let stine: Browser
let eva: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[stine, eva] = await Promise.all([world.as('stine'), world.as('eva')])
})
afterAll(() => world.close())

const formVersion = async (code: string): Promise<string> => (await world.asOwner<{ id: string }>('select v.id from scheme.form_version v join scheme.form f on f.id = v.form_id where f.code = $1', [code]))[0]?.id ?? expect.fail(code)
const forum = async (): Promise<string> => (await world.asOwner<{ id: string }>('select id from scheme.forum'))[0]?.id ?? expect.fail('no forum')
const typed = async (change: Form = {}): Promise<Form> => ({ tittel: 'Prøve av runde 2027', ordning: 'collective-2026', aar: '2027', apner: '1.12.2026', frist: '1.2.2027', rapport: '15.1.2029', skjema: await formVersion('need-2026'), forum: await forum(), modus: 'live', informasjon: 'Hva det gis tilskudd til.', testere: '', ...change })
const planned = async (change: Form = {}): Promise<string> => {
  const saved = await stine.post('/runder/ny', await typed(change))
  expect(saved.status, words(saved.text)).toBe(303)
  return saved.location?.split('/')[2] ?? ''
}
const step = (id: string, trinn: string, more: Form = {}) => stine.post(`/runder/${id}/trinn`, { trinn, ...more })

describe('planning and announcing', () => {
  test('a planned round is the county governor’s alone; announced it is everybody’s', async () => {
    const id = await planned()
    expect((await eva.get(`/runder/${id}`)).status).toBe(404)
    expect((await step(id, 'announce')).status).toBe(303)
    expect(words((await eva.get(`/runder/${id}`)).text)).toContain('1. februar 2027 kl. 23.59')
    expect((await stine.post(`/runder/${id}/endring`, { ...(await typed()), versjon: '2' })).status).toBe(409)
    expect((await eva.post(`/runder/${id}/trinn`, { trinn: 'cancel', grunn: 'x' })).status).toBe(403)
  })
  test.each([
    ['the scheme is not in force on the last day', { ordning: 'local-2021' }],
    ['it closes before it opens', { frist: '1.11.2026' }],
    ['results are due before it closes', { rapport: '1.1.2027' }],
    ['there is no such day', { frist: '31.2.2027' }],
    ['no title', { tittel: '' }],
    ['a tester nobody knows', { modus: 'test', testere: '123456789' }],
    ['a scheme nobody has heard of', { ordning: 'regional-1999' }],
  ])('refused in words when %s, and what was typed stands', async (_, change) => {
    const again = await stine.post('/runder/ny', await typed(change))
    expect(again.status).toBe(422)
    expect(again.text).toContain('Hva det gis tilskudd til.')
  })
  test('a form of another year’s rules is refused in words', async () => {
    const again = await stine.post('/runder/ny', await typed({ skjema: await formVersion('need-2019') }))
    expect(again.status).toBe(422)
    expect(words(again.text)).toContain('Ordningen krever en partner, og skjemaet spør ikke etter noen.')
  })
  test('two officers at once: the second is told, and loses nothing', async () => {
    const id = await planned()
    const arve = await world.as('arve')
    expect((await arve.post(`/runder/${id}/endring`, { ...(await typed({ tittel: 'Arve var her' })), versjon: '1' })).status).toBe(303)
    const second = await stine.post(`/runder/${id}/endring`, { ...(await typed({ tittel: 'Stine òg' })), versjon: '1' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Stine òg')
  })
  test('everyone who may apply is told, once the queue has worked', async () => {
    const id = await planned({ tittel: 'Kunngjøring' })
    await step(id, 'announce')
    await tellApplicants(world.deps, { roundId: id, step: 'announce' })
    const told = await world.asOwner<{ name: string }>("select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'scheme-announced' and n.subject_id = $1 order by 1", [id])
    expect(told.map(({ name }) => name)).toEqual(expect.arrayContaining(['Eva Brekke', 'Liv Sand', 'Nils Hage', 'Nora Vik', 'Olav Rud', 'Siri Solheim']))
    expect(told.map(({ name }) => name)).not.toContain('Stine Berg')
  })
  test('a test round is seen by those named and nobody else', async () => {
    const number = (await world.asOwner<{ number: string }>("select organisation_number as number from register.organisation where name = 'Eventyrkjeden'"))[0]?.number ?? ''
    const id = await planned({ modus: 'test', testere: number, apner: '1.11.2026' })
    await step(id, 'announce')
    expect(words((await eva.get(`/runder/${id}`)).text)).toContain('Dette er en prøve.')
    expect((await (await world.as('liv')).get(`/runder/${id}`)).status).toBe(404)
    expect((await world.stranger().get(`/runder/${id}`)).status).not.toBe(200)
  })
  test('next year’s round begins as this year’s', async () => {
    const id = await planned({ tittel: 'Kollektiv 2027' })
    const copied = await stine.post(`/runder/${id}/kopi`)
    const page = (await stine.get(copied.location ?? '')).text
    for (const text of ['Kollektiv 2028', '01.02.2028', '01.12.2027', '15.01.2030', 'Hva det gis tilskudd til.']) expect(page).toContain(text)
  })
})

describe('the evening of the deadline', () => {
  test('one second to midnight is in time, midnight is not, and more time for one is for that one', async () => {
    const id = await planned({ tittel: 'Fristkvelden', apner: '1.11.2026' })
    await step(id, 'announce')
    const report = await beginReport(world, eva, 'Fristkvelden')
    const late = await beginReport(world, await world.as('liv'), 'Fristkvelden')
    world.clock.set(new Date('2027-02-01T22:59:59Z'))
    // An evening is longer than a session: they sign in again.
    const [owner, officer, foundation] = await Promise.all([world.as('eva'), world.as('stine'), world.as('liv')])
    expect(words((await owner.get(`/runder/${id}`)).text)).toContain('Meld behov')
    expect((await officer.post(`/runder/${id}/trinn`, { trinn: 'review' })).status).toBe(409)
    world.clock.set(new Date('2027-02-01T23:00:00Z'))
    expect(words((await owner.get(`/behov/${report}/kontroll`)).text)).not.toContain('Send behovsmeldingen')
    const refused = await owner.post('/behov', { runde: id, nokkel: crypto.randomUUID() })
    expect(refused.location).toBe(`/runder/${id}`)
    const number = (await world.asOwner<{ number: string }>("select organisation_number as number from register.organisation where name = 'Stiftelsen Fjordgløtt'"))[0]?.number ?? ''
    expect((await officer.post(`/runder/${id}/utsettelse`, { orgnr: number, til: '5.2.2027', grunn: '' })).status).toBe(422)
    expect((await officer.post(`/runder/${id}/utsettelse`, { orgnr: number, til: '5.2.2027', grunn: 'Daglig leder var syk' })).status).toBe(303)
    expect(words((await foundation.get(`/runder/${id}`)).text)).toContain('Dere har fått utsatt frist til 5. februar 2027')
    expect(await endUnsentReports(world.deps)).toBeGreaterThan(0)
    expect(await endUnsentReports(world.deps)).toBe(0)
    expect(await world.asOwner('select id, state from scheme.report where id = any($1) order by state', [[report, late]])).toEqual([{ id: late, state: 'draft' }, { id: report, state: 'not-submitted' }])
    expect((await officer.post(`/runder/${id}/trinn`, { trinn: 'review' })).status).toBe(303)
    expect(words((await officer.post(`/runder/${id}/trinn`, { trinn: 'forum' })).text)).toContain('Noen har fått utsatt frist')
    world.clock.set(new Date('2027-02-05T23:00:00Z'))
    const morning = await world.as('stine')
    expect((await morning.post(`/runder/${id}/trinn`, { trinn: 'reopen', nyfrist: '10.2.2027', grunn: '' })).status).toBe(422)
    expect((await morning.post(`/runder/${id}/trinn`, { trinn: 'reopen', nyfrist: '10.2.2027', grunn: 'Strømbrudd i hele fylket' })).status).toBe(303)
    expect(words((await morning.get(`/runder/${id}`)).text)).toContain('Strømbrudd i hele fylket')
    expect(words((await (await world.as('nils')).get(`/runder/${id}`)).text)).toContain('Sjå behovsmeldingane våre')
  })
})

test('the rules of every scheme can be read by anyone', async () => {
  const page = words((await world.stranger().get('/ordninger')).text)
  for (const text of ['Regional ordning 2019–2020', 'Kollektiv kompetanseutvikling fra 2026', 'Hver barnehage for seg', 'egenandel på 30 prosent']) expect(page).toContain(text)
})
