import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { refuse } from '../../../kernel/decision.ts'

export type TableRow = {
  /** The row as a spreadsheet program counts it, the header row included. */
  readonly number: number
  readonly cells: readonly string[]
}
export type Table = { readonly ok: true; readonly kind: 'csv' | 'xlsx'; readonly headers: readonly string[]; readonly rows: readonly TableRow[] }
export type FileRefusal = 'empty-file' | 'not-a-table' | 'too-large' | 'no-header' | 'unreadable'
export type Refusal = { readonly ok: false; readonly because: FileRefusal }

export const mostBytes = 20 * 1024 * 1024
const mostRows = 50_000
/** Reading an Excel file holds up everybody else meanwhile: larger ones are sent as CSV, or in parts. */
const mostUnpackedBytes = 24 * 1024 * 1024
const mostCells = 1_000_000
const mostColumns = 500

/**
 * Reads CSV (UTF-8, UTF-16 with mark, Windows-1252; comma, semicolon or tab) or the first sheet of an xlsx file as text. The content decides
 * what it is, the name only helps with a file that nobody can read. Empty rows are left out; every row keeps its number in the file.
 */
export async function readTable(bytes: Uint8Array, fileName: string): Promise<Table | Refusal> {
  if (bytes.length === 0) return refuse('empty-file')
  if (bytes.length > mostBytes) return refuse('too-large')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes)
  // The old Excel format, and an xlsx with a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('unreadable')
  const text = decode(bytes)
  if (text === undefined) return refuse(/\.(xlsx|csv|txt)$/i.test(fileName) ? 'unreadable' : 'not-a-table')
  return readCsv(text)
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte)

function decode(bytes: Uint8Array): string | undefined {
  const read = (encoding: string) => new TextDecoder(encoding).decode(bytes)
  if (startsWith(bytes, [0xff, 0xfe])) return read('utf-16le')
  if (startsWith(bytes, [0xfe, 0xff])) return read('utf-16be')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    text = read('windows-1252')
  }
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, 100_000)) ? undefined : text
}

function readCsv(text: string): Table | Refusal {
  if (text.trim() === '') return refuse('empty-file')
  // Excel's own first line, which it never shows as a row.
  const named = /^sep=([;,\t])\r?\n/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const delimiter = named?.[1] ?? findDelimiter(body)
  if (delimiter === undefined) return refuse('not-a-table')
  try {
    const records = parse(body, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, to: mostRows + 1000 })
    return asTable('csv', records)
  } catch {
    return refuse('unreadable')
  }
}

/** The character that splits most of the first records into the same number of cells. */
function findDelimiter(text: string): string | undefined {
  const sample = text.slice(0, 64 * 1024)
  const scored = [';', ',', '\t'].map((delimiter) => {
    const counts = cellsPerRecord(sample, delimiter)
    const times = new Map<number, number>()
    for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
    const [width = 1, records = 0] = [...times].filter(([count]) => count > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
    return { delimiter, width, share: counts.length === 0 ? 0 : records / counts.length }
  })
  const [best] = scored.filter(({ width, share }) => width > 1 && share >= 0.5).sort((a, b) => b.share * b.width - a.share * a.width)
  return best?.delimiter
}

function cellsPerRecord(sample: string, delimiter: string): number[] {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let empty = true
  for (const letter of sample) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && letter === '\n') {
      if (!empty) counts.push(cells)
      cells = 1
      empty = true
      continue
    } else if (!quoted && letter === delimiter) cells++
    if (letter.trim() !== '') empty = false
  }
  if (!empty && (counts.length === 0 || !quoted)) counts.push(cells)
  return counts
}

async function readXlsx(bytes: Uint8Array): Promise<Table | Refusal> {
  const harmless = checkZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (harmless !== 'fine') return refuse(harmless)
  try {
    const rows: readonly (readonly unknown[])[] = await readSheet(Buffer.from(bytes))
    return asTable('xlsx', rows.map((row) => row.map(asText)))
  } catch {
    return refuse('unreadable')
  }
}

const asText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}

