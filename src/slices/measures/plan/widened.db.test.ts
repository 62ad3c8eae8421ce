import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { plan, planned, started } from '../measures/measures.fixtures.ts'

let world: World
let [tone, siri]: Browser[] = []
let solstrala = ''
beforeAll(async () => {
  world = await openWorld()
  ;[tone, siri] = await Promise.all([world.as('tone'), world.as('siri')])
  solstrala = await world.org('Solstråla barnehage')
})
afterAll(() => world.close())
const use = () => ({ tone: tone ?? expect.fail(), siri: siri ?? expect.fail() })
const elements = (id: string) => world.asOwner<{ id: string; what: string; due: string | null; done_on: string | null; version: number }>('select id, what, due_on::text as due, done_on::text, version from measures.element where measure_id = $1 order by position', [id])

describe('a plan of elements', () => {
  test('is begun with a line each, gets days and kinds, is marked as done, and says how far it has come', async () => {
    const { siri } = use()
    const id = await planned(siri)
    const [first, second] = await elements(id)
    expect([first?.what, second?.what]).toEqual(['Prøve på én avdeling', 'Snakke om det på personalmøtet'])
    expect((await siri.post(`/tiltak/${id}/plan`, { nokkel: crypto.randomUUID(), hva: 'Observere i garderoben', slag: 'observation', dag: '15.12.2026', maned: 'on', hvem: 'Pedagogiske ledere' })).status).toBe(303)
    expect((await siri.post(`/tiltak/${id}/plan/${first?.id}`, { versjon: '1', hva: 'Prøve på to avdelinger', slag: 'trying', dag: '1.11.2026' })).status).toBe(303)
    const stale = await siri.post(`/tiltak/${id}/plan/${first?.id}`, { versjon: '1', hva: 'Fra en annen fane', slag: 'trying' })
    expect([stale.status, stale.text.includes('Fra en annen fane')]).toEqual([409, true])
    const page = words((await siri.get(`/tiltak/${id}/plan`)).text)
    expect([page.includes('desember 2026'), page.includes('Forsinket'), page.includes('0 av 3 er gjort')]).toEqual([true, true, true])
    expect((await siri.post(`/tiltak/${id}/plan/${first?.id}/merking`, { gjor: 'done' })).status).toBe(303)
    expect([(await siri.post(`/tiltak/${id}/plan/${first?.id}/merking`, { gjor: 'done' })).status, (await siri.post(`/tiltak/${id}/plan/${first?.id}/merking`, { gjor: 'remove' })).status]).toEqual([409, 409])
    expect((await siri.post(`/tiltak/${id}/plan/${second?.id}/merking`, { gjor: 'remove' })).status).toBe(303)
    expect(words((await siri.get(`/tiltak/${id}`)).text)).toContain('1 av 2 er gjort')
  })

  test('what is missing goes back; a child in it stops; only the lead writes, and a stranger sees nothing', async () => {
    const { siri } = use()
    const [id, hanne, runa] = [await planned(siri), await world.as('hanne'), await world.as('tone')]
    const send = (form: Record<string, string>) => siri.post(`/tiltak/${id}/plan`, { nokkel: crypto.randomUUID(), hva: 'Møte', slag: 'meeting', ...form })
    const [bare, day, child] = [await send({ hva: '', hvem: 'Alle sammen' }), await send({ dag: '32.13.2026' }), await send({ hva: 'Møte om barnet født 01.02.2022 med diagnose' })]
    expect([bare.status, words(bare.text).includes('Skriv hva som skal gjøres'), bare.text.includes('Alle sammen'), day.status, child.status]).toEqual([422, true, true, 422, 422])
    expect([(await hanne.get(`/tiltak/${id}/plan`)).status, (await runa.post(`/tiltak/${id}/plan`, { hva: 'x', slag: 'meeting' })).status]).toEqual([404, 404])
  })
})

