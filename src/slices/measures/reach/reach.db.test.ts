import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { close, planned, started } from '../measures/measures.fixtures.ts'
import { forgetReach } from './actions.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  // As a kindergarten that has not written anything yet.
  await world.asOwner('delete from measures.headcount')
})
afterAll(() => world.close())

const headcount: Form = { versjon: '0', fra: '1.8.2026', 'antall-ingen-head': '1', 'antall-ingen-kindergarten-teacher': '6', 'antall-ingen-assistant': '8', 'deltid-ingen-assistant': '3' }
const met: Form = { navn: 'Personalmøte om lek', dag: '1.10.2026', 'antall-ingen-head': '1', 'antall-ingen-kindergarten-teacher': '6', 'antall-ingen-assistant': '3', 'deltid-ingen-assistant': '0' }
const count = (browser: Browser, id: string, wishes: Form = {}) => browser.post(`/tiltak/${id}/rekkevidde`, { nokkel: crypto.randomUUID(), ...met, ...wishes })
const agreed: Form = { ansvarlig: 'Lederen på Maurtua', frist: '15.12.2026' }
const gatheringIn = (html: string): string => /\/rekkevidde\/([0-9a-f-]{36})"/.exec(html)?.[1] ?? expect.fail('no gathering')
const versionIn = (html: string): string => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? '0'
/** How many there are is written once for the kindergarten. */
async function staffed(head: Browser): Promise<void> {
  const page = await head.get('/tiltak/personale?fra=2026-08-01')
  const written = await head.post('/tiltak/personale', { ...headcount, versjon: versionIn(page.text) })
  expect(written.status, words(written.text)).toBe(303)
}

describe('how many there are', () => {
  test('the head writes it, with what the register says beside it; what is wrong goes back with everything typed', async () => {
    const nora = await world.as('hanne')
    const page = await nora.get('/tiltak/personale')
    expect(page.status).toBe(200)
    const [nobody, tooMany, letters] = await Promise.all([
      nora.post('/tiltak/personale', { fra: '1.8.2026', versjon: '0' }),
      nora.post('/tiltak/personale', { ...headcount, 'deltid-ingen-assistant': '9' }),
      nora.post('/tiltak/personale', { ...headcount, 'antall-ingen-other': 'mange', fra: '' }),
    ])
    expect([nobody.status, tooMany.status, letters.status]).toEqual([422, 422, 422])
    expect([words(nobody.text).includes('Skriv hvor mange dere er'), words(tooMany.text).includes('Assistent, Av dem på deltid: Det kan ikke være flere på deltid'), words(letters.text).includes('Skriv et helt tall'), letters.text.includes('value="mange"')]).toEqual([true, true, true, true])
    expect((await nora.post('/tiltak/personale', headcount)).status).toBe(303)
    const twice = await nora.post('/tiltak/personale', headcount)
    expect([twice.status, words(twice.text).includes('Dere har allerede skrevet tall fra den dagen')]).toEqual([409, true])
    expect(words((await nora.get('/tiltak/personale')).text)).toContain('15 ansatte, 3 på deltid')
  })

  test('of two who write at once the second is told, sees what is saved now, and can save over it', async () => {
    const hanne = await world.as('hanne')
    await staffed(hanne)
    const version = versionIn((await hanne.get('/tiltak/personale?fra=2026-08-01')).text)
    expect((await hanne.post('/tiltak/personale', { ...headcount, versjon: version, 'antall-ingen-assistant': '9' })).status).toBe(303)
    const told = await hanne.post('/tiltak/personale', { ...headcount, versjon: version })
    expect([told.status, words(told.text).includes('Dette er lagret nå'), words(told.text).includes('9, 3 på deltid')]).toEqual([409, true, true])
    expect((await hanne.post('/tiltak/personale', { ...headcount, versjon: versionIn(told.text) })).status).toBe(303)
    expect(words((await hanne.get('/tiltak/personale')).text)).toContain('15 ansatte, 3 på deltid')
  })

  test('pedagogical leaders read it and do not write; nobody outside has the page', async () => {
    const [peder, tone, eva] = await Promise.all([world.as('peder'), world.as('tone'), world.as('eva')])
    expect([(await peder.get('/tiltak/personale')).status, (await peder.post('/tiltak/personale', headcount)).status, (await tone.get('/tiltak/personale')).status, (await eva.get('/tiltak/personale')).status]).toEqual([200, 403, 403, 403])
  })
})

