import { expect, test } from 'vitest'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** A measure without script, by people with different parts in it: out of a need, offered, begun, done, and closed. */
async function at(person: string, role?: string): Promise<Visitor> {
  const visitor = await site().visitor()
  await visitor.signIn(person, role)
  return visitor
}
const here = (visitor: Visitor): string => new URL(visitor.page.url()).pathname

test('a head begins a measure out of a need with one click, starts it, does a row of the plan, and closes it', async () => {
  const siri = await at('siri')
  await siri.visit('/behovsbeskrivelser?sprak=nb')
  await siri.follow('Overganger der alle voksne vet hvor de skal stå')
  await siri.follow('Planlegg et tiltak')
  expect(await siri.typed('tittel')).toBe('Overganger der alle voksne vet hvor de skal stå')
  // What is missing comes back with what was typed.
  await siri.send({ tittel: 'Faste plasser', til: '1.1.2020', plan: 'Prøve på én avdeling\nSnakke om det' })
  for (const part of ['Velg hva slags tiltak det er']) expect(await siri.words()).toContain(part)
  await siri.send({ tittel: 'Faste plasser', type: 'Utviklingsarbeid i personalet', fra: '1.9.2026', til: '30.6.2027', belop: '25 000' })
  const measure = here(siri)
  expect(measure).toMatch(/^\/tiltak\/[0-9a-f-]{36}$/)
  for (const part of ['Planlagt', 'Et behov som er bestemt', 'Prøve på én avdeling']) expect(await siri.words()).toContain(part)
  await siri.send({ dag: '1.9.2026' }, 'Start tiltaket')
  expect(await siri.words()).toContain('I gang')
  await siri.visit(`${measure}/plan`)
  await siri.page.getByRole('button', { name: /^Merk som gjort/ }).first().click()
  expect(await siri.words()).toContain('1 av 2 er gjort')
  await siri.visit(`${measure}/avslutning`)
  await siri.send({ maling: 'nei', grunn: 'not-measured-before', hvorfor: 'Vi fikk ikke målt før.', lesning: 'Det er roligere.', konklusjon: 'Det hjalp.', beslutning: 'end', ansvarlig: 'Styreren' }, 'Avslutt')
  expect(here(siri)).toBe(measure)
  for (const part of ['Avsluttet', 'Det hjalp.']) expect(await siri.words()).toContain(part)
})

test('the team offers a measure to one, and to another after it has begun; each head answers, and one goes out', async () => {
  const [tone, siri, hanne] = [await at('tone'), await at('siri'), await at('hanne')]
  await tone.visit(`/tiltak/nytt?sprak=nb`)
  await tone.send({ tittel: 'Språk ute', type: 'Veiledning', opphav: 'own', mal: 'Vi setter ord på det barna gjør ute.', barnehager: await site().world.org('Solstråla barnehage'), fra: '1.9.2026', til: '30.6.2027' })
  if (await tone.page.locator('input[name=overlapp]').count()) await tone.send({ overlapp: 'ja' })
  const measure = here(tone)
  await tone.send({ dag: '1.9.2026' }, 'Start tiltaket')
  await siri.visit(`${measure}?sprak=nb`)
  await siri.press('Ja, vi er med')
  expect(await siri.words()).toContain('Er med')
  await tone.visit(measure)
  await tone.follow('Endre hvem som er med')
  await tone.page.locator('summary', { hasText: 'Lim inn en liste' }).click()
  await tone.send({ liste: 'Trollstua' }, 'Send tilbudet')
  if (await tone.page.locator('input[name=overlapp]').count()) await tone.send({ overlapp: 'ja' }, 'Send tilbudet')
  await hanne.visit(`${measure}?sprak=nb`)
  await hanne.send({ dag: '1.8.2026' }, 'Ja, vi er med')
  expect(await hanne.words()).toContain('Dagen er før tiltaket startet')
  await hanne.send({ dag: '1.11.2026' }, 'Ja, vi er med')
  expect(await hanne.words()).toContain('Med fra 01.11.2026')
  await hanne.follow('Endre hvem som er med')
  await hanne.send({ sluttdag: '20.11.2026', grunn: 'Har ikke kapasitet nå' }, 'Gå ut av tiltaket')
  expect(here(hanne)).toBe(measure)
  await tone.visit(measure)
  for (const part of ['Gikk ut 20.11.2026', 'Er med']) expect(await tone.words()).toContain(part)
})
