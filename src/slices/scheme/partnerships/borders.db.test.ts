import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'

// Where a partnership meets something else: two clicks with one key, a kindergarten that changed owner, a proposal that was turned down, a number of a person, an old page.

let world: World
let [olav, ulla, liv] = [] as unknown as [Browser, Browser, Browser]
let [running, ending] = ['', '']
beforeAll(async () => {
  world = await openWorld()
  ;[olav, ulla, liv] = await Promise.all([world.as('olav', 'owner'), world.as('ulla'), world.as('liv')])
  running = await one("select id from scheme.partnership where name = 'Lek og språk i Fjordvik' order by period desc limit 1")
  ending = await one("select id from scheme.partnership where name = 'Leken ute'")
})
afterAll(() => world.close())

const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(`nothing: ${text}`)
const count = async (what: string, values: unknown[] = []) => (await world.asOwner(`select 1 from ${what}`, values)).length
const see = async (who: Browser, path: string) => words((await who.get(path)).text)
const sent = async (who: Browser, path: string, form: Form) => { const reply = await who.post(path, form); return [reply.status, words(reply.text)] as const }
const key = () => crypto.randomUUID()

describe('begun', () => {
  const form = (more: Form): Form => ({ nokkel: key(), navn: 'Et nytt partnerskap', nettverk: '', fra: '1.8.2040', til: '31.7.2042', ...more })
  test('by a university, with an owner from a list that can be searched in without script, or by its number', async () => {
    const owner = await world.org('Stiftelsen Fjordgløtt')
    const all = (await ulla.get('/partnerskap/ny')).text
    expect(all).toContain(`value="${owner}"`)
    const found = (await ulla.get('/partnerskap/ny?sok=fjordgl%C3%B8tt%20stiftelsen')).text
    expect([found.includes(`value="${owner}" selected`) || found.includes(`selected value="${owner}"`), found.includes(`value="${await world.org('Fjordvik kommune')}"`)]).toEqual([true, false])
    expect((await ulla.post('/partnerskap/ny', form({ motpart: owner }))).status).toBe(303)
    const [{ number } = { number: '' }] = await world.asOwner<{ number: string }>("select organisation_number as number from register.organisation where name = 'Fjordvik kommune'")
    expect((await ulla.post('/partnerskap/ny', form({ motpart: '', nummer: `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}` }))).status).toBe(303)
    for (const [more, sentence] of [[{ motpart: '', nummer: '' }, 'Velg den andre parten.'], [{ motpart: owner, nummer: number }, 'ikke begge deler'], [{ motpart: '', nummer: '999999999' }, 'Vi finner ikke den andre parten.']] as const) {
      const [status, said] = await sent(ulla, '/partnerskap/ny', form({ ...more, fra: '1.8.2050', til: '' }))
      expect([status, said.includes(sentence) ? sentence : said]).toEqual([422, sentence])
    }
  })
  test('only owners of the university’s region are in the list', async () => {
    await world.asOwner("insert into register.region (id, name) values ('annet-sted', 'Et annet sted') on conflict do nothing")
    const id = await one("insert into register.organisation (region_id, kind, name, created_at) values ('annet-sted', 'owner', 'Eier et annet sted', now()) returning id")
    expect((await ulla.get('/partnerskap/ny')).text).not.toContain(id)
  })
  test('twice with the same key is one; with other words it is another, and the two have no two at once', async () => {
    const [nokkel, motpart] = [key(), await world.org('Høgskolen i Fjordvik')]
    const start = (more: Form) => olav.post('/partnerskap/ny', form({ nokkel, motpart, fra: '1.8.2060', til: '31.7.2061', ...more }))
    const [first, again] = await Promise.all([start({}), start({})])
    expect([first.status, again.location]).toEqual([303, first.location])
    expect((await start({ navn: 'Noe annet' })).status).toBe(422)
    const other = await start({ navn: 'Noe annet', fra: '1.8.2062', til: '31.7.2063' })
    expect([other.status, other.location === first.location]).toEqual([303, false])
  })
  test('in years nobody lives in is refused in words', async () => {
    const [status, said] = await sent(olav, '/partnerskap/ny', form({ motpart: await world.org('Høgskolen i Fjordvik'), fra: '1.8.1999', til: '' }))
    expect([status, said.includes('Skriv et år fra 2000 til 2099.')]).toEqual([422, true])
  })
  test('stands in the region of its owner, whatever is written past the program', async () => {
    const [eva, university] = [await actorOf(world, 'eva'), await actorOf(world, 'ulla')]
    const begin = (region: string) => `insert into scheme.partnership (region_id, start_key, owner_id, partner_id, name, period, begun_at, begun_by_name, changed_at, changed_by_name, owner_confirmed, owner_confirmed_at, owner_confirmed_by_name) values ('${region}', gen_random_uuid(), '${eva.orgId}', '${university.orgId}', 'x', '[2070-01-01,)', now(), '${eva.name}', now(), '${eva.name}', 1, now(), '${eva.name}')`
    expect([await tries(world, eva, begin('oslo-viken')), await tries(world, eva, begin('annet-sted'))]).toEqual(['yes', 'no'])
  })
})

