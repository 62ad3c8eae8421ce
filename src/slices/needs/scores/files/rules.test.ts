import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { ScoresInstrument, StaffWords } from '../../instruments/definition.ts'
import { columnsOf, countsOf, planned, readLines, type KnownUnit } from './rules.ts'

const words = (text: string): StaffWords => ({ nb: text, nn: text, en: '' })
const parents: ScoresInstrument = { kind: 'scores', per: 'kindergarten', counted: 'answers', scale: { least: 1, most: 5, decimals: 1 }, source: words('Undersøkelsen'), dimensions: [{ key: 'a', name: words('Trivsel'), about: '', better: 'high' }, { key: 'b', name: words('Møte med personalet'), about: '', better: 'high' }] }
const observed: ScoresInstrument = { ...parents, per: 'department', counted: 'observations' }
const known: readonly KnownUnit[] = [
  { id: 'sol', name: 'Solstråla', fullName: 'Solstråla barnehage', number: '999888777', departments: [{ id: 'maur', name: 'Maurtua' }, { id: 'tre1', name: 'Treet' }, { id: 'tre2', name: 'Treet' }] },
  { id: 'a', name: 'Tvillingene barnehage', fullName: 'Tvillingene barnehage', number: '111222333', departments: [] },
  { id: 'b', name: 'Tvillingene barnehage', fullName: 'Tvillingene barnehage', number: undefined, departments: [] },
]
const header = ['Organisasjonsnummer', 'Barnehage', 'Avdeling', 'Dato', 'Antall svar', 'Kilde', 'Trivsel', 'Møte med personalet']
const read = (instrument: ScoresInstrument, ...lines: readonly string[]) => {
  const columns = columnsOf(header, instrument)
  if (!columns.ok) throw new Error(columns.because)
  return readLines({ headers: header, rows: lines.map((line, at) => ({ number: at + 2, cells: line.split(';') })) }, columns.event, { instrument, source: 'Undersøkelsen', known, today: '2026-11-22' as LocalDate })
}

describe('the columns', () => {
  test.each<[string, readonly string[], ScoresInstrument, string]>([
    ['in any order, with other words for them', ['dato', 'TRIVSEL', 'Orgnr.', 'annet', 'Antall'], parents, 'ok'],
    ['the template in nynorsk', ['Organisasjonsnummer', 'Barnehage', 'Dato', 'Talet på svar', 'Kjelde', 'Trivsel'], parents, 'ok'],
    ['no kindergarten', ['Dato', 'Antall', 'Trivsel'], parents, 'no-unit-column'],
    ['no department where there should be one', ['Orgnr', 'Dato', 'Antall', 'Trivsel'], observed, 'no-department-column'],
    ['no date', ['Orgnr', 'Antall', 'Trivsel'], parents, 'no-date-column'],
    ['no number of answers', ['Orgnr', 'Dato', 'Trivsel'], parents, 'no-count-column'],
    ['nothing that is measured', ['Orgnr', 'Dato', 'Antall', 'Noe annet'], parents, 'no-dimension-column'],
    ['the same area twice', ['Orgnr', 'Dato', 'Antall', 'Trivsel', 'trivsel'], parents, 'column-twice'],
  ])('%s', (_, headers, instrument, expected) => {
    const columns = columnsOf(headers, instrument)
    expect(columns.ok ? 'ok' : columns.because).toBe(expected)
  })
})

