import writeExcel from 'write-excel-file/node'
import type { KindergartenRow } from './rules.ts'

export type ExportColumn = { readonly title: string; readonly value: (row: KindergartenRow) => string | number | undefined }

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). */
const neutralise = (text: string): string => (/^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text)

/** CSV as Excel with Norwegian settings opens it: BOM, semicolon, CRLF. */
export function writeCsv(columns: readonly ExportColumn[], rows: readonly KindergartenRow[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))]
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`
}

function csvCell(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value)
  const safe = neutralise(value)
  return /[;"\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The same list as an Excel file. Texts are texts, so that numbers of nine digits keep every digit and nothing is a formula. */
export async function writeXlsx(columns: readonly ExportColumn[], rows: readonly KindergartenRow[], sheet: string): Promise<Uint8Array> {
  const head = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }))
  const body = rows.map((row) => columns.map(({ value }) => xlsxCell(value(row))))
  return new Uint8Array(await writeExcel([head, ...body], { sheet, stickyRowsCount: 1, columns: columns.map(({ title }) => ({ width: Math.max(12, title.length + 2) })) }).toBuffer())
}

const xlsxCell = (value: string | number | undefined) =>
  value === undefined ? null : typeof value === 'number' ? { value, type: Number } : { value: neutralise(value), type: String }
