import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'
import { started } from '../../measures/measures.fixtures.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.asOwner('delete from measures.headcount')
})
afterAll(() => world.close())

const address = '/rekkevidde/grense'
const leader = () => world.as('tone', 'team-leader')

test('the leader of the team sets the limit, the kindergarten is told it beside the warning, and each change stands', async () => {
  const [tone, hanne] = await Promise.all([leader(), world.as('hanne')])
  const first = await tone.get(address)
  expect([first.status, words(first.text).includes('Nå sier vi fra når forskjellen er 20 prosentpoeng')]).toEqual([200, true])
  const id = await started(hanne, '1.9.2026')
  expect((await hanne.post('/tiltak/personale', { versjon: '0', fra: '1.8.2026', 'antall-ingen-kindergarten-teacher': '10', 'antall-ingen-assistant': '10' })).status).toBe(303)
  expect((await hanne.post(`/tiltak/${id}/rekkevidde`, { nokkel: crypto.randomUUID(), navn: 'Personalmøte', dag: '1.10.2026', 'antall-ingen-kindergarten-teacher': '10', 'antall-ingen-assistant': '7' })).status).toBe(303)
  const warned = async () => words((await hanne.get(`/tiltak/${id}/rekkevidde`)).text)
  const before = await warned()
  expect([before.includes('Assistent: 70 %. De andre: 100 %. Vi sier fra når forskjellen er 20 prosentpoeng'), before.includes('Den grensen gjelder når ingen har valgt en annen')]).toEqual([true, true])

  expect((await tone.post(address, { poeng: '40' })).status).toBe(303)
  expect((await warned()).includes('Noen henger etter')).toBe(false)
  expect((await tone.post(address, { poeng: '25' })).status).toBe(303)
  const after = await warned()
  expect([after.includes('forskjellen er 25 prosentpoeng'), after.includes('Grensen er satt av kompetanseteamet')]).toEqual([true, true])
  expect((await tone.post(address, { poeng: '25' })).status).toBe(303)
  expect(await world.asOwner('select points from measures.reach_limit order by changed_at')).toEqual([{ points: 40 }, { points: 25 }])
  expect(words((await tone.get(address)).text)).toContain('Når den ble endret')
})

test('what is no limit goes back with what was typed, and only the leader of a team sets it', async () => {
  const tone = await leader()
  for (const poeng of ['4', '61', 'mye', '', '12,5']) {
    const wrong = await tone.post(address, { poeng })
    expect([wrong.status, words(wrong.text).includes('Skriv et helt tall fra 5 til 60'), wrong.text.includes(`value="${poeng}"`) || poeng === '']).toEqual([422, true, true])
  }
  const [hanne, eva] = await Promise.all([world.as('hanne'), world.as('eva')])
  expect([(await hanne.get(address)).status, (await eva.get(address)).status, (await hanne.post(address, { poeng: '30' })).status]).toEqual([403, 403, 403])
})
