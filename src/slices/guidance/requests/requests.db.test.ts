import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'

let world: World
let siri: Browser
let theme: string
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  theme = (await world.asOwner<{ code: string }>('select code from guidance.theme where team_org_id is null order by position limit 1'))[0]?.code ?? ''
})
afterAll(() => world.close())

const start = async () => (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location?.split('/')[2] ?? ''
const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
const answers = (): Readonly<Record<string, Form>> => ({
  hvem: { target: 'whole-staff' },
  tema: { themes: [theme] },
  opplevelse: { experienced: 'Overgangene er urolige.', sinceWhen: 'Siden høsten', tried: 'Mindre grupper.' },
  onske: { wished: 'Hjelp til å se hva vi gjør.', goal: 'Rolige overganger.', means: ['observation'] },
  forankring: { staffInvolved: 'no', ownerInformed: 'nei' },
})

describe('the way through a request', () => {
  test('ends in one thing to do: look through and send', async () => {
    const id = await start()
    const path = `/veiledning/${id}/foresporsel`
    expect(words((await siri.get(path)).text)).not.toContain('Klar til å sende')
    for (const [part, form] of Object.entries(answers())) await siri.post(`${path}/${part}`, { ...form, handling: 'neste' })
    const ready = main((await siri.get(path)).text)
    expect(words(ready)).toContain('Klar til å sende')
    expect(ready).toContain(`<a class="ds-button" href="/veiledning/${id}/kontroll"`)
    expect(main((await siri.get(`${path}/vedlegg`)).text)).toContain(`<a class="ds-button" href="/veiledning/${id}/kontroll"`)
  })

  test('asks which departments right after the answer that makes it needed', async () => {
    const page = main((await siri.get(`/veiledning/${await start()}/foresporsel/hvem`)).text)
    const [last] = [...page.matchAll(/name="target" value="([a-z-]+)"/g)].map(([, value]) => value).slice(-1)
    expect(last).toBe('departments')
    expect(page.indexOf('name="departments"')).toBeGreaterThan(page.indexOf('value="departments"'))
  })

  test('marks every question alike: what must be answered, and what may be left', async () => {
    const page = words(main((await siri.get(`/veiledning/${await start()}/foresporsel/opplevelse`)).text))
    for (const question of ['Hva opplever dere?', 'Siden når?', 'Hva har dere prøvd?']) expect(page).toMatch(new RegExp(`${question.replace('?', '\\?')} +Må fylles ut`))
    expect(page).toMatch(/Hvordan virket det\? +Valgfritt/)
  })

  test('has the other way, for one child, in every part where one writes', async () => {
    const id = await start()
    for (const part of ['hvem', 'opplevelse', 'onske', 'forankring']) expect((await siri.get(`/veiledning/${id}/foresporsel/${part}`)).text, part).toContain('href="/veiledning/enkeltbarn"')
  })

  test('says what is missing at the last look, on a page one can go back to', async () => {
    const id = await start()
    for (const [part, form] of Object.entries(answers())) await siri.post(`/veiledning/${id}/foresporsel/${part}`, { ...form, handling: 'neste' })
    const refused = await siri.post(`/veiledning/${id}/innsending`)
    expect(refused.location).toBe(`/veiledning/${id}/kontroll?bekreft=mangler`)
    const page = main((await siri.get(refused.location ?? '')).text)
    expect(words(page)).toContain('Bekreft at ingenting kan peke på ett barn')
    expect(page).toContain('href="#f-systemLevel"')
    expect((await siri.post(`/veiledning/${id}/innsending`, { systemLevel: 'ja' })).location).toBe(`/veiledning/${id}/kvittering`)
    expect((await siri.get(refused.location ?? '')).location).toBe(`/veiledning/${id}/kvittering`)
  })

  test('is no dead end when the answer to a form is reloaded or asked for in another language', async () => {
    const id = await start()
    for (const part of ['innsending', 'sletting']) expect((await siri.get(`/veiledning/${id}/${part}?sprak=nn`)).location).toBe(`/veiledning/${id}?sprak=nn`)
  })
})

test('when two have saved, only what differs is shown', async () => {
  const id = await start()
  const path = `/veiledning/${id}/foresporsel/opplevelse`
  const stamp = /name="sett" value="([^"]*)"/.exec((await siri.get(path)).text)?.[1] ?? ''
  await siri.post(path, { experienced: 'Overgangene er urolige.', sinceWhen: 'Siden høsten', sett: stamp, handling: 'kladd' })
  const conflict = await siri.post(path, { experienced: 'Garderoben er trang.', sinceWhen: 'Siden høsten', sett: stamp, handling: 'kladd' })
  expect(conflict.status).toBe(409)
  const shown = words(main(conflict.text))
  expect(shown).toContain('Overgangene er urolige.')
  expect(shown).toContain('Garderoben er trang.')
  expect(shown).not.toContain('Siden når?')
})
