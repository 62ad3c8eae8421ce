import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../test/kit.ts'
import { allRoutes } from '../../app.tsx'
import { isKey } from '../../texts/index.ts'
import { caseIn } from './evaluation/cases.fixtures.ts'
import { tracedPages } from './traced.ts'

let world: World
let siri: Browser
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  tone = await world.as('tone')
})
afterAll(() => world.close())

const traces = async (id: string) => (await world.asOwner<{ page: string }>("select who || ': ' || page as page from audit.reading where about_id = $1 order by at, id", [id])).map(({ page }) => page)

describe('what the team opens of a case leaves a trace', () => {
  test('every page: plan, start meeting, evaluation, answers, follow-up, hand-over, attachment, PDF', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    const [file] = await world.asOwner<{ id: string }>("insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by_name) values ($1, 'plan.pdf', 'application/pdf', 3, 'x', 'abc', now(), 'Siri Solheim') returning id", [id])
    for (const part of ['', '/plan', '/oppstartsmote', '/evaluering', '/personalsvar', '/oppfolging', '/overforing', `/vedlegg/${file?.id}`, '/sak.pdf']) expect({ part, status: (await tone.get(`/veiledning/${id}${part}`)).status }).toEqual({ part, status: 200 })
    expect(await traces(id)).toEqual(['case', 'plan', 'start-meeting', 'evaluation', 'staff-answers', 'follow-up', 'hand-over', 'attachment', 'pdf'].map((page) => `Tone Haugen: ${page}`))
    const shown = words((await siri.get(`/veiledning/${id}?sprak=nb`)).text)
    for (const part of [': planen', ': et vedlegg', ': evalueringen', ': saken som PDF', ': saken ']) expect(shown).toContain(part)
  })

  test('the kindergarten’s own reading leaves none, and neither does what was not shown', async () => {
    const id = await caseIn(world, { step: 'plan' })
    for (const part of ['', '/plan', '/evaluering']) await siri.get(`/veiledning/${id}${part}`)
    for (const part of [`/vedlegg/${id}`, '/plan/00000000-0000-7000-8000-000000000000', '/oppstartsmote/tull']) await tone.get(`/veiledning/${id}${part}`)
    expect(await traces(id)).toEqual([])
    expect((await tone.get(`/veiledning/${crypto.randomUUID()}/plan`)).status).toBe(404)
  })

  test('the same page on the same day is one line to the reader, the last time', async () => {
    const id = await caseIn(world, { step: 'plan' })
    for (const _ of [1, 2, 3]) await tone.get(`/veiledning/${id}/plan`)
    expect(await traces(id)).toHaveLength(3)
    expect(words((await siri.get(`/veiledning/${id}?sprak=nb`)).text).split(': planen')).toHaveLength(2)
  })

  test('no page of a case that the team may open is left out', () => {
    const pages = allRoutes(new Map()).filter(({ method, url, access }) => method === 'GET' && url.startsWith('/veiledning/:id/') && access.roles.includes('adviser'))
    expect(pages.length).toBeGreaterThan(10)
    const own = ['/veiledning/:id/sak.pdf']
    expect(pages.map(({ url }) => url).filter((url) => !own.includes(url) && !((/^\/veiledning\/:id\/([a-z]+)/.exec(url)?.[1] ?? '') in tracedPages))).toEqual([])
    for (const page of [...Object.values(tracedPages), 'case', 'pdf']) expect({ page, hasWords: isKey(`guidance.case.reading.${page}`) }).toEqual({ page, hasWords: true })
  })
})
