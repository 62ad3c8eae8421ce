import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'

let world: World
let tone: Browser
let olav: Browser
let published: string
let draft: string
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  olav = await world.as('olav', 'authority')
  const [last] = await world.asOwner<{ id: string }>("select id from strategy.quality_report where state = 'published'")
  const [now] = await world.asOwner<{ id: string }>("select id from strategy.quality_report where state = 'draft'")
  published = `/kvalitetsmelding/${last?.id}`
  draft = `/kvalitetsmelding/${now?.id}`
})
afterAll(() => world.close())

const seenOn = (html: string) => /name="sett" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('who reads', () => {
  test('the municipality and the leader of its team read drafts and write them', async () => {
    for (const one of [tone, olav]) {
      const list = await one.get('/kvalitetsmelding')
      expect([list.text.includes(draft), list.text.includes(published), words(list.text).includes('Lag kladd')]).toEqual([true, true, true])
      expect((await one.get(draft)).text).toContain('/kapittel/summary')
    }
  })

  test.each([['siri', 'head'], ['peder', 'pedagogical-leader'], ['eva', 'owner'], ['olav', 'owner'], ['ragnhild', 'adviser'], ['stine', 'county-governor']])('%s as %s reads what is published, and nothing of a draft', async (person, role) => {
    const browser = await world.as(person, role)
    const list = await browser.get('/kvalitetsmelding')
    expect([list.status, list.text.includes(published), list.text.includes(draft), words(list.text).includes('Lag kladd')]).toEqual([200, true, false, false])
    expect((await browser.get(published)).status).toBe(200)
    for (const rest of ['', '/melding.pdf', '/melding.html', '/tabeller.xlsx']) expect([rest, (await browser.get(`${draft}${rest}`)).status]).toEqual([rest, 404])
    for (const rest of ['/tall', '/kapittel/summary']) expect([rest, (await browser.get(`${published}${rest}`)).status]).toEqual([rest, 403])
    expect((await browser.post(`${draft}/kapittel/summary`, { tekst: 'x', sett: '0' })).status).toBe(403)
  })

  test('roles that have nothing with it do not, and strangers sign in', async () => {
    for (const person of ['per', 'knut', 'frida', 'ulla', 'dag']) expect([person, (await (await world.as(person)).get('/kvalitetsmelding')).status]).toEqual([person, 403])
    expect((await world.stranger().get('/kvalitetsmelding')).status).toBe(303)
  })

  test('readers see the figures that hold, and no taking before them', async () => {
    const [{ n } = { n: 0 }] = await world.asOwner<{ n: number }>('select count(*)::int as n from strategy.quality_figures')
    expect(n).toBeGreaterThan(1)
    expect(words((await (await world.as('siri')).get(published)).text)).toContain('Tallene er slik de var')
  })
})

describe('the figures', () => {
  test('the register’s are told as they are, and what is asked for is told in bands', async () => {
    const page = words((await tone.get(draft)).text)
    expect(page).toContain('Kommunale 4 252')
    expect(page).toContain('Det er 11 barnehager i kommunen.')
    expect(page).toContain('kan ikke vises hver for seg')
    expect(page).toContain('Ingen tall er hentet fra Barnehagefakta')
    expect(page).toContain('Virkninger er ikke målt ennå')
  })

  test('taken again they are new beside the old, what has changed is told, and no text is touched', async () => {
    const before = await world.asOwner('select report_id, number, figures from strategy.quality_figures order by 1, 2')
    const texts = await world.asOwner('select * from strategy.quality_chapter order by 1, 2')
    await world.asOwner("update register.register_fact f set capacity = capacity + 10 from register.organisation o where o.id = f.organisation_id and o.name = 'Lia barnehage'")
    expect((await tone.post(`${draft}/tall`)).location).toBe(`${draft}/tall`)
    const page = words((await tone.get(`${draft}/tall`)).text)
    expect(page).toContain('Barnehager etter eierform: Kommunale, Plasser 252 262')
    const after = await world.asOwner<{ report_id: string; number: number }>('select report_id, number, figures from strategy.quality_figures order by 1, 2')
    expect(after.length).toBe(before.length + 1)
    for (const row of before) expect(after).toContainEqual(row)
    expect(await world.asOwner('select * from strategy.quality_chapter order by 1, 2')).toEqual(texts)
    expect(words((await tone.get(draft)).text)).toContain('Kommunale 4 262')
    expect((await tone.post(`${published}/tall`)).status).toBe(409)
  })

  test('no kindergarten is counted under five in what is stored', async () => {
    const rows = await world.asOwner<{ figures: { themes: Record<string, number>[]; reach: Record<string, { whole: { kind: string; from?: number } }> } }>('select figures from strategy.quality_figures')
    for (const { figures } of rows) {
      for (const theme of figures.themes) for (const source of ['staff', 'need', 'guidance', 'report', 'grant']) expect(theme[source] === 0 || (theme[source] ?? 0) >= 5).toBe(true)
      for (const key of ['contact', 'guidance', 'report', 'grant']) expect(figures.reach[key]?.whole.from ?? 5).toBeGreaterThanOrEqual(5)
    }
  })
})

