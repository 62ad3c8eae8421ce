import { parseNorwegianDate, type LocalDate } from '../../../../kernel/dates.ts'
import { searchForm } from '../../../../kernel/normalise.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { guardText, mustStop } from '../../../../kernel/text-guard.ts'
import type { ScoresInstrument } from '../../instruments/definition.ts'
import { comparedWith, readScore, take, type Measured, type NumberRefusal } from '../rules.ts'

// A file of scores: a line for each unit and day, a column for each dimension.

export const mostLines = 2000
export const mostMegabytes = 5

/** A file as it was read: its header, and its rows with their numbers in it. */
export type FileTable = { readonly headers: readonly string[]; readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[] }
/** The kindergartens the file may be about, with their departments. */
export type KnownUnit = { readonly id: string; readonly name: string; readonly fullName: string; readonly number: string | undefined; readonly departments: readonly { readonly id: string; readonly name: string }[] }

export type ColumnRefusal = 'no-unit-column' | 'no-department-column' | 'no-date-column' | 'no-count-column' | 'no-dimension-column' | 'column-twice' | 'too-many-lines'
type Columns = { readonly number: number; readonly name: number; readonly department: number; readonly date: number; readonly count: number; readonly source: number; readonly dimensions: ReadonlyMap<string, number> }

const headings = {
  number: ['organisasjonsnummer', 'orgnr', 'org nr', 'orgnummer', 'organisation number'],
  name: ['barnehage', 'barnehagens navn', 'barnehagenavn', 'navn', 'namn', 'kindergarten', 'enhet', 'eining'],
  department: ['avdeling', 'avdelingsnavn', 'department'],
  date: ['dato', 'maledato', 'date'],
  count: ['antall svar', 'antall observasjoner', 'antall', 'talet pa svar', 'talet pa observasjonar', 'tal svar', 'svar', 'number of answers', 'number of observations', 'answers', 'observations'],
  source: ['kilde', 'kjelde', 'source'],
} as const

/** Finds the columns by their headings: the words above, and the names of the dimensions in any of the three languages. The order does not matter, other columns are left alone. */
export function columnsOf(headers: readonly string[], { per, dimensions }: ScoresInstrument): Decision<ColumnRefusal, Columns> {
  const plain = headers.map(searchForm)
  const find = (names: readonly string[]) => plain.findIndex((header) => names.some((name) => searchForm(name) === header))
  const found = { number: find(headings.number), name: find(headings.name), department: find(headings.department), date: find(headings.date), count: find(headings.count), source: find(headings.source) }
  const byName = dimensions.map(({ key, name }) => ({ key, at: plain.flatMap((header, at) => (header !== '' && [name.nb, name.nn, name.en].some((one) => one !== '' && searchForm(one) === header) ? [at] : [])) }))
  if (byName.some(({ at }) => at.length > 1)) return refuse('column-twice')
  if (found.number < 0 && found.name < 0) return refuse('no-unit-column')
  if (per === 'department' && found.department < 0) return refuse('no-department-column')
  if (found.date < 0) return refuse('no-date-column')
  if (found.count < 0) return refuse('no-count-column')
  const columns = new Map(byName.flatMap(({ key, at: [first] }) => (first === undefined ? [] : [[key, first] as const])))
  return columns.size === 0 ? refuse('no-dimension-column') : accept({ ...found, dimensions: columns })
}

export type LineBecause =
  | 'unit-missing' | 'unknown-number' | 'unknown-name' | 'name-twice' | 'department-missing' | 'unknown-department' | 'department-twice' | 'department-given' | 'date-missing' | 'date-wrong' | 'in-future' | 'too-old'
  | 'count-missing' | 'count-wrong' | 'too-few' | 'source-long' | 'source-number' | 'nothing' | 'same-line' | 'other-line' | NumberRefusal
/** What is wrong with a line: in which column, with what in it; `line` is the other line where there is one. */
export type LineProblem = { readonly line: number; readonly because: LineBecause; readonly column: string; readonly value: string; readonly other?: number }
export type GoodLine = Measured & { readonly line: number; readonly kindergartenId: string; readonly kindergarten: string; readonly unitId: string; readonly unit: string; readonly on: LocalDate }
export type ReadLines = { readonly good: readonly GoodLine[]; readonly problems: readonly LineProblem[]; /** Lines of the template that were not filled in. */ readonly blank: number }

type Reading = { readonly instrument: ScoresInstrument; readonly source: string; readonly known: readonly KnownUnit[]; readonly today: LocalDate }

/** Reads each line by itself, all that is wrong with it at once; then looks for lines about the same unit and day. */
export function readLines({ headers, rows }: FileTable, columns: Columns, context: Reading): ReadLines {
  const problems: LineProblem[] = []
  const good: GoodLine[] = []
  let blank = 0
  for (const row of rows) {
    const cell = (at: number) => (at < 0 ? '' : (row.cells[at] ?? '').trim())
    if ([columns.date, columns.count, ...columns.dimensions.values()].every((at) => cell(at) === '')) {
      blank += 1
      continue
    }
    const wrong: LineProblem[] = []
    const say = (because: LineBecause, at: number) => void wrong.push({ line: row.number, because, column: headers[at] ?? '', value: cell(at).slice(0, 60) })
    const read = readLine(cell, columns, context, say)
    if (wrong.length > 0 || !read) problems.push(...wrong)
    else good.push({ line: row.number, ...read })
  }
  const { single, doubles } = leaveOutDoubles(good, headers[columns.date] ?? '')
  return { good: single, problems: [...problems, ...doubles].toSorted((a, b) => a.line - b.line), blank }
}

