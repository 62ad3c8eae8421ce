import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { close, plan, planned, started, versionIn } from './measures.fixtures.ts'

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
const made = async (title: string) => (await world.asOwner<{ n: number }>('select count(*)::int as n from measures.measure where title = $1', [title]))[0]?.n

test.each([
  ['with more letters', '25 tusen'], ['below zero', '-5'], ['with three decimals', '10,555'], ['with two signs', '1.2.3,4'], ['without an end', '9'.repeat(40)], ['as a formula', '=1+1'], ['as a power', '1e5'],
])('a budget %s is refused in words, and what was typed stays', async (_, belop) => {
  const { siri } = use()
  const sent = await siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, tittel: `Budsjett ${belop}`.slice(0, 60), belop })
  expect([sent.status, words(sent.text).includes('Skriv beløpet i kroner, for eksempel 25 000'), sent.text.includes(`value="${belop}"`)]).toEqual([422, true, true])
})

test.each([['25 000', 2_500_000], ['25.000', 2_500_000], ['25 000,50', 2_500_050], ['25000 kr', 2_500_000], ['0', 0]])('a budget written %s is read', async (belop, ore) => {
  const { siri } = use()
  const id = await planned(siri, { tittel: `Leses ${belop}`, belop })
  expect(await world.asOwner('select budget_ore::int as ore from measures.measure where id = $1', [id])).toEqual([{ ore }])
})

test('a text of a megabyte, boxes that are none and a day that is not are refused or left out, and nothing is begun', async () => {
  const { tone, siri } = use()
  const big = 'x'.repeat(1_000_000)
  const sent = async (wishes: Form) => siri.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, tittel: 'Uhyre', ...wishes })
  const answers = await Promise.all([sent({ mal: big }), sent({ plan: big }), sent({ samarbeid: big }), sent({ tittel: big })])
  expect(answers.map(({ status }) => status).every((status) => status === 422 || status === 413)).toBe(true)
  const [noDay, backwards, list] = [await sent({ fra: '31.2.2027' }), await sent({ fra: '2.9.2026', til: '1.9.2026' }), await tone.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, tittel: 'Uhyre', liste: 'x'.repeat(30_000) })]
  expect([noDay.status, words(noDay.text).includes('Skriv datoen med dag, måned og år'), backwards.status, words(backwards.text).includes('Den siste dagen må være etter den første'), list.status, words(list.text).includes('Listen er for lang')]).toEqual([422, true, 422, true, 422, true])
  expect(await made('Uhyre')).toBe(0)
  const id = await planned(siri, { tittel: 'Rare bokser', temaer: ['finnes-ikke', "'; drop table x"], partnere: ['x', crypto.randomUUID()], avdelinger: ['x'] })
  expect(await world.asOwner('select themes, partner_ids from measures.measure where id = $1', [id])).toEqual([{ themes: [], partner_ids: [] }])
})

test('a plan row after a measure is closed, and everything else written to it, is refused by name; what was typed stays', async () => {
  const { siri } = use()
  const id = await started(siri, '1.9.2026', { tittel: 'Lukket før notatet' })
  const [element] = await world.asOwner<{ id: string }>('select id from measures.element where measure_id = $1 order by position', [id])
  const form = await siri.get(`/tiltak/${id}/endring`)
  expect((await close(siri, id, { maling: 'nei', grunn: 'stopped', hvorfor: 'Det ble med tanken.', beslutning: 'end', dato: '' })).status).toBe(303)
  const row = await siri.post(`/tiltak/${id}/plan`, { nokkel: crypto.randomUUID(), hva: 'Notat skrevet uten dekning', slag: 'meeting' })
  expect([row.status, words(row.text).includes('Tiltaket er avsluttet, og planen kan ikke endres'), row.text.includes('Notat skrevet uten dekning')]).toEqual([409, true, true])
  const others = await Promise.all([
    siri.post(`/tiltak/${id}/plan/${element?.id}/merking`, { gjor: 'done' }), siri.post(`/tiltak/${id}/plan/${element?.id}`, { versjon: '1', hva: 'x', slag: 'meeting' }), siri.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.9.2026' }),
    siri.post(`/tiltak/${id}/avdelinger`, { avdelinger: [] }), close(siri, id, {}),
  ])
  expect(others.map(({ status }) => status >= 409 && status <= 422)).toEqual(others.map(() => true))
  const changed = await siri.post(`/tiltak/${id}/endring`, { ...plan, versjon: versionIn(form.text), tittel: 'Etterpå' })
  expect([changed.status, words(changed.text).includes('Tiltaket er avsluttet og kan ikke endres'), changed.text.includes('value="Etterpå"')]).toEqual([409, true, true])
  expect(await made('Etterpå')).toBe(0)
})

test('of two who start, answer, mark or close at once, one is told that it is done', async () => {
  const { tone, siri } = use()
  const statuses = async (work: readonly Promise<{ readonly status: number }>[]) => (await Promise.all(work)).map(({ status }) => status).toSorted()
  const id = await planned(tone, { barnehager: [solstrala], tittel: 'Kappløp' })
  const [element] = await world.asOwner<{ id: string }>('select id from measures.element where measure_id = $1 order by position', [id])
  const twice = (send: () => Promise<{ readonly status: number }>) => statuses([send(), send()])
  expect(await twice(() => tone.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag: '1.9.2026' }))).toEqual([303, 409])
  expect(await statuses([siri.post(`/tiltak/${id}/trinn`, { trinn: 'accept' }), siri.post(`/tiltak/${id}/trinn`, { trinn: 'decline' })])).toEqual([303, 409])
  expect(await twice(() => tone.post(`/tiltak/${id}/plan/${element?.id}/merking`, { gjor: 'done' }))).toEqual([303, 409])
  const version = versionIn((await tone.get(`/tiltak/${id}/endring`)).text)
  expect(await twice(() => tone.post(`/tiltak/${id}/endring`, { ...plan, versjon: version, tittel: 'Kappløp' }))).toEqual([303, 409])
})