test('what has been used stands beside the budget; more than it is said; a slip is taken away', async () => {
  const { siri } = use()
  const id = await planned(siri, { belop: '10 000' })
  const spend = (form: Record<string, string>) => siri.post(`/tiltak/${id}/utgifter`, { nokkel: crypto.randomUUID(), kjop: 'Foredrag', brukt: '1.11.2026', sum: '4 000', ...form })
  expect((await spend({})).status).toBe(303)
  expect(words((await siri.get(`/tiltak/${id}/plan`)).text)).toMatch(/4\s000.*\(40\s%\)/)
  const [ahead, none, no] = [await spend({ brukt: '1.1.2027' }), await spend({ sum: '0' }), await spend({ sum: 'mye' })]
  expect([words(ahead.text).includes('Dagen har ikke vært ennå'), words(none.text).includes('større enn null'), no.status]).toEqual([true, true, 422])
  expect((await spend({ sum: '8 000' })).status).toBe(303)
  expect(words((await siri.get(`/tiltak/${id}`)).text)).toContain('Over budsjettet')
  const [row] = await world.asOwner<{ id: string }>('select id from measures.expense where measure_id = $1 order by amount_ore desc limit 1', [id])
  expect([(await siri.post(`/tiltak/${id}/utgifter/${row?.id}`)).status, (await siri.post(`/tiltak/${id}/utgifter/${row?.id}`)).status]).toEqual([303, 404])
})

test('a measure is copied to the next year: days moved, the plan with it, the kindergartens asked anew, nothing of the answers', async () => {
  const { tone, siri } = use()
  const id = await started(tone, '1.9.2026', { barnehager: [solstrala], overlapp: 'on', tittel: 'Hvert år' })
  await siri.post(`/tiltak/${id}/trinn`, { trinn: 'accept' })
  const [first] = await elements(id)
  await tone.post(`/tiltak/${id}/plan/${first?.id}`, { versjon: '1', hva: 'Oppstart', slag: 'meeting', dag: '10.9.2026' })
  await tone.post(`/tiltak/${id}/plan/${first?.id}/merking`, { gjor: 'done' })
  const form = await tone.get(`/tiltak/nytt?kopi=${id}`)
  expect([form.text.includes('value="01.09.2027"'), form.text.includes('value="30.06.2028"'), form.text.includes(`value="${solstrala}" checked`), form.text.includes(`name="kopi" value="${id}"`)]).toEqual([true, true, true, true])
  const copy = await planned(tone, { kopi: id, barnehager: [solstrala], overlapp: 'on', tittel: 'Hvert år', fra: '1.9.2027', til: '30.6.2028', plan: '' })
  expect((await elements(copy)).map(({ what, due, done_on }) => [what, due, done_on])).toEqual([['Oppstart', '2027-09-10', null], ['Snakke om det på personalmøtet', null, null]])
  expect(await world.asOwner('select state, answered_at from measures.part where measure_id = $1', [copy])).toEqual([{ state: 'offered', answered_at: null }])
  expect((await siri.get(`/tiltak/nytt?kopi=${id}`)).text).not.toContain('name="kopi"')
})

describe('overlapping offers', () => {
  test('are pointed out before a measure is offered, and offered all the same when that is said; the head sees them too', async () => {
    const { tone, siri } = use()
    const own = await planned(siri, { tittel: 'Vårt eget', temaer: ['rammeplan-2017-9-1'] })
    const send = (wishes: Record<string, string | string[]>) => tone.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, tittel: 'Språk ute', temaer: ['rammeplan-2017-9-1'], barnehager: [solstrala], ...wishes })
    const stopped = await send({})
    const said = words(stopped.text)
    expect([stopped.status, said.includes('Noe om det samme temaet på samme tid'), said.includes('noe andre tilbyr'), said.includes('Vårt eget'), stopped.text.includes('Språk ute')]).toEqual([422, true, true, false, true])
    const made = await send({ overlapp: 'on' })
    expect(made.status).toBe(303)
    const seen = words((await siri.get(made.location ?? '')).text)
    expect([seen.includes('Dere har noe annet på samme tid'), seen.includes('Vårt eget')]).toEqual([true, true])
    expect(words((await tone.get(made.location ?? '')).text)).toContain('Noe annet på samme tid')
    expect(words((await siri.get('/varsler')).text)).toContain('Solstråla barnehage får tilbud om et tiltak')
    expect(own).not.toBe('')
  })

  test('another theme at another time is no overlap', async () => {
    const { tone } = use()
    expect((await tone.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, temaer: [], barnehager: [solstrala], fra: '1.9.2030', til: '1.10.2030' })).status).toBe(303)
  })
})

