import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
/** A quality report from its beginning to published, by two people, without script. */
let report = ''

test('the leader of the team begins a new version of last year’s report, writes two chapters, and sees that the municipality approves', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/kvalitetsmelding')
  await tone.send({ malform: 'nn' })
  expect(await tone.words()).toContain('Kladden er laget, og tallene er hentet')
  report = new URL(tone.page.url()).pathname
  for (const [chapter, text] of [['Sammendrag', 'Det går bra i barnehagane.'], ['Prioriteringer framover', 'Språk i kvardagen.']] as const) {
    await tone.page.locator('section', { has: tone.page.getByRole('heading', { name: chapter, exact: true }) }).getByRole('link', { name: 'Skriv' }).click()
    expect(await tone.heading()).toBe(chapter)
    await tone.send({ tekst: text })
    expect(await tone.words()).toContain('Kapittelet er lagret')
  }
  expect(await tone.words()).toContain('Kommunen som barnehagemyndighet godkjenner og publiserer')
})

test('the municipality takes the figures again, approves and publishes; the head reads it', async () => {
  const olav = await site().visitor()
  await olav.signIn('olav', 'authority')
  await olav.visit(report)
  await olav.follow('Se og hent tall')
  await olav.press('Hent tallene på nytt')
  expect(await olav.words()).toContain('Tekstene er som før')
  await olav.follow('Til meldingen')
  await olav.press('Godkjenn meldingen')
  expect(await olav.words()).toContain('Meldingen er godkjent')
  await olav.press('Publiser meldingen')
  expect(await olav.words()).toContain('Meldingen er publisert')

  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/kvalitetsmelding')
  expect(await siri.visit(report)).toBe(200)
  expect(await siri.words()).toContain('Det går bra i barnehagane.')
})
