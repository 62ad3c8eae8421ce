import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { parseNorwegianDate } from '../../../../kernel/dates.ts'
import { cleanText } from '../../../../kernel/fields.ts'
import { writeCsv, type SheetColumn } from '../../../../platform/sheets.ts'
import { controlTotals, paymentReference, type Item, type ItemAnswer } from './rules.ts'

export const paymentFileName = (run: number): string => `utbetaling-${String(run).padStart(4, '0')}.csv`

type Row = { readonly type: 'BETALING'; readonly item: Item } | { readonly type: 'KONTROLL'; readonly count: number; readonly total: number }
/** Kroner with comma and two decimals, as accounting systems read them: whole øre all the way, never a fraction. */
const kroner = (ore: number): string => `${Math.floor(ore / 100)},${String(ore % 100).padStart(2, '0')}`
const of = (row: Row, value: (item: Item) => string): string => (row.type === 'BETALING' ? value(row.item) : '')

/**
 * The file for the accounting system: a line for each payment in the order of the run, and last a line with how many there are and their sum. The recipient is its
 * organisation number; account numbers are not kept here. The same run gives the same bytes.
 */
export function paymentFile(run: number, items: readonly Item[]): { readonly body: string; readonly sha256: string } {
  const columns: readonly SheetColumn<Row>[] = [
    { title: 'Linjetype', value: (row) => row.type },
    { title: 'Betalingsreferanse', value: (row) => (row.type === 'BETALING' ? paymentReference(run, row.item.number) : String(run).padStart(4, '0')) },
    { title: 'Organisasjonsnummer', value: (row) => of(row, (item) => item.recipientNumber) },
    { title: 'Mottaker', value: (row) => of(row, (item) => item.recipientName) },
    { title: 'Antall', value: (row) => (row.type === 'BETALING' ? 1 : row.count) },
    { title: 'Beløp', value: (row) => kroner(row.type === 'BETALING' ? row.item.ore : row.total) },
    { title: 'Valuta', value: () => 'NOK' },
    { title: 'Forfallsdato', value: (row) => of(row, (item) => item.dueOn) },
    { title: 'Tilskuddsår', value: (row) => of(row, (item) => String(item.year)) },
    { title: 'Fylke', value: (row) => of(row, (item) => item.county) },
    { title: 'Saksnummer', value: (row) => of(row, (item) => item.reference) },
  ]
  const sorted = items.toSorted((one, other) => one.number - other.number)
  const body = writeCsv(columns, [...sorted.map((item): Row => ({ type: 'BETALING', item })), { type: 'KONTROLL', ...controlTotals(items) }])
  return { body, sha256: createHash('sha256').update(body, 'utf8').digest('hex') }
}

export type AnswerRow = { readonly row: number; readonly reference: string; readonly answer: ItemAnswer }
export type AnswerFileRefusal = 'file-unreadable' | 'file-columns' | 'file-empty' | 'file-too-long' | `file-row`
const mostRows = 5000

/**
 * Accounting's answer as CSV with the columns Betalingsreferanse, Status (betalt or avvist), Dato and Årsak; `;` or `,` between. Any row that cannot be read refuses the whole file, with its number.
 */
export function readAnswers(bytes: Uint8Array): Decision<Exclude<AnswerFileRefusal, 'file-row'>, { readonly rows: readonly AnswerRow[]; readonly wrong: readonly number[] }> {
  const text = decode(bytes)
  if (text === undefined) return refuse('file-unreadable')
  const table = cells(text)
  if (!table) return refuse('file-unreadable')
  const [head = [], ...body] = table
  const at = (...names: string[]) => head.findIndex((title) => names.includes(title.trim().toLowerCase()))
  const [reference, status, day, why] = [at('betalingsreferanse', 'referanse'), at('status'), at('dato'), at('årsak', 'arsak')]
  if (reference < 0 || status < 0 || day < 0) return refuse('file-columns')
  if (body.length === 0) return refuse('file-empty')
  if (body.length > mostRows) return refuse('file-too-long')
  const rows: AnswerRow[] = []
  const wrong: number[] = []
  for (const [index, row] of body.entries()) {
    const answer = answerFrom(row[status] ?? '', row[day] ?? '', why < 0 ? '' : (row[why] ?? ''))
    if (answer) rows.push({ row: index + 2, reference: (row[reference] ?? '').trim().replace(/^'/, ''), answer })
    else wrong.push(index + 2)
  }
  return accept({ rows, wrong })
}

function answerFrom(status: string, day: string, why: string): ItemAnswer | undefined {
  const onDay = parseNorwegianDate(day)
  const reason = cleanText(why.slice(0, 1000)).slice(0, 1000)
  if (!onDay) return undefined
  if (/^(betalt|betala|paid)$/i.test(status.trim())) return { state: 'paid', onDay }
  return /^(avvist|refused)$/i.test(status.trim()) && reason !== '' ? { state: 'refused', onDay, reason } : undefined
}

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
const cells = (text: string): readonly (readonly string[])[] | undefined => {
  // No text file has it; a spreadsheet in another format does.
  if (text.includes('\0')) return undefined
  try {
    return parse(text, { delimiter: [';', ','], bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch {
    return undefined
  }
}
