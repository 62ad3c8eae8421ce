import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startNbrServer, syntheticRegister } from '../../../../test/nbr-server.ts'
import type { NbrFault, NbrServer } from '../../../../test/nbr-server.ts'
import { nbrClient } from './nbr-client.ts'
import type { CachedAnswer, NbrEvent, NbrOptions } from './nbr-client.ts'

const units = syntheticRegister(60)
const numbers = units.map(({ detail }) => detail.Organisasjonsnummer)
let server: NbrServer
let slept: number[] = []
const noon = new Date('2026-11-21T12:00:00Z')

beforeEach(async () => {
  slept = []
  server = await startNbrServer(units)
})
afterEach(() => server.close())

const client = (options: Partial<NbrOptions> = {}) =>
  nbrClient({
    baseUrl: server.baseUrl, sleep: async (ms) => void slept.push(ms), now: () => noon, random: () => 0, pageSize: 20, timeoutMs: 2000, attempts: 3,
      concurrency: 4, ...options,
  })
const numbersOf = (list: { units: readonly { organisationNumber: string }[] }) => list.units.map((unit) => unit.organisationNumber)
const page = (at: number) => `sidenummer=${at}&`

function keep() {
  const kept = new Map<string, CachedAnswer>()
  return { kept, cache: { get: async (address: string) => kept.get(address), set: async (address: string, answer: CachedAnswer) =>
    void kept.set(address, answer) } }
}

describe('the whole list', () => {
  test('is read page by page, each unit once, and ends with a word on completeness', async () => {
    const events: NbrEvent[] = []
    for await (const event of client().listUnits()) events.push(event)
    expect(events.flatMap((event) => (event.is === 'unit' ? [event.unit.organisationNumber] : []))).toEqual(numbers)
    expect(events.at(-1)).toEqual({ is: 'end', complete: true, pages: 4 })
    expect(slept).toEqual([])
  })

  test.each<[string, NbrFault]>([
    ['500', { does: 'status', status: 500 }],
    ['503', { does: 'status', status: 503 }],
    ['429', { does: 'status', status: 429 }],
    ['half a body', { does: 'half-body' }],
    ['invalid JSON', { does: 'invalid-json' }],
    ['half a page', { does: 'half-page' }],
    ['a page without rows', { does: 'no-rows' }],
  ])('%s twice is overcome by asking again', async (_name, fault) => {
    server.spoil({ where: page(2), attempts: [1, 2], fault })
    const list = await client().listAll()
    expect(list).toMatchObject({ complete: true, problems: [] })
    expect(numbersOf(list)).toEqual(numbers)
    expect(slept).toEqual([250, 500])
  })

  test.each<[string, NbrFault, string]>([
    ['500', { does: 'status', status: 500 }, 'server-error'],
    ['503', { does: 'status', status: 503 }, 'busy'],
    ['403', { does: 'status', status: 403 }, 'turned-away'],
    ['404', { does: 'status', status: 404 }, 'not-found'],
    ['half a body', { does: 'half-body' }, 'no-connection'],
    ['invalid JSON', { does: 'invalid-json' }, 'not-json'],
    ['a page without rows', { does: 'no-rows' }, 'half-page'],
  ])('%s that stays gives the other pages, and says that the list is not complete', async (_name, fault, because) => {
    server.spoil({ where: page(2), fault })
    const list = await client().listAll()
    expect(list.complete).toBe(false)
    expect(list.problems).toMatchObject([{ because, page: 2 }])
    expect(numbersOf(list)).toEqual([...numbers.slice(0, 20), ...numbers.slice(40)])
  })

  test('half a page that stays gives its rows all the same', async () => {
    server.spoil({ where: page(3), fault: { does: 'half-page' } }, { where: page(2), fault: { does: 'half-page' } })
    const list = await client().listAll()
    expect(list).toMatchObject({ complete: false, problems: [{ because: 'half-page', page: 2 }] })
    expect(numbersOf(list)).toHaveLength(40)
  })

  test('a server that never answers is left in time', async () => {
    server.spoil({ where: page(2), fault: { does: 'never-answers' } })
    const list = await client({ timeoutMs: 60, attempts: 2 }).listAll()
    expect(list).toMatchObject({ complete: false, problems: [{ because: 'timed-out', page: 2 }] })
  })

  test('a slow server is waited for', async () => {
    server.spoil({ where: page(2), fault: { does: 'slow', milliseconds: 50 } })
    expect(await client().listAll()).toMatchObject({ complete: true })
  })

  test('a first page that never comes gives an empty list that is not complete', async () => {
    server.spoil({ where: page(1), fault: { does: 'status', status: 500 } })
    expect(await client().listAll()).toMatchObject({ units: [], complete: false })
  })

  test('too few pages promised: the rest is found, but the list is not trusted', async () => {
    server.spoil({ where: '/enheter?', fault: { does: 'page-count', says: 1 } })
    const list = await client().listAll()
    expect(numbersOf(list)).toEqual(numbers)
    expect(list.complete).toBe(false)
    expect(list.problems.map(({ because }) => because)).toContain('wrong-page-count')
  })

  test('too many pages promised, or another number halfway: not complete', async () => {
    server.spoil({ where: page(2), fault: { does: 'page-count', says: 4 } })
    const list = await client().listAll()
    expect(numbersOf(list)).toEqual(numbers)
    expect(list.complete).toBe(false)
  })

  test('a row that does not say who it is is told, and the list is not complete', async () => {
    server.spoil({ where: page(1), fault: { does: 'row-without-number' } })
    expect(await client().listAll()).toMatchObject({ complete: false, problems: [{ because: 'unknown-shape', page: 1 }] })
  })

  test('a server that gives the same page for ever is left', async () => {
    const same = await fetch(`${server.baseUrl}/enheter?sidenummer=1&antallperside=20`).then((response) => response.text())
    const list = await client({ fetch: async () => new Response(same.replace('"AntallSider":3', '"AntallSider":9')) }).listAll()
    expect(list).toMatchObject({ complete: false, problems: [{ because: 'page-repeated', page: 2 }] })
  })
})

