import { expect, test } from 'vitest'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** At the kindergarten, without coverage: what came of what was planned, and what was written wrong. */
const stands = async (id: string) => (await site().world.asOwner<{ state: string; shared_note: string; version: number }>('select state, shared_note, version from presence.visit where id = $1', [id]))[0]
const planned = async () => (await site().world.asOwner<{ id: string }>("update presence.visit set held_on = '2026-11-20' where made_by_name = 'Ragnhild Dal' and state = 'planned' returning id"))[0]?.id ?? expect.fail('nothing is planned')
const nothingWaits = () => localStorage.getItem('samspill:besok') === null

async function phoneWith(address: string): Promise<Visitor> {
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit('/besok/ny')
  await phone.until(async (wanted) => (await navigator.serviceWorker.ready).active !== null && (await caches.match(wanted)) !== undefined && (await (await caches.open('samspill-besok')).keys()).length > 3, address)
  await phone.page.context().setOffline(true)
  return phone
}

test('what was planned opens without coverage, what came of it is kept and can be read again, and of two who wrote both texts are shown', async () => {
  const id = await planned()
  const address = `/besok/${id}/retting`
  const phone = await phoneWith(address)
  expect(await phone.visit('/besok/ny')).toBe(200)
  expect(await phone.words()).toContain('Planlagt, og dagen er kommet')
  await phone.follow('skriv hva som kom ut av det')
  await phone.send({ delt: 'Skrevet i garderoben.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  // The phone threw the page out of its memory.
  expect(await phone.visit(address)).toBe(200)
  expect(await phone.typed('delt')).toBe('Skrevet i garderoben.')
  await site().world.asOwner("update presence.visit set shared_note = 'Tone skrev dette.', version = version + 1, changed_by_name = 'Tone Haugen' where id = $1", [id])
  await phone.page.context().setOffline(false)
  await phone.page.getByText('Må rettes før det kan lagres').waitFor()
  expect(await phone.words()).toContain('Tone Haugen har rettet dette')
  await phone.press('Åpne og rett')
  await phone.page.getByText('Slik står det nå').waitFor()
  expect([(await phone.words()).includes('Tone skrev dette.'), await phone.typed('delt')]).toEqual([true, 'Skrevet i garderoben.'])
  await phone.send({ delt: 'Begge deler.' }, 'Lagre')
  await phone.page.waitForURL((url) => url.pathname === `/besok/${id}`)
  expect([await stands(id), await phone.page.evaluate(nothingWaits)]).toEqual([{ state: 'held', shared_note: 'Begge deler.', version: 3 }, true])
})

test('a correction is sent once when the network is back, and a new one that waits can be put right before it goes', async () => {
  const [visit] = await site().world.asOwner<{ id: string }>("select id from presence.visit where made_by_name = 'Ragnhild Dal' and state = 'held' order by id limit 1")
  const id = visit?.id ?? expect.fail('no visit')
  const before = (await stands(id))?.version ?? 0
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit(`/besok/${id}`)
  await phone.until(async (wanted) => (await navigator.serviceWorker.ready).active !== null && (await caches.match(wanted)) !== undefined, `/besok/${id}/retting`)
  await phone.follow('Rett')
  await phone.page.context().setOffline(true)
  await phone.send({ delt: 'Rettet uten dekning.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  await phone.page.context().setOffline(false)
  await phone.page.waitForURL((url) => url.pathname === `/besok/${id}`)
  expect([await stands(id), await phone.page.evaluate(nothingWaits)]).toEqual([{ state: 'held', shared_note: 'Rettet uten dekning.', version: before + 1 }, true])
  await phone.visit('/besok/ny')
  await phone.until(async () => (await caches.match('/besok/ny')) !== undefined)
  await phone.page.context().setOffline(true)
  await phone.page.getByRole('searchbox').fill('lia')
  await phone.page.getByText(/^1 barnehage: Lia barnehage/).waitFor()
  await phone.send({ slag: 'call', dato: '19.11.2026', delt: 'Glemte noe.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  await phone.press('Rett')
  expect(await phone.typed('delt')).toBe('Glemte noe.')
  await phone.send({ delt: 'Glemte ikke noe.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  await phone.page.context().setOffline(false)
  await phone.until(nothingWaits)
  expect(await site().world.asOwner("select o.name, v.shared_note from presence.visit v join register.organisation o on o.id = v.kindergarten_id where v.shared_note like 'Glemte%'")).toEqual([{ name: 'Lia barnehage', shared_note: 'Glemte ikke noe.' }])
})
