import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

/** A consultation meeting from proposed points to what a head is to follow up, without script. */
test('the leader of the team makes a meeting from proposed points and writes an agreement; the head finds it as a task and tells what came of it', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/droftinger')
  await tone.follow('Kall inn til drøfting')
  await tone.send({ tittel: 'Drøfting fra start til slutt', formal: 'Bli enige om hva vi gjør først.', dato: '23.11.2026', fra: '13.00', til: '15.00', sted: 'Rådhuset' })
  expect(await tone.words()).toContain('Møtet er laget')
  const meeting = new URL(tone.page.url()).pathname

  await tone.follow('Forslag til saker')
  expect(await tone.words()).toContain('Fristen er gått ut')
  await tone.press('Ta med på sakslista')
  expect(await tone.words()).toContain('Saken står på sakslista')

  await tone.visit(`${meeting}/inviterte`)
  await tone.press('Alle styrere')
  await tone.press('Alle eiere')
  await tone.visit(meeting)
  await tone.press('Send invitasjonen')
  expect(await tone.words()).toContain('Invitasjonen er sendt')

  await tone.follow('Gå til møtet')
  expect(await tone.heading()).toContain('Oppfølging')
  await tone.send({ sagt: 'Vi begynner med dem som har spurt.' })
  expect(await tone.words()).toContain('Vi begynner med dem som har spurt.')
  await tone.send({ avtalt: 'Solstråla prøver felles kursdag', hvem: 'Solstråla barnehage (styrer)', frist: '1.3.2027' })
  expect(await tone.words()).toContain('Avtalen er lagret')

  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/oppgaver')
  await siri.page.getByRole('link', { name: /Solstråla prøver felles kursdag/ }).first().click()
  expect(await siri.heading()).toBe('Solstråla prøver felles kursdag')
  await siri.send({ status: 'done', utfall: 'Vi har prøvd, og vil fortsette.' })
  expect(await siri.words()).toContain('Vi har prøvd, og vil fortsette.')
})
