import { afterAll, describe, expect, test } from 'vitest'
import { words } from '../../../../test/kit.ts'
import { openAnchoring, path, told } from './anchoring.fixtures.ts'

const { world, eva, hanne, ulla, pia, signing, askToSign, stateOf, sign, tellAndSign, standing, letters } = await openAnchoring()
afterAll(() => world.close())

describe('a change after signing', () => {
  const everyone = async (): Promise<string> => {
    const id = await signing()
    for (const who of [pia, eva, ulla]) expect((await sign(who, id)).status).toBe(303)
    expect((await tellAndSign(id)).status).toBe(303)
    return id
  }
  test('voids exactly the signatures it touches, says so on the page and by letter, and leaves the others', async () => {
    const id = await everyone()
    expect((await eva.post(`/behov/${id}/apning`)).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'signed', head: 'signed', owner: 'signed', partner: 'signed' })
    expect((await ulla.post(`/behov/${id}/del/partner-part`, { 'q.partner-part': 'Vi bruker det i praksisopplæringen.', handling: 'kladd' })).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'signed', head: 'signed', owner: 'signed', partner: 'void' })
    expect(await letters(id, 'scheme-signatures-void')).toEqual(['Ulla Holm'])
    expect(words((await ulla.get(path(id))).text)).toContain('Dette er endret etter at du eller en kollega signerte: Partnerens del.')
    await askToSign(id)
    expect(words((await eva.get(path(id))).text)).toContain('1 signatur mangler.')
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(409)
    expect((await sign(ulla, id)).status).toBe(303)
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(303)
  })
  test('of the need touches all; saved back as it was, nobody is voided twice', async () => {
    const id = await everyone()
    await eva.post(`/behov/${id}/apning`)
    const change = (text: string) => eva.post(`/behov/${id}/del/need`, { 'q.need': text, handling: 'kladd' })
    expect((await change('Noe ganske annet.')).status).toBe(303)
    expect((await change('Personalet vil bli bedre til å støtte leken.')).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'void', head: 'void', owner: 'void', partner: 'void' })
    expect(await letters(id, 'scheme-signatures-void')).toEqual(['Eva Brekke', 'Hanne Moen', 'Pia Prøve', 'Ulla Holm'])
  })
  test('of what the head told of the staff voids the head’s signature alone', async () => {
    const id = await everyone()
    expect((await hanne.post(path(id, '/personalet'), { ...told, 'deltok.assistant': '8' })).status).toBe(303)
    expect(await standing(id)).toMatchObject({ head: 'void', owner: 'signed' })
    expect((await sign(hanne, id)).status).toBe(303)
    expect((await hanne.post(path(id, '/personalet'), { ...told, 'deltok.assistant': '8' })).status).toBe(303)
    expect(await standing(id)).toMatchObject({ head: 'signed' })
  })
  test('behind the program’s back holds sending back all the same', async () => {
    const id = await everyone()
    await world.asOwner(`update scheme.report_draft set answers = answers || '{"need": "Endret i databasen"}' where report_id = $1`, [id])
    expect(words((await eva.get(path(id))).text)).toContain('Gjelder ikke lenger')
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(409)
    expect((await sign(pia, id)).status).toBe(303)
  })
})

describe('declining', () => {
  test('with a reason opens the report, tells the lead, and leaves what the others signed', async () => {
    const id = await signing()
    await sign(eva, id)
    const bare = await pia.post(path(id, '/avslag'), { grunn: ' ' })
    expect([bare.status, words(bare.text).includes('Skriv hvorfor du ikke signerer')]).toEqual([422, true])
    const long = await pia.post(path(id, '/avslag'), { grunn: 'b'.repeat(100_000) })
    expect([long.status, long.text.includes('bbbbbbbb')]).toEqual([422, true])
    expect((await pia.post(path(id, '/avslag'), { grunn: 'Barnet 01010750160 er nevnt' })).status).toBe(422)
    expect((await pia.post(path(id, '/avslag'), { grunn: 'Personalet har ikke vært med.' })).status).toBe(303)
    expect(await stateOf(id)).toBe('draft')
    expect(await letters(id, 'scheme-sign-declined')).toEqual(['Eva Brekke'])
    const seen = words((await eva.get(path(id))).text)
    for (const word of ['Avslått', 'Personalet har ikke vært med.', 'Pia Prøve']) expect(seen).toContain(word)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'declined', owner: 'signed' })
    expect((await pia.post(path(id, '/avslag'), { grunn: 'En gang til' })).status).toBe(409)
    await askToSign(id)
    expect((await sign(pia, id)).status).toBe(303)
  })
  test('also after having signed', async () => {
    const id = await signing()
    await sign(eva, id)
    expect((await eva.post(path(id, '/avslag'), { grunn: 'Vi må regne på nytt.' })).status).toBe(303)
    expect([await stateOf(id), (await standing(id))['owner']]).toEqual(['draft', 'declined'])
  })
})
