import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

test.each([
  ['siri', 'Siri Solheim', 'Solstråla barnehage'],
  ['tone', 'Tone Haugen', 'Kompetanseteam barnehage Fjordvik'],
  ['ulla', 'Ulla Holm', 'Høgskolen i Fjordvik'],
])('%s signs in, sees whom she acts for, and signs out', async (person, name, organisation) => {
  const someone = await site().visitor()
  await someone.signIn(person)
  const header = await someone.page.locator('header').first().textContent()
  expect(header).toContain(name)
  expect(header).toContain(organisation)
  await someone.openMenu()
  await someone.press('Logg ut')
  if (!someone.page.url().startsWith(site().url)) await someone.follow('Gå videre')
  expect(new URL(someone.page.url()).pathname).toBe('/utlogget')
  expect(await someone.visit('/rolle')).toBe(200)
  expect(new URL(someone.page.url()).pathname).toBe('/innlogging')
})

test('someone with two capacities chooses which one to act in, and it is shown', async () => {
  const olav = await site().visitor()
  await olav.signIn('olav', 'authority')
  const header = await olav.page.locator('header').first().textContent()
  expect(header).toContain('Fjordvik kommune')
  expect(header?.toLowerCase()).toContain('barnehagemyndighet')
})

test('signing out at the provider ends the session here', async () => {
  const siri = await site().visitor()
  await siri.signIn('siri')
  const [session] = await site().world.asOwner<{ issuer: string; sid: string }>('select issuer, sid from identity.session where ended_at is null order by started_at desc limit 1')
  const provider = await site().visitor()
  expect(await provider.visit(`/innlogging/utlogging-fra-idp?iss=${encodeURIComponent(session?.issuer ?? '')}&sid=${encodeURIComponent(session?.sid ?? '')}`)).toBe(200)
  await siri.visit('/rolle')
  expect(new URL(siri.page.url()).pathname).toBe('/innlogging')
})

test('someone without a role gets to know what to do', async () => {
  const vilde = await site().visitor()
  await vilde.signIn('vilde')
  expect(await vilde.words()).toContain('Vilde Ny')
  expect(new URL(vilde.page.url()).pathname).toBe('/tilgang')
})
