import { expect, test } from 'vitest'
import { personId } from '../../src/slices/measures/programmes/programmes.fixtures.ts'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** A joint programme with a cohort and one round in a department: observed, told, guided. Without script. */
let programme = ''
let round = ''
const here = (visitor: Visitor): string => new URL(visitor.page.url()).pathname
async function at(person: string, path: string): Promise<Visitor> {
  const visitor = await site().visitor()
  await visitor.signIn(person)
  expect(await visitor.visit(path)).toBe(200)
  return visitor
}

test('the team begins a programme, offers it to a cohort, and the head says yes', async () => {
  const tone = await at('tone', '/fellessatsinger/ny')
  await tone.send({ tittel: 'Ute sammen', mal: 'Alle avdelinger har en fast voksen ute.', ser: 'Hvor de voksne er når barna leker.', fra: '1.8.2026', til: '30.6.2028' })
  programme = here(tone)
  await tone.follow('Lag en pulje')
  await tone.send({ navn: 'Pulje A', fra: '1.8.2026', til: '30.6.2027', barnehager: await site().world.org('Trollstua barnehage') }, 'Lag puljen og send tilbudet')
  const cohort = here(tone)
  const hanne = await at('hanne', programme)
  await hanne.press('Ja, vi er med')
  await tone.visit(cohort)
  expect(await tone.words()).toContain('Trollstua barnehage')
  await tone.send({ forste: '30.11.2026', siste: '11.12.2026', observatorer: await personId(site().world, 'Tone Haugen') }, 'Planlegg runden')
  await tone.visit(programme)
  round = (await tone.page.locator('main a[href*="/runder/"]').first().getAttribute('href')) ?? expect.fail('no round')
})

test('observed, told and guided, one step at a time; the kindergarten reads what it is told', async () => {
  site().goTo('2026-12-29T09:00:00Z')
  const tone = await at('tone', round)
  for (const [field, text, button] of [['sett', 'De voksne står ved gjerdet.', 'Lagre'], ['tilbake', 'Prøv å sette dere ned i sandkassen.', 'Lagre'], ['avtalt', 'Én voksen er i sandkassen hver dag.', 'Lagre']] as const) {
    await tone.send({ [field]: '' }, button)
    expect(await tone.page.locator('.ds-error-summary').count(), field).toBe(1)
    await tone.send({ [field]: text }, button)
    expect(await tone.words()).toContain(text)
  }
  const hanne = await at('hanne', round)
  expect(await hanne.words()).toContain('Prøv å sette dere ned i sandkassen.')
  expect(await hanne.words()).toContain('Ferdig')
})
