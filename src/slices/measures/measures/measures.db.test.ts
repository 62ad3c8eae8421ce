import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { decided } from '../../needs/statements/statements.fixtures.ts'
import { plan, planned, started, versionIn } from './measures.fixtures.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('one click from a decided need begins a measure with its words, and each shows the other', async () => {
  const siri = await world.as('siri')
  const need = await decided(siri)
  expect((await siri.get(`/behovsbeskrivelser/${need}`)).text).toContain(`href="/tiltak/nytt?behov=${need}"`)
  const form = await siri.get(`/tiltak/nytt?behov=${need}`)
  expect([form.status, form.text.includes('Vi deler barna i små grupper.'), form.text.includes('value="Roligere overganger"')]).toEqual([200, true, true])
  const nokkel = crypto.randomUUID()
  const [one, again] = [await siri.post('/tiltak', { ...plan, nokkel, opphav: 'need', behov: [need] }), await siri.post('/tiltak', { ...plan, nokkel, opphav: 'need', behov: [need] })]
  expect([one.status, again.location]).toEqual([303, one.location])
  const measure = await siri.get(one.location ?? '')
  expect([measure.text.includes(`href="/behovsbeskrivelser/${need}"`), words(measure.text).includes('Et behov som er bestemt'), words(measure.text).includes('Prøve på én avdeling')]).toEqual([true, true, true])
  const shown = words((await siri.get(`/behovsbeskrivelser/${need}`)).text)
  expect(shown).toContain('Tiltaket «Små grupper i overganger»')
})

test('what is missing or wrong goes back with everything typed; an origin that is not there is not taken', async () => {
  const siri = await world.as('siri')
  const bare = await siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, tittel: '', mal: '' })
  expect([bare.status, words(bare.text).includes('Skriv et navn på tiltaket'), words(bare.text).includes('Skriv hva målet er'), bare.text.includes('25 000')]).toEqual([422, true, true, true])
  const [backwards, nowhere, money] = await Promise.all([
    siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, til: '1.8.2026' }),
    siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, opphav: 'need', behov: [crypto.randomUUID()] }),
    siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, belop: 'mye' }),
  ])
  expect([backwards.status, words(backwards.text).includes('Den siste dagen må være etter den første'), nowhere.status, words(nowhere.text).includes('eget initiativ'), money.status, words(money.text).includes('Skriv beløpet i kroner')]).toEqual([422, true, 422, true, 422, true])
  const guarded = await siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, mal: 'Barnet født 01.02.2022 med diagnose skal ha hjelp.' })
  expect(guarded.status).toBe(422)
})

test('the head starts it on a day that has been, and only once; the plan can be changed meanwhile', async () => {
  const siri = await world.as('siri')
  const id = await planned(siri)
  const ahead = await siri.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.12.2026' })
  expect([ahead.status, words(ahead.text).includes('Dagen har ikke vært ennå')]).toEqual([422, true])
  expect((await siri.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.9.2026' })).status).toBe(303)
  expect((await siri.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.10.2026' })).status).toBe(409)
  const page = await siri.get(`/tiltak/${id}/endring`)
  expect((await siri.post(`/tiltak/${id}/endring`, { ...plan, versjon: versionIn(page.text), tittel: 'Nytt navn' })).status).toBe(303)
  const late = await siri.post(`/tiltak/${id}/endring`, { ...plan, versjon: versionIn(page.text), tittel: 'Fra en annen fane' })
  expect([late.status, late.text.includes('Fra en annen fane'), words((await siri.get(`/tiltak/${id}`)).text).includes('Nytt navn')]).toEqual([409, true, true])
})

describe('who sees a measure', () => {
  test('a stranger kindergarten, and an owner before it has begun: no. The owner after, the team when the head lets it', async () => {
    const [hanne, eva, siri, tone] = await Promise.all([world.as('hanne'), world.as('eva'), world.as('siri'), world.as('tone')])
    const id = await planned(hanne)
    const seen = async () => Promise.all([eva, siri, tone].map(async (one) => (await one.get(`/tiltak/${id}`)).status))
    expect(await seen()).toEqual([404, 404, 404])
    await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.9.2026' })
    expect(await seen()).toEqual([200, 404, 404])
    await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'share' })
    expect(await seen()).toEqual([200, 404, 200])
    expect((await tone.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.9.2026' })).status).toBe(409)
    await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'unshare' })
    expect(await seen()).toEqual([200, 404, 404])
    expect((await (await world.as('olav', 'authority')).get('/tiltak')).status).toBe(403)
  })
})

test('a team offers a measure to kindergartens it serves; each answers for itself, others are refused, and an offer can be taken back', async () => {
  const [tone, siri] = await Promise.all([world.as('tone'), world.as('siri')])
  const form = await tone.get('/tiltak/nytt')
  const own = await world.org('Solstråla barnehage')
  const offered = [...form.text.matchAll(/name="barnehager" value="([0-9a-f-]{36})"/g)].map(([, one]) => one ?? '')
  expect(offered).toContain(own)
  const other = offered.find((one) => one !== own) ?? expect.fail('one kindergarten only')
  const [stranger] = await world.asOwner<{ id: string }>('select id from register.organisation where kind = $1 and not (id = any ($2::uuid[])) order by id limit 1', ['kindergarten', offered])
  const refused = await tone.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, barnehager: [own, stranger?.id ?? ''] })
  expect([refused.status, words(refused.text).includes('En av dem du valgte, er ikke med hos deg')]).toEqual([422, true])
  expect((await tone.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan })).status).toBe(422)
  const id = await started(tone, '1.9.2026', { barnehager: [own, other] })
  expect(words((await siri.get('/oppgaver')).text)).toContain('Svar på tilbudet om å være med i tiltaket «Små grupper i overganger»')
  expect((await siri.get(`/tiltak/${id}/avslutning`)).location).toBe(`/tiltak/${id}`)
  expect((await siri.post(`/tiltak/${id}/trinn`, { trinn: 'share' })).status).toBe(409)
  expect((await siri.post(`/tiltak/${id}/trinn`, { trinn: 'accept' })).status).toBe(303)
  expect((await siri.post(`/tiltak/${id}/trinn`, { trinn: 'decline' })).status).toBe(409)
  expect(words((await siri.get(`/tiltak/${id}`)).text)).not.toContain('Har fått tilbud')
  expect((await tone.post(`/tiltak/${id}/trinn`, { trinn: 'take-back', barnehage: other })).status).toBe(303)
  expect((await tone.post(`/tiltak/${id}/trinn`, { trinn: 'take-back', barnehage: own })).status).toBe(409)
})

test('a kindergarten that is chosen twice over is offered it once', async () => {
  const [tone, solstrala] = [await world.as('tone'), await world.org('Solstråla barnehage')]
  const id = await planned(tone, { barnehager: [solstrala, solstrala], tittel: 'To ganger' })
  expect(await world.asOwner('select 1 from measures.part where measure_id = $1', [id])).toHaveLength(1)
})
