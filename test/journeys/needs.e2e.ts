import { expect, test } from 'vitest'
import { phone, send, type Phone } from '../../src/slices/needs/sessions/sessions.fixtures.ts'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** A staff meeting and what comes of it, as those who are in it go: on phones, without script. */
let session = ''
let code = ''
const phones: Phone[] = []

async function host(): Promise<Visitor> {
  const siri = await site().visitor()
  await siri.signIn('siri')
  expect(await siri.visit(session)).toBe(200)
  return siri
}

test('a head plans a session, sees what the staff will be told, and opens it', async () => {
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/okter')
  await siri.follow('Planlegg en økt')
  await siri.send({ tittel: '', antall: 'mange', form: 'live' })
  for (const part of ['Gi økten et navn', 'Skriv antallet med tall']) expect(await siri.words()).toContain(part)
  await siri.send({ tittel: 'Personalmøte i november', temaer: ['care', 'play'], form: 'live', antall: '8' })
  for (const part of ['Det er frivillig å svare', 'Vi viser ingenting når færre enn fem har svart', 'Bare barnehagen ser resultatet']) expect(await siri.words()).toContain(part)
  session = new URL(siri.page.url()).pathname
  await siri.press('Åpne økten')
  code = /\b[A-Z]{6}\b/.exec(await siri.words())?.[0] ?? ''
  expect(code).toMatch(/^[A-Z]{6}$/)
})

test('phones join by the letters, answer, and are counted once each', async () => {
  const [own, ...others] = await Promise.all([site().visitor(), ...[1, 2, 3, 4].map(() => phone(site().world, code))])
  await own.visit('/okt')
  await own.send({ kode: code.toLowerCase() })
  await own.press('Bli med')
  expect(await own.heading()).toBe('Du er med')
  const siri = await host()
  await siri.page.locator('form:has(input[value="open-theme"]) button').first().click()
  await own.visit(`/okt/${code}`)
  await own.press('Send svaret')
  expect(await own.words()).toContain('Svar på minst én påstand')
  await own.send({ 'care-1': '2', 'care-2': '4', 'care-3': '5', 'care-4': '0' })
  expect(await own.heading()).toBe('Takk, svaret er talt med')
  for (const other of others) await send(other, code, { tema: 'care', 'care-1': '4', 'care-2': '4', 'care-3': '5', 'care-4': '3' })
  await siri.visit(session)
  expect(await siri.words()).toContain('5 av 5')
  phones.push(...others)
})

test('the host closes the theme: what five answered is shown, what four answered is not, and they write what they talked about', async () => {
  const siri = await host()
  await siri.press('Lukk temaet og vis resultatet')
  const shown = await siri.words()
  for (const part of ['Hos oss blir alle barn møtt', '4,5 eller mer']) expect(shown).toContain(part)
  expect(shown).not.toContain('Vi snakker sammen når vi er usikre')
  await siri.send({ refleksjon: 'Vi trenger mer ro i garderoben om morgenen.' })
  expect(await siri.words()).toContain('Lagret.')
  const late = await site().visitor()
  await late.visit(`/okt/${code}`)
  await late.press('Bli med')
  expect(await late.heading()).toBe('Se på skjermen')
})

test('dots are set and counted, the session ends, and the letters lead nowhere for those who did not take part', async () => {
  const siri = await host()
  await siri.press('La alle sette prikker')
  const later = await site().visitor()
  await later.visit(`/okt/${code}`)
  await later.press('Bli med')
  await later.send({ prikk: ['care'] })
  for (const one of phones) await send(one, code, { tema: '#dots', prikk: ['care'] })
  await siri.visit(session)
  await siri.press('Tell prikkene')
  expect(await siri.words()).toContain('Dette er viktigst for oss')
  await siri.press('Avslutt økten')
  expect(await siri.words()).toContain('Ferdig')
  // Who took part is thanked; to anyone else the letters lead nowhere.
  expect(await later.visit(`/okt/${code}`)).toBe(200)
  expect(await later.heading()).toBe('Takk, økten er ferdig')
  expect(await (await site().visitor()).visit(`/okt/${code}`)).toBe(404)
})