/** Trims, and takes away the apostrophe that our own files put before a cell that a spreadsheet would run as a formula. */
const clean = (cell: string): string => cell.replace(/^'(?=\s*[=+\-@]|[\t\r])/, '').replaceAll('\u00a0', ' ').trim()

function asTable(kind: Table['kind'], records: readonly (readonly string[])[]): Table | Refusal {
  const rows = records.map((cells, at) => ({ number: at + 1, cells: cells.map(clean) })).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (rows.length === 0) return refuse('empty-file')
  // A title above the table fills one cell; the header is the first row with more.
  const at = rows.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length > 1)
  const header = rows[at]
  if (!header) return refuse('not-a-table')
  if (header.cells.length > mostColumns || rows.length - at - 1 > mostRows) return refuse('too-large')
  if (looksLikeData(header.cells)) return refuse('no-header')
  return { ok: true, kind, headers: header.cells, rows: rows.slice(at + 1) }
}

/** A header is words. A quarter of numbers, or one organisation number, is a row of data. */
function looksLikeData(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const numbers = filled.filter((cell) => /^[-\d.,\s]*\d[-\d.,\s]*$/.test(cell))
  return numbers.length * 4 >= filled.length || numbers.some((cell) => /^\d{9}$/.test(cell.replace(/\s/g, '')))
}

/**
 * Reads the zip directory before anything is unpacked: refuses what would unpack to too much, whatever sizes the directory claims, and a
 * sheet whose cells lie so far apart that the table between them would fill the memory. (Zip: PKWARE APPNOTE 4.3.12, 4.3.16.)
 */
function checkZip(zip: Buffer): 'fine' | FileRefusal {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) return 'unreadable'
  const entries: ZipEntry[] = []
  const directory = zip.readUInt32LE(end + 16)
  let at = directory
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return 'unreadable'
    const nameLength = zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength), method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20), size: zip.readUInt32LE(at + 24), at: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostUnpackedBytes) return 'too-large'
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) return 'not-a-table'
  let from = 0
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    // What unpacks the file later follows the local headers, so nothing may lie between them that the directory does not name.
    if (entry.at < from || entry.at - from > longestDescriptor) return 'unreadable'
    const unpacked = unpack(zip, entry)
    if (typeof unpacked === 'string') return unpacked
    from = unpacked.end
    const area = /^xl\/worksheets\/[^/]+\.xml$/.test(entry.name) ? checkArea(unpacked.content.toString('latin1')) : 'fine'
    if (area !== 'fine') return area
  }
  return directory - from > longestDescriptor ? 'unreadable' : 'fine'
}

type ZipEntry = { readonly name: string; readonly method: number; readonly packed: number; readonly size: number; readonly at: number }
/** Bytes that may follow an entry: signature, checksum and two sizes of eight bytes. */
const longestDescriptor = 24

function unpack(zip: Buffer, { method, packed, size, at }: ZipEntry): { readonly content: Buffer; readonly end: number } | FileRefusal {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== 0x04034b50 || zip.readUInt16LE(at + 8) !== method) return 'unreadable'
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  const end = start + packed
  const data = zip.subarray(start, end)
  if (method === 0) return { content: data, end }
  if (method !== 8) return 'unreadable'
  try {
    return { content: inflateRawSync(data, { maxOutputLength: Math.max(1, size) }), end }
  } catch (error) {
    // More than the directory claims.
    return error instanceof RangeError ? 'too-large' : 'unreadable'
  }
}

function checkArea(sheet: string): 'fine' | FileRefusal {
  let rows = 0
  let columns = 0
  for (const [, address = ''] of sheet.matchAll(/<[^<>]*?\sr\s*=\s*["']([^"']*)["']/g)) {
    const parts = /^([A-Z]{0,3})(\d{1,7})$/.exec(address)
    if (!parts) return 'unreadable'
    rows = Math.max(rows, Number(parts[2]))
    columns = Math.max(columns, [...(parts[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0))
  }
  return rows * columns > mostCells ? 'too-large' : 'fine'
}
