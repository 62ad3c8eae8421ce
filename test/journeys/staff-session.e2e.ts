import { expect, test } from 'vitest'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()

test('a meeting on phones: they follow by themselves, an answer lost on the way comes in once, and what the host writes is not lost when the count goes on', async () => {
  const siri = await site().visitor({ script: true, wide: true })
  await siri.signIn('siri')
  await siri.visit('/okter/ny')
  await siri.send({ tittel: 'Personalmøte i november', temaer: ['care', 'play'], form: 'live', antall: '12' }, 'Lagre økten')
  await siri.press('Åpne økten')
  const code = (await siri.page.locator('.join-code').innerText()).trim()
  const phones: Visitor[] = []
  for (let at = 0; at < 5; at += 1) {
    const phone = await site().visitor({ script: true })
    await phone.visit(`/okt/${code}`)
    await phone.press('Bli med')
    phones.push(phone)
  }
  await expect.poll(() => siri.words(), { timeout: 15_000 }).toContain('5 av 12')
  await siri.press('Åpne temaet')
  const [lost, ...others] = phones
  if (!lost) throw new Error('no phone')
  for (const phone of phones) {
    await expect.poll(() => phone.heading(), { timeout: 15_000 }).toBe('Nærhet og omsorg')
    for (const name of ['care-1', 'care-2', 'care-3', 'care-4']) await phone.page.locator(`[name="${name}"][value="4"]`).check()
  }
  for (const phone of others) await phone.press('Send svaret')
  for (const phone of others) await expect.poll(() => phone.heading()).toBe('Takk, svaret er talt med')
  await expect.poll(() => siri.words(), { timeout: 15_000 }).toContain('4 av 5')
  // No network: the answer is counted, but the phone never hears of it.
  await lost.page.route('**/svar', async (route) => {
    await route.fetch({ maxRedirects: 0 })
    await route.abort()
  })
  await lost.press('Send svaret')
  await expect.poll(() => lost.page.locator('.phone-note').innerText()).toContain('ligger på telefonen')
  await lost.page.unroute('**/svar')
  // The page may be loaded again meanwhile: what was not acknowledged is kept.
  await lost.page.reload()
  await expect.poll(() => lost.heading(), { timeout: 20_000 }).toBe('Takk, svaret er talt med')
  await expect.poll(() => lost.page.evaluate(() => sessionStorage.length), { timeout: 15_000, message: 'nothing is left on the phone' }).toBe(0)
  await expect.poll(() => siri.words(), { timeout: 15_000 }).toContain('5 av 5')
  await siri.press('Lukk temaet')
  for (const phone of phones) await expect.poll(() => phone.heading(), { timeout: 15_000 }).toBe('Se på skjermen')
  await siri.press('Åpne temaet')
  const reflection = siri.page.locator('textarea[name=refleksjon]')
  await reflection.pressSequentially('Vi er enige om å møte alle')
  await expect.poll(() => lost.heading(), { timeout: 15_000 }).toBe('Lekemiljø og vennskap')
  await lost.page.locator('[name="play-1"][value="0"]').check()
  await lost.press('Send svaret')
  await expect.poll(() => siri.words(), { timeout: 15_000 }).toContain('1 av 5')
  expect(await reflection.inputValue()).toBe('Vi er enige om å møte alle')
  await expect.poll(async () => (await site().world.asOwner<{ reflection: string }>("select reflection from needs.staff_theme where theme = 'care' and session_id = $1", [new URL(siri.page.url()).pathname.split('/')[2]]))[0]?.reflection, { timeout: 15_000 }).toBe('Vi er enige om å møte alle')
}, 120_000)