describe('writing', () => {
  test('a chapter is saved, also now and then while one writes', async () => {
    const path = `${draft}/kapittel/guidance`
    const page = await tone.get(path)
    expect([page.status, words(page.text).includes('Hva spør barnehagene om')]).toEqual([200, true])
    const auto = await tone.post(path, { tekst: 'De fleste spør om lek.', sett: seenOn(page.text) }, { 'x-autosave': '1' })
    expect([auto.status, JSON.parse(auto.text)]).toEqual([200, { seen: '1' }])
    expect((await tone.post(path, { tekst: 'De fleste spør om lek og språk.', sett: '1' })).location).toBe(`${draft}#kapittel-guidance`)
    expect(words((await olav.get(draft)).text)).toContain('De fleste spør om lek og språk.')
  })

  test('of two who save, the second sees both texts and chooses', async () => {
    const path = `${draft}/kapittel/effects`
    const [mine, theirs] = [seenOn((await tone.get(path)).text), seenOn((await olav.get(path)).text)]
    expect((await olav.post(path, { tekst: 'Det kommunen skrev.', sett: theirs })).status).toBe(303)
    const conflict = await tone.post(path, { tekst: 'Det teamet skrev.', sett: mine })
    expect(conflict.status).toBe(409)
    expect(words(conflict.text)).toMatch(/Olav Rud lagret.*Det kommunen skrev\..*Det teamet skrev\./)
    expect((await tone.post(path, { tekst: 'Det teamet skrev.', sett: mine }, { 'x-autosave': '1' })).status).toBe(409)
    expect((await tone.post(path, { tekst: 'Det teamet skrev.', sett: seenOn(conflict.text) })).status).toBe(303)
    expect(words((await olav.get(draft)).text)).toContain('Det teamet skrev.')
  })

  test('an identity number stops, what may point at one child is asked about, and nothing typed is lost', async () => {
    const path = `${draft}/kapittel/reach`
    const stopped = await tone.post(path, { tekst: 'Gjelder 15076500565 i Lia.', sett: '0' })
    expect([stopped.status, stopped.text.includes('Gjelder 15076500565 i Lia.')]).toEqual([422, true])
    const long = await tone.post(path, { tekst: 'a'.repeat(6001), sett: '0' })
    expect([long.status, words(long.text).includes('Skriv høyst 6000 tegn')]).toEqual([422, true])
    expect((await tone.post(path, { tekst: 'a'.repeat(6001), sett: '0' }, { 'x-autosave': '1' })).status).toBe(422)
    expect((await tone.get(`${draft}/kapittel/finnes-ikke`)).status).toBe(404)
    expect((await tone.get('/kvalitetsmelding/0190a0a0-0000-7000-8000-000000000000')).status).toBe(404)
  })
})

