import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'

// What those who are in a network bring to its meetings, on the real database.

let world: World
let tone: Browser
let nora: Browser
let nils: Browser
let ids: Record<'kvitveis' | 'braatet' | 'solstrala', string>
let network: string
let path: string
beforeAll(async () => {
  world = await openWorld()
  ;[tone, nora, nils] = await Promise.all([world.as('tone'), world.as('nora'), world.as('nils')])
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage'), solstrala: await world.org('Solstråla barnehage') }
  const reply = await tone.post('/nettverk', { navn: 'Deler', hvem: 'heads', leder: 'Tone Haugen', fra: '23.11.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '', barnehage: [ids.kvitveis, ids.braatet, ids.solstrala] })
  network = reply.location?.split('/')[2] ?? expect.fail('no network')
  await world.asOwner("update measures.network_invitation set state = 'accepted', answered_at = now(), answered_by_name = 'x' where network_id = $1", [network])
  await world.asOwner("insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select network_id, team_org_id, kindergarten_id, '[2026-11-23,2027-12-01)' from measures.network_invitation where network_id = $1", [network])
  path = (await tone.post(`/nettverk/${network}/moter`, { tittel: 'Lek ute', dato: '23.11.2026', fra: '09.00', til: '11.00', sted: 'Rådhuset', forberedelse: '' })).location ?? expect.fail('no meeting')
})
afterAll(() => world.close())

async function upload(browser: Browser, name: string, bytes: string, from: string) {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const payload = `${part('name="_csrf"', browser.session?.csrf ?? '')}${part('name="fra-barnehage"', from)}${part(`name="egenfil"; filename="${name}"`, bytes)}--${boundary}--\r\n`
  const response = await world.app.inject({ method: 'POST', url: `${path}/egne-filer?sprak=nb`, cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: response.statusCode, text: words(response.payload) }
}
const shown = async (browser: Browser) => words((await browser.get(`${path}?sprak=nb`)).text)

test('a head brings a file that all in the network can fetch, and takes it away again; nobody takes away another’s', async () => {
  expect((await upload(nora, 'plan.pdf', '%PDF-1.7', ids.kvitveis)).status).toBe(303)
  const [file] = await world.asOwner<{ id: string }>('select id from measures.network_file where network_id = $1', [network])
  expect(await shown(nils)).toContain('Nora Vik, Kvitveis familiebarnehage')
  expect((await nils.get(`${path}/filer/${file?.id}`)).text).toBe('%PDF-1.7')
  expect((await nils.post(`${path}/egne-filer/${file?.id}/fjerning`)).status).toBe(404)
  expect((await nora.post(`${path}/filer/${file?.id}/fjerning`)).status, 'the team’s way').toBe(403)
  expect((await nora.post(`${path}/egne-filer/${file?.id}/fjerning`)).status).toBe(303)
  expect([(await nils.get(`${path}/filer/${file?.id}`)).status, await world.asOwner("select 1 from measures.network_file where network_id = $1 and content = ''", [network])]).toEqual([404, [{ '?column?': 1 }]])
  expect((await upload(nils, 'skjema.pdf', '%PDF-1.7', ids.braatet)).status, 'an owner where nobody is the head').toBe(303)
  const [other] = await world.asOwner<{ id: string }>('select id from measures.network_file where network_id = $1 and removed_at is null', [network])
  expect((await tone.post(`${path}/filer/${other?.id}/fjerning`)).status, 'the team').toBe(303)
})

test('what cannot be taken is refused in words', async () => {
  for (const time of [1, 2, 3]) expect((await upload(nora, `plan-${time}.pdf`, '%PDF-1.7', ids.kvitveis)).status).toBe(303)
  const tries: readonly (readonly [Browser, string, string, string, number, string])[] = [
    [nora, 'fjerde.pdf', '%PDF-1.7', ids.kvitveis, 422, 'Barnehagen har tre filer på møtet fra før'],
    [nils, 'plan.docx', 'PK\u0003\u0004', ids.braatet, 422, 'er ikke'],
    [nils, 'bilde.jpg', 'x', ids.braatet, 422, 'PDF'],
    [nils, 'plan.pdf', '%PDF-1.7', ids.kvitveis, 409, 'Barnehagen er ikke med i nettverket'],
    [nils, 'plan.pdf', '%PDF-1.7', 'finnes-ikke', 409, 'Barnehagen er ikke med i nettverket'],
  ]
  for (const [browser, name, bytes, from, status, text] of tries) {
    const reply = await upload(browser, name, bytes, from)
    expect([name, reply.status, reply.text.includes(text)]).toEqual([name, status, true])
  }
  expect((await upload(await world.as('eva'), 'plan.pdf', '%PDF-1.7', ids.kvitveis)).status, 'a stranger to the network').toBe(404)
  expect((await upload(tone, 'plan.pdf', '%PDF-1.7', ids.kvitveis)).status, 'the team').toBe(403)
})

test('each tells of the work until the next time, for all in the network; two who write do not write over each other', async () => {
  expect((await nora.get(path)).text, 'nothing is agreed yet').not.toContain('name="fortalt"')
  expect((await tone.post(`${path}/notat`, { notat: '', mellom: 'Prøv to faste soner.', versjon: '1' })).status).toBe(303)
  expect((await nora.get(path)).text).toContain('name="fortalt"')
  const told = (browser: Browser, barnehage: string, fortalt: string, version = '0') => browser.post(`${path}/fortalt?sprak=nb`, { barnehage, fortalt, [`versjon-${barnehage}`]: version })
  expect((await told(nora, ids.kvitveis, 'Vi sto i hver vår sone, og fikk flere lange samtaler.')).status).toBe(303)
  expect(await shown(nils)).toContain('fikk flere lange samtaler')
  expect(await shown(tone)).toContain('fikk flere lange samtaler')
  const late = await told(nora, ids.kvitveis, 'Skrevet samtidig')
  expect([late.status, words(late.text).includes('Noen andre har lagret møtet i mellomtiden'), late.text.includes('Skrevet samtidig')]).toEqual([409, true, true])
  expect((await told(nora, ids.kvitveis, 'Vi fortsetter.', '1')).status).toBe(303)
  expect((await told(nora, ids.kvitveis, '', '2')).status).toBe(422)
  expect((await told(nora, ids.kvitveis, 'Mats på fire år slår de andre barna.', '2')).text).toContain('guardConfirmed')
  expect((await told(nora, ids.braatet, 'For en annen')).status).toBe(409)
  expect((await told(await world.as('eva'), ids.kvitveis, 'x')).status).toBe(404)
  expect(await world.asOwner('select body, version from measures.network_told where network_id = $1', [network])).toEqual([{ body: 'Vi fortsetter.', version: 2 }])
})

test('where a head has gone is said when another kindergarten says so, without a name, to the team and those who are in it', async () => {
  const shownIn = async (browser: Browser) => words((await browser.get(`/nettverk/${network}?sprak=nb`)).text)
  expect(await shownIn(tone)).not.toContain('byttet barnehage')
  await world.asOwner("insert into identity.person (id, name, email, language, created_at) values ('00000000-0000-4000-8000-000000000d06', 'Unni Prøve', 'unni@solstrala.example', 'nb', now())")
  await world.asOwner("insert into identity.membership (id, person_id, org_id, role, administers, period) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000d06', $1, 'head', false, '[2024-08-01,2026-12-15)'), (gen_random_uuid(), '00000000-0000-4000-8000-000000000d06', $2, 'head', false, '[2026-12-15,)')", [ids.solstrala, await world.org('Trollstua barnehage')])
  world.clock.set(new Date('2026-12-20T09:00:00Z'))
  const [again, fellow] = [await world.as('tone'), await world.as('nora')]
  for (const browser of [again, fellow]) {
    const page = await shownIn(browser)
    expect([page.includes('Styreren i Solstråla barnehage sluttet der, og er nå styrer i Trollstua barnehage'), page.includes('Unni')]).toEqual([true, false])
  }
  expect((await (await world.as('eva')).get(`/nettverk/${network}`)).status).toBe(404)
  await world.asOwner("update identity.membership set period = '[2026-12-15,2026-12-18)' where person_id = '00000000-0000-4000-8000-000000000d06' and lower(period) = '2026-12-15'")
  expect(await shownIn(again), 'nobody says where').not.toContain('byttet barnehage')
})