function readLine(cell: (at: number) => string, columns: Columns, { instrument, source, known, today }: Reading, say: (because: LineBecause, at: number) => void): Omit<GoodLine, 'line'> | undefined {
  const kindergarten = findKindergarten(cell, columns, known, say)
  const unit = kindergarten && findUnit(cell, columns, kindergarten, instrument, say)
  const date = cell(columns.date)
  const on = parseNorwegianDate(date)
  if (!on) say(date === '' ? 'date-missing' : 'date-wrong', columns.date)
  const count = cell(columns.count).replaceAll(/\s/gu, '').replace(/[.,]0+$/, '')
  if (!/^\d{1,5}$/.test(count)) say(count === '' ? 'count-missing' : 'count-wrong', columns.count)
  const given = cell(columns.source)
  if (given.length > 200) say('source-long', columns.source)
  else if (given !== '' && mustStop(guardText(given))) say('source-number', columns.source)
  const scores: Record<string, number> = {}
  let wrongScore = false
  for (const [dimension, at] of columns.dimensions) {
    if (cell(at) === '') continue
    const read = readScore(cell(at), instrument.scale)
    if (read.ok) scores[dimension] = read.event
    else say(read.because, at)
    wrongScore ||= !read.ok
  }
  const measured = { answered: Number(count), source: given || source, scores }
  if (!on || !/^\d{1,5}$/.test(count)) return undefined
  const taken = take(instrument, measured, on, today)
  const [first = -1] = columns.dimensions.values()
  if (!taken.ok && !(taken.because === 'nothing' && wrongScore)) say(taken.because, taken.because === 'too-few' ? columns.count : taken.because === 'nothing' ? first : columns.date)
  return kindergarten && unit ? { kindergartenId: kindergarten.id, kindergarten: kindergarten.name, unitId: unit.id, unit: unit.name, on, ...measured } : undefined
}

/** By organisation number when there is one, otherwise by name: the short one or that of the register. */
function findKindergarten(cell: (at: number) => string, columns: Columns, known: readonly KnownUnit[], say: (because: LineBecause, at: number) => void): KnownUnit | undefined {
  const number = cell(columns.number).replaceAll(/\s/gu, '').replace(/[.,]0+$/, '')
  if (number !== '') {
    const found = known.find((one) => one.number === number)
    if (!found) say('unknown-number', columns.number)
    return found
  }
  const name = searchForm(cell(columns.name))
  if (name === '') return void say('unit-missing', columns.number >= 0 ? columns.number : columns.name)
  const found = known.filter((one) => searchForm(one.name) === name || searchForm(one.fullName) === name)
  if (found.length !== 1) return void say(found.length === 0 ? 'unknown-name' : 'name-twice', columns.name)
  return found[0]
}

function findUnit(cell: (at: number) => string, columns: Columns, kindergarten: KnownUnit, { per }: ScoresInstrument, say: (because: LineBecause, at: number) => void): { readonly id: string; readonly name: string } | undefined {
  const department = searchForm(cell(columns.department))
  if (per === 'kindergarten') return department === '' ? kindergarten : void say('department-given', columns.department)
  if (department === '') return void say('department-missing', columns.department)
  const found = kindergarten.departments.filter(({ name }) => searchForm(name) === department)
  return found.length === 1 ? found[0] : void say(found.length === 0 ? 'unknown-department' : 'department-twice', columns.department)
}

/** The same unit and day twice: said twice, one is enough; said otherwise, nobody knows which is right and neither goes in. */
function leaveOutDoubles(good: readonly GoodLine[], column: string): { readonly single: readonly GoodLine[]; readonly doubles: readonly LineProblem[] } {
  const single: GoodLine[] = []
  const doubles: LineProblem[] = []
  for (const [, lines] of Map.groupBy(good, ({ unitId, on }) => `${unitId} ${on}`)) {
    const [first, ...others] = lines
    if (!first) continue
    const differ = others.some((one) => comparedWith(first, one) !== 'same')
    if (!differ) single.push(first)
    for (const one of differ ? lines : others) doubles.push({ line: one.line, because: differ ? 'other-line' : 'same-line', column, value: '', other: one === first ? (others[0]?.line ?? 0) : first.line })
  }
  return { single: single.toSorted((a, b) => a.line - b.line), doubles }
}

export type Standing = Measured & { readonly unitId: string; readonly on: LocalDate; readonly revision: number }
export type PlannedLine = GoodLine & { readonly outcome: 'new' | 'same' | 'other'; readonly standing: Standing | undefined }
/** What each good line does to what stands. */
export const planned = (good: readonly GoodLine[], standing: readonly Standing[]): readonly PlannedLine[] => {
  const byDay = new Map(standing.map((one) => [`${one.unitId} ${one.on}`, one]))
  return good.map((line) => {
    const before = byDay.get(`${line.unitId} ${line.on}`)
    return { ...line, standing: before, outcome: comparedWith(before, line) }
  })
}

export type Counts = { readonly added: number; readonly corrected: number; readonly unchanged: number; readonly refused: number }
export const countsOf = (plan: readonly PlannedLine[], problems: readonly LineProblem[]): Counts => {
  const of = (outcome: PlannedLine['outcome']) => plan.filter((line) => line.outcome === outcome).length
  return { added: of('new'), corrected: of('other'), unchanged: of('same'), refused: new Set(problems.map(({ line }) => line)).size }
}

/** So long a file waits for somebody to decide, in hours. */
export const keepUploadedHours = 24
