import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
/** What is promised is weighed before it is promised, given to one who can take it, and marked as done. Without script. */

test('the leader sees who would get too much before anything is promised, and promises less', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/kapasitet?sprak=nb')
  expect(await tone.words()).toMatch(/Ragnhild Dal får 57 timer mot 30 i uke 51: 191 %/)
  await tone.follow('Skriv inn lovet arbeid')
  await tone.send({ hva: 'Tre dager om lek', slag: 'Besøk og kontakt', barnehage: 'Lia barnehage', fra: '8.3.2027', til: '12.3.2027', hvem: 'Ragnhild Dal', besok: '5', hvert: '8' })
  expect(await tone.words()).toMatch(/Ragnhild Dal får \d+(,5)? timer mot 30 i uke 10/)
  await tone.page.getByRole('button', { name: 'Lov det likevel' }).click()
  expect(await tone.words(), 'more than there is needs a reason').toContain('Det er ikke timer nok')
  await tone.page.getByRole('button', { name: 'Endre først' }).click()
  expect(await tone.typed('hva'), 'nothing typed is lost').toBe('Tre dager om lek')
  await tone.send({ besok: '2' }, 'Se hva det betyr')
  expect(await tone.words()).toContain('Ragnhild Dal har timer nok i alle ukene')
  await tone.page.getByRole('button', { name: 'Lov det' }).click()
  expect(await tone.words()).toContain('Det er lovet.')
})

test('what nobody has is given to one who can, with reasons, never to one who has a tie', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/kapasitet/lovet?sprak=nb')
  await tone.follow('Hvem kan? Samtale om ny rammeplan')
  expect(await tone.words()).toContain('Amir Nord: inhabil for barnehagen eller eieren.')
  await tone.page.getByRole('button', { name: /^Velg/ }).first().click()
  await tone.page.getByRole('button', { name: 'Lagre' }).click()
  expect(await tone.words()).toContain('Løftet er endret.')
  expect(await tone.words()).toContain('Gitt til en annen')
})

test('the adviser writes hours and days away, and marks a promise as done', async () => {
  const ragnhild = await site().visitor()
  await ragnhild.signIn('ragnhild')
  await ragnhild.visit('/kapasitet?sprak=nb')
  await ragnhild.follow('Timer og fravær')
  await ragnhild.follow('Mine timer')
  await ragnhild.send({ fra: '4.1.2027', timer: '25' }, 'Lagre timene')
  expect(await ragnhild.words()).toContain('Fra 4. januar 2027: 25 timer i uken.')
  await ragnhild.send({ borte: '1.2.2027', tilbake: '5.2.2027' }, 'Legg til')
  expect(await ragnhild.words()).toContain('1. februar 2027 til 5. februar 2027')
  await ragnhild.visit('/kapasitet/lovet')
  await ragnhild.follow('Tre dager om lek')
  await ragnhild.page.getByRole('button', { name: 'Merk som gjort' }).click()
  expect(await ragnhild.words()).toContain('Løftet er merket som gjort.')
})
