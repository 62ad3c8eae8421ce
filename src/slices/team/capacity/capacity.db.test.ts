import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../kernel/actor.ts'
import { actorOf, inPlaceOf, tries } from '../../../../test/actors.ts'
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

test('who stands in for the leader is told who cannot take a piece of work, and reads nobody’s list', async () => {
  const [leader, deputy, colleague] = [await actorOf(world, 'tone'), await actorOf(world, 'ragnhild'), await actorOf(world, 'amir')]
  const inPlace = inPlaceOf(deputy, leader, ['guidance'])
  const rows = `select 1 from team.partiality where person_id = '${ids.amir}'`
  expect([await tries(world, leader, rows), await tries(world, colleague, rows), await tries(world, deputy, rows), await tries(world, inPlace, rows)]).toEqual(['yes', 'yes', 'no', 'no'])
  const told = (who: Actor) => tries(world, who, `select 1 from team.partial_today('${leader.orgId}') where person_id = '${ids.amir}'`)
  expect([await told(leader), await told(inPlace), await told(colleague), await told(deputy), await told(await actorOf(world, 'olav', 'authority'))]).toEqual(['yes', 'yes', 'yes', 'no', 'no'])

  const [delegation] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-31)', '{guidance}', now()) returning id", [leader.membershipId, deputy.personId])
  const standsIn = await world.as('ragnhild')
  await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [leader.membershipId, delegation?.id, deputy.personId])
  const list = await see(standsIn, `/kapasitet/timer/${ids.amir}`)
  expect([list.includes('Lista leser bare rådgiveren og lederen selv.'), list.includes('Bråtet foreldrebarnehage, fra'), list.includes('Ingen er ført opp.')]).toEqual([true, false, false])
  const [open] = await world.asOwner<{ id: string }>("select id from team.commitment where what = 'Samtale om ny rammeplan'")
  expect(await see(standsIn, `/kapasitet/hvem?lovet=${open?.id}`)).toContain('Amir Nord: inhabil for barnehagen eller eieren.')
  const given = await standsIn.post(`/kapasitet/lovet/${open?.id}/gi`, { hvem: ids.amir, versjon: '1' })
  expect([given.status, words(given.text).includes('Rådgiveren er inhabil')]).toEqual([409, true])
  await world.asOwner('update identity.session set membership_id = $1, delegation_id = null where delegation_id = $2', [deputy.membershipId, delegation?.id])
  await world.asOwner('delete from identity.delegation where id = $1', [delegation?.id])
})

test.each<[string, Form, number, string]>([
  ['a thousand million hours', { timer: '1000000000' }, 422, 'Skriv hvor mange timer i uken, fra 0 til 45.'],
  ['hours below nothing', { timer: '-1' }, 422, 'Skriv hvor mange timer i uken, fra 0 til 45.'],
  ['140 %', { timer: '140 %' }, 422, 'Skriv hvor mange timer i uken, fra 0 til 45.'],
  ['the year 1', { fra: '1.1.0001' }, 422, 'Skriv en dato'],
  ['the year 9999', { fra: '31.12.9999' }, 422, 'Skriv en dato'],
  ['a year that is a slip of the finger', { fra: '1.3.2072' }, 409, 'Det er mer enn tre år fram. Sjekk årstallet.'],
])('hours are refused in words, and stand as they were typed: %s', async (_, more, status, sentence) => {
  const before = await seen()
  const reply = await ragnhild.post(own(), await hours({ fra: '1.3.2027', ...more }))
  expect([reply.status, words(reply.text).includes(sentence), await seen()]).toEqual([status, true, before])
  for (const typed of Object.values(more)) expect(reply.text).toContain(`value="${String(typed)}"`)
})
test('days away in the year 2199 are refused in words', async () => {
  const reply = await ragnhild.post(`${own()}/fravar`, { borte: '1.3.2199', tilbake: '5.3.2199' })
  expect([reply.status, words(reply.text).includes('Det er mer enn tre år fram. Sjekk årstallet.')]).toEqual([409, true])
})
test('one who has left the team has no page of hours, and none is written for them', async () => {
  await world.asOwner("update identity.membership set period = daterange(lower(period), '2026-11-23') where person_id = $1 and role = 'adviser'", [ids.amir])
  const path = `/kapasitet/timer/${ids.amir}`
  expect([(await tone.get(path)).status, (await tone.post(path, await hours({ versjon: '1', base: '' }))).status, (await tone.post(`${path}/fravar`, { borte: '14.6.2027', tilbake: '18.6.2027' })).status]).toEqual([404, 404, 404])
  expect(await world.asOwner("select 1 from team.work_hours where person_id = $1 and lower(period) >= '2026-11-23'", [ids.amir])).toEqual([])
  await world.asOwner("update identity.membership set period = daterange(lower(period), null) where person_id = $1 and role = 'adviser'", [ids.amir])
})

