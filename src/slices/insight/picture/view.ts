import { combined } from '../../needs/index.ts'
import { dimensions, sources, type Dimension, type Source } from './rules.ts'
import type { Figure, Filter, Row, UnitRow } from './store.ts'

// From rows to what a page and a file show. Figures are put together by `combined` only; rows of the picture are whole blocks.

/** How many kindergartens each source knows of. */
export type Counts = Readonly<Record<Source, number>>
/** The first answers of the year, and those of the ones who have been asked again the same year: two figures, never added. */
export type Cell = { readonly figure: Figure | undefined; readonly again: { readonly figure: Figure; readonly kindergartens: number } | undefined; readonly counts: Counts }

export const cellOf = (rows: readonly Row[]): Cell => {
  const [first, second] = [rows.filter(({ turn }) => turn === 1), rows.filter(({ turn }) => turn === 2)]
  const again = combined(second.flatMap(({ figure }) => figure ?? []))
  return {
    figure: combined(first.flatMap(({ figure }) => figure ?? [])),
    again: again && { figure: again, kindergartens: add(second) },
    counts: Object.fromEntries(sources.map((source) => [source, add(first.filter((row) => row.source === source))])) as Counts,
  }
}
const add = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + row.kindergartens, 0)

export type ThemeLine = Cell & { readonly theme: string; /** How much the mean has changed since the year before. */ readonly change: number | undefined }
/** The themes of a year, those the staff agree least with first; then those nobody has been asked about, the most talked of first. */
export function themesOf(rows: readonly Row[], year: number): readonly ThemeLine[] {
  const all = (cell: Cell) => sources.reduce((sum, source) => sum + cell.counts[source], 0)
  return [...Map.groupBy(rows, ({ theme }) => theme)]
    .flatMap(([theme, own]) => {
      const now = own.filter((row) => row.year === year)
      const before = cellOf(own.filter((row) => row.year === year - 1)).figure
      const cell = cellOf(now)
      return now.length === 0 ? [] : [{ theme, ...cell, change: before && cell.figure && Math.round((cell.figure.mean - before.mean) * 10) / 10 }]
    })
    .toSorted((a, b) => (a.figure?.mean ?? 9) - (b.figure?.mean ?? 9) || all(b) - all(a) || a.theme.localeCompare(b.theme, 'en'))
}

export const yearsOf = (rows: readonly Row[]): readonly (Cell & { readonly year: number })[] =>
  [...Map.groupBy(rows, ({ year }) => year)].map(([year, own]) => ({ year, ...cellOf(own) })).toSorted((a, b) => a.year - b.year)

export type Part = Cell & { /** Undefined: those that cannot be told apart without coming too close to one of them. */ readonly part: string | undefined }
/** In the order of what may be chosen among. */
export function partsOf(rows: readonly Row[], order: readonly string[] = []): readonly Part[] {
  const at = ({ part }: Part) => (part === undefined ? Number.POSITIVE_INFINITY : order.indexOf(part))
  return [...Map.groupBy(rows, ({ part }) => part)].map(([part, own]) => ({ part, ...cellOf(own) })).toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)))
}

/** A kindergarten, or a session that some held together: `names` are those one may see, `others` how many more they were. */
export type Unit = Cell & { readonly id: string; readonly names: readonly string[]; readonly session: boolean; readonly others: number }
const byName = new Intl.Collator('nb')
/** Each kindergarten, for those who see it singly where it comes from. What several have answered together stands on a line of its own: it is none of theirs alone. */
export function unitsOf(rows: readonly UnitRow[], names: ReadonlyMap<string, string>): readonly Unit[] {
  const name = (id: string) => names.get(id) ?? ''
  const alone = [...Map.groupBy(rows, ({ kindergartenId }) => kindergartenId)].map(([id, own]) => ({ id, names: [name(id)], session: false, others: 0, ...cellOf(own.map((row) => (row.session ? { ...row, figure: undefined } : row))) }))
  const together = [...Map.groupBy(rows.filter(({ session }) => session), ({ session }) => session?.id ?? '')].map(([id, own]) => ({ id, names: own.map(({ kindergartenId }) => name(kindergartenId)).toSorted(byName.compare), session: true, others: (own[0]?.session?.together ?? 0) - own.length, ...cellOf(own.slice(0, 1)) }))
  return [...alone, ...together].toSorted((a, b) => Number(a.session) - Number(b.session) || byName.compare(a.names.join(), b.names.join()))
}

const inAddress: Readonly<Record<Dimension, string>> = { municipality: 'kommune', ownership: 'eierform', size: 'storrelse', place: 'sted' }
export const fieldOf = (by: Dimension): string => inAddress[by]
export const dimensionIn = (text: unknown, offered: readonly Dimension[]): Dimension | undefined => dimensions.find((one) => inAddress[one] === text && offered.includes(one))
/** What may be chosen among, by dimension. */
export type Choices = Readonly<Partial<Record<Dimension, readonly string[]>>>
export const filterIn = (query: Readonly<Record<string, unknown>>, choices: Choices): Filter =>
  Object.fromEntries(dimensions.flatMap((by) => {
    const chosen = choices[by]?.find((one) => one === query[inAddress[by]])
    return chosen === undefined ? [] : [[by, chosen]]
  }))
/** The address of the same page with this year, filter and breakdown. */
export function addressOf(path: string, year: number | undefined, filter: Filter = {}, by?: Dimension): string {
  const query = new URLSearchParams({ ...(year === undefined ? {} : { aar: String(year) }), ...Object.fromEntries(dimensions.flatMap((one) => (filter[one] === undefined ? [] : [[inAddress[one], filter[one]]]))), ...(by ? { del: inAddress[by] } : {}) }).toString()
  return query ? `${path}?${query}` : path
}
