/** One page of a list, as asked for. `number` counts from 1; `offset` is how many rows come before it. */
export type Page = { readonly number: number; readonly size: number; readonly offset: number }

/** The page together with how much there is. `first` and `last` number the rows on it from 1, and are 0 when it has none. */
export type Pages = {
  readonly number: number
  readonly size: number
  readonly offset: number
  readonly total: number
  readonly count: number
  readonly first: number
  readonly last: number
  readonly previous: number | undefined
  readonly next: number | undefined
}

const usualSize = 25
const largestSize = 100
const lastNumber = 100_000

/** The page an address asks for with `side` and `antall`. What is missing or makes no sense gives page 1 and 25 rows; never more than 100 rows. */
export const page = (query: { readonly side?: unknown; readonly antall?: unknown }): Page => {
  const number = whole(query.side, 1, lastNumber)
  const size = whole(query.antall, usualSize, largestSize)
  return { number, size, offset: (number - 1) * size }
}

/** How the page stands in a list of `total` rows. A page after the last becomes the last; an empty list has one page. */
export const pages = (asked: Page, total: number): Pages => {
  const count = Math.max(1, Math.ceil(total / asked.size))
  const number = Math.min(asked.number, count)
  const offset = (number - 1) * asked.size
  return {
    number,
    size: asked.size,
    offset,
    total,
    count,
    first: total === 0 ? 0 : offset + 1,
    last: Math.min(offset + asked.size, total),
    previous: number > 1 ? number - 1 : undefined,
    next: number < count ? number + 1 : undefined,
  }
}

/**
 * Loads the page asked for; when the list ends before it (a row less since the link was made, a number typed by hand), its last page instead.
 * @param load the rows from an offset, and how many there are in all; it may say 0 when there are none from there
 */
export async function loadPage<Row>(asked: Page, load: (offset: number, size: number) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>): Promise<{ readonly rows: readonly Row[]; readonly paging: Pages }> {
  const found = await load(asked.offset, asked.size)
  if (found.rows.length > 0 || asked.number === 1) return { rows: found.rows, paging: pages(asked, found.total) }
  const { total } = await load(0, 1)
  const paging = pages(asked, total)
  return { rows: total === 0 ? [] : (await load(paging.offset, paging.size)).rows, paging }
}

const whole = (value: unknown, otherwise: number, most: number): number => {
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) return otherwise
  const number = Number(value)
  return number < 1 ? otherwise : Math.min(number, most)
}
