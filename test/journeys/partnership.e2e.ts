import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
const university = { virket: 'Å være ute sammen hele dagen.', laerte: 'At leken trenger tid før vi spør.', endrer: 'Vi kommer to ganger i stedet for én.' }
const owner = { virket: 'At de samme kom tilbake.', laerte: 'Å se før vi retter på.', endrer: 'Hele personalet får lese før samlingen.' }

test('the university reflects on the half-year, the owner sees only that it is there, delivers its own, and then both read both; without script', async () => {
  const ulla = await site().visitor()
  await ulla.signIn('ulla')
  await ulla.visit('/partnerskap')
  await ulla.follow('Leken ute')
  await ulla.follow('Refleksjoner')
  await ulla.follow('Skriv refleksjonen')
  expect(await ulla.heading()).toBe('Refleksjon, høsten 2026')
  await ulla.send({ ...university, endrer: '' })
  expect([await ulla.words(), await ulla.typed('virket')]).toEqual([expect.stringContaining('Skriv hva dere endrer.'), university.virket])
  await ulla.send(university)
  expect(await ulla.words()).toContain('Refleksjonen er levert og låst.')
  expect(await ulla.words()).toContain('Vises når begge har levert')

  const liv = await site().visitor()
  await liv.signIn('liv')
  await liv.visit('/oppgaver')
  await liv.follow('Skriv refleksjon, høsten 2026')
  const form = new URL(liv.page.url()).pathname
  await liv.visit(form.replace(/\/2026-2$/, ''))
  expect(await liv.words()).toContain('Levert, ikke åpnet ennå')
  expect(await liv.words()).not.toContain(university.laerte)
  await liv.follow('Skriv refleksjonen')
  await liv.send(owner)

  await ulla.visit(form.replace(/\/2026-2$/, ''))
  for (const who of [liv, ulla]) for (const sentence of [university.laerte, owner.laerte]) expect(await who.words()).toContain(sentence)
})
