import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

test('a head proposes a change in the joint plan; the school leader confirms it, and it stands in the calendars of both', async () => {
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/skole')
  expect(await siri.heading()).toBe('Barnehage og skole')
  await siri.follow('Plan 2026–2027, Fjordvik skole')
  await siri.follow('Foreslå et punkt')
  await siri.send({ slag: 'together', hva: 'Felles uteskole for alle skolestarterne', nar: 'mai', barnehageansvar: 'Pedagogisk leder', skoleansvar: 'Teamleder på småtrinnet' }, 'Send forslaget')
  expect(await siri.words()).toContain('Forslag, ikke bekreftet av begge')
  await siri.visit('/arshjul')
  expect(await siri.words()).not.toContain('Felles uteskole')

  const knut = await site().visitor()
  await knut.signIn('knut')
  await knut.visit('/oppgaver')
  await knut.follow('Les og bekreft planen for overgangen. Sist endret av Solstråla barnehage')
  await knut.press('Bekreft versjon 3')
  expect(await knut.words()).toContain('Versjonen er bekreftet.')
  for (const who of [knut, siri]) {
    await who.visit('/arshjul')
    expect(await who.words()).toContain('Felles uteskole for alle skolestarterne (i løpet av måneden)')
  }
})

test('the school leader tells what the school did, and calls a joint meeting', async () => {
  const knut = await site().visitor()
  await knut.signIn('knut')
  await knut.visit('/oppgaver')
  await knut.follow('Fortell hva dere gjorde: Læreren på første trinn er med en dag i barnehagen')
  await knut.send({ gikk: 'not' }, 'Lagre')
  expect(await knut.words()).toContain('Skriv med en setning hvorfor det ble annerledes.')
  await knut.send({ fortalt: 'Dagen er flyttet til januar.' }, 'Lagre')
  expect(await knut.words()).toContain('Ikke gjort Dagen er flyttet til januar.')
  await knut.follow('Kall inn til felles møte')
  await knut.send({ tittel: 'Besøksdagene', dato: '9.3.2027', fra: '13', til: '14', sted: 'Skolen' }, 'Kall inn')
  expect(await knut.heading()).toBe('Besøksdagene')
  await knut.visit('/skole/samarbeid/nytt')
  await knut.follow('Barnehage og skole')
})