test('a network’s members, or all, are ticked for the lead; partners come from the register', async () => {
  const { tone } = use()
  const [network] = await world.asOwner<{ network_id: string; kindergarten_id: string }>("select network_id, kindergarten_id from measures.network_member order by id limit 1")
  const form = await tone.get(`/tiltak/nytt?nettverk=${network?.network_id}`)
  expect(form.text).toContain(`value="${network?.kindergarten_id}" checked`)
  const ppt = await world.org('PPT Fjordvik')
  const made = await planned(tone, { barnehager: [solstrala], partnere: [ppt, crypto.randomUUID()], overlapp: 'on' })
  expect(words((await tone.get(`/tiltak/${made}`)).text)).toContain('PPT Fjordvik')
})

test('the head changes which departments take part, and what it was before is kept with the day', async () => {
  const { siri } = use()
  const id = await planned(siri)
  const [maurtua, bikuba] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'department' and name in ('Maurtua', 'Bikuba') order by name desc")
  const move = (ids: (string | undefined)[]) => siri.post(`/tiltak/${id}/avdelinger`, { avdelinger: ids.flatMap((one) => one ?? []) })
  expect([(await move([maurtua?.id])).status, (await move([maurtua?.id])).status, (await move([maurtua?.id, bikuba?.id])).status]).toEqual([303, 422, 303])
  const page = words((await siri.get(`/tiltak/${id}`)).text)
  expect([page.includes(': Maurtua. Endret av'), page.includes(': Hele barnehagen. Endret av')]).toEqual([true, true])
  expect((await (await world.as('hanne')).post(`/tiltak/${id}/avdelinger`, { avdelinger: [] })).status).toBe(404)
})

test('a need report that was sent leads to a measure with a button, a case too, and each shows the other', async () => {
  const [report] = await world.asOwner<{ id: string; reference: string; email: string }>(
    "select r.id, r.reference, p.email from scheme.report r join identity.membership m on m.org_id = r.lead_id and m.role = 'owner' and m.cancelled_at is null join identity.person p on p.id = m.person_id where r.state = 'submitted' order by r.id limit 1",
  )
  const owner = await world.by(report?.email ?? '', 'owner')
  expect((await owner.get(`/behov/${report?.id}`)).text).toContain(`href="/tiltak/nytt?melding=${report?.id}"`)
  const form = await owner.get(`/tiltak/nytt?melding=${report?.id}`)
  const [offered] = [...form.text.matchAll(/name="barnehager" value="([0-9a-f-]{36})"/g)].map(([, one]) => one ?? '')
  const id = await planned(owner, { opphav: 'report', melding: report?.id ?? '', barnehager: [offered ?? ''], tittel: 'Fra meldingen' })
  expect((await owner.get(`/tiltak/${id}`)).text).toContain(`href="/behov/${report?.id}"`)
  expect(words((await owner.get(`/behov/${report?.id}`)).text)).toContain('Tiltaket «Fra meldingen»')
  const { siri } = use()
  const [one] = await world.asOwner<{ id: string }>("select id from guidance.case where kindergarten_id = $1 and state = 'running' order by id limit 1", [solstrala])
  const grown = await planned(siri, { opphav: 'case', sak: one?.id ?? '', tittel: 'Fra saken' })
  expect([(await siri.get(`/tiltak/${grown}`)).text.includes(`href="/veiledning/${one?.id}"`), words((await siri.get(`/veiledning/${one?.id}`)).text).includes('Tiltaket «Fra saken»')]).toEqual([true, true])
})
