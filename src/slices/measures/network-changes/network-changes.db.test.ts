import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'

// A network whose days are moved, on the real database.

let world: World
let tone: Browser
let nora: Browser
let ids: Record<'kvitveis' | 'braatet', string>
beforeAll(async () => {
  world = await openWorld()
  ;[tone, nora] = await Promise.all([world.as('tone'), world.as('nora')])
  ids = { kvitveis: await world.org('Kvitveis familiebarnehage'), braatet: await world.org('Bråtet foreldrebarnehage') }
})
afterAll(() => world.close())

const form = { navn: 'Neste år', tema: '', hvem: 'heads', leder: 'Tone Haugen', fra: '1.2.2027', til: '30.6.2027' }
const periods = async (network: string) => (await world.asOwner<{ period: string }>('select period::text from measures.network_member where network_id = $1', [network])).map(({ period }) => period)

test('a network that has not begun is moved earlier and later, and those who have said yes are in it on its days', async () => {
  const made = await tone.post('/nettverk', { ...form, svarfrist: '7.12.2026', barnehage: [ids.kvitveis, ids.braatet] })
  const network = made.location?.split('/')[2] ?? expect.fail(words(made.text).slice(0, 400))
  const [invitation] = await world.asOwner<{ id: string }>('select id from measures.network_invitation where network_id = $1 and kindergarten_id = $2', [network, ids.kvitveis])
  expect((await nora.post(`/nettverk/invitasjon/${invitation?.id}/svar`, { svar: 'ja' })).status).toBe(303)
  const move = async (fra: string, til: string) => {
    const lest = /name="lest" value="(\d+)"/.exec((await tone.get(`/nettverk/${network}/endring`)).text)?.[1] ?? ''
    return (await tone.post(`/nettverk/${network}/endring`, { ...form, fra, til, lest })).status
  }
  expect([await move('1.12.2026', '30.6.2027'), await periods(network)], 'earlier').toEqual([303, ['[2026-12-01,2027-07-01)']])
  expect([await move('1.3.2027', '30.6.2027'), await periods(network)], 'later').toEqual([303, ['[2027-03-01,2027-07-01)']])
  expect([await move('1.12.2026', '31.1.2027'), await periods(network)], 'over before it was to begin').toEqual([303, ['[2026-12-01,2027-02-01)']])
})