test('a number of a person is kept nowhere: not in the name of a network, a note of capacity, or who answers for a promise', async () => {
  const person = 'Ring 13097248022'
  const change = { navn: 'Lek og språk i Fjordvik', fra: '1.8.2025', til: '31.7.2028', medlemmer: '', versjon: '1' }
  for (const [who, path, form] of [
    [olav, '/partnerskap/ny', { nokkel: key(), motpart: await world.org('Høgskolen i Fjordvik'), navn: 'x', nettverk: person, fra: '1.8.2080', til: '' }],
    [olav, `/partnerskap/${running}/endring`, { ...change, nettverk: person }],
    [ulla, '/partnerskap/kapasitet', { kapasitetsar: '2026', barnehager: '4', merknad: person }],
    [ulla, `/partnerskap/${running}/lofter`, { hva: 'To samlinger', svarer: person, lofra: '1.8.2026', lotil: '1.9.2026' }],
  ] as const) {
    const [status, said] = await sent(who, path, form)
    expect([path, status, said.includes('fødselsnummer')]).toEqual([path, 422, true])
  }
})

test('a single child is pointed out before anything is saved, and what was written is kept', async () => {
  const form = { barnehagear: '2026', lart: 'Mamma til Ola sa at han har autisme.', tilbake: 'Ingenting', sett: '0' }
  const back = await ulla.post(`/partnerskap/${running}/notater`, form)
  expect([back.status, back.text.includes('Mamma til Ola'), await count('scheme.partnership_note where partnership_id = $1 and year = 2026', [running])]).toEqual([422, true, 0])
})

test('a note on an old page is refused once, and saved when what a colleague wrote has been read', async () => {
  const path = `/partnerskap/${running}/notater`
  const form = { barnehagear: '2025', lart: 'Noe nytt', tilbake: 'Og enda mer', sett: '0' }
  const refused = await ulla.post(path, form)
  const sett = /name="sett" value="(\d+)"/.exec(refused.text)?.[1] ?? ''
  expect([refused.status, refused.text.includes('Noe nytt'), sett]).toEqual([409, true, '1'])
  expect((await ulla.post(path, { ...form, sett })).status).toBe(303)
})

test('a session with the same key, words and day, but other kindergartens, is another session', async () => {
  const [nokkel, solstrala, fjordglott] = [key(), await world.org('Solstråla barnehage'), await world.org('Fjordgløtt barnehage')]
  const plan = (barnehager: string[]) => ulla.post(`/partnerskap/${running}/samlinger`, { nokkel, hva: 'Samme ord', dag: '3.12.2026', sted: 'Rådhuset', barnehager })
  for (const those of [[solstrala], [solstrala], [fjordglott], [], [fjordglott]]) expect((await plan(those)).status).toBe(303)
  expect(await count("scheme.partnership_session where what = 'Samme ord'")).toBe(3)
})

