import { afterAll, describe, expect, test } from 'vitest'
import { words } from '../../../../../test/kit.ts'
import { beginReport, fillIn } from '../../reports/reports.fixtures.ts'
import { openAnchoring } from '../anchoring.fixtures.ts'

const { world, trollstua, partner, eva, ulla } = await openAnchoring()
afterAll(() => world.close())

describe('the partner', () => {
  test('confirms the contact, then writes its own part, then signs', async () => {
    const id = await beginReport(world, eva)
    await fillIn(world, eva, id, { kindergartens: [trollstua], partner })
    expect(words((await ulla.get('/oppgaver')).text)).toContain('Bekreft kontakten med Eventyrkjeden om en behovsmelding')
    const asked = await ulla.get(`/behov/${id}/partner`)
    expect(words(asked.text)).toContain('Eventyrkjeden har satt dere opp som partner')
    await ulla.post(`/behov/${id}/svar`, { svar: 'ja' })
    const then = await ulla.get(`/behov/${id}/partner`)
    expect(then.text).toContain(`/behov/${id}/del/partner-part`)
    expect((await eva.get(`/behov/${id}/partner`)).status).toBe(403)
  })
})
