import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { assignTo, roundIn, sentIn } from '../review/review.fixtures.ts'

let world: World
let stine: Browser
let round: string
let reports: string[]
let bench: string
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
})
afterAll(() => world.close())
beforeEach(async () => {
  round = await roundIn(world)
  bench = `/runder/${round}/arbeidsbenk`
  reports = [
    await sentIn(world, round, { title: 'Samtaler ved måltidet', need: 'Vi vil ha flere samtaler ved måltidet, for språket.', goals: 'Samtaler ved måltidet.', partner: 'Høgskolen i Fjordvik' }),
    await sentIn(world, round, { title: 'Språk ved bordet', owner: 'Stiftelsen Fjordgløtt', kindergartens: ['Fjordgløtt barnehage'], need: 'Måltidet har for få samtaler til å støtte språket.', goals: 'Gode samtaler.', partner: 'Høgskolen i Fjordvik' }),
    await sentIn(world, round, { title: 'Uterommet', owner: 'Fjordvik kommune', kindergartens: ['Lia barnehage'], need: 'Uterommet innbyr ikke til lek.', goals: 'Variert lek ute.', themes: ['physical-environment'] }),
    await sentIn(world, round, { title: 'Ledelse', owner: 'Foreldrelaget Bråtet', kindergartens: ['Bråtet foreldrebarnehage'], need: 'Lederne vil lede refleksjon.', goals: 'Refleksjon.', themes: ['leadership'] }),
  ]
})
const places = async () => (await world.asOwner<{ name: string; titles: string }>("select c.name, string_agg(f.title, ', ' order by f.title) as titles from scheme.cluster c join scheme.cluster_place p on p.cluster_id = c.id and p.until is null join scheme.report_fact f on f.report_id = p.report_id where c.round_id = $1 and c.ended_at is null group by c.id order by c.name", [round])).map(({ name, titles }) => `${name}: ${titles}`)
const wording = () => world.asOwner('select need, goals, title from scheme.report_fact where report_id = any ($1) order by report_id', [reports])
const version = async (path: string) => /name="version" value="(\d+)"/.exec((await stine.get(path)).text)?.[1] ?? ''
const gather = async (name: string, chosen: readonly string[]) => (await stine.post(bench, { key: chosen[0] ?? '', name, reports: chosen })).location ?? expect.fail('not gathered')

