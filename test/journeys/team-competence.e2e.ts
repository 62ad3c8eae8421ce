import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
/** What the team knows: an adviser writes the own row, the leader sees what is missing and plans for it, the adviser does it. Without script. */

test('an adviser writes the own row, and changes it', async () => {
  const amir = await site().visitor()
  await amir.signIn('amir')
  await amir.visit('/teamets-kompetanse?sprak=nb')
  await amir.follow('Skriv din egen rad')
  await amir.follow('Natur, miljø og teknologi')
  await amir.send({ niva: 'alone' })
  expect(await amir.words(), 'what rests on nothing cannot be held').toContain('Skriv hva det bygger på')
  await amir.send({ niva: 'alone', grunnlag: 'Kurs om naturen nær barnehagen', ar: '2025' })
  expect(await amir.words()).toContain('Kurs om naturen nær barnehagen (2025)')
})

test('the leader sees who can do it, notes what they have agreed, and writes a line for what is missing with an offer of a university', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/teamets-kompetanse')
  expect(await tone.words()).toContain('Amir Nord')
  await tone.follow('Kompetansen til Amir Nord')
  expect(await tone.words()).toContain('Kurs om naturen nær barnehagen (2025)')
  await tone.send({ notat: 'Amir tar kurset til høgskolen i vår.' })
  await tone.visit('/teamets-kompetanse/plan')
  await tone.send({ emne: 'Barnehagen som pedagogisk virksomhet', mate: 'Hente fra universitet eller høgskole', tilbud: 'Veiledning av nye kolleger, Høgskolen i Fjordvik', hva: 'Ta kurset om veiledning', hvem: 'Amir Nord', frist: '1.6.2027' })
  expect(await tone.words()).toContain('Ta kurset om veiledning')
})

test('the adviser is told of the note, has the line as a task, and marks it as done', async () => {
  const amir = await site().visitor()
  await amir.signIn('amir')
  await amir.visit('/varsler?sprak=nb')
  await amir.page.getByRole('link', { name: 'Lederen har notert noe dere er blitt enige om' }).click()
  expect(await amir.words()).toContain('Amir tar kurset til høgskolen i vår.')
  await amir.visit('/oppgaver')
  await amir.page.getByRole('link', { name: /Ta kurset om veiledning/ }).click()
  await amir.page.getByRole('button', { name: 'Merk som gjort Ta kurset om veiledning' }).click()
  expect(await amir.words()).toContain('Statusen er endret')
})
