import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'

// Networks at the edges: two who step at the same moment, a day too late, and what only looks like an id.

let world: World
let ids: Record<'kvitveis' | 'braatet', string>
beforeAll(async () => {
  world = await openWorld()
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage') }
})
afterAll(() => world.close())

const base = { hvem: 'heads', leder: 'Tone Haugen', fra: '1.11.2026', til: '30.11.2027', svarfrist: '7.12.2026', tema: '' }
async function founded(navn: string): Promise<string> {
  const reply = await (await world.as('tone')).post('/nettverk', { ...base, navn, barnehage: [ids.kvitveis, ids.braatet] })
  return reply.location?.split('/')[2] ?? expect.fail(words(reply.text).slice(0, 600))
}
const invitationTo = async (network: string, kindergarten: string) => (await world.asOwner<{ id: string }>('select id from measures.network_invitation where network_id = $1 and kindergarten_id = $2 order by invited_at desc, id desc limit 1', [network, kindergarten]))[0]?.id ?? expect.fail('not invited')

test('a network that ends while one answers: either the answer came first, or it is said that it is over', async () => {
  const [tone, nora, nils] = [await world.as('tone'), await world.as('nora'), await world.as('nils')]
  for (let time = 1; time <= 6; time++) {
    const network = await founded(`Samtidig ${time}`)
    const [kvitveis, braatet] = [await invitationTo(network, ids.kvitveis), await invitationTo(network, ids.braatet)]
    const [yes, no, ended] = await Promise.all([
      nora.post(`/nettverk/invitasjon/${kvitveis}/svar`, { svar: 'ja' }),
      nils.post(`/nettverk/invitasjon/${braatet}/svar`, { svar: 'nei', grunn: 'too-far' }),
      tone.post(`/nettverk/${network}/avslutning`, { grunn: 'finished' }),
    ])
    const state = async (id: string) => (await world.asOwner<{ state: string }>('select state from measures.network_invitation where id = $1', [id]))[0]?.state
    expect([ended.status, yes.status === 303 ? 'accepted' : `withdrawn ${yes.status}`, no.status === 303 ? 'declined' : `withdrawn ${no.status}`]).toEqual([303, (await state(kvitveis)) === 'accepted' ? 'accepted' : 'withdrawn 409', (await state(braatet)) === 'declined' ? 'declined' : 'withdrawn 409'])
  }
})

test('ids that are none are nobody', async () => {
  const tone = await world.as('tone')
  const network = await founded('Feil id')
  const wrong = ['-'.repeat(36), 'deadbeef'.repeat(4) + '----']
  expect([(await tone.post(`/nettverk/${network}/invitasjoner`, { barnehage: wrong, svarfrist: '7.12.2026' })).status, (await tone.post('/nettverk', { ...base, navn: 'Ingen', barnehage: wrong })).status, (await tone.get(`/nettverk/nytt?barnehage=${wrong[0]}`)).status]).toEqual([422, 422, 200])
})

test('when the last day to answer has passed, one sees no more who is in it', async () => {
  const [nora, nils] = [await world.as('nora'), await world.as('nils')]
  const network = await founded('For sent')
  expect((await nora.post(`/nettverk/invitasjon/${await invitationTo(network, ids.kvitveis)}/svar`, { svar: 'ja' })).status).toBe(303)
  const seen = async () => words((await nils.get(`/nettverk/${network}`)).text).includes('Kvitveis')
  expect(await seen(), 'while asked').toBe(true)
  world.clock.set(new Date('2026-12-08T07:00:00Z'))
  const late = await world.as('nils')
  const page = await late.get(`/nettverk/${network}`)
  expect([page.status, words(page.text).includes('Kvitveis')]).toEqual([200, false])
})
