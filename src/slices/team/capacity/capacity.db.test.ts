import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetCapacity, reckonTold } from './actions.ts'

// Hours, days away and what one is partial to, on the real database. Today is Monday 23 November 2026.

let world: World
let tone: Browser
let ragnhild: Browser
let amir: Browser
let ids: { ragnhild: string; amir: string; lia: string }
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ragnhild, amir] = await Promise.all([world.as('tone'), world.as('ragnhild'), world.as('amir')])
  const person = async (name: string) => (await world.asOwner<{ id: string }>('select id from identity.person where name = $1', [name]))[0]?.id ?? ''
  ids = { ragnhild: await person('Ragnhild Dal'), amir: await person('Amir Nord'), lia: await world.org('Lia barnehage') }
})
afterAll(() => world.close())

const see = async (who: Browser, path: string) => words((await who.get(`${path}${path.includes('?') ? '&' : '?'}sprak=nb`)).text)
const own = () => `/kapasitet/timer/${ids.ragnhild}`
const seen = async () => String((await world.asOwner<{ sum: number }>('select coalesce(sum(version), 0)::integer as sum from team.work_hours where person_id = $1', [ids.ragnhild]))[0]?.sum)
const hours = async (more: Form = {}): Promise<Form> => ({ fra: '4.1.2027', timer: '22,5', ikke: ['5'], base: ids.lia, versjon: await seen(), ...more })

test('one writes one’s own hours; what held before ends the day before', async () => {
  expect((await ragnhild.post(own(), await hours())).status).toBe(303)
  const page = await see(ragnhild, own())
  expect(page).toContain('til 3. januar 2027: 30 timer i uken.')
  expect(page).toContain('Fra 4. januar 2027: 22,5 timer i uken. Går ikke: fredag. Reiser fra Lia barnehage.')
  expect(await see(tone, '/kapasitet?fra=2027-01-18')).toContain('22,5 timer')
})
test('the leader writes for others; a colleague neither reads the page nor writes', async () => {
  expect((await tone.post(own(), await hours({ fra: '1.2.2027', timer: '20' }))).status).toBe(303)
  expect([(await amir.get(own())).status, (await amir.post(own(), await hours())).status, (await amir.post(`${own()}/fravar`, {})).status]).toEqual([404, 404, 404])
  expect(await see(amir, '/kapasitet/timer')).toContain('Ragnhild Dal')
})
test.each<[string, Form, number, string]>([
  ['no date', { fra: '' }, 422, 'Skriv en dato'],
  ['more hours than a week has', { timer: '60' }, 422, 'Skriv hvor mange timer i uken'],
  ['a place that is none', { base: '00000000-0000-4000-8000-000000000000' }, 422, 'Velg en barnehage fra lista.'],
  ['a day that both suits and does not work', { helst: ['5'] }, 409, 'En dag kan ikke både passe best og ikke gå.'],
  ['no day that works', { ikke: ['1', '2', '3', '4', '5'] }, 409, 'Minst én dag i uken må gå.'],
  ['changed in another window', { versjon: '0' }, 409, 'Timene er endret i et annet vindu'],
])('refused in words: %s', async (_, more, status, sentence) => {
  const reply = await ragnhild.post(own(), await hours({ fra: '1.3.2027', ...more }))
  expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
})

test('days away are only days: there is nowhere to write why', async () => {
  expect((await ragnhild.post(`${own()}/fravar`, { borte: '14.12.2026', tilbake: '18.12.2026', hvorfor: 'operasjon', grunn: 'operasjon' })).status).toBe(303)
  expect(await world.asOwner("select column_name from information_schema.columns where table_schema = 'team' and table_name = 'absence' order by 1")).toEqual(['id', 'made_at', 'made_by_name', 'period', 'person_id', 'team_org_id'].map((column_name) => ({ column_name })))
  expect(await see(amir, '/kapasitet/timer')).toContain('14. desember 2026 til 18. desember 2026')
  const twice = await ragnhild.post(`${own()}/fravar`, { borte: '18.12.2026', tilbake: '19.12.2026' })
  expect([twice.status, words(twice.text).includes('Noen av dagene står der fra før.')]).toEqual([409, true])
  const backwards = await ragnhild.post(`${own()}/fravar`, { borte: '10.1.2027', tilbake: '9.1.2027' })
  expect([backwards.status, words(backwards.text).includes('Den siste dagen er før den første.')]).toEqual([409, true])
  const id = (await world.asOwner<{ id: string }>('select id from team.absence where person_id = $1', [ids.ragnhild]))[0]?.id ?? ''
  expect((await amir.post(`/kapasitet/timer/${ids.amir}/fravar/slett`, { id })).status).toBe(404)
  expect((await ragnhild.post(`${own()}/fravar/slett`, { id })).status).toBe(303)
  expect(await world.asOwner('select id from team.absence where person_id = $1', [ids.ragnhild])).toEqual([])
})

