import { expect, test } from 'vitest'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
const as = async (person: string): Promise<Visitor> => {
  const someone = await site().visitor()
  await someone.signIn(person)
  return someone
}

test('without script: the head asks two services, PPT says yes and when, and the head sees who helps', async () => {
  const services = await site().world.asOwner<{ id: string }>("select id from register.organisation where name in ('PPT Fjordvik', 'Helsestasjonen i Fjordvik')")
  const siri = await as('siri')
  await siri.visit('/stottesystem')
  expect(await siri.words()).toContain('Per Strand')
  await siri.follow('Spør tjenester om hjelp')
  await siri.send({ onske: 'Vi vil ha hjelp til roligere garderobe for hele personalet.', tema: 'Overganger' })
  expect(await siri.words()).toContain('Velg minst én tjeneste.')
  expect(await siri.typed('onske')).toContain('roligere garderobe')
  await siri.send({ onske: 'Vi vil ha hjelp til roligere garderobe for hele personalet.', tema: 'Overganger', tjeneste: services.map(({ id }) => id) })
  expect(await siri.words()).toContain('Forespørselen er sendt')
  const path = new URL(siri.page.url()).pathname

  const per = await as('per')
  await per.visit('/oppgaver')
  expect(await per.words()).toContain('Svar på om dere kan hjelpe')
  await per.visit(path)
  await per.send({ svar: 'accepted', kontakt: 'Per Strand, 41 00 31 01', dato: 'Uke 4' })
  expect(await per.words()).toContain('Takk for at dere hjelper')

  await siri.visit(path)
  for (const part of ['Hjelper', 'Uke 4', 'Venter']) expect(await siri.words()).toContain(part)
})
