import { afterAll, describe, expect, test } from 'vitest'
import { words } from '../../../../../test/kit.ts'
import { openAnchoring, path, told } from '../anchoring.fixtures.ts'

const { world, eva, hanne, ulla, pia, signing } = await openAnchoring()
afterAll(() => world.close())

describe('how the staff took part', () => {
  test('bad input is refused in words, and nothing typed is lost', async () => {
    const id = await signing()
    for (const [change, word] of [
      [{ 'deltok.assistant': '10' }, 'Flere har vært med enn det er ansatte.'],
      [{ dato: '24.11.2026' }, 'Datoen er ikke kommet ennå.'],
      [{ tillitHvordan: '' }, 'Skriv hvordan de tillitsvalgte har vært med.'],
      [{ tillitsvalgte: '' }, 'Velg om de tillitsvalgte har vært med.'],
      [{ 'ansatte.head': '', 'deltok.head': '', 'ansatte.assistant': '', 'deltok.assistant': '' }, 'Skriv hvor mange som er ansatt'],
      [{ hvordan: 'Ansatt 01010750160 var med' }, 'fødselsnummer'],
    ] as const) {
      const again = await hanne.post(path(id, '/personalet'), { ...told, ...change })
      expect([word, again.status, words(again.text).includes(word)]).toEqual([word, 422, true])
      if (!('hvordan' in change)) expect(again.text).toContain('Vi tok det på et personalmøte.')
    }
    expect((await eva.get(path(id, '/personalet'))).status).toBe(403)
    expect((await pia.post(path(id, '/personalet'), told)).status).toBe(403)
    expect((await (await world.as('siri')).post(path(id, '/personalet'), told)).status).toBe(404)
  })
  test('the kindergarten sees each group, others its sum, and none of fewer than five', async () => {
    const id = await signing()
    await hanne.post(path(id, '/personalet'), told)
    expect((await pia.get(path(id))).text).toContain('Assistent')
    const owner = words((await eva.get(path(id))).text).split('Hvordan personalet har vært med')[1] ?? ''
    expect(owner).toContain('8 av 10 ansatte')
    await hanne.post(path(id, '/personalet'), { ...told, 'deltok.head': '0', 'deltok.assistant': '3' })
    expect(words((await ulla.get(path(id))).text)).toContain('Færre enn fem av 10 ansatte')
    await hanne.post(path(id, '/personalet'), { ...told, 'ansatte.assistant': '3', 'deltok.assistant': '2' })
    const few = words((await eva.get(path(id))).text)
    expect(few).toContain('Barnehagen har færre enn fem ansatte. Da viser vi ingen tall.')
    expect((await hanne.get(path(id, '/personalet'))).text).toContain('value="3"')
  })
})