test('a session is moved with the kindergartens that still have an owner in the partnership', async () => {
  const kindergarten = await world.org('Fjordgløtt barnehage')
  expect((await ulla.post(`/partnerskap/${running}/samlinger`, { nokkel: key(), hva: 'Skal flyttes', dag: '4.12.2026', sted: 'Rådhuset', barnehager: [kindergarten, await world.org('Solstråla barnehage')] })).status).toBe(303)
  const id = await one("select id from scheme.partnership_session where what = 'Skal flyttes'")
  await world.asOwner("update register.relation set to_id = $2 where from_id = $1 and kind = 'owned-by' and upper_inf(period)", [kindergarten, await world.org('Eventyrkjeden')])
  expect((await olav.post(`/partnerskap/${running}/samlinger/${id}/avlysning`, { hvem: 'neither', grunn: 'Storm.', nydag: '10.12.2026' })).status).toBe(303)
  expect(await world.asOwner<{ name: string }>('select o.name from scheme.partnership_session s join scheme.partnership_session_kindergarten k on k.session_id = s.id join register.organisation o on o.id = k.kindergarten_id where s.moved_from = $1', [id])).toEqual([{ name: 'Solstråla barnehage' }])
  expect(await see(olav, `/partnerskap/${running}/samlinger/${id}`)).toContain('Storm. Ny dag: 10. desember 2026')
  await world.asOwner("update register.relation set to_id = $2 where from_id = $1 and kind = 'owned-by' and upper_inf(period)", [kindergarten, await world.org('Stiftelsen Fjordgløtt')])
})

test('who has taken over from somebody is not removed the same day', async () => {
  const path = `/partnerskap/${running}/kontakter`
  const add = async (kontakt: string) => { expect((await ulla.post(path, { kontakt, oppgave: 'teaches', epost: '' })).status).toBe(303); return one('select id from scheme.partnership_contact where name = $1', [kontakt]) }
  const [leaves, heir] = [await add('Den som slutter'), await add('Den som kommer')]
  expect((await ulla.post(`${path}/${leaves}/avgang`, { siste: '23.11.2026', overtar: heir, merknad: '' })).status).toBe(303)
  expect((await ulla.post(`${path}/${heir}/fjerning`)).location).toBe(`/partnerskap/${running}/folk`)
  expect(await count('scheme.partnership_contact where id = $1', [heir])).toBe(1)
})

test('owners of a network without a name are named too', async () => {
  const version = String((await world.asOwner<{ version: number }>('select version from scheme.partnership where id = $1', [running]))[0]?.version)
  const numbers = await world.asOwner<{ number: string }>("select organisation_number as number from register.organisation where name in ('Stiftelsen Fjordgløtt', 'Eventyrkjeden') order by name")
  expect((await olav.post(`/partnerskap/${running}/endring`, { navn: 'Lek og språk i Fjordvik', nettverk: '', fra: '1.8.2025', til: '31.7.2028', medlemmer: numbers.map(({ number }) => `${number.slice(0, 3)} ${number.slice(3)}`).join('\n'), versjon: version })).status).toBe(303)
  expect(await see(ulla, `/partnerskap/${running}`)).toMatch(/Nettverk av eiere (Eventyrkjeden, )?Stiftelsen Fjordgløtt/)
})

test('a new period that was turned down makes room for another', async () => {
  const path = `/partnerskap/${ending}/fornyelse`
  const first = (await liv.post(path, { til: '31.1.2029' })).location ?? ''
  expect((await ulla.post(`${first}/avslutning`, { grunn: 'Vi vil ha en kortere periode' })).status).toBe(303)
  expect(await see(liv, '/oppgaver')).toContain('Snakk med Høgskolen i Fjordvik om partnerskapet skal fornyes')
  const pressed = await Promise.all([liv, ulla].map((who) => who.post(path, { til: '31.1.2028' })))
  expect([new Set(pressed.map(({ location }) => location)).size, pressed[0]?.location === first]).toEqual([1, false])
  expect(await see(liv, path)).toContain('En ny periode er foreslått')
  expect(await count('scheme.partnership where previous_id = $1', [ending])).toBe(2)
})

test('a head sees that what was planned comes to nothing when the partnership has ended', async () => {
  const siri = await world.as('siri')
  expect(await see(siri, '/partnerskap')).toContain('Samme ord')
  expect((await olav.post(`/partnerskap/${running}/avslutning`, { grunn: 'Vi går videre på egen hånd' })).status).toBe(303)
  const page = await see(siri, '/partnerskap')
  expect([page.includes('Partnerskapet er avsluttet'), page.includes('si hvordan det gikk')]).toEqual([true, false])
  const [status, said] = await sent(ulla, `/partnerskap/${running}/notater`, { barnehagear: '2028', lart: 'x', tilbake: 'x', sett: '0' })
  expect([status, said.includes('Velg et barnehageår partnerskapet varer i.')]).toEqual([409, true])
})