describe('each line by itself', () => {
  test.each<[string, ScoresInstrument, string, readonly string[]]>([
    ['comma and point, mixed', parents, '999888777;;;12.3.2026;24;;4,5;3.5', []],
    ['by name, whichever of the two, and a date as spreadsheets give it', parents, ';solstråla  BARNEHAGE;;2026-03-12;24;;4;', []],
    ['spaces in the number, and an answer count from a spreadsheet', parents, '999 888 777;;;12.3.2026;24.0;;4;3', []],
    ['an unknown number', parents, '123456789;;;12.3.2026;24;;4;3', ['unknown-number']],
    ['an unknown name', parents, ';Fjellro;;12.3.2026;24;;4;3', ['unknown-name']],
    ['a name that two have', parents, ';Tvillingene barnehage;;12.3.2026;24;;4;3', ['name-twice']],
    ['no kindergarten', parents, ';;;12.3.2026;24;;4;3', ['unit-missing']],
    ['a department for a list of kindergartens', parents, '999888777;;Maurtua;12.3.2026;24;;4;3', ['department-given']],
    ['no department', observed, '999888777;;;12.3.2026;2;;4;3', ['department-missing']],
    ['an unknown department', observed, '999888777;;Sølvreven;12.3.2026;2;;4;3', ['unknown-department']],
    ['two departments of the name', observed, '999888777;;Treet;12.3.2026;2;;4;3', ['department-twice']],
    ['a department with one observation', observed, '999888777;;maurtua;12.3.2026;1;;4;3', []],
    ['no date', parents, '999888777;;;;24;;4;3', ['date-missing']],
    ['an impossible date', parents, '999888777;;;31.2.2026;24;;4;3', ['date-wrong']],
    ['tomorrow', parents, '999888777;;;23.11.2026;24;;4;3', ['in-future']],
    ['no count', parents, '999888777;;;12.3.2026;;;4;3', ['count-missing']],
    ['a count in words', parents, '999888777;;;12.3.2026;mange;;4;3', ['count-wrong']],
    ['four answers', parents, '999888777;;;12.3.2026;4;;4;3', ['too-few']],
    ['the wrong scale', parents, '999888777;;;12.3.2026;24;;85;3', ['outside-scale']],
    ['both comma and point', parents, '999888777;;;12.3.2026;24;;1.234,5;3', ['both-separators']],
    ['a formula', parents, '999888777;;;12.3.2026;24;;=1+1;3', ['not-a-number']],
    ['no score', parents, '999888777;;;12.3.2026;24;;;', ['nothing']],
    ['an identity number in the source', parents, '999888777;;;12.3.2026;24;Svar fra 13097248022;4;3', ['source-number']],
    ['everything at once', parents, '1;;;x;y;;z;9', ['unknown-number', 'date-wrong', 'count-wrong', 'not-a-number', 'outside-scale']],
    ['a line of the template that was not filled in', parents, '999888777;Solstråla;;;;;;', []],
  ])('%s', (_, instrument, line, expected) => {
    expect(read(instrument, line).problems.map(({ because }) => because)).toEqual(expected)
    // The guard of free text reads its words the first time it is asked.
  }, 60_000)
  test('says which line and column, and what stands there', () => {
    expect(read(parents, '999888777;;;12.3.2026;24;;4;3', '999888777;;;12.4.2026;24;;4;hei').problems).toEqual([{ line: 3, because: 'not-a-number', column: 'Møte med personalet', value: 'hei' }])
  })
})

describe('lines about the same unit and day', () => {
  test('the same said twice goes in once; said otherwise none of them goes in', () => {
    const same = read(parents, '999888777;;;12.3.2026;24;;4;3', ';Solstråla;;12.03.2026;24;;4,0;3')
    expect([same.good.length, same.problems.map(({ line, because, other }) => [line, because, other])]).toEqual([1, [[3, 'same-line', 2]]])
    const other = read(parents, '999888777;;;12.3.2026;24;;4;3', ';Solstråla;;12.03.2026;24;;4,1;3')
    expect([other.good.length, other.problems.map(({ line, because, other: at }) => [line, because, at])]).toEqual([0, [[2, 'other-line', 3], [3, 'other-line', 2]]])
  })
  test('against what stands: new, the same, corrected', () => {
    const { good, problems } = read(parents, '999888777;;;12.3.2026;24;;4;3', '111222333;;;12.3.2026;24;;4;3', '999888777;;;12.3.2025;24;;4;3')
    const at = (unitId: string, on: string, a: number) => ({ unitId, on: on as LocalDate, revision: 2, answered: 24, source: 'Undersøkelsen', scores: { a, b: 3 } })
    const plan = planned(good, [at('sol', '2026-03-12', 4), at('a', '2026-03-12', 2)])
    expect(plan.map(({ outcome }) => outcome)).toEqual(['same', 'other', 'new'])
    expect(countsOf(plan, problems)).toEqual({ added: 1, corrected: 1, unchanged: 1, refused: 0 })
  })
})

test('whatever a file holds, every line is entered, blank or refused with a name, and what is entered is on the scale and of five at least', () => {
  const cell = fc.oneof(fc.constantFrom('', '999888777', 'Solstråla', '12.3.2026', '24', '4', '4,5', '3.5', '=1+1', '5,1'), fc.string({ maxLength: 12 }))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 0, maxLength: 9 }), { maxLength: 12 }), (rows) => {
      const columns = columnsOf(header, parents)
      if (!columns.ok) throw new Error(columns.because)
      const { good, problems, blank } = readLines({ headers: header, rows: rows.map((cells, at) => ({ number: at + 2, cells })) }, columns.event, { instrument: parents, source: 'Undersøkelsen', known, today: '2026-11-22' as LocalDate })
      expect(good.length + new Set(problems.map(({ line }) => line)).size + blank).toBe(rows.length)
      for (const line of good) {
        expect(line.answered).toBeGreaterThanOrEqual(5)
        for (const value of Object.values(line.scores)) expect(value >= 1 && value <= 5).toBe(true)
      }
    }),
  )
}, 60_000)
