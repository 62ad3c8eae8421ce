import type { RowBecause, RowProblem } from './mapping.ts'
import type { Table } from './read-file.ts'

export type ProblemFileWords = {
  /** The reason as a sentence in the reader's language. */
  readonly say: (because: RowBecause, problem: RowProblem) => string
  /** Titles of the three columns that are added. */
  readonly titles: { readonly rowNumber: string; readonly name: string; readonly problem: string }
}

/**
 * The rows that did not go in, as CSV for Excel with Norwegian settings (BOM, semicolon, CRLF): the row's own cells first, so that the file
 * can be put right and imported again, then its number in the first file, its name and what is wrong.
 */
export function writeProblemFile(table: Pick<Table, 'headers' | 'rows'>, problems: readonly RowProblem[], { say, titles }: ProblemFileWords): string {
  const byRow = Map.groupBy(problems, (problem) => problem.rowNumber)
  const rows = table.rows.filter(({ number }) => byRow.has(number))
  const width = Math.max(table.headers.length, ...rows.map(({ cells }) => cells.length))
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '')
  const lines = rows.map(({ number, cells }) => {
    const own = byRow.get(number) ?? []
    const sentences = [...new Set(own.map((problem) => say(problem.because, problem)))]
    return [...padded(cells), String(number), own[0]?.name ?? '', sentences.join(' ')]
  })
  const head = [...padded(table.headers), titles.rowNumber, titles.name, titles.problem]
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(writeCell).join(';')).join('\r\n')}\r\n`
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). */
const neutralise = (text: string): string => (/^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text)

function writeCell(text: string): string {
  const safe = neutralise(text)
  return /[;"\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
