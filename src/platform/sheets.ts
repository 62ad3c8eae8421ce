import writeExcel from 'write-excel-file/node'
import { shorten } from '../kernel/shorten.ts'

export type SheetColumn<Row> = { readonly title: string; readonly value: (row: Row) => string | number | undefined }

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). */
const neutralise = (text: string): string => (/^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text)

/** CSV as Excel with Norwegian settings opens it: BOM, semicolon, CRLF. */
export function writeCsv<Row>(columns: readonly SheetColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))]
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`
}

function csvCell(value: string | number | undefined): string {
  // A number is what the program counted, also below zero: no formula. Øre need the decimal comma that Norwegian settings read.
  if (typeof value !== 'string') return value === undefined ? '' : String(value).replace('.', ',')
  const safe = neutralise(value)
  return /[;"\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The same list as an Excel file. Texts are texts, so that numbers of nine digits keep every digit and nothing is a formula. */
export async function writeXlsx<Row>(columns: readonly SheetColumn<Row>[], rows: readonly Row[], sheet: string): Promise<Uint8Array> {
  const head = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }))
  const body = rows.map((row) => columns.map(({ value }) => xlsxCell(value(row))))
  return new Uint8Array(await writeExcel([head, ...body], { sheet, stickyRowsCount: 1, columns: columns.map(({ title }) => ({ width: Math.max(12, title.length + 2) })) }).toBuffer())
}

/** With more signs in a cell a spreadsheet calls the file damaged (Microsoft: Excel specifications and limits). */
const mostInCell = 32_767
const xlsxCell = (value: string | number | undefined) =>
  value === undefined ? null : typeof value === 'number' ? { value, type: Number } : { value: shorten(neutralise(value), mostInCell), type: String }
