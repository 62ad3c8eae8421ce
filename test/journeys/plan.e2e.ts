import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
/** A plan of the municipality from its first goal to adopted, by the leader of the team, a head and the municipality, without script. */
let plan = ''

test('the leader of the team writes a plan with a goal and what is done about it, and sends it on hearing', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/strategi')
  await tone.follow('Ny plan')
  await tone.send({ tittel: 'Plan for ute og inne', om: 'Vi er mer ute.', fra: '1.8.2026', til: '31.7.2028' })
  plan = new URL(tone.page.url()).pathname
  await tone.follow('Nytt mål')
  await tone.send({ tittel: 'Hele personalet er tett på ute', ansvar: 'Barnehagesjefen', belop: '50 000', fra: '1.8.2026', til: '31.7.2028' })
  expect(await tone.words()).toContain('1 Hele personalet er tett på ute')
  await tone.page.getByRole('link', { name: /Legg til tiltak/ }).click()
  await tone.send({ eget: 'Felles turdag hver måned' })
  expect(await tone.words()).toContain('Felles turdag hver måned')
  await tone.send({ frist: '10.12.2026' })
  expect(await tone.words()).toContain('Høring til og med 10. desember 2026')
})

test('a head is told, reads it, and says something before the deadline', async () => {
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/varsler')
  await siri.page.getByRole('link', { name: '«Plan for ute og inne» er på høring' }).click()
  expect(new URL(siri.page.url()).pathname).toBe(plan)
  await siri.send({ innspill: 'Skriv noe om vikarene.' })
  expect(await siri.words()).toContain('Skriv noe om vikarene.')
})

test('the leader answers; when the deadline is past the municipality writes in who adopted it, and the head takes the plan along', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit(plan)
  await tone.send({ utfall: 'taken-in', svar: 'Målet gjelder nå også vikarer.' })
  expect(await tone.words()).toContain('Målet gjelder nå også vikarer.')

  site().goTo('2026-12-15T09:00:00Z')
  const olav = await site().visitor()
  await olav.signIn('olav', 'authority')
  await olav.visit(plan)
  await olav.send({ organ: 'Utvalg for oppvekst', dag: '14.12.2026' })
  expect(await olav.words()).toContain('av Utvalg for oppvekst')

  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit(plan)
  expect(await siri.words()).toContain('Målet gjelder nå også vikarer.')
  const [download] = await Promise.all([siri.page.waitForEvent('download'), siri.follow('Last ned som PDF')])
  expect(download.suggestedFilename()).toBe('Plan for ute og inne.pdf')
})
