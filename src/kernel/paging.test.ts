import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPage, page, pages } from './paging.ts'

describe('the page asked for', () => {
  test.each([
    [{}, 1, 25, 0],
    [{ side: '1' }, 1, 25, 0],
    [{ side: '3' }, 3, 25, 50],
    [{ side: '3', antall: '10' }, 3, 10, 20],
    [{ antall: '5000' }, 1, 100, 0],
    [{ side: '0' }, 1, 25, 0],
    [{ side: '-1', antall: '-5' }, 1, 25, 0],
    [{ side: '1.5' }, 1, 25, 0],
    [{ side: 'to' }, 1, 25, 0],
    [{ side: ['2', '3'] }, 1, 25, 0],
    [{ side: '9'.repeat(400) }, 1, 25, 0],
    [{ side: '999999999' }, 100_000, 25, 2_499_975],
  ])('%j is page %i of %i, after %i', (query, number, size, offset) => expect(page(query)).toEqual({ number, size, offset }))
})

describe('the page in the list', () => {
  test.each([
    ['1', 0, { number: 1, count: 1, first: 0, last: 0, previous: undefined, next: undefined }],
    ['1', 1, { number: 1, count: 1, first: 1, last: 1, previous: undefined, next: undefined }],
    ['1', 25, { number: 1, count: 1, first: 1, last: 25, previous: undefined, next: undefined }],
    ['1', 26, { number: 1, count: 2, first: 1, last: 25, previous: undefined, next: 2 }],
    ['2', 26, { number: 2, count: 2, first: 26, last: 26, previous: 1, next: undefined }],
    ['9', 26, { number: 2, count: 2, first: 26, last: 26, previous: 1, next: undefined }],
  ])('page %s of %i rows', (side, total, stands) => expect(pages(page({ side }), total)).toMatchObject(stands))

  test('the pages together hold every row once', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 100 }), (total, size) => {
        const { count } = pages(page({ antall: String(size) }), total)
        const rows = Array.from({ length: count }, (_, n) => pages(page({ side: String(n + 1), antall: String(size) }), total)).flatMap(({ first, last }) =>
          first === 0 ? [] : Array.from({ length: last - first + 1 }, (_, n) => first + n),
        )
        expect(rows).toEqual(Array.from({ length: total }, (_, n) => n + 1))
      }),
    ))
})

describe('loading a page', () => {
  const rows = Array.from({ length: 26 }, (_, at) => at + 1)
  /** As a database that counts beside the rows: from an offset without rows it knows no total. */
  const load = (all: readonly number[]) => async (offset: number, size: number) => {
    const found = all.slice(offset, offset + size)
    return { rows: found, total: found.length === 0 ? 0 : all.length }
  }
  test.each([
    ['the first', '1', rows, 1, 25],
    ['the last', '2', rows, 2, 1],
    ['one beyond the last is the last', '3', rows, 2, 1],
    ['one far beyond', '99999', rows, 2, 1],
    ['the fourth of nothing', '4', [], 1, 0],
  ])('%s', async (_, side, all, number, shown) => {
    const loaded = await loadPage(page({ side }), load(all))
    expect({ number: loaded.paging.number, shown: loaded.rows.length, total: loaded.paging.total }).toEqual({ number, shown, total: all.length })
  })
})
