import { combined } from '../../needs/index.ts'
import { dimensions, sources, type Dimension, type Source } from './rules.ts'
import type { Figure, Row } from './store.ts'

// From rows to what a page and a file show. Figures are put together by `combined` only; rows of the picture are whole blocks.

/** How many kindergartens each source knows of. */
export type Counts = Readonly<Record<Source, number>>
export type Cell = { readonly figure: Figure | undefined; readonly counts: Counts }

export const cellOf = (rows: readonly Row[]): Cell => ({
  figure: combined(rows.flatMap(({ figure }) => figure ?? [])),
  counts: Object.fromEntries(sources.map((source) => [source, rows.filter((row) => row.source === source).reduce((sum, row) => sum + row.kindergartens, 0)])) as Counts,
})

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
export function partsOf(rows: readonly Row[], by: Dimension): readonly Part[] {
  return [...Map.groupBy(rows, (row) => row[by])].map(([part, own]) => ({ part, ...cellOf(own) })).toSorted((a, b) => (a.part === undefined ? 1 : b.part === undefined ? -1 : a.part.localeCompare(b.part, 'nb')))
}

export type Unit = Cell & { readonly id: string; readonly name: string }
/** Each kindergarten, for those who see it singly where it comes from. */
export const unitsOf = (rows: readonly Row[]): readonly Unit[] =>
  [...Map.groupBy(rows.flatMap((row) => (row.unit ? [{ ...row, unit: row.unit }] : [])), ({ unit }) => unit.id)].flatMap(([id, own]) => (own[0] ? [{ id, name: own[0].unit.name, ...cellOf(own) }] : [])).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))

const inAddress: Readonly<Record<Dimension, string>> = { municipality: 'kommune', ownership: 'eierform', size: 'storrelse', place: 'sted' }
export const dimensionIn = (text: unknown, offered: readonly Dimension[]): Dimension | undefined => dimensions.find((one) => inAddress[one] === text && offered.includes(one))
/** The address of the same page with this year and breakdown. */
export const addressOf = (path: string, year: number | undefined, by?: Dimension): string => `${path}${year === undefined ? '' : `?aar=${year}${by ? `&del=${inAddress[by]}` : ''}`}`
