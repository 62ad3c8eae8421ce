import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { addressWith, readFilter } from './rules.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Row = { readonly kindergarten: string; readonly kindergartenYear: string; readonly network: string | null; readonly partner: string | null; readonly owner: string | null }
const list = async (query = '') => (JSON.parse((await world.stranger().get(`/deltakere.json?antall=100${query}`)).text) as { readonly total: number; readonly participants: readonly Row[] }).participants
const names = async (query = '') => (await list(query)).map(({ kindergarten }) => kindergarten)

describe('who takes part, to a stranger', () => {
  test('2019–2020: one kindergarten or a network, and not the one that was declined', async () => {
    expect((await list('&aar=2019')).map(({ kindergarten, network }) => `${kindergarten}: ${network ?? 'alone'}`)).toEqual([
      'Bølgen barnehage: Språk ved fjorden', 'Kvitveis familiebarnehage: alone', 'Lia barnehage: Språk ved fjorden', 'Nisseskogen barnehage: Ute i Åsen', 'Solstråla barnehage: alone', 'Trollstua barnehage: Språk ved fjorden', 'Åsen barnehage: Ute i Åsen',
    ])
    const page = words((await world.stranger().get('/deltakere?aar=2019')).text)
    expect(page).toContain('7 treff')
    expect(page).not.toContain('Draken')
  })
  test('a grant for three years is three kindergarten years', async () => {
    expect((await list('&q=Solstr%C3%A5la')).map(({ kindergartenYear }) => kindergartenYear)).toEqual(['2027-2028', '2026-2027', '2025-2026', '2019-2020'])
  })
  test.each([
    ['an owner', '&aar=2025&q=eventyrkjeden', 4],
    ['a network', '&q=spr%C3%A5k ved', 3],
    ['private ones', '&aar=2019&eierform=privat', 3],
    ['a municipality by number', '&aar=2019&kommune=9901', 7],
    ['one nobody has', '&kommune=0000', 0],
    ['marks that mean something to the database', '&q=%25_%27%3B--', 0],
    ['what makes no sense is left out', '&aar=abc&eierform=x&kommune=1', 20],
  ])('%s', async (_, query, count) => {
    const found = await names(query)
    expect(count === 20 ? found.length >= 20 : found.length === count, found.join()).toBe(true)
  })
  test('the file has the same, with no amounts and nobody’s name', async () => {
    const csv = await world.stranger().get('/deltakere.csv')
    expect([csv.status, csv.text.startsWith('\uFEFF')]).toEqual([200, true])
    expect(csv.text.trim().split('\r\n')).toHaveLength(1 + (await list()).length)
    for (const text of [csv.text, JSON.stringify(await list()), (await world.stranger().get('/deltakere')).text]) {
      for (const secret of ['60 000', '300000', 'Eva Brekke', 'Stine Berg', 'urolige', 'B2019']) expect(text).not.toContain(secret)
    }
  })
})

describe('leaks nothing that is not decided and published', () => {
  test.each([
    ['a decision that is not published', "update scheme.decision set published_at = null"],
    ['a round that is not announced', "update scheme.round set stage = 'planned'"],
    ['a round that was called off', "update scheme.round set stage = 'cancelled'"],
    ['a test round', "update scheme.round set mode = 'test'"],
    ['a report that was withdrawn', "update scheme.report set state = 'withdrawn'"],
    ['a later decision that says no', "insert into scheme.decision (report_id, number, outcome, reason, prepared_by, prepared_by_name, prepared_at, approved_by, approved_by_name, approved_at, published_at) select report_id, number + 1, 'decline', 'x', prepared_by, prepared_by_name, now(), approved_by, approved_by_name, now(), now() from scheme.decision"],
    ['kindergartens that said no', "update scheme.report_party set state = 'declined' where part = 'kindergarten'"],
  ])('%s', async (_, change) => {
    expect((await list()).length).toBeGreaterThan(10)
    // What people cannot do to a published decision is done here past the guards: the list must not hang on them.
    for (const table of ['decision', 'report']) await world.asOwner(`alter table scheme.${table} disable trigger user`)
    await world.asOwner(change)
    expect(await list()).toEqual([])
    expect(words((await world.stranger().get('/deltakere')).text)).toContain('Ingen vedtak er kunngjort ennå')
  })
  test('a later decision that nobody has published changes nothing yet', async () => {
    const before = await list()
    await world.asOwner("insert into scheme.decision (report_id, number, outcome, reason, prepared_by, prepared_by_name, prepared_at) select report_id, number + 1, 'decline', 'x', prepared_by, prepared_by_name, now() from scheme.decision")
    expect(await list()).toEqual(before)
  })
  test('the function gives these columns and no others', async () => {
    const columns = await world.asOwner<{ name: string }>("select unnest(proargnames) as name from pg_proc where proname = 'participants' and pronamespace = 'scheme'::regnamespace")
    expect(columns.map(({ name }) => name)).toEqual(['report_id', 'kindergarten_id', 'kindergarten', 'organisation_number', 'fictitious', 'municipality', 'municipality_number', 'owner', 'ownership', 'network', 'themes', 'partner', 'scheme_code', 'strand', 'kindergarten_year'])
  })
})

test('an address with a filter gives the filter back', () => {
  const filter = { text: 'lek og språk', municipality: '9901', ownership: 'private', year: 2019 } as const
  expect(readFilter(Object.fromEntries(new URLSearchParams(addressWith('/deltakere', filter).split('?')[1])))).toEqual(filter)
  expect(addressWith('/deltakere', readFilter({}), 1)).toBe('/deltakere')
})
