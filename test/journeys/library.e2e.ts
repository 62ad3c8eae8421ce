import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
/** A material from its draft to what a kindergarten tried, by two people, without script. */
let material = ''

test('an adviser writes a material, sees what it lacks, and publishes it', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/materiell')
  await tone.follow('Nytt materiell')
  await tone.send({ tittel: 'Undring på småbarnsavdelingen', tekst: 'Stopp ofte. Vent til barna har sett ferdig, og undre dere sammen.' })
  expect(await tone.words()).toContain('Utkastet er lagret')
  expect(await tone.words()).toContain('Skriv kort om materiellet')
  await tone.follow('Endre innholdet')
  await tone.send({ sammendrag: 'Et opplegg for personalmøtet om de voksnes rolle.', hvem: ['whole-staff'], lisens: 'CC BY-SA' })
  await tone.send({ ansvarlig: 'Tone Haugen', gjennomgang: '1.9.2027' }, 'Gi ut materiellet')
  expect(await tone.words()).toContain('Materiellet er gitt ut')
  material = new URL(tone.page.url()).pathname
})

test('a head searches, spells it wrong, finds it with what was found marked, and tells how it went', async () => {
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/materiell')
  await siri.send({ sok: 'småbarnsavdelinga undrng' })
  expect(await siri.words()).toContain('viser treff for')
  expect((await siri.page.locator('mark').allInnerTexts()).map((found) => found.toLocaleLowerCase('nb'))).toContain('småbarnsavdelingen')
  await siri.send({ lisens: 'CC BY-SA', sorter: 'De nyeste først' })
  await siri.follow('Undring på småbarnsavdelingen')
  expect(new URL(siri.page.url()).pathname).toBe(material)
  await siri.send({ utfall: 'well', erfaring: 'Vi stoppet oftere på tur, og ventet lenger.' })
  expect(await siri.words()).toContain('Kompetanseteamet leser erfaringen før andre ser den')
})

test('the adviser lets it be shown without the kindergarten’s name', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/materiell/arbeid')
  await tone.follow('Undring på småbarnsavdelingen')
  await tone.press('Vis for alle')
  const shown = await tone.words()
  expect([shown.includes('Vi stoppet oftere på tur'), shown.includes('Solstråla')]).toEqual([true, false])
})