describe('from draft to published', () => {
  test('only the municipality approves, what it has seen, when it is whole; then nothing changes, whoever asks', async () => {
    const approve = async (browser: Browser, sett: string) => browser.post(`${draft}/trinn`, { trinn: 'approve', sett })
    expect((await approve(olav, '1.1')).status).toBe(409)
    expect(words((await olav.get(draft)).text)).toContain('Skriv sammendrag og prioriteringer')
    for (const chapter of ['summary', 'priorities']) expect((await tone.post(`${draft}/kapittel/${chapter}`, { tekst: `Tekst til ${chapter}`, sett: '0' })).status).toBe(303)
    const page = await olav.get(draft)
    const stamp = seenOn(page.text)
    expect((await approve(tone, stamp)).status).toBe(409)
    expect((await tone.post(`${draft}/kapittel/summary`, { tekst: 'Endret etterpå', sett: '1' })).status).toBe(303)
    expect((await approve(olav, stamp)).status).toBe(409)
    expect((await olav.post(`${draft}/trinn`, { trinn: 'publish', sett: stamp })).status).toBe(409)
    expect((await approve(olav, seenOn((await olav.get(draft)).text))).status).toBe(303)

    const stored = () => world.asOwner('select c.*, f.number, f.figures from strategy.quality_chapter c join strategy.quality_figures f using (report_id) order by report_id, chapter, number')
    const before = await stored()
    const late = await tone.post(`${draft}/kapittel/summary`, { tekst: 'For sent', sett: '2' })
    expect([late.status, words(late.text).includes('Meldingen er godkjent og kan ikke endres')]).toEqual([409, true])
    expect((await tone.get(`${draft}/kapittel/summary`)).status).toBe(303)
    expect((await tone.post(`${draft}/tall`)).status).toBe(409)
    for (const text of ["update strategy.quality_chapter set body = 'x' where report_id = $1", "update strategy.quality_figures set taken_by_name = 'x' where report_id = $1", "insert into strategy.quality_figures select report_id, number + 50, taken_at, taken_by_name, figures from strategy.quality_figures where report_id = $1", "update strategy.quality_report set state = 'draft', approved_at = null, approved_by_name = null where id = $1", "update strategy.quality_report set language = 'nn' where id = $1"])
      await expect(world.asOwner(text, [draft.split('/').at(-1)])).rejects.toThrow('stands')
    expect(await stored()).toEqual(before)
    expect((await (await world.as('siri')).get(draft)).status).toBe(404)
    expect((await olav.post(`${draft}/trinn`, { trinn: 'publish', sett: '' })).status).toBe(303)
    expect((await (await world.as('siri')).get(draft)).status).toBe(200)
    expect((await olav.post(`${draft}/trinn`, { trinn: 'publish', sett: '' })).status).toBe(409)
    expect((await olav.post(`${draft}/trinn`, { trinn: 'noe annet', sett: '' })).status).toBe(422)
  })

  test('a correction is a new version with the texts of the one before; that one stands until the new one is published', async () => {
    const [{ municipality_id: id } = { municipality_id: '' }] = await world.asOwner<{ municipality_id: string }>('select municipality_id from strategy.quality_report limit 1')
    const begin = (browser: Browser, aar: string) => browser.post('/kvalitetsmelding', { kommune: id, aar, malform: 'nn' })
    const begun = await begin(tone, '2025')
    expect(begun.status).toBe(303)
    const fresh = begun.location ?? ''
    expect(words((await tone.get(fresh)).text)).toContain('Kommunen prioriterer språk i hverdagen')
    expect((await begin(olav, '2025')).status).toBe(409)
    expect((await begin(olav, '2027')).status).toBe(422)
    expect((await begin(olav, 'tull')).status).toBe(422)
    expect((await tone.post('/kvalitetsmelding', { kommune: await world.org('Bærum kommune'), aar: '2026', malform: 'nb' })).status).toBe(422)
    expect(words((await olav.get(published)).text)).not.toContain('Det finnes en nyere versjon')
    expect((await olav.post(`${fresh}/trinn`, { trinn: 'approve', sett: seenOn((await olav.get(fresh)).text) })).status).toBe(303)
    expect((await olav.post(`${fresh}/trinn`, { trinn: 'publish', sett: '' })).status).toBe(303)
    expect(words((await (await world.as('siri')).get(published)).text)).toContain('Det finnes en nyere versjon')
  })
})

describe('to take along', () => {
  test('a tagged PDF in the report’s own language, the same bytes each time when it is approved', async () => {
    const [one, again] = [await tone.get(`${published}/melding.pdf`, {}), await tone.get(`${published}/melding.pdf`, { 'accept-language': 'en' })]
    expect([one.status, one.headers['content-type']]).toEqual([200, 'application/pdf'])
    for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (nb-NO)', '<pdfuaid:part>1<', '/S /Table', '/S /Figure', '/Alt']) expect([part, one.text.includes(part) || one.text.replaceAll('/S/', '/S /').includes(part)]).toEqual([part, true])
    expect(again.text).toBe(one.text)
  })

  test('one file for the web: no script, nothing fetched, one h1, and the same tables', async () => {
    const { status, text } = await (await world.as('siri')).get(`${published}/melding.html`)
    expect(status).toBe(200)
    expect([text.match(/<h1/g)?.length, /<script|https?:\/\/(?!www\.w3\.org)|<link|<img/.test(text), text.startsWith('<!doctype html>'), text.includes('lang="nb"')]).toEqual([1, false, true, true])
    expect(words(text)).toContain('Barnehager etter eierform')
  })

  test('the tables as a spreadsheet', async () => {
    const { status, headers } = await tone.get(`${published}/tabeller.xlsx`)
    expect([status, headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
  })
})
