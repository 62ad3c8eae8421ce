import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { remindSchools } from './actions.ts'

// A school in a network of kindergartens, from the team's question until it has left, on the real database.

let world: World
let tone: Browser
let nora: Browser
let nils: Browser
let knut: Browser
let ids: Record<'kvitveis' | 'braatet' | 'lia' | 'fjord' | 'far', string>
beforeAll(async () => {
  world = await openWorld()
  await signIn()
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage'), lia: await world.org('Lia skole'), fjord: await world.org('Fjordvik skole'), far: crypto.randomUUID() }
  await world.asOwner("insert into register.organisation (id, kind, name, fictitious, region_id, created_at) values ($1, 'school', 'Langt borte skole', true, 'oslo-viken', now())", [ids.far])
})
afterAll(() => world.close())
const signIn = async () => {
  ;[tone, nora, nils, knut] = await Promise.all([world.as('tone'), world.as('nora'), world.as('nils'), world.as('knut')])
}

const noticesTo = async (path: string) => (await world.asOwner<{ kind: string; who: string }>('select n.kind, p.name as who from messaging.notice n join identity.person p on p.id = n.person_id where n.path = $1 order by n.kind, p.name', [path])).map(({ kind, who }) => `${kind} ${who}`)
const see = async (who: Browser, path: string) => words((await who.get(`${path}?sprak=nb`)).text)

