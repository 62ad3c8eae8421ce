import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

test('an owner opens the kindergartens, asks for what is overdue, opens the first and comes to the thing itself', async () => {
  const eva = await site().visitor()
  await eva.signIn('eva')
  await eva.visit('/mine-barnehager')
  expect(await eva.heading()).toBe('Mine barnehager')
  expect(await eva.words()).toContain('Du ser ikke om en barnehage har bedt om veiledning eller om hjelp fra andre tjenester.')
  await eva.send({ bare: 'De med noe som er over fristen' }, 'Vis treff')
  expect(await eva.words()).toContain('Viser 2 av 2 barnehager som passer.')
  await eva.follow('Nisseskogen barnehage')
  expect(await eva.heading()).toBe('Nisseskogen barnehage: nå')
  expect(await eva.words()).toContain('Over fristen')
  await eva.page.locator('#frister a').first().click()
  expect(new URL(eva.page.url()).pathname).toMatch(/^\/(tiltak|besok|resultater|behov|fellessatsinger|droftinger)/)
  expect(await eva.heading()).not.toBe('')
})

test('an authority is told once what is not shown, and comes from the list to the services of a kindergarten', async () => {
  const olav = await site().visitor()
  await olav.signIn('olav', 'authority')
  await olav.visit('/mine-barnehager')
  expect(await olav.words()).toContain('Du ser ikke barnehagens behov, tiltak')
  expect(await olav.words()).not.toContain('Kolliderer')
  await olav.follow('Solstråla barnehage')
  await olav.page.locator('#gar a[href^="/stottesystem/"]').first().click()
  expect(new URL(olav.page.url()).pathname).toMatch(/^\/stottesystem\//)
})