describe('whom a measure has reached', () => {
  test('a gathering is counted, assistants are said to lag behind, a package catches up on it, and each is counted once', async () => {
    const siri = await world.as('siri')
    const id = await started(siri, '1.9.2026')
    expect(words((await siri.get(`/tiltak/${id}/rekkevidde`)).text)).toContain('Skriv først hvor mange dere er')
    const without = await count(siri, id)
    expect([without.status, words(without.text).includes('Dere har ikke skrevet hvor mange dere var')]).toEqual([422, true])
    await staffed(siri)
    const key = crypto.randomUUID()
    for (const _ of [1, 2]) expect((await count(siri, id, { nokkel: key })).status).toBe(303)
    const page = await siri.get(`/tiltak/${id}/rekkevidde`)
    const shown = words(page.text)
    expect([shown.includes('67 % (10 av 15)'), shown.includes('Assistent: 38 %. De andre: 100 %'), shown.includes('De som arbeider deltid: 0 %'), shown.match(/Personalmøte om lek, /g)?.length]).toEqual([true, true, true, 1])

    const gathering = gatheringIn(page.text)
    const address = `/tiltak/${id}/rekkevidde/${gathering}`
    const bare = await siri.post(`${address}/oppsamling`, { mistet: '', opplegg: '', ansvarlig: '', frist: '' })
    expect([bare.status, ...['Skriv hva de gikk glipp av', 'Skriv hvordan dere gjør det', 'Skriv hvem som har ansvaret', 'Skriv når det skal være gjort'].map((said) => words(bare.text).includes(said))]).toEqual([422, true, true, true, true])
    const guarded = await siri.post(`${address}/oppsamling`, { mistet: 'Barnet født 01.02.2022 har en diagnose.', opplegg: 'Les', ...agreed })
    expect(guarded.status).toBe(422)
    expect((await siri.post(`${address}/oppsamling`, { nokkel: crypto.randomUUID(), mistet: 'Vi så på tre filmer om lek.', materiell: 'Heftet om lek', opplegg: '20 minutter to og to', ...agreed })).status).toBe(303)
    const [one] = await world.asOwner<{ id: string }>('select id from measures.reach_gathering where catches_up_id = $1', [gathering])
    const pack = `${address}/oppsamling/${one?.id}`
    const caught = { versjon: versionIn((await siri.get(pack)).text), dag: '5.10.2026' }
    const tooMany = await siri.post(pack, { ...caught, 'antall-ingen-assistant': '6' })
    expect([tooMany.status, words(tooMany.text).includes('Det er flere enn dem som arbeider der'), tooMany.text.includes('value="6"')]).toEqual([422, true, true])
    expect((await siri.post(pack, { ...caught, dag: '30.9.2026', 'antall-ingen-assistant': '3', 'deltid-ingen-assistant': '2' })).status).toBe(422)
    expect((await siri.post(pack, { ...caught, 'antall-ingen-assistant': '3', 'deltid-ingen-assistant': '2' })).status).toBe(303)
    const stale = await siri.post(pack, { ...caught, 'antall-ingen-assistant': '3', 'deltid-ingen-assistant': '2' })
    expect([stale.status, words(stale.text).includes('Dette er lagret nå')]).toEqual([409, true])
    expect((await siri.post(pack, { ...caught, versjon: versionIn(stale.text), 'antall-ingen-assistant': '3', 'deltid-ingen-assistant': '2' })).status, 'over what stands now').toBe(303)
    expect(words((await siri.get(`/tiltak/${id}/rekkevidde`)).text)).toContain('87 % (13 av 15)')

    // The gathering's own numbers cannot be raised into those who have caught up.
    const version = versionIn((await siri.get(address)).text)
    const above = await siri.post(address, { ...met, versjon: version, 'antall-ingen-assistant': '6', 'deltid-ingen-assistant': '1' })
    expect([above.status, words(above.text).includes('Assistent, Var med: Det er flere enn dem som arbeider der')]).toEqual([422, true])
    expect((await siri.post(address, { ...met, versjon: version, navn: 'Møte om lek' })).status).toBe(303)
    const told = await siri.post(address, { ...met, versjon: version, navn: 'Fra en annen fane' })
    expect([told.status, told.text.includes('Fra en annen fane'), words(told.text).includes('Møte om lek'), words(told.text).includes('Dette er lagret nå')]).toEqual([409, true, true, true])
    expect((await siri.post(address, { ...met, versjon: versionIn(told.text), navn: 'Fra en annen fane' })).status).toBe(303)
  })

  test('a package has somebody who sees to it and a last day; when that has passed without it being done, the head has it as a task until it is', async () => {
    const siri = await world.as('siri')
    const id = await started(siri, '1.9.2026')
    await staffed(siri)
    await count(siri, id)
    const gathering = gatheringIn((await siri.get(`/tiltak/${id}/rekkevidde`)).text)
    const address = `/tiltak/${id}/rekkevidde/${gathering}`
    const make = (wishes: Form) => siri.post(`${address}/oppsamling`, { nokkel: crypto.randomUUID(), mistet: 'Tre filmer.', opplegg: 'To og to.', ...agreed, ...wishes })
    const passed = await make({ frist: '22.11.2026' })
    expect([passed.status, words(passed.text).includes('Dagen har vært. Skriv en dag som kommer'), passed.text.includes('value="Lederen på Maurtua"')]).toEqual([422, true, true])
    expect((await make({ frist: '25.11.2026' })).status).toBe(303)
    expect(words((await siri.get(address)).text)).toContain('Lederen på Maurtua')
    const [one] = await world.asOwner<{ id: string }>('select id from measures.reach_gathering where catches_up_id = $1', [gathering])
    const pack = `${address}/oppsamling/${one?.id}`
    const waits = async (who: string, at: string) => {
      world.clock.set(new Date(at))
      return (await (await world.as(who)).get('/oppgaver')).text.includes(pack)
    }
    expect([await waits('siri', '2026-11-25T10:00:00Z'), await waits('siri', '2026-11-26T10:00:00Z'), await waits('hanne', '2026-11-26T10:00:00Z')]).toEqual([false, true, false])
    const later = await world.as('siri')
    const version = versionIn((await later.get(pack)).text)
    const anew = (wishes: Form) => later.post(`${pack}/ansvar`, { ansvarlig: 'Styreren', frist: '1.12.2026', versjon: version, ...wishes })
    const [nobody, gone] = [await anew({ ansvarlig: '' }), await anew({ frist: '25.11.2026' })]
    expect([nobody.status, words(nobody.text).includes('Skriv hvem som har ansvaret'), gone.status, words(gone.text).includes('Dagen har vært')]).toEqual([422, true, 422, true])
    expect([(await anew({})).status, (await anew({})).status], 'the second has not seen the first').toEqual([303, 409])
    expect([await waits('siri', '2026-11-26T10:00:00Z'), await waits('siri', '2026-12-02T10:00:00Z')]).toEqual([false, true])
    const last = await world.as('siri')
    expect((await last.post(pack, { versjon: versionIn((await last.get(pack)).text), dag: '2.12.2026', 'antall-ingen-assistant': '1', 'deltid-ingen-assistant': '0' })).status).toBe(303)
    expect(await waits('siri', '2026-12-02T10:00:00Z')).toBe(false)
    const held = await last.post(`${pack}/ansvar`, { ...agreed, frist: '10.12.2026', versjon: versionIn((await last.get(pack)).text) })
    expect([held.status, words(held.text).includes('Opplegget er gjennomført')]).toEqual([409, true])
    world.clock.set(new Date('2026-11-23T09:00:00Z'))
  })

  test.each([
    ['a day that has not been', { dag: '24.12.2026' }, 'Dagen har ikke vært ennå'],
    ['a day before the measure', { dag: '31.8.2026' }, 'Dagen er før tiltaket startet'],
    ['more than work there', { 'antall-ingen-kindergarten-teacher': '7' }, 'Barnehagelærer, Var med: Det er flere enn dem som arbeider der'],
    ['nobody', { 'antall-ingen-head': '', 'antall-ingen-kindergarten-teacher': '', 'antall-ingen-assistant': '' }, 'Skriv hvor mange som var med'],
    ['no name', { navn: ' ' }, 'Skriv hva det var'],
    ['what is no number', { 'antall-ingen-assistant': '-1' }, 'Skriv et helt tall fra 0 til 500'],
  ])('%s is refused in words, with everything typed', async (_, wrong, said) => {
    const siri = await world.as('siri')
    const id = await started(siri, '1.9.2026')
    await staffed(siri)
    const refused = await count(siri, id, { 'antall-ingen-head': '1', ...wrong })
    expect([refused.status, words(refused.text).includes(said)], words(refused.text).slice(0, 600)).toEqual([422, true])
  })

  test('what was typed of a group that was not there that day is said, and nothing is saved without it', async () => {
    const siri = await world.as('siri')
    const id = await started(siri, '1.9.2026')
    await staffed(siri)
    // The page is drawn from what holds today: a group that came later stands there too.
    expect((await siri.post('/tiltak/personale', { ...headcount, fra: '1.11.2026', 'antall-ingen-skilled-worker': '2' })).status).toBe(303)
    expect((await siri.get(`/tiltak/${id}/rekkevidde`)).text).toContain('antall-ingen-skilled-worker')
    const lost = await count(siri, id, { 'antall-ingen-skilled-worker': '2' })
    expect([lost.status, words(lost.text).includes('Dette er ikke med i skjemaet under: Hele barnehagen eller ingen avdeling, Fagarbeider: 2'), lost.text.includes('antall-ingen-skilled-worker'), lost.text.includes('Personalmøte om lek')]).toEqual([422, true, false, true])
    expect(await world.asOwner('select 1 from measures.reach_gathering where measure_id = $1', [id])).toEqual([])
    expect((await count(siri, id, { 'antall-ingen-skilled-worker': '0' })).status, 'none of them is nothing lost').toBe(303)
    const address = `/tiltak/${id}/rekkevidde/${gatheringIn((await siri.get(`/tiltak/${id}/rekkevidde`)).text)}`
    const corrected = (wishes: Form) => siri.post(address, { ...met, versjon: '1', 'antall-ingen-skilled-worker': '2', ...wishes })
    expect([(await corrected({})).status, (await corrected({ dag: '2.11.2026' })).status]).toEqual([422, 303])
    await world.asOwner("delete from measures.headcount where from_on = '2026-11-01'")
  })

  test('before it has begun, and when it is closed, the numbers stand', async () => {
    const siri = await world.as('siri')
    await staffed(siri)
    const id = await planned(siri)
    expect((await count(siri, id)).status).toBe(409)
    await siri.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.9.2026' })
    expect((await count(siri, id)).status).toBe(303)
    expect((await close(siri, id, { maling: 'nei', grunn: 'too-few', hvorfor: 'Vi er få.' })).status).toBeLessThan(423)
    await world.asOwner("insert into measures.closing (measure_id, kindergarten_id, reason, reason_words, reading, conclusion, decision, responsible, changed_at, changed_by_name, closed_on, closed_by_name) select measure_id, kindergarten_id, 'too-few', 'x', 'x', 'x', 'end', 'x', now(), 'Siri', '2026-11-20', 'Siri' from measures.part where measure_id = $1 on conflict do nothing", [id])
    const late = await count(siri, id)
    expect([late.status, words(late.text).includes('Barnehagen har avsluttet tiltaket')]).toEqual([409, true])
  })
})