let made = 0
/** A network with Kvitveis and Bråtet in it. */
async function network(): Promise<string> {
  const reply = await tone.post('/nettverk', { navn: `Sammen ${++made}`, hvem: 'heads', leder: 'Tone Haugen', fra: '23.11.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '', barnehage: [ids.kvitveis, ids.braatet] })
  const id = reply.location?.split('/')[2] ?? expect.fail(words(reply.text).slice(0, 300))
  await world.asOwner("update measures.network_invitation set state = 'accepted', answered_at = now(), answered_by_name = 'x' where network_id = $1", [id])
  await world.asOwner("insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select network_id, team_org_id, kindergarten_id, '[2026-11-23,2027-12-01)' from measures.network_invitation where network_id = $1", [id])
  return id
}
const meet = async (id: string, more: Form = {}) => (await tone.post(`/nettverk/${id}/moter`, { tittel: 'Lek og skolestart', dato: '30.11.2026', fra: '09.00', til: '11.00', sted: 'Rådhuset', forberedelse: 'Les kapittel ni.', ...more })).location ?? expect.fail('no meeting')
const ask = (id: string, skole: Form[string] = ids.fjord, skolefrist = '7.12.2026') => tone.post(`/nettverk/${id}/skoler?sprak=nb`, { skole, skolefrist })
const invitationTo = async (id: string, school = ids.fjord) => (await world.asOwner<{ id: string }>('select id from measures.network_school where network_id = $1 and school_id = $2 order by invited_at desc, id desc limit 1', [id, school]))[0]?.id ?? expect.fail('not asked')
/** A network with Fjordvik skole in it. */
async function joined(): Promise<{ readonly id: string; readonly invitation: string }> {
  const id = await network()
  expect((await ask(id)).status).toBe(303)
  const invitation = await invitationTo(id)
  expect((await knut.post(`/nettverk/skole/${invitation}/svar`, { svar: 'ja' })).status).toBe(303)
  return { id, invitation }
}
async function upload(browser: Browser, path: string, field: string, name: string, fields: Readonly<Record<string, string>> = {}) {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const payload = `${part('name="_csrf"', browser.session?.csrf ?? '')}${Object.entries(fields).map(([key, value]) => part(`name="${key}"`, value)).join('')}${part(`name="${field}"; filename="${name}"`, '%PDF-1.7')}--${boundary}--\r\n`
  return (await world.app.inject({ method: 'POST', url: path, cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })).statusCode
}
const fileNamed = async (name: string) => (await world.asOwner<{ id: string }>('select id from measures.network_file where name = $1 order by added_at desc limit 1', [name]))[0]?.id ?? expect.fail(name)

test('the team asks, the school leader says yes and reads what comes; kindergartens are told, and what was before is theirs', async () => {
  const id = await network()
  const before = await meet(id, { tittel: 'Før skolen', dato: '23.11.2026', fra: '08.00', til: '09.00' })
  const coming = await meet(id)
  expect((await tone.post(`${before}/notat`, { notat: 'Vi snakket om oss selv.', mellom: 'Prøv ut.', versjon: '1' })).status).toBe(303)
  expect(await see(tone, `/nettverk/${id}`)).toContain('Skoler dere kan invitere')
  expect((await ask(id)).status).toBe(303)
  const invitation = await invitationTo(id)
  expect(await noticesTo(`/nettverk/skole/${invitation}`)).toEqual(['network-invited Knut Eide'])
  expect(await see(knut, '/oppgaver')).toContain(`Svar på invitasjonen til nettverket «Sammen ${made}»`)
  for (const path of ['/nettverk', `/nettverk/${id}`, `/nettverk/skole/${invitation}`]) expect(await see(knut, path)).toContain(`Sammen ${made}`)
  expect(await see(knut, `/nettverk/skole/${invitation}`)).toContain('Bråtet foreldrebarnehage')
  for (const path of [before, coming]) expect((await knut.get(path)).status, 'before the answer').toBe(404)
  expect(await see(nora, `/nettverk/${id}`)).toContain('Fjordvik skole er invitert, og har ikke svart ennå')

  expect((await knut.post(`/nettverk/skole/${invitation}/svar`, {})).status).toBe(422)
  expect((await knut.post(`/nettverk/skole/${invitation}/svar`, { svar: 'nei' })).status, 'a no has a reason').toBe(422)
  expect((await knut.post(`/nettverk/skole/${invitation}/svar`, { svar: 'ja' })).status).toBe(303)
  const twice = await knut.post(`/nettverk/skole/${invitation}/svar?sprak=nb`, { svar: 'nei', grunn: 'no-time' })
  expect([twice.status, words(twice.text).includes('Invitasjonen er besvart allerede')]).toEqual([409, true])
  expect(await noticesTo(`/nettverk/${id}`)).toEqual(expect.arrayContaining(['network-answered Tone Haugen', 'network-school-joined Nils Hage', 'network-school-joined Nora Vik']))

  const page = await see(knut, `/nettverk/${id}`)
  expect([page.includes('Lek og skolestart'), page.includes('Kvitveis familiebarnehage'), page.includes('Før skolen'), page.includes('kommet og gått')]).toEqual([true, true, false, false])
  expect(await see(knut, coming)).toContain('Les kapittel ni.')
  expect((await knut.get(before)).status).toBe(404)
  expect(await see(knut, '/arshjul')).toContain(`Sammen ${made}: Lek og skolestart`)
  expect(await see(knut, '/skole')).toContain(`Sammen ${made}: Lek og skolestart`)
  expect(await see(nora, `/nettverk/${id}`)).toContain('Fjordvik skole, med fra 23. november 2026')
  expect(await see(tone, coming)).toContain('Fjordvik skole kan også lese det dere skriver her')
  expect(await see(tone, before)).not.toContain('kan også lese det dere skriver her')
  for (const [method, path] of [['post', `/nettverk/${id}/moter`], ['post', `${coming}/notat`], ['post', `${coming}/fortalt`], ['post', `/nettverk/${id}/avslutning`]] as const) expect((await knut[method](path, {})).status).toBe(403)
})

test('a meeting that is planned, moved and called off is told of and is in the subscription', async () => {
  const { id } = await joined()
  const path = await meet(id)
  expect(await noticesTo(path)).toContain('network-meeting-planned Knut Eide')
  await knut.post('/arshjul/abonnement', {})
  const address = /\/kalender\/[\w-]+\.ics/.exec((await knut.get('/arshjul/abonnement')).text)?.[0] ?? expect.fail('no address')
  expect((await knut.get(address)).text.replaceAll(/\r\n /g, '')).toContain(`Sammen ${made}: Lek og skolestart`)
  expect((await tone.post(`${path}/avlysning`)).status).toBe(303)
  expect(await noticesTo(path)).toContain('network-meeting-called-off Knut Eide')
  expect((await knut.get(address)).text.replaceAll(/\r\n /g, '')).not.toContain(`Sammen ${made}: Lek og skolestart`)
})

test('what is shared is for the kindergartens until whoever shares says that the schools may read it too', async () => {
  const id = await network()
  const path = await meet(id)
  expect(await upload(nora, `${path}/egne-filer`, 'egenfil', 'for-skolen-kom.pdf', { 'fra-barnehage': ids.kvitveis, 'for-skoler': 'ja' }), 'nobody was asked then').toBe(303)
  expect((await nora.get(path)).text, 'nothing to choose').not.toContain('name="for-skoler"')
  await world.asOwner("update measures.network_file set added_at = added_at - interval '1 hour' where network_id = $1", [id])
  expect((await ask(id)).status).toBe(303)
  expect((await knut.post(`/nettverk/skole/${await invitationTo(id)}/svar`, { svar: 'ja' })).status).toBe(303)
  const form = (await nora.get(`${path}?sprak=nb`)).text
  expect([form.includes('name="for-skoler"'), words(form).includes('Gjelder Fjordvik skole. Uten kryss er det bare for barnehagene.')]).toEqual([true, true])
  expect(await upload(nora, `${path}/egne-filer`, 'egenfil', 'bare-oss.pdf', { 'fra-barnehage': ids.kvitveis })).toBe(303)
  expect(await upload(nora, `${path}/egne-filer`, 'egenfil', 'ogsaa-skolen.pdf', { 'fra-barnehage': ids.kvitveis, 'for-skoler': 'ja' })).toBe(303)
  expect(await upload(tone, `${path}/filer`, 'fil', 'teamets.pdf')).toBe(303)
  expect(await upload(tone, `${path}/filer`, 'fil', 'teamets-til-alle.pdf', { 'for-skoler': 'ja' })).toBe(303)
  const [school, fellow] = [await see(knut, path), await see(nils, path)]
  for (const [name, reads] of [['for-skolen-kom.pdf', false], ['bare-oss.pdf', false], ['ogsaa-skolen.pdf', true], ['teamets.pdf', false], ['teamets-til-alle.pdf', true]] as const) {
    expect([name, school.includes(name), fellow.includes(name)]).toEqual([name, reads, true])
    expect([name, (await knut.get(`${path}/filer/${await fileNamed(name)}`)).status, (await nils.get(`${path}/filer/${await fileNamed(name)}`)).status]).toEqual([name, reads ? 200 : 404, 200])
  }
  expect(fellow, 'it is said with what is for the schools').toContain('Også for skolene')
})

test('what a kindergarten tells of the work may be given to the schools, and taken back', async () => {
  const { id } = await joined()
  const path = await meet(id, { dato: '23.11.2026', fra: '13.00', til: '14.00' })
  expect((await tone.post(`${path}/notat`, { notat: 'Alle var med.', mellom: 'Prøv to faste soner.', versjon: '1' })).status).toBe(303)
  const tell = (fortalt: string, version: string, more: Form = {}) => nora.post(`${path}/fortalt?sprak=nb`, { barnehage: ids.kvitveis, fortalt, [`versjon-${ids.kvitveis}`]: version, ...more })
  expect((await tell('Vi sto i hver vår sone.', '0')).status).toBe(303)
  expect([(await see(knut, path)).includes('Alle var med.'), (await see(knut, path)).includes('hver vår sone')]).toEqual([true, false])
  expect((await tell('Vi sto i hver vår sone.', '1', { 'for-skoler': 'ja' })).status).toBe(303)
  expect(await see(knut, path)).toContain('hver vår sone')
  const back = await tell('', '2', { 'for-skoler': 'ja' })
  expect([back.status, /name="for-skoler"[^>]*checked/.test(back.text)], 'what was ticked stays ticked').toEqual([422, true])
  expect((await tell('Vi sto i hver vår sone.', '2')).status).toBe(303)
  expect(await see(knut, path)).not.toContain('hver vår sone')
})

test('who comes from a school is counted by itself, never among the kindergartens', async () => {
  const { id } = await joined()
  const path = await meet(id, { dato: '23.11.2026', fra: '13.00', til: '14.00' })
  expect((await tone.post(`${path}/oppmote`, { [`antall-${ids.kvitveis}`]: '2', [`antall-${ids.fjord}`]: '3', [`antall-${ids.lia}`]: '7' })).status).toBe(303)
  expect(await world.asOwner('select kindergarten_id as id, people from measures.network_presence where network_id = $1', [id])).toEqual([{ id: ids.kvitveis, people: 2 }])
  expect(await world.asOwner('select school_id as id, people from measures.network_school_presence where network_id = $1', [id]), 'a school that is not in it is not counted').toEqual([{ id: ids.fjord, people: 3 }])
  const team = await see(tone, path)
  expect([team.includes('I alt 2'), team.includes('ikke regnet med blant barnehagene: Fjordvik skole: 3')]).toEqual([true, true])
  const school = await see(knut, path)
  expect([school.includes('Fjordvik skole: 3'), school.includes('I alt')]).toEqual([true, false])
})

test('a school leaves, or is taken out, and reads no more; asked again it reads from then on', async () => {
  const { id, invitation } = await joined()
  const path = await meet(id)
  expect((await knut.post(`/nettverk/skole/${invitation}/utmelding`, {})).status).toBe(422)
  expect((await knut.post(`/nettverk/skole/${invitation}/utmelding`, { grunn: 'no-time' })).status).toBe(303)
  expect([(await knut.get(path)).status, (await see(knut, `/nettverk/${id}`)).includes('Lek og skolestart'), (await see(knut, '/arshjul')).includes(`Sammen ${made}`)]).toEqual([404, false, false])
  expect(await noticesTo(`/nettverk/${id}`)).toContain('network-left Tone Haugen')
  const again = await knut.post(`/nettverk/skole/${invitation}/utmelding?sprak=nb`, { grunn: 'no-time' })
  expect([again.status, words(again.text).includes('Skolen er ikke med i nettverket')]).toEqual([409, true])
  expect((await ask(id)).status).toBe(303)
  const second = await invitationTo(id)
  expect((await knut.post(`/nettverk/skole/${second}/svar`, { svar: 'ja' })).status).toBe(303)
  expect((await knut.get(path)).status).toBe(200)
  expect((await tone.post(`/nettverk/skole/${second}/utmelding`, { grunn: 'other' })).status).toBe(303)
  expect([(await knut.get(path)).status, await noticesTo(`/nettverk/skole/${second}`)]).toEqual([404, ['network-invited Knut Eide', 'network-left Knut Eide']])
})

describe('asking', () => {
  test.each<[string, (id: string) => Promise<unknown>, () => Form[string], string, number, string]>([
    ['nobody', async () => {}, () => [], '7.12.2026', 422, 'Velg minst én skole.'],
    ['a day that is gone', async () => {}, () => ids.fjord, '1.11.2026', 422, 'Datoen er passert.'],
    ['no day', async () => {}, () => ids.fjord, '', 422, 'Skriv en dato'],
    ['a school elsewhere', async () => {}, () => ids.far, '7.12.2026', 409, 'Langt borte skole: Skolen ligger ikke i kommunen'],
    ['one that is asked', (id) => ask(id), () => ids.fjord, '7.12.2026', 409, 'Er invitert og har ikke svart ennå.'],
    ['one that is closed', () => world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [ids.lia]), () => [ids.lia, ids.fjord], '7.12.2026', 409, 'Lia skole: Skolen er lagt ned.'],
    ['when it has ended', (id) => tone.post(`/nettverk/${id}/avslutning`, { grunn: 'finished' }), () => ids.fjord, '7.12.2026', 409, 'Nettverket er avsluttet.'],
  ])('%s is refused in words, and nobody is asked', async (_, first, skole, skolefrist, status, sentence) => {
    const id = await network()
    await first(id)
    const before = await world.asOwner('select id from measures.network_school where network_id = $1', [id])
    const reply = await ask(id, skole(), skolefrist)
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
    expect(await world.asOwner('select id from measures.network_school where network_id = $1', [id])).toEqual(before)
    await world.asOwner('update register.organisation set closed_on = null where id = $1', [ids.lia])
  })

  test('over the border only when it works with a kindergarten the team serves; a pair that has ended takes nobody out', async () => {
    const pair = crypto.randomUUID()
    await world.asOwner("insert into coordination.school_pair (id, region_id, kindergarten_id, school_id, starts_on, proposed_by, proposed_at, proposed_by_name, kindergarten_at, kindergarten_by_name, school_at, school_by_name) values ($1, 'oslo-viken', $2, $3, '2026-08-01', 'school', now(), 'x', now(), 'x', now(), 'x')", [pair, ids.kvitveis, ids.far])
    const id = await network()
    expect(await see(tone, `/nettverk/${id}`)).toContain('Langt borte skole Samarbeider med Kvitveis familiebarnehage')
    expect((await ask(id, ids.far)).status).toBe(303)
    expect(await see(tone, `/nettverk/${id}`)).toContain('skolen har ingen skoleleder i Samspill')
    await world.asOwner("update measures.network_school set state = 'accepted', joined_on = '2026-11-23', answered_at = now(), answered_by_name = 'x' where network_id = $1", [id])
    await world.asOwner("update coordination.school_pair set ended_on = '2026-11-20', ended_at = now(), end_reason = 'x', ended_by_name = 'x' where id = $1", [pair])
    expect(await see(nora, `/nettverk/${id}`)).toContain('Langt borte skole, med fra 23. november 2026')
  })

  test('an invitation is taken back, is reminded of once, and goes when the network ends', async () => {
    const [one, two] = [await network(), await network()]
    await ask(one)
    await ask(two)
    const [first, second] = [await invitationTo(one), await invitationTo(two)]
    expect((await knut.post(`/nettverk/skole/${first}/tilbaketrekking`)).status).toBe(403)
    expect((await tone.post(`/nettverk/skole/${first}/tilbaketrekking`)).status).toBe(303)
    const late = await knut.post(`/nettverk/skole/${first}/svar?sprak=nb`, { svar: 'ja' })
    expect([late.status, words(late.text).includes('Invitasjonen er trukket tilbake')]).toEqual([409, true])
    world.clock.set(new Date('2026-12-05T07:00:00Z'))
    await signIn()
    const reminded = await remindSchools(world.deps)
    expect([reminded > 0, await remindSchools(world.deps)]).toEqual([true, 0])
    expect(await noticesTo(`/nettverk/skole/${second}`)).toEqual(['network-invited Knut Eide', 'network-reminded Knut Eide'])
    expect((await tone.post(`/nettverk/${two}/avslutning`, { grunn: 'finished' })).status).toBe(303)
    expect(await noticesTo(`/nettverk/skole/${second}`)).toContain('network-ended Knut Eide')
    expect(await see(knut, `/nettverk/skole/${second}`)).toContain('Trukket tilbake')
    world.clock.set(new Date('2026-11-23T09:00:00Z'))
    await signIn()
  })
})

test('the database holds it too: nobody answers for a school but its leader, from today on, and each reads the own', async () => {
  const { id, invitation } = await joined()
  const [team, head, leader] = [await actorOf(world, 'tone'), await actorOf(world, 'nora'), await actorOf(world, 'knut')]
  const other = { ...leader, orgId: ids.lia as typeof leader.orgId }
  const open = await network()
  await ask(open)
  const asked = await invitationTo(open)
  const yes = (by: string, on = '2026-11-23') => `update measures.network_school set state = 'accepted', joined_on = '${on}', answered_at = now(), answered_by_name = '${by}' where id = '${asked}'`
  for (const [what, actor, statement, answer] of [
    ['the team answers', team, yes(team.name), 'no'],
    ['a head answers', head, yes(head.name), 'no'],
    ['another school answers', other, yes(other.name), 'no'],
    ['the leader answers in another name', leader, yes('En annen'), 'no'],
    ['the leader comes in before today', leader, yes(leader.name, '2026-01-01'), 'no'],
    ['the leader answers', leader, yes(leader.name), 'yes'],
    ['a head asks a school', head, `insert into measures.network_school (network_id, team_org_id, school_id, invited_at, invited_by_name, answer_by, told) values ('${id}', '${head.orgId}', '${ids.lia}', now(), '${head.name}', '2026-12-07', 0)`, 'no'],
    ['the team asks a school elsewhere', team, `insert into measures.network_school (network_id, team_org_id, school_id, invited_at, invited_by_name, answer_by, told) values ('${id}', '${team.orgId}', '${ids.far}', now(), '${team.name}', '2026-12-07', 0)`, 'no'],
    ['another school reads it', other, `select 1 from measures.network where id = '${id}'`, 'no'],
    ['another school reads the invitation', other, `select 1 from measures.network_school where id = '${invitation}'`, 'no'],
    ['the school reads the team’s note', leader, `select 1 from measures.network_note`, 'no'],
    ['the school reads who was asked', leader, `select 1 from measures.network_invitation`, 'no'],
    ['the school reads how many came from kindergartens', leader, `select 1 from measures.network_presence`, 'no'],
    ['nobody reads', undefined, `select 1 from measures.network_school`, 'no'],
  ] as const) expect([what, await tries(world, actor, statement)]).toEqual([what, answer])
})