test('estimates are the leader’s: a new one holds from its day, and the one before is kept', async () => {
  expect((await amir.get('/kapasitet/anslag')).status).toBe(403)
  expect((await tone.post('/kapasitet/anslag', { slag: 'guidance', besok: '0', hvert: '2', rundt: '4' })).status).toBe(422)
  expect((await tone.post('/kapasitet/anslag', { slag: 'guidance', besok: '8', hvert: '1,5', rundt: '4', gjelder: '23.11.2026' })).status).toBe(303)
  expect(await see(tone, '/kapasitet/anslag')).toMatch(/Veiledning 8 1,5 4 Fra 23\. november 2026/)
  for (const [gjelder, sentence] of [['22.11.2026', 'Dagen har vært.'], ['1.1.2072', 'Sjekk årstallet.']] as const) {
    const reply = await tone.post('/kapasitet/anslag', { slag: 'guidance', besok: '7', hvert: '1', rundt: '0', gjelder })
    expect([reply.status, words(reply.text).includes(sentence), reply.text.includes(`value="${gjelder}"`)]).toEqual([409, true, true])
  }
  expect((await tone.post('/kapasitet/anslag', { slag: 'course', besok: '2', hvert: '6', rundt: '10', gjelder: '1.1.2027' })).status).toBe(303)
  expect(await see(tone, '/kapasitet/anslag')).toContain('Kurs fra 1. januar 2027: 2 besøk på 6 timer, og 10 timer før og etter')
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
  // One who begins later has no hours now: the sum would be that of two.
  await world.asOwner("update team.work_hours set period = '[2027-03-01,)' where person_id = $1", [ids.amir])
  await reckonTold(world.deps)
  const later = await see(olav, '/kapasitet')
  expect([/november 2026 \d+ timer/.test(later), later.includes('februar 2027'), /mars 2027 \d+ timer/.test(later), later.includes('Måneder der færre enn tre i teamet har timer, vises ikke.')]).toEqual([false, false, true, true])
  await world.asOwner('delete from team.work_hours where person_id = $1', [ids.amir])
  await reckonTold(world.deps)
  expect(await see(olav, '/kapasitet')).toContain('Færre enn tre i teamet har skrevet timer.')
})

test('a large team stands one adviser below the other, with a column for each week', async () => {
  await world.asOwner(`with p as (insert into identity.person (name, email, created_at) select 'Rådgiver ' || n, 'radgiver' || n || '@samspill.example.no', now() from generate_series(1, 6) n returning id)
    insert into identity.membership (person_id, org_id, role, period) select p.id, $1, 'adviser', '[2026-01-01,)' from p`, [await world.org('Kompetanseteam barnehage Fjordvik')])
  const [, heads = ''] = /<thead[^>]*>(.*?)<\/thead>/s.exec((await tone.get('/kapasitet?fra=2026-12-28&sprak=nb')).text) ?? []
  expect([words(heads).includes('Rådgiver Uke 53 Uke 1 Uke 2'), heads.includes('Rådgiver 1')]).toEqual([true, false])
  await world.asOwner("delete from identity.membership m using identity.person p where p.id = m.person_id and p.name like 'Rådgiver %'")
  await world.asOwner("delete from identity.person where name like 'Rådgiver %'")
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

test('a team where nobody has written anything is shown where to begin; what others have begun is told of', async () => {
  await world.asOwner('delete from team.commitment')
  expect(await see(tone, '/kapasitet')).toMatch(/\d+ saker, tiltak, nettverk og kurs har begynt, men er ikke regnet med her\. Ta det inn i lovet arbeid/)
  await world.asOwner('delete from team.work_hours')
  const page = await see(ragnhild, '/kapasitet')
  expect([page.includes('Ingen har skrevet timer ennå'), page.includes('Skriv timene dine'), page.includes('Uker med for mye')]).toEqual([true, true, false])
})