describe('the workbench', () => {
  test('says what could be one measure, and why, with the owners’ own words', async () => {
    const shown = words((await stine.get(bench)).text)
    expect(shown).toContain('Felles tema: Kommunikasjon og språk')
    expect(shown).toMatch(/Felles ord: .*«samtaler»/)
    expect(shown).toContain('Samme samarbeidspartner: Høgskolen i Fjordvik')
    expect(shown).toContain('Alle i Fjordvik kommune')
    expect(shown).toContain('Måltidet har for få samtaler til å støtte språket.')
    expect(words((await stine.get(`${bench}?vis=alene`)).text)).toMatch(/Samtaler ved måltidet.*Ledelse|Uterommet/)
  })
  test('people accept, rename, merge, split and move; nobody’s words are changed', async () => {
    const before = await wording()
    const one = await gather('Språk', reports.slice(0, 2))
    const two = await gather('Resten', reports.slice(2))
    expect(await places()).toEqual(['Resten: Ledelse, Uterommet', 'Språk: Samtaler ved måltidet, Språk ved bordet'])
    expect((await stine.post(`${one}/navn`, { name: 'Språk og måltid', version: await version(one) })).status).toBe(303)
    expect((await stine.post(`${one}/fellestiltak`, { joint: 'Felles samlinger om samtalen.', version: await version(one) })).status).toBe(303)
    const merged = (await stine.post(`${one}/sammenslaing`, { other: two.split('/').at(-1) ?? '', version: await version(one) })).location ?? ''
    expect(await places()).toEqual(['Språk og måltid: Ledelse, Samtaler ved måltidet, Språk ved bordet, Uterommet'])
    expect(words((await stine.get(merged)).text)).toContain('Felles samlinger om samtalen.')
    const again = (await stine.post(`${merged}/flytting`, { reports: reports.slice(2), to: 'new', newName: 'Resten', version: await version(merged) })).location ?? ''
    expect(await places()).toEqual(['Resten: Ledelse, Uterommet', 'Språk og måltid: Samtaler ved måltidet, Språk ved bordet'])
    expect((await stine.post(`${again}/flytting`, { reports: reports[3] ?? '', to: 'alone', version: await version(again) })).status).toBe(303)
    expect((await stine.post(`${again}/flytting`, { reports: reports[2] ?? '', to: merged.split('/').at(-1) ?? '', version: await version(again) })).status).toBe(303)
    expect(await places()).toEqual(['Språk og måltid: Samtaler ved måltidet, Språk ved bordet, Uterommet'])
    expect((await stine.post(`${merged}/opplosning`, { version: await version(merged) })).status).toBe(303)
    expect(await places()).toEqual([])
    expect(await wording()).toEqual(before)
  })
  test('two at once: a report is in one cluster, and a page that is old is told so', async () => {
    const answers = await Promise.all([stine.post(bench, { key: 'a', name: 'En', reports: reports.slice(0, 2) }), stine.post(bench, { key: 'b', name: 'To', reports: reports.slice(1, 3) })])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const one = answers.find(({ status }) => status === 303)?.location ?? ''
    const old = await version(one)
    await stine.post(`${one}/navn`, { name: 'Nytt', version: old })
    const refused = await stine.post(`${one}/navn`, { name: 'Nytt igjen', version: old })
    expect([refused.status, refused.text.includes('Nytt igjen')]).toEqual([409, true])
  })
  test.each([
    ['one report', () => ({ name: 'X', reports: reports[0] ?? '' }), 409],
    ['none', () => ({ name: 'X' }), 409],
    ['without a name', () => ({ name: '', reports: reports.slice(0, 2) }), 422],
    ['a name without end', () => ({ name: 'x'.repeat(100_000), reports: reports.slice(0, 2) }), 422],
    ['a report that does not exist', () => ({ name: 'X', reports: [reports[0] ?? '', '00000000-0000-4000-8000-000000000000'] }), 409],
    ['something else than an id', () => ({ name: 'X', reports: ["'; drop table", 'x'] }), 409],
  ] as const)('gathering %s is refused in words', async (_, form, status) => {
    expect((await stine.post(bench, { key: 'alone', ...form() })).status).toBe(status)
    expect(await places()).toEqual([])
  })
  test('a text about the joint measure without end is shown again', async () => {
    const one = await gather('Språk', reports.slice(0, 2))
    const answer = await stine.post(`${one}/fellestiltak`, { joint: 'x'.repeat(100_000), version: await version(one) })
    expect([answer.status, answer.text.includes('x'.repeat(90_000))]).toEqual([422, true])
  })
  test('others do not sort; a reader sees only what they read; an owner, nothing', async () => {
    const one = await gather('Språk', reports.slice(0, 2))
    await assignTo(world, reports[0] ?? '', 'Ulla Holm')
    const ulla = await world.as('ulla')
    const shown = await ulla.get(one)
    expect([shown.status, words(shown.text).includes('flere samtaler ved måltidet'), words(shown.text).includes('for få samtaler')]).toEqual([200, true, false])
    expect([(await ulla.post(bench, { name: 'X', reports })).status, (await ulla.post(`${one}/navn`, { name: 'X', version: '1' })).status]).toEqual([403, 403])
    const eva = await world.as('eva')
    expect([(await eva.get(bench)).status, (await eva.get(one)).status]).toEqual([404, 404])
  })
  test('after the decisions nothing is sorted', async () => {
    await world.asOwner("update scheme.round set stage = 'decided' where id = $1", [round])
    const answer = await stine.post(bench, { key: 'alone', name: 'X', reports: reports.slice(0, 2) })
    expect([answer.status, words(answer.text)]).toEqual([409, expect.stringContaining('til vedtakene er gjort')])
  })
})
