import { expect, test } from 'vitest'
import { caseIn } from '../../src/slices/guidance/evaluation/cases.fixtures.ts'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
const as = async (person: string): Promise<Visitor> => {
  const someone = await site().visitor()
  await someone.signIn(person)
  return someone
}

test('another service is asked to take over, sees only what was written to it, says yes, and the case is closed', async () => {
  const path = `/veiledning/${await caseIn(site().world, { step: 'hand-over' })}`
  const tone = await as('tone')
  await tone.visit(path)
  await tone.page.locator(`main a[href="${path}/overforing"]`).first().click()
  const [ppt] = await site().world.asOwner<{ id: string }>("select id from register.organisation where name = 'PPT Fjordvik'")
  await tone.send({ toOrgId: ppt?.id ?? '', reason: 'inclusive-practice', summary: 'Personalet ønsker hjelp til et inkluderende lekemiljø.' })
  expect(await tone.words()).toContain('Venter på svar')

  const per = await as('per')
  await per.visit('/overforinger')
  await per.follow('Solstråla barnehage')
  expect(await per.words()).toContain('inkluderende lekemiljø')
  const received = new URL(per.page.url()).pathname
  expect([await per.visit(path), await per.visit(`${path}/plan`), await per.visit(`${path}/evaluering`)]).toEqual([403, 403, 403])
  await per.visit(received)
  await per.send({ answer: 'declined' })
  expect(await per.words()).toContain('Skriv hvorfor dere sier nei')
  await per.send({ answer: 'accepted', text: 'Vi ringer på mandag.' })
  expect(await per.words()).toContain('Svaret er sendt')

  const siri = await as('siri')
  await siri.visit(path)
  for (const part of ['Tatt imot', 'Vi ringer på mandag.']) expect(await siri.words()).toContain(part)
  await tone.visit(path)
  await tone.send({ til: 'closed handed-over' })
  expect(await tone.words()).toContain('En annen tjeneste har tatt saken')
})
