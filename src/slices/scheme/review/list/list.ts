import { searchForm } from '../../../../kernel/normalise.ts'
import type { ListRow } from '../load.ts'
import { standings, type Standing } from '../rules.ts'

export type ListFilter = { readonly text: string; readonly standing: Standing | undefined; readonly theme: string | undefined; readonly strand: string | undefined; readonly reader: string | undefined; readonly flagged: boolean; readonly sort: 'nummer' | 'poeng' | 'eier' }
type Query = Readonly<Record<string, string | string[] | undefined>>
const single = (value: string | string[] | undefined): string => (typeof value === 'string' ? value.slice(0, 200) : '')

/** The selection as the address has it; what makes no sense selects nothing. */
export const filterFrom = (query: Query): ListFilter => ({
  text: single(query['q']),
  standing: standings.find((one) => one === query['status']),
  theme: single(query['tema']) || undefined,
  strand: single(query['del']) || undefined,
  reader: single(query['leser']) || undefined,
  flagged: query['merket'] === 'ja',
  sort: (['poeng', 'eier'] as const).find((one) => one === query['sorter']) ?? 'nummer',
})

/** The rows that fit, in the order asked for; the reference settles what is equal. */
export function select(rows: readonly ListRow[], filter: ListFilter): readonly ListRow[] {
  const words = searchForm(filter.text)
  const found = rows.filter(
    ({ report, standing, readers, apart, flags }) =>
      (!filter.standing || standing === filter.standing) &&
      (!filter.theme || report.themes.includes(filter.theme)) &&
      (!filter.strand || report.strand === filter.strand) &&
      (!filter.reader || readers.some(({ personId }) => personId === filter.reader)) &&
      (!filter.flagged || apart || flags > 0) &&
      (words === '' || searchForm(`${report.reference} ${report.title} ${report.leadName} ${report.network ?? ''}`).includes(words)),
  )
  const byReference = (a: ListRow, b: ListRow) => (a.report.reference < b.report.reference ? -1 : 1)
  if (filter.sort === 'poeng') return found.sort((a, b) => (b.points ?? -1) - (a.points ?? -1) || byReference(a, b))
  return filter.sort === 'eier' ? found.sort((a, b) => a.report.leadName.localeCompare(b.report.leadName, 'nb') || byReference(a, b)) : found.sort(byReference)
}

export const hrefFrom = (path: string, query: Query) => (change: Readonly<Record<string, string | undefined>>): string => {
  const asked = new URLSearchParams()
  for (const name of ['q', 'status', 'tema', 'del', 'leser', 'merket', 'sorter', 'side']) {
    const value = name in change ? change[name] : single(query[name])
    if (value) asked.set(name, value)
  }
  const text = asked.toString()
  return text === '' ? path : `${path}?${text}`
}
