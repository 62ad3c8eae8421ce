import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('what the kindergartens have counted stands beside what is written, in bands, and is put into the answer as a proposal one may write on', async () => {
  const [eva, ulla] = await Promise.all([world.as('eva'), world.as('ulla')])
  const [report] = await world.asOwner<{ id: string }>("select r.id from scheme.report r join register.organisation o on o.id = r.lead_id join scheme.report_fact f on f.report_id = r.id where o.name = 'Eventyrkjeden' and f.title = 'Lesing som felles praksis'")
  const id = (await eva.post('/resultater', { melding: report?.id ?? '', aar: '2026' })).location?.split('/')[2] ?? expect.fail('no report')
  const part = await eva.get(`/resultater/${id}/del/participation`)
  const shown = words(part.text)
  expect([shown.includes('Hentet fra deltakelsen'), shown.includes('Samtaler rundt måltidet'), /\b\d+–\d+\b/.test(shown), part.text.includes('forslag=deltakelsen')]).toEqual([true, true, true, false])
  const work = await eva.get(`/resultater/${id}/del/work`)
  expect([work.text.includes('forslag=deltakelsen'), work.text.includes('Hentet fra deltakelsen i Samspill:')]).toEqual([true, false])
  const proposed = await eva.get(`/resultater/${id}/del/work?forslag=deltakelsen`)
  const text = words(proposed.text)
  expect([text.includes('Hentet fra deltakelsen i Samspill:'), text.includes('Draken barnehage: «Samtaler rundt måltidet» med 2 samlinger')]).toEqual([true, true])
  const answer = async () => (await world.asOwner<{ done: string | null }>("select answers ->> 'activities-done' as done from scheme.result_draft where result_id = $1", [id]))[0]?.done ?? null
  expect(await answer(), 'nothing is saved before somebody saves it').toBe(null)
  const seen = /name="sett" value="([0-9a-f]+)"/.exec(proposed.text)?.[1] ?? ''
  expect((await eva.post(`/resultater/${id}/del/work`, { sett: seen, handling: 'kladd', 'q.activities-done': 'Fire samlinger. Hentet fra deltakelsen i Samspill, og rettet av oss.' })).status).toBe(303)
  expect(await answer()).toContain('rettet av oss')
  // The university does not see whom a kindergarten's own measures reach.
  const partner = words((await ulla.get(`/resultater/${id}/del/partner-part`)).text)
  expect(partner.includes('Hentet fra deltakelsen')).toBe(false)
})
