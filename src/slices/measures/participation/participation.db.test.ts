import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { close, plan, planned, started } from '../measures/measures.fixtures.ts'

let world: World
let [tone, siri, hanne]: Browser[] = []
let [solstrala, trollstua]: string[] = []
beforeAll(async () => {
  world = await openWorld()
  ;[tone, siri, hanne] = await Promise.all([world.as('tone'), world.as('siri'), world.as('hanne')])
  ;[solstrala, trollstua] = await Promise.all([world.org('Solstråla barnehage'), world.org('Trollstua barnehage')])
})
afterAll(() => world.close())
const use = () => ({ tone: tone ?? expect.fail(), siri: siri ?? expect.fail(), hanne: hanne ?? expect.fail(), solstrala: solstrala ?? '', trollstua: trollstua ?? '' })
const partOf = async (id: string, kindergarten: string) => (await world.asOwner<{ state: string; joined: string | null; left: string | null; left_reason: string | null }>('select state, joined_on::text as joined, left_on::text as left, left_reason from measures.part where measure_id = $1 and kindergarten_id = $2', [id, kindergarten]))[0]
/** A measure of the team's that began on 1 September with one kindergarten in it. */
async function underWay(wishes: Record<string, string> = {}): Promise<string> {
  const { tone, hanne, trollstua } = use()
  const id = await started(tone, '1.9.2026', { barnehager: [trollstua], ...wishes })
  expect((await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'accept' })).status).toBe(303)
  return id
}
const offer = (id: string, barnehager: readonly string[], wishes: Record<string, string> = {}) => use().tone.post(`/tiltak/${id}/barnehager`, { barnehager: [...barnehager], overlapp: 'on', ...wishes })

test('one that comes in after it has begun takes part from the day its head says: reach and what is before and after are counted from then', async () => {
  const { tone, siri, solstrala, trollstua } = use()
  const id = await underWay({ tittel: 'Flere etterpå' })
  expect((await partOf(id, trollstua))?.joined).toBe('2026-09-01')
  expect((await tone.get(`/tiltak/${id}`)).text).toContain(`href="/tiltak/${id}/barnehager"`)
  expect((await offer(id, [solstrala])).status).toBe(303)
  expect(words((await siri.get('/varsler')).text)).toContain('Solstråla barnehage får tilbud om et tiltak')
  expect((await siri.get(`/tiltak/${id}`)).text).toContain('value="23.11.2026"')
  const accept = (dag: string) => siri.post(`/tiltak/${id}/trinn`, { trinn: 'accept', dag })
  const [early, ahead] = [await accept('31.8.2026'), await accept('24.11.2026')]
  expect([early.status, words(early.text).includes('Dagen er før tiltaket startet'), ahead.status, words(ahead.text).includes('Skriv dagen dere ble med'), ahead.text.includes('value="24.11.2026"')]).toEqual([422, true, 422, true, true])
  expect((await accept('1.11.2026')).status).toBe(303)
  expect(await partOf(id, solstrala)).toMatchObject({ state: 'part', joined: '2026-11-01' })
  expect(await world.asOwner('select begun_on::text as begun from measures.measure_card where id = $1 and kindergarten_id = $2', [id, solstrala])).toEqual([{ begun: '2026-11-01' }])
  const met = await siri.post(`/tiltak/${id}/rekkevidde`, { nokkel: crypto.randomUUID(), navn: 'Personalmøte', dag: '31.10.2026', 'antall-ingen-head': '1' })
  expect([met.status, words(met.text).includes('før tiltaket')]).toEqual([422, true])
  expect(words((await siri.get(`/tiltak/${id}/avslutning`)).text)).toContain('1. november 2026')
  expect(words((await tone.get(`/tiltak/${id}`)).text)).toContain('Med fra 01.11.2026')
})

test('who cannot be asked is said, and what was chosen stays', async () => {
  const { tone, siri, solstrala, trollstua } = use()
  const id = await underWay({ tittel: 'Hvem som helst' })
  const [stranger] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and not fictitious limit 1")
  const [none, twice, theirs] = [await offer(id, []), await offer(id, [trollstua]), await offer(id, [solstrala, stranger?.id ?? ''])]
  expect([none.status, words(none.text).includes('Velg minst én barnehage'), twice.status, words(twice.text).includes('har allerede fått tilbudet'), theirs.status, words(theirs.text).includes('ikke med hos deg'), theirs.text.includes(`value="${solstrala}" checked`)]).toEqual([422, true, 422, true, 422, true, true])
  const listed = await offer(id, [], { liste: 'Solstråla\nDen som ikke finnes' })
  expect([listed.status, words(listed.text).includes('Vi finner ikke «Den som ikke finnes»'), listed.text.includes(`value="${solstrala}" checked`)]).toEqual([422, true, true])
  expect((await offer(id, [], { liste: 'SOLSTRÅLA' })).status).toBe(303)
  expect((await partOf(id, solstrala))?.state).toBe('offered')
  const over = await planned(tone, { barnehager: [trollstua], tittel: 'Over', fra: '1.1.2026', til: '1.6.2026' })
  const late = await offer(over, [solstrala])
  expect([late.status, words(late.text).includes('Flytt den siste dagen')]).toEqual([409, true])
  expect([(await siri.post(`/tiltak/${id}/barnehager`, { barnehager: [solstrala] })).status, (await (await world.as('olav', 'owner')).post(`/tiltak/${id}/barnehager`, { barnehager: [solstrala] })).status]).toEqual([403, 404])
})