describe('waiting', () => {
  test('Retry-After is honoured in seconds and as a date', async () => {
    server.spoil(
      { where: page(1), attempts: [1], fault: { does: 'status', status: 503, retryAfter: '7' } },
      { where: page(1), attempts: [2], fault: { does: 'status', status: 429, retryAfter: 'Sat, 21 Nov 2026 12:00:30 GMT' } },
    )
    expect(await client().listAll()).toMatchObject({ complete: true })
    expect(slept).toEqual([7000, 30_000])
  })

  test('a server that asks for an hour is not waited for', async () => {
    server.spoil({ where: '/enhet/', fault: { does: 'status', status: 503, retryAfter: '3600' } })
    expect(await client().unit(numbers[5]!)).toMatchObject({ ok: false, problem: { because: 'busy' } })
    expect(slept).toEqual([])
  })

  test('the pause grows, and chance spreads it', async () => {
    server.spoil({ where: '/enhet/', fault: { does: 'status', status: 500 } })
    await client({ attempts: 4, random: () => 0.5 }).unit(numbers[5]!)
    expect(slept).toEqual([375, 750, 1500])
  })
})

describe('a municipality and a unit', () => {
  test('the municipality has its units only', async () => {
    const list = await client().listMunicipality('9901')
    expect(list).toMatchObject({ complete: true, problems: [] })
    expect(new Set(list.units.map((unit) => unit.municipalityNumber))).toEqual(new Set(['9901']))
  })

  test('an empty municipality is an answer that was lost', async () => {
    expect(await client().listMunicipality('9999')).toMatchObject({ units: [], complete: false, problems: [{ because: 'half-page' }] })
  })

  test('a unit that does not exist is told at once, one that cannot be read after asking again', async () => {
    expect(await client().unit('310000000')).toMatchObject({ ok: false, problem: { because: 'not-found', organisationNumber: '310000000' } })
    expect(slept).toEqual([])
    const unreadable = units.find(({ trap }) => trap === 'unreadable-detail')!.detail.Organisasjonsnummer
    expect(await client().unit(unreadable)).toMatchObject({ ok: false, problem: { because: 'unknown-shape', organisationNumber: unreadable } })
  })

  test('no server at all is a problem, not a crash', async () => {
    expect(await client({ baseUrl: 'http://127.0.0.1:1/v4' }).unit('310000000')).toMatchObject({ ok: false, problem: { because: 'no-connection' } })
  })

  test('a bug in the program is not taken for trouble with the network', async () => {
    const broken = client({ fetch: async () => { throw new TypeError('x is not a function') } })
    await expect(broken.unit('310000000')).rejects.toThrow('x is not a function')
  })
})

