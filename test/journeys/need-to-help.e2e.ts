import { expect, test } from 'vitest'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** From what is known to a need, and from the need to help: on a phone and on a screen, without script. */
let need = ''

async function at(person: string, role?: string, wide = false): Promise<Visitor> {
  const visitor = await site().visitor({ wide })
  await visitor.signIn(person, role)
  return visitor
}
const here = (visitor: Visitor): string => new URL(visitor.page.url()).pathname

test('a pedagogical leader reads what is known, begins a need from what the staff said, saves it unfinished, and is told what is missing', async () => {
  const peder = await at('peder')
  await peder.visit(`/kunnskapsgrunnlag/${await site().world.org('Solstråla barnehage')}?sprak=nb`)
  for (const part of ['Om «Overganger» er personalet mest enig i', 'Rådgivere har observert 2 ganger', 'avrundet så ingen kan finnes']) expect(await peder.words()).toContain(part)
  await peder.page.locator('a[href*="fra=staff"][href*="transitions"]').first().click()
  expect(await peder.page.locator('input[name=grunnlag]:checked').count()).toBe(1)
  await peder.send({ tittel: 'Roligere formiddager', funn: 'Overgangene midt på dagen er urolige.' })
  need = here(peder)
  expect(need).toMatch(/^\/behovsbeskrivelser\/[0-9a-f-]{36}$/)
  expect(await peder.words()).toContain('svar mangler')
  await peder.visit(`${need}/endring`)
  expect(await peder.typed('funn')).toBe('Overgangene midt på dagen er urolige.')
  await peder.send({ hvem: 'Barna på to avdelinger.', arsak: 'Vi går ut samtidig.', endring: 'Alle voksne har en fast plass.', tegn: 'Ingen spør hvem som går ut først.', temaer: ['rammeplan-2017-6'], involvert: 'yes', hvordan: 'Alle svarte på planleggingsdagen.' })
  await peder.press('Legg fram')
  expect(await peder.words()).toContain('Lagt fram')
})

test('two write at once: the second sees both texts, and nothing is lost', async () => {
  const [siri, peder] = [await at('siri', undefined, true), await at('peder')]
  await siri.visit(`${need}/endring`)
  await peder.visit(`${need}/endring?sprak=nb`)
  await peder.send({ arsak: 'Vi går ut samtidig, og avtaler underveis.' })
  await siri.send({ arsak: 'Garderoben er trang.' })
  for (const part of ['Garderoben er trang.', 'Vi går ut samtidig, og avtaler underveis.', 'Peder Lunde']) expect(await siri.words()).toContain(part)
})

test('the head ranks and decides, and lets the team read; the owner and the team read it, each what is theirs to see', async () => {
  const siri = await at('siri', undefined, true)
  await siri.visit(need)
  await siri.send({ plass: '2' })
  for (const part of ['Bestemt', 'Plass 2']) expect(await siri.words()).toContain(part)
  const ragnhild = await at('ragnhild')
  expect(await ragnhild.visit(need)).toBe(404)
  await siri.page.locator('form:has(input[value=share]) button').first().click()
  expect(await ragnhild.visit(need)).toBe(200)
  expect(await ragnhild.words()).toContain('Overgangene midt på dagen er urolige.')
  const olav = await at('olav', 'owner')
  expect(await olav.visit(need)).toBe(200)
  expect(await olav.words()).not.toContain('veiledningen som pågår')
})

test('one click begins a request that says where it came from, with what was written filled in', async () => {
  const siri = await at('siri')
  await siri.visit(need)
  await siri.press('Be om veiledning ut fra dette')
  expect(here(siri)).toMatch(/^\/veiledning\//)
  expect(await siri.words()).toContain('Bygger på behovet Roligere formiddager')
  await siri.visit(`/veiledning/${here(siri).split('/')[2]}/foresporsel/opplevelse`)
  expect(await siri.typed('experienced')).toContain('Overgangene midt på dagen er urolige.')
  await siri.visit(need)
  expect(await siri.page.locator('main a[href^="/veiledning/"]').count()).toBeGreaterThan(0)
})

test('the owner begins a need report from it in a round, and the need shows where it led', async () => {
  const olav = await at('olav', 'owner', true)
  await olav.visit(need)
  await olav.page.locator('form[action="/behov"] button').first().click()
  if (here(olav).endsWith('/runde')) {
    await olav.page.locator('main input[type=radio]').first().check()
    await olav.page.locator('main form:has(input[type=radio]) button').first().click()
  }
  expect(here(olav)).toMatch(/^\/behov\/[0-9a-f-]{36}$/)
  expect(await olav.words()).toContain('Bygger på behovet Roligere formiddager')
  const report = here(olav)
  await olav.visit(need)
  expect(await olav.page.locator(`main a[href="${report}"]`).count()).toBe(1)
})

test('the week’s calls: who and why, what came of it with a code, whether it was right to call, and what the head sees of it', async () => {
  const ragnhild = await at('ragnhild')
  await ragnhild.visit('/lite-kontakt')
  expect(await ragnhild.words()).toContain('Uken fra')
  await ragnhild.page.locator('main a[href^="/lite-kontakt/samtaler/"]').first().click()
  const call = here(ragnhild)
  await ragnhild.page.locator('main form button').first().click()
  expect(await ragnhild.words()).toContain('Velg hva samtalen ble til')
  await ragnhild.send({ utfall: 'later', rett: 'ja' })
  expect(await ragnhild.words()).toContain('Skriv når dere skal ringe igjen')
  await ragnhild.send({ utfall: 'will-ask', rett: 'ja' })
  expect(here(ragnhild)).toBe('/lite-kontakt')
  const tone = await at('tone', undefined, true)
  await tone.visit('/lite-kontakt/regler')
  expect(await tone.words()).toMatch(/er ringt på grunn av denne/)
  const [called] = await site().world.asOwner<{ n: number }>("select count(*)::int as n from insight.unseen_call where id = $1 and outcome = 'will-ask' and right_to_call", [call.split('/')[3]])
  expect(called?.n).toBe(1)
})
