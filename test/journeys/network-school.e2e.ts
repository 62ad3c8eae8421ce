import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

test('the school leader sees what comes in the network and what is for the school, and leaves; without JavaScript', async () => {
  const knut = await site().visitor()
  await knut.signIn('knut')
  await knut.visit('/skole')
  await knut.follow('Se nettverkene')
  await knut.follow('Språk på tvers')
  expect(await knut.heading()).toBe('Språk på tvers')
  await knut.follow('Måltidet som språkarena')
  expect(await knut.words()).toContain('Skriv ned hva dere la merke til med faste plasser.')

  const hanne = await site().visitor()
  await hanne.signIn('hanne')
  await hanne.visit('/nettverk')
  await hanne.follow('Språk på tvers')
  expect(await hanne.words()).toContain('Fjordvik skole, med fra')

  await knut.visit('/nettverk')
  await knut.follow('Språk på tvers')
  await knut.follow('Se invitasjonen, eller gå ut')
  await knut.send({ grunn: 'no-time' }, 'Meld ut')
  expect(await knut.words()).toContain('Skolen er meldt ut.')
  await hanne.visit('/nettverk')
  await hanne.follow('Språk på tvers')
  expect(await hanne.words()).not.toContain('Fjordvik skole, med fra')
})
