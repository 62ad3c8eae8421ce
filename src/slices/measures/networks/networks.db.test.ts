import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { forgetNetworks, remind } from './actions.ts'

// A network from the team's form to the last answer, on the real database.

let world: World
let tone: Browser
let ids: Record<'kvitveis' | 'braatet' | 'fjord' | 'troll', string>
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage'), fjord: await world.org('Fjordgløtt barnehage'), troll: await world.org('Trollstua barnehage') }
})
afterAll(() => world.close())

const base = { hvem: 'heads', leder: 'Tone Haugen', fra: '1.12.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '' }
let made = 0
async function founded(kindergartens: readonly string[], more: Record<string, string> = {}): Promise<string> {
  const reply = await tone.post('/nettverk', { ...base, navn: `Nettverk ${++made}`, barnehage: kindergartens, ...more })
  expect([reply.status, words(reply.text).slice(0, 900)]).toEqual([303, expect.anything()])
  return reply.location?.split('/')[2] ?? expect.fail('no network')
}
const invitationTo = async (network: string, kindergarten: string) => (await world.asOwner<{ id: string }>('select id from measures.network_invitation where network_id = $1 and kindergarten_id = $2 order by invited_at desc, id desc limit 1', [network, kindergarten]))[0]?.id ?? expect.fail('not invited')
const noticesTo = async (path: string) => (await world.asOwner<{ kind: string; who: string }>('select n.kind, p.name as who from messaging.notice n join identity.person p on p.id = n.person_id where n.path = $1 order by n.at, p.name', [path])).map(({ kind, who }) => `${kind} ${who}`)

test('a network is made and the kindergartens are asked: head and owner are told, and what the team writes for itself stays there', async () => {
  const network = await founded([ids.kvitveis, ids.braatet], { merknad: 'Ring Bråtet først.' })
  const [kvitveis, braatet] = [await invitationTo(network, ids.kvitveis), await invitationTo(network, ids.braatet)]
  expect(await noticesTo(`/nettverk/invitasjon/${kvitveis}`)).toEqual(['network-invited Nora Vik'])
  expect(await noticesTo(`/nettverk/invitasjon/${braatet}`)).toEqual(['network-invited Nils Hage'])
  const own = await tone.get(`/nettverk/${network}`)
  expect(own.text).toContain('Ring Bråtet først.')
  const nora = await world.as('nora')
  for (const path of [`/nettverk/${network}`, `/nettverk/invitasjon/${kvitveis}`, '/nettverk']) {
    const seen = await nora.get(`${path}?sprak=nb`)
    expect(seen.status).toBe(200)
    expect(words(seen.text)).toContain(`Nettverk ${made}`)
    expect(seen.text).not.toContain('Ring Bråtet')
    expect(words(seen.text), 'who else is asked is the team’s to know').not.toContain('Bråtet foreldrebarnehage')
  }
  expect(words((await nora.get('/oppgaver?sprak=nb')).text)).toContain(`Svar på invitasjonen til nettverket «Nettverk ${made}»`)
  expect((await nora.get(`/nettverk/invitasjon/${braatet}`)).status, 'another kindergarten’s').toBe(404)
  expect((await (await world.as('eva')).get(`/nettverk/${network}`)).status, 'an owner with nobody in it').toBe(404)
  expect((await (await world.as('stine')).get(`/nettverk/${network}`)).status).toBe(403)
  expect((await nora.post('/nettverk', { ...base, navn: 'Mitt', barnehage: [ids.kvitveis, ids.braatet] })).status).toBe(403)
})

test('yes makes a member, no needs a reason, and each may answer once', async () => {
  const network = await founded([ids.kvitveis, ids.braatet, ids.fjord])
  const [nora, nils] = [await world.as('nora'), await world.as('nils')]
  const [kvitveis, braatet] = [await invitationTo(network, ids.kvitveis), await invitationTo(network, ids.braatet)]
  const answer = (id: string) => `/nettverk/invitasjon/${id}/svar`
  expect((await nora.post(answer(kvitveis), {})).status).toBe(422)
  expect((await nora.post(answer(kvitveis), { svar: 'ja' })).status).toBe(303)
  expect(words((await nora.get(`/nettverk/${network}?sprak=nb`)).text)).toContain('Kvitveis familiebarnehage')
  const twice = await nora.post(`${answer(kvitveis)}?sprak=nb`, { svar: 'nei', grunn: 'no-time' })
  expect(twice.status).toBe(409)
  const without = await nils.post(answer(braatet), { svar: 'nei' })
  expect([without.status, words(without.text).includes('Vel ein grunn')]).toEqual([422, true])
  expect((await nils.post(answer(braatet), { svar: 'nei', grunn: 'too-far' })).status).toBe(303)
  expect(words((await nils.get(`/nettverk/${network}`)).text), 'who said no no longer sees who is in it').not.toContain('Kvitveis')
  expect((await nora.post(answer(braatet), { svar: 'ja' })).status, 'not one’s own').toBe(404)
  expect((await tone.post(answer(braatet), { svar: 'ja' })).status, 'the team does not answer').toBe(403)
  const page = words((await tone.get(`/nettverk/${network}`)).text)
  for (const word of ['Ja', 'Nei', 'Venter på svar', 'For lang vei']) expect(page).toContain(word)
  expect(await world.asOwner('select kind, who from audit.event where about_id = $1 and kind in ($2, $3) order by at', [network, 'measures.network-accepted', 'measures.network-declined'])).toEqual([{ kind: 'measures.network-accepted', who: 'Nora Vik' }, { kind: 'measures.network-declined', who: 'Nils Hage' }])
  expect((await world.asOwner('select part from measures.network_kindergarten where network_id = $1', [network])).length, 'begins next week').toBe(1)
})

test('what cannot be asked is refused by name and reason, and nothing is sent', async () => {
  const baerum = (await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and not fictitious limit 1"))[0]?.id ?? ''
  const before = await world.asOwner('select 1 from measures.network')
  const far = await tone.post('/nettverk', { ...base, navn: 'Langt borte', barnehage: [ids.kvitveis, baerum] })
  expect([far.status, words(far.text).includes('hører ikke lenger til dette kompetanseteamet')]).toEqual([409, true])
  expect(far.text).toContain('value="Langt borte"')
  const tries: readonly (readonly [Record<string, string | string[]>, string])[] = [
    [{ barnehage: [ids.kvitveis] }, 'Velg minst to barnehager'],
    [{ navn: '' }, 'Skriv hva nettverket heter'],
    [{ svarfrist: '20.11.2026' }, 'Datoen er passert'],
    [{ svarfrist: '20.11.2027' }, 'i løpet av de neste tre månedene'],
    [{ til: '1.11.2026' }, 'Siste dag kan ikke være før første dag'],
    [{ tema: 'finnes-ikke' }, 'Velg et tema fra lista'],
    [{ merknad: 'Gutten på fire har 01010112345' }, ''],
  ]
  for (const [form, says] of tries) {
    const reply = await tone.post('/nettverk', { ...base, navn: 'Prøve', barnehage: [ids.kvitveis, ids.braatet], ...form })
    expect([form, reply.status, words(reply.text).includes(says)]).toEqual([form, 422, true])
  }
  expect(await world.asOwner('select 1 from measures.network')).toHaveLength(before.length)
  const network = await founded([ids.kvitveis, ids.braatet])
  const again = await tone.post(`/nettverk/${network}/invitasjoner`, { barnehage: [ids.kvitveis, ids.troll], svarfrist: '7.12.2026' })
  expect([again.status, words(again.text).includes('Kvitveis familiebarnehage: Er invitert')]).toEqual([409, true])
  expect((await tone.post(`/nettverk/${network}/invitasjoner`, { barnehage: [ids.troll], svarfrist: '7.12.2026' })).status).toBe(303)
  expect(await noticesTo(`/nettverk/invitasjon/${await invitationTo(network, ids.troll)}`)).toEqual(['network-invited Eva Brekke', 'network-invited Hanne Moen'])
})

test('sent twice it is one network', async () => {
  const nokkel = crypto.randomUUID()
  const send = () => tone.post('/nettverk', { ...base, nokkel, navn: 'To klikk', barnehage: [ids.kvitveis, ids.braatet] })
  const [one, two] = await Promise.all([send(), send()])
  expect([one.status, two.status, one.location === two.location]).toEqual([303, 303, true])
  expect(await world.asOwner('select 1 from measures.network_invitation i join measures.network n on n.id = i.network_id where n.start_key = $1', [nokkel])).toHaveLength(2)
})

test('an invitation is taken back, and then there is nothing to answer', async () => {
  const network = await founded([ids.kvitveis, ids.braatet])
  const invitation = await invitationTo(network, ids.kvitveis)
  expect((await tone.post(`/nettverk/invitasjon/${invitation}/tilbaketrekking`)).status).toBe(303)
  expect((await tone.post(`/nettverk/invitasjon/${invitation}/tilbaketrekking`)).status).toBe(409)
  const late = await (await world.as('nora')).post(`/nettverk/invitasjon/${invitation}/svar`, { svar: 'ja' })
  expect([late.status, words(late.text).includes('trekt tilbake')]).toEqual([409, true])
})

test('a network that ends takes its open invitations with it; a member may leave, with a reason', async () => {
  const network = await founded([ids.kvitveis, ids.braatet], { fra: '1.11.2026' })
  const nora = await world.as('nora')
  const invitation = await invitationTo(network, ids.kvitveis)
  await nora.post(`/nettverk/invitasjon/${invitation}/svar`, { svar: 'ja' })
  expect(await world.asOwner("select 1 from measures.network_member where network_id = $1 and lower(period) = '2026-11-23'", [network])).toHaveLength(1)
  expect((await nora.post(`/nettverk/invitasjon/${invitation}/utmelding`, {})).status).toBe(422)
  expect((await nora.post(`/nettverk/invitasjon/${invitation}/utmelding`, { grunn: 'not-useful' })).status).toBe(303)
  expect((await nora.post(`/nettverk/invitasjon/${invitation}/utmelding`, { grunn: 'not-useful' })).status).toBe(409)
  expect((await tone.post(`/nettverk/${network}/avslutning`, {})).status).toBe(422)
  expect((await tone.post(`/nettverk/${network}/avslutning`, { grunn: 'too-few' })).status).toBe(303)
  expect((await tone.post(`/nettverk/${network}/avslutning`, { grunn: 'too-few' })).status).toBe(409)
  expect((await tone.post(`/nettverk/${network}/invitasjoner`, { barnehage: [ids.troll], svarfrist: '7.12.2026' })).status).toBe(409)
  const late = await (await world.as('nils')).post(`/nettverk/invitasjon/${await invitationTo(network, ids.braatet)}/svar`, { svar: 'ja' })
  expect(late.status).toBe(409)
})

test('the owner moves on, the kindergarten closes, the last day passes: no yes then, and one reminder before', async () => {
  const network = await founded([ids.fjord, ids.braatet, ids.kvitveis])
  const [fjord, braatet] = [await invitationTo(network, ids.fjord), await invitationTo(network, ids.braatet)]
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [ids.fjord])
  const closed = await (await world.as('liv')).post(`/nettverk/invitasjon/${fjord}/svar`, { svar: 'ja' })
  expect([closed.status, words(closed.text).includes('lagt ned')]).toEqual([409, true])
  world.clock.set(new Date('2026-12-05T07:00:00Z'))
  expect(await remind(world.deps)).toBeGreaterThan(0)
  expect(await remind(world.deps), 'once').toBe(0)
  expect((await noticesTo(`/nettverk/invitasjon/${braatet}`)).filter((one) => one.startsWith('network-reminded'))).toHaveLength(1)
  world.clock.set(new Date('2026-12-08T07:00:00Z'))
  const nils = await world.as('nils')
  const late = await nils.post(`/nettverk/invitasjon/${braatet}/svar`, { svar: 'ja' })
  expect([late.status, words(late.text).includes('Fristen er ute')]).toEqual([409, true])
  expect((await (await world.as('tone')).post(`/nettverk/${network}/invitasjoner`, { barnehage: [ids.braatet], svarfrist: '20.12.2026' })).status, 'asked again after the last day').toBe(303)
  await world.asOwner("update register.relation set period = daterange(lower(period), '2026-12-01') where from_id = $1 and kind = 'owned-by'", [ids.braatet])
  expect((await nils.get(`/nettverk/${network}`)).status, 'no longer the owner').toBe(404)
})

test('five years after it was over a network is gone, with what happened to it', async () => {
  const [old] = await world.asOwner<{ id: string }>("update measures.network set ended_on = '2021-11-01', end_reason = 'finished' where id = (select id from measures.network order by id limit 1) returning id")
  world.clock.set(new Date('2026-12-08T07:00:00Z'))
  expect(await forgetNetworks(world.deps)).toBe(1)
  expect(await world.asOwner('select 1 from audit.event where about_id = $1', [old?.id])).toEqual([])
})

test('the same form sent twice is one network; with other words or other kindergartens it is one more', async () => {
  tone = await world.as('tone')
  const form = { ...base, svarfrist: '15.12.2026', navn: 'Samme skjema', nokkel: '5f0c7a52-8c7e-4b0a-9a57-1d9d3a1b0c02', barnehage: [ids.kvitveis, ids.braatet] }
  const [first, again] = [await tone.post('/nettverk', form), await tone.post('/nettverk', form)]
  const [others, words] = [await tone.post('/nettverk', { ...form, barnehage: [ids.kvitveis, ids.fjord] }), await tone.post('/nettverk', { ...form, navn: 'Andre ord' })]
  expect([first.status, again.location === first.location, new Set([first.location, others.location, words.location]).size]).toEqual([303, true, 3])
  expect((await world.asOwner('select 1 from measures.network_invitation where network_id = $1', [first.location?.split('/')[2]])).length, 'nobody is asked twice').toBe(2)
})