test('what one is partial to: said by oneself, read by oneself and the leader, never by a colleague', async () => {
  expect(await see(tone, `/kapasitet/timer/${ids.amir}`)).toContain('Bråtet foreldrebarnehage, fra')
  expect((await ragnhild.post('/kapasitet/timer/habilitet', { hvem: ids.lia })).status).toBe(303)
  const twice = await ragnhild.post('/kapasitet/timer/habilitet', { hvem: ids.lia })
  expect([twice.status, words(twice.text).includes('Den er ført opp fra før.')]).toEqual([409, true])
  const unknown = await ragnhild.post('/kapasitet/timer/habilitet', { hvem: ids.amir })
  expect([unknown.status, words(unknown.text).includes('Velg en barnehage eller en eier')]).toEqual([409, true])
  expect(await see(amir, '/kapasitet/timer')).not.toContain('Lia barnehage')
  const id = (await world.asOwner<{ id: string }>('select id from team.partiality where person_id = $1', [ids.ragnhild]))[0]?.id ?? ''
  expect([(await amir.post('/kapasitet/timer/habilitet/slutt', { id })).status, (await ragnhild.post('/kapasitet/timer/habilitet/slutt', { id })).status]).toEqual([404, 303])
})

test('estimates are the leader’s: a new one holds from its day, and the one before is kept', async () => {
  expect((await amir.get('/kapasitet/anslag')).status).toBe(403)
  expect((await tone.post('/kapasitet/anslag', { slag: 'guidance', besok: '0', hvert: '2', rundt: '4' })).status).toBe(422)
  expect((await tone.post('/kapasitet/anslag', { slag: 'guidance', besok: '8', hvert: '1,5', rundt: '4', gjelder: '23.11.2026' })).status).toBe(303)
  expect(await see(tone, '/kapasitet/anslag')).toMatch(/Veiledning 8 1,5 4 Fra 23\. november 2026/)
})

test('the waiting time: of the team’s own requests, and too few to tell below eight', async () => {
  const page = await see(amir, '/kapasitet/ventetid')
  expect(page).toContain('For få til å si noe')
  expect((await (await world.as('siri')).get('/kapasitet/ventetid')).status).toBe(403)
})

test('the authority sees sums by month and no names; none when fewer than three have hours', async () => {
  await reckonTold(world.deps)
  const olav = await world.as('olav', 'authority')
  const page = await see(olav, '/kapasitet')
  expect(page).toContain('Kompetanseteam barnehage Fjordvik')
  expect(page).toMatch(/november 2026 \d+ timer \d+ timer \d+ timer \d+ %/)
  for (const name of ['Ragnhild Dal', 'Amir Nord', 'Tone Haugen']) expect(page.replace(/Fjordvik kommune/g, '')).not.toContain(name)
  expect((await olav.get(own())).status).toBe(403)
  await world.asOwner('delete from team.work_hours where person_id = $1', [ids.amir])
  await reckonTold(world.deps)
  expect(await see(olav, '/kapasitet')).toContain('Færre enn tre i teamet har skrevet timer.')
})

test('what is kept goes in time: days away a year after, promises two years after', async () => {
  await world.asOwner("update team.commitment set state = 'done', closed_on = '2026-11-22' where what = 'Veiledning om lek'")
  await world.asOwner('delete from team.commitment where state = $1', ['promised'])
  world.clock.set(new Date('2028-11-22T09:00:00Z'))
  await forgetCapacity(world.deps)
  expect(await world.asOwner("select what from team.commitment")).toEqual([{ what: 'Veiledning om lek' }])
  expect(await world.asOwner('select id from team.absence')).toEqual([])
  world.clock.set(new Date('2028-11-23T09:00:00Z'))
  await forgetCapacity(world.deps)
  expect(await world.asOwner('select what from team.commitment')).toEqual([])
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
})
