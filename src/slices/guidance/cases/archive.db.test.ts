import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Browser, type World } from '../../../../test/kit.ts'
import { caseIn, goodEvaluation } from '../evaluation/cases.fixtures.ts'

let world: World
let siri: Browser
let ragnhild: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  ragnhild = await world.as('ragnhild')
})
afterAll(() => world.close())

/** The headings of a PDF, from its bookmarks. */
const headings = (pdf: string): string[] => [...pdf.matchAll(/\/Title \(((?:[^()\\]|\\.)*)\)|\/Title <([0-9A-Fa-f]+)>/g)].map(([, text, hex]) => (hex ? Buffer.from(hex, 'hex').swap16().toString('utf16le').replace('\uFEFF', '') : (text ?? '')))

async function pdfOf(browser: Browser, id: string, language = 'nb') {
  const response = await world.app.inject({ url: `/veiledning/${id}/sak.pdf?sprak=${language}`, cookies: { sesjon: browser.session?.token ?? '' } })
  return { status: response.statusCode, type: response.headers['content-type'], text: response.rawPayload.toString('latin1') }
}

describe('the case as PDF for the kindergarten’s archive', () => {
  test('has the evaluation both have written, the follow-up, the hand-over and the list of attachments', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    await siri.post(`/veiledning/${id}/evaluering`, goodEvaluation)
    await world.asOwner("insert into guidance.follow_up (case_id, held_on, lasting, what_lasted, written_at, written_by_name) values ($1, '2026-11-20', 4, 'Fordelingen', now(), 'Siri Solheim')", [id])
    await world.asOwner("insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by_name) values ($1, 'plan.pdf', 'application/pdf', 3, repeat('0', 64), 'abc', now(), 'Siri Solheim')", [id])
    await world.asOwner("insert into guidance.hand_over (case_id, to_org_id, reason_code, shared_summary, kindergarten_name, team_name, reference, handed_at, handed_by_name) values ($1, $2, 'other', 'Sammendrag', 'Solstråla barnehage', 'Teamet', 'V-1', now(), 'Tone Haugen')", [id, await world.org('PPT Fjordvik')])
    const before = await pdfOf(ragnhild, id)
    expect({ status: before.status, type: before.type }).toEqual({ status: 200, type: 'application/pdf' })
    expect(headings(before.text)).toEqual(expect.arrayContaining(['Vedlegg', 'Oppfølging', 'PPT Fjordvik']))
    expect(headings(before.text)).not.toContain('Evaluering')
    // Not even the one who wrote it takes out what the other has not read.
    expect(headings((await pdfOf(siri, id)).text)).not.toContain('Evaluering')
    await ragnhild.post(`/veiledning/${id}/evaluering`, { ...goodEvaluation, seen: '' })
    for (const reader of [siri, ragnhild, await world.as('peder')]) expect(headings((await pdfOf(reader, id)).text)).toContain('Evaluering')
    expect(headings((await pdfOf(siri, id, 'nn')).text)).toContain('Oppfølging')
    expect(headings((await pdfOf(siri, id, 'en')).text)).toContain('Attachments')
  }, 60_000)

  test('leaves the compiler out of the program’s own process', async () => {
    const id = await caseIn(world, { step: 'plan' })
    expect((await pdfOf(siri, id)).status).toBe(200)
    const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: string[] }
    expect(sharedObjects.filter((name) => name.includes('typst'))).toEqual([])
  }, 60_000)

  test('is refused with words and a way out when the text is too much for it', async () => {
    const id = await caseIn(world, { step: 'plan' })
    await world.asOwner(`insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) select $1, 'shared', repeat('Vi ser at overgangene tar tid. ', 100), now(), id, name from identity.person, generate_series(1, 400) where name = 'Siri Solheim'`, [id])
    const response = await siri.get(`/veiledning/${id}/sak.pdf?sprak=nb`)
    expect(response.status).toBe(503)
    expect(response.text).toContain('velg Skriv ut i nettleseren')
    expect(response.text).toContain(`href="/veiledning/${id}"`)
    expect((await siri.get('/veiledning')).status).toBe(200)
  }, 60_000)

  test.each([['hanne', 404], ['eva', 403], ['per', 403], ['olav', 403]])('%s gets none of it', async (who, status) => {
    expect((await pdfOf(await world.as(who), await caseIn(world, { step: 'plan' }))).status).toBe(status)
  })
})