test('what a new one has at the same time is pointed out first', async () => {
  const { tone, siri, solstrala } = use()
  await planned(siri, { tittel: 'Vårt om natur', temaer: ['rammeplan-2017-9-4'] })
  const id = await underWay({ tittel: 'Natur', temaer: 'rammeplan-2017-9-4' })
  const stopped = await tone.post(`/tiltak/${id}/barnehager`, { barnehager: [solstrala] })
  expect([stopped.status, words(stopped.text).includes('Noe om det samme temaet på samme tid'), stopped.text.includes('name="overlapp"')]).toEqual([422, true, true])
})

test('one goes out by its head or by the lead, with day and reason; what has been stays, and it can be asked anew', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const id = await underWay({ tittel: 'Ut' })
  const out = (who: Browser, wishes: Record<string, string>) => who.post(`/tiltak/${id}/utmelding`, { barnehage: trollstua, sluttdag: '20.11.2026', grunn: 'capacity', ...wishes })
  const said = async (wishes: Record<string, string>) => words((await out(hanne, wishes)).text)
  expect([(await said({ sluttdag: '24.11.2026' })).includes('Dagen har ikke vært ennå'), (await said({ sluttdag: '31.8.2026' })).includes('før barnehagen ble med'), (await said({ grunn: '' })).includes('Velg hvorfor'), (await said({ sluttdag: '' })).includes('Skriv den siste dagen')]).toEqual([true, true, true, true])
  expect([(await out(siri, {})).status, (await out(siri, { barnehage: solstrala })).status]).toEqual([404, 404])
  expect((await out(hanne, {})).status).toBe(303)
  expect(await partOf(id, trollstua)).toEqual({ state: 'left', joined: '2026-09-01', left: '2026-11-20', left_reason: 'capacity' })
  expect(words((await tone.get('/varsler')).text)).toContain('Trollstua barnehage er ikke lenger med i et tiltak')
  expect([(await out(hanne, {})).status, (await close(hanne, id, {})).status, (await hanne.get(`/tiltak/${id}/avslutning`)).location]).toEqual([409, 409, `/tiltak/${id}`])
  const [seen, history] = [words((await tone.get(`/tiltak/${id}`)).text), words((await tone.get(`/tiltak/${id}/barnehager`)).text)]
  expect([seen.includes('Gikk ut 20.11.2026'), seen.includes('Vi har ikke kapasitet') || seen.includes('kapasitet'), history.includes('Med fra 01.09.2026')]).toEqual([true, true, true])
  // Asked anew, not put back: the database refuses that too.
  await expect(world.asOwner("update measures.part set state = 'part', left_on = null, left_reason = null where measure_id = $1", [id])).rejects.toThrow('asked')
  expect((await offer(id, [trollstua])).status).toBe(303)
  expect((await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'accept', dag: '23.11.2026' })).status).toBe(303)
  expect(await partOf(id, trollstua)).toEqual({ state: 'part', joined: '2026-11-23', left: null, left_reason: null })
})

test('whoever leads it itself, or has closed, does not go out', async () => {
  const { siri, hanne, solstrala, trollstua } = use()
  const own = await started(siri, '1.9.2026', { tittel: 'Eget' })
  const leads = await siri.post(`/tiltak/${own}/utmelding`, { barnehage: solstrala, sluttdag: '20.11.2026', grunn: 'capacity' })
  expect([leads.status, words(leads.text).includes('leder tiltaket selv')]).toEqual([409, true])
  const id = await underWay({ tittel: 'Lukket' })
  expect((await close(hanne, id, { maling: 'nei', grunn: 'stopped', hvorfor: 'Det ble med tanken.', beslutning: 'end', dato: '' })).status).toBe(303)
  const closed = await hanne.post(`/tiltak/${id}/utmelding`, { barnehage: trollstua, sluttdag: '20.11.2026', grunn: 'capacity' })
  expect([closed.status, words(closed.text).includes('Tiltaket er avsluttet')]).toEqual([409, true])
})

test('a kindergarten that is closed down midway does not hold the others, and its last day and the reason are proposed', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const id = await underWay({ tittel: 'Lagt ned' })
  await offer(id, [solstrala])
  await siri.post(`/tiltak/${id}/trinn`, { trinn: 'accept', dag: '1.10.2026' })
  await world.asOwner("update register.organisation set closed_on = '2026-11-15' where id = $1", [solstrala])
  const page = await tone.get(`/tiltak/${id}/barnehager`)
  expect([page.text.includes('value="15.11.2026"'), /value="closed" selected/.test(page.text), words(page.text).includes('Barnehagen er lagt ned')]).toEqual([true, true, true])
  expect((await close(hanne, id, { maling: 'nei', grunn: 'stopped', hvorfor: 'Det ble med tanken.', beslutning: 'end', dato: '' })).status).toBe(303)
  expect(await world.asOwner('select measures.is_closed($1) as closed', [id])).toEqual([{ closed: true }])
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [solstrala])
  expect(await partOf(id, trollstua)).toMatchObject({ state: 'part' })
})

test('an offer of a measure with a pasted list goes to each on it', async () => {
  const { tone, solstrala, trollstua } = use()
  const made = await tone.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, overlapp: 'on', liste: 'Trollstua\nSolstråla barnehage' })
  expect(made.status, words(made.text).slice(0, 600)).toBe(303)
  const rows = await world.asOwner<{ kindergarten_id: string }>('select kindergarten_id from measures.part where measure_id = $1', [made.location?.split('/')[2]])
  expect(rows.map((one) => one.kindergarten_id).toSorted()).toEqual([solstrala, trollstua].toSorted())
})
