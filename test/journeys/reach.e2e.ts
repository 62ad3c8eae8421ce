import { expect, test } from 'vitest'
import { hashOf, newCode } from '../../src/platform/link-secrets.ts'
import { started } from '../../src/slices/measures/measures/measures.fixtures.ts'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** One measure in one kindergarten: whom it reaches, and what a department tries because of it. On a phone, without script. */
let measure = ''
const here = (visitor: Visitor): string => new URL(visitor.page.url()).pathname
async function hanneAt(path: string): Promise<Visitor> {
  const hanne = await site().visitor()
  await hanne.signIn('hanne')
  expect(await hanne.visit(path)).toBe(200)
  return hanne
}

test('the head writes how many they are, counts a gathering, is told who lags behind, and makes something for those who missed it', async () => {
  measure = `/tiltak/${await started(await site().world.as('hanne'), '1.9.2026')}`
  const hanne = await hanneAt(`${measure}/rekkevidde`)
  expect(await hanne.words()).toContain('Skriv først hvor mange dere er')
  await hanne.follow('Hvor mange vi er')
  await hanne.send({ fra: '1.8.2026', 'antall-ingen-head': '1', 'antall-ingen-kindergarten-teacher': '6', 'antall-ingen-assistant': '8', 'deltid-ingen-assistant': '3' }, 'Lagre')
  expect(await hanne.words()).toContain('15 ansatte, 3 på deltid')
  await hanne.visit(`${measure}/rekkevidde`)
  await hanne.send({ navn: 'Personalmøte om lek', dag: '1.10.2026', 'antall-ingen-head': '1', 'antall-ingen-kindergarten-teacher': '6', 'antall-ingen-assistant': '3', 'deltid-ingen-assistant': '0' }, 'Lagre tallene')
  const told = await hanne.words()
  for (const part of ['67 % (10 av 15)', 'Noen henger etter', 'Assistent: 38 %']) expect(told).toContain(part)
  await hanne.page.locator('main a[href*="/rekkevidde/"]').first().click()
  await hanne.send({ mistet: 'Vi så på tre filmer om lek.', opplegg: '20 minutter to og to', ansvarlig: 'Pedagogisk leder', frist: '15.12.2026' }, 'Lagre')
  await hanne.follow('Tell dem som har tatt det igjen')
  await hanne.send({ dag: '5.10.2026', 'antall-ingen-assistant': '5', 'deltid-ingen-assistant': '3' }, 'Lagre tallene')
  await hanne.visit(`${measure}/rekkevidde`)
  expect(await hanne.words()).toContain('100 % (15 av 15)')
})

test('a department chooses one small thing, writes what changed for the children, lets others read it, and is asked again after three months', async () => {
  const hanne = await hanneAt(`${measure}/utproving`)
  await hanne.send({ ide: 'wait-ten', dag: '5.10.2026' }, 'Velg dette')
  await hanne.page.locator('main a[href^="/utproving/"]').first().click()
  const tryOut = here(hanne)
  await hanne.send({ dag: '20.10.2026', observasjon: 'Praten ved bordet varer lenger.', videre: 'keep' }, 'Lagre')
  await hanne.send({ deling: 'anonymous' }, 'Lagre')
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/utproving')
  const shown = await siri.words()
  expect([shown.includes('Praten ved bordet varer lenger.'), shown.includes('Trollstua')]).toEqual([true, false])
  expect(await hanne.words()).toContain('Begynner 5. januar 2027')

  site().goTo('2027-01-06T09:00:00Z')
  const later = await hanneAt(tryOut)
  const [paper] = await Promise.all([later.page.waitForEvent('download'), later.send({ antall: '6' }, 'Lag lappene')])
  expect(paper.suggestedFilename()).toBe('lapper.pdf')
  // The letters are on the paper only: one is cut here.
  const slip = newCode(16)
  await site().world.asOwner('update measures.pulse_slip set hash = $2 where hash = (select s.hash from measures.pulse_slip s join measures.pulse p on p.id = s.pulse_id where p.try_out_id = $1 limit 1)', [tryOut.split('/')[2], hashOf(slip)])
  const anyone = await site().visitor()
  await anyone.visit('/puls')
  await anyone.send({ lapp: slip.toLowerCase().match(/.{4}/g)?.join(' ') ?? '' }, 'Gå til spørsmålet')
  await anyone.send({ svar: 'often' }, 'Send svaret')
  expect(await anyone.heading()).toBe('Takk, svaret ditt er talt med')
  await anyone.visit(`/puls/${slip}`)
  expect(await anyone.words(), 'one answer to each').toContain('Hver lapp gjelder for ett svar')
})