describe('a whole reading', () => {
  test('gets the chosen details, a few at a time, and names those that could not be read', async () => {
    server.spoil({ where: '/enhet/', fault: { does: 'slow', milliseconds: 5 } })
    const reading = await client({ concurrency: 3 }).read({ choose: (row) => row.active && row.isKindergarten })
    const unreadable = units.find(({ trap }) => trap === 'unreadable-detail')!.detail.Organisasjonsnummer
    expect(reading).toMatchObject({ complete: true, unreadable: [unreadable],
      problems: [{ because: 'unknown-shape', organisationNumber: unreadable }] })
    expect(reading.units.every((unit) => unit.ErBarnehage && unit.ErAktiv !== false)).toBe(true)
    expect(reading.units.length).toBeGreaterThan(50)
    expect(server.mostAtOnce()).toBeLessThanOrEqual(3)
    expect(server.mostAtOnce()).toBeGreaterThan(1)
  })

  test('of two municipalities, one of which fails, is not complete', async () => {
    server.spoil({ where: '/kommune/9902', fault: { does: 'status', status: 500 } })
    const reading = await client().read({ municipalities: ['9901', '9902'], choose: () => false })
    expect(reading).toMatchObject({ complete: false, problems: [{ because: 'server-error' }] })
  })
})

describe('the cache', () => {
  test('keeps a detail for two hours, then asks whether it changed', async () => {
    const { cache, kept } = keep()
    const [number] = numbers.slice(7)
    const before = await client({ cache }).unit(number!)
    await client({ cache, now: () => new Date(noon.getTime() + 1.9 * 3600_000) }).unit(number!)
    expect(server.requests).toHaveLength(1)
    const nextDay = new Date(noon.getTime() + 24 * 3600_000)
    expect(await client({ cache, now: () => nextDay }).unit(number!)).toEqual(before)
    expect(server.requests).toHaveLength(2)
    expect([...kept.values()].map((answer) => answer.storedAt)).toEqual([nextDay.toISOString()])
  })

  test('gives way when the unit has changed', async () => {
    const { cache } = keep()
    await client({ cache }).unit(numbers[30]!)
    server.setUnits(units.map((unit, at) => (at === 30 ? { ...unit, detail: { ...unit.detail, Navn: 'Nytt navn' } } : unit)))
    expect(await client({ cache, now: () => new Date('2026-11-23T00:00:00Z') }).unit(numbers[30]!)).toMatchObject({ ok: true,
      unit: { Navn: 'Nytt navn' } })
  })

  test('never keeps what could not be read', async () => {
    const { cache, kept } = keep()
    server.spoil({ where: page(1), fault: { does: 'half-page' } }, { where: '/enhet/', fault: { does: 'invalid-json' } })
    await client({ cache, attempts: 1 }).listAll()
    await client({ cache, attempts: 1 }).unit(numbers[0]!)
    expect([...kept.keys()].some((address) => address.includes(page(1)) || address.includes('/enhet/'))).toBe(false)
  })

  test('of broken entries is not believed', async () => {
    const { cache, kept } = keep()
    kept.set(`${server.baseUrl}/enhet/${numbers[8]}`, { body: '{"half', etag: '"x"', storedAt: noon.toISOString() })
    expect(await client({ cache }).unit(numbers[8]!)).toMatchObject({ ok: true })
  })
})