test('outside the kindergarten: coarse figures of five or more, and only for those who may see the measure', async () => {
  const [hanne, eva, tone, siri] = await Promise.all([world.as('hanne'), world.as('eva'), world.as('tone'), world.as('siri')])
  const id = await started(hanne, '1.9.2026')
  await staffed(hanne)
  expect((await count(hanne, id)).status).toBe(303)
  const address = `/tiltak/${id}/rekkevidde`
  expect([(await eva.get(address)).status, (await tone.get(address)).status, (await siri.get(address)).status]).toEqual([200, 404, 404])
  const owner = words((await eva.get(address)).text)
  expect([owner.includes('15–19'), owner.includes('Fra halvparten til tre firedeler'), owner.includes('10 av 15'), owner.includes('38 %')]).toEqual([true, true, false, false])
  // One head alone is not told about: it is put together with the smallest group beside it.
  const rows = await world.asOwner<{ part: string }>('select part from measures.reach_shown where measure_id = $1 order by 1', [id])
  expect(rows.map(({ part }) => part)).toEqual(['all', 'assistant', 'head+kindergarten-teacher'])
  await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'share' })
  expect((await tone.get(address)).status).toBe(200)
  expect((await eva.get(`${address}/${gatheringIn((await hanne.get(address)).text)}`)).status).toBe(403)
})

test('the challenge picture shows it to owner and team, who see each kindergarten, and not to the authority', async () => {
  const [eva, tone, olav] = await Promise.all([world.as('eva'), world.as('tone'), world.as('olav', 'authority')])
  const seen = await Promise.all([eva, tone, olav].map(async (one) => words((await one.get('/utfordringsbilde')).text).includes('Barnehager som har talt')))
  expect(seen).toEqual([true, true, false])
})

test('what has had its time is deleted: gatherings after five years, and headcounts another has followed', async () => {
  const siri = await world.as('siri')
  const id = await started(siri, '1.9.2026')
  await staffed(siri)
  expect((await count(siri, id)).status).toBe(303)
  const left = async () => (await world.asOwner('select 1 from measures.reach_gathering where measure_id = $1', [id])).length
  const deps = (at: string) => ({ ...world.deps, now: () => new Date(at) })
  await forgetReach(deps('2031-10-01T10:00:00Z'))
  expect(await left()).toBe(1)
  await forgetReach(deps('2031-10-02T10:00:00Z'))
  expect([await left(), (await world.asOwner('select 1 from measures.reach_shown where measure_id = $1', [id])).length]).toEqual([0, 0])
})
