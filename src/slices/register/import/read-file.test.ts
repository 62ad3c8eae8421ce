import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { mostBytes, readTable } from './read-file.ts'
import type { Table } from './read-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...parts: (readonly number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const cp1252 = (text: string) => Uint8Array.from([...text].map((letter) => (letter === '–' ? 0x96 : letter.charCodeAt(0))))
const table = async (content: Uint8Array, name = 'fil.csv'): Promise<Table> => {
  const read = await readTable(content, name)
  if (!read.ok) throw new Error(read.because)
  return read
}
const excel = (rows: readonly (readonly (string | number | boolean | Date | null)[])[]) =>
  writeExcel(rows.map((row) => row.map((value) => (value instanceof Date ? { value,
    format: 'dd.mm.yyyy' } : value === null ? null : { value })))).toBuffer()

const text = 'Navn;Poststed;Nr\r\nÆrfuglvik – "Ø";Ålien;1\r\n'
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

describe('a CSV file', () => {
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with mark', bytes([0xef, 0xbb, 0xbf], utf8(text))],
    ['UTF-16 with mark', bytes([0xff, 0xfe], utf16(text))],
    ['UTF-16, big end first', bytes([0xfe, 0xff], utf16(text).map((_, at, all) => all[at ^ 1] ?? 0))],
    ['Windows-1252', cp1252(text)],
  ])('in %s gives the same', async (_name, content) => {
    expect(await table(content)).toEqual({ ok: true, kind: 'csv', headers: ['Navn', 'Poststed', 'Nr'],
      rows: [{ number: 2, cells: ['Ærfuglvik – "Ø"', 'Ålien', '1'] }] })
  })

  test.each([
    ['comma', 'a,b,c\n1;x,2,3\n'], ['semicolon', 'a;b;c\n1,x;2;3\n'], ['tab', 'a\tb\tc\n1,x\t2\t3\n'],
    ["Excel's own word about it", 'sep=,\r\na,b,c\r\n1;x;y;z,2,3\r\n'],
  ])('with %s between', async (_name, content) => {
    expect((await table(utf8(content))).headers).toEqual(['a', 'b', 'c'])
  })

  test('a comma inside most names does not hide the semicolon', async () => {
    expect((await table(utf8('navn, fullt;nr, id\nA, b;1\nC, d;2\n'))).rows[0]?.cells).toEqual(['A, b', '1'])
  })

  test('quoted cells hold separators, quotes and line breaks; rows keep their numbers past empty ones and titles', async () => {
    const read = await table(utf8('Barnehager 2026\n\nnavn,adresse\n"A, ""x""","Vei 1\nOppgang B"\n\n,\nB,Vei 2\n'))
    expect(read.headers).toEqual(['navn', 'adresse'])
    expect(read.rows).toEqual([{ number: 4, cells: ['A, "x"', 'Vei 1\nOppgang B'] }, { number: 7, cells: ['B', 'Vei 2'] }])
  })

  test('shorter and longer rows are read as they are', async () => {
    expect((await table(utf8('a;b;c\n1\n1;2;3;4\n1;2;3\n1;2;3\n'))).rows.map((row) => row.cells.length)).toEqual([1, 4, 3, 3])
  })

  test.each<[string, Uint8Array, string, string]>([
    ['nothing', new Uint8Array(), 'a.csv', 'empty-file'],
    ['only spaces', utf8(' \r\n \r\n'), 'a.csv', 'empty-file'],
    ['only separators', utf8(';;;\n;;;\n'), 'a.csv', 'empty-file'],
    ['a letter', utf8('Hei du.\nTakk for sist, det var hyggelig.\nVi ses!\nHilsen meg\n'), 'a.txt', 'not-a-table'],
    ['one column', utf8('navn\nA\nB\n'), 'a.csv', 'not-a-table'],
    ['a picture', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'a.png', 'not-a-table'],
    ['the old Excel format', bytes([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'a.xls', 'unreadable'],
    ['data without a header', utf8('1010112;Tuvelurtunet;1357;9901\n1010113;Mosehumle;1357;9901\n'), 'a.csv', 'no-header'],
    ['a quote that never ends', utf8('a;b\n1;2\n3;4\n5;6\n"7;8\n9;0\n'), 'a.csv', 'unreadable'],
    ['more than 20 MB', new Uint8Array(mostBytes + 1), 'a.csv', 'too-large'],
    ['more than 50 000 rows', utf8(`a;b\n${'1;2\n'.repeat(50_001)}`), 'a.csv', 'too-large'],
  ])('%s is refused', async (_name, content, name, because) => {
    expect(await readTable(content, name)).toEqual({ ok: false, because })
  })

  test('50 000 rows are read', async () => {
    expect((await table(utf8(`a;b\n${'1;2\n'.repeat(50_000)}`))).rows).toHaveLength(50_000)
  })

  test('whatever the bytes, the answer is a table or a named refusal', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom([], [0x50, 0x4b, 3, 4], [0xff, 0xfe]),
      async (content, start) => {
      expect(typeof (await readTable(bytes(start, content), 'x.csv')).ok).toBe('boolean')
    }))
  })

  test('what is written quoted is read back', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Ø', '"', ';', ',', '\n', ' ', '1') }).map((one) => `x${one}y`)
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
      const content = `navn;sted\r\n${rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';')).join('\r\n')}\r\n`
      expect((await table(utf8(content))).rows.map((row) => row.cells)).toEqual(rows)
    }))
  })
})

describe('an xlsx file', () => {
  test('is read as text, whatever it is called, with its row numbers', async () => {
    const content = await excel([['Barnehager'], ['Orgnr', 'Navn', 'Start', 'Åpen'], ['0301', 12.5, new Date('2020-02-01'), true], [null],
      ['', ' Ærfugl '], [null]])
    expect(await table(content, 'liste.csv')).toEqual({
      ok: true, kind: 'xlsx', headers: ['Orgnr', 'Navn', 'Start', 'Åpen'],
      rows: [{ number: 3, cells: ['0301', '12.5', '2020-02-01', 'true'] }, { number: 5, cells: ['', 'Ærfugl', '', ''] }],
    })
  })

  test('cut short is refused', async () => {
    const content = await excel([['Orgnr', 'Navn'], ['a', 'b']])
    for (const length of [10, 100, content.length - 30]) expect(await readTable(content.subarray(0, length), 'a.xlsx')).toEqual({ ok: false,
      because: 'unreadable' })
  })

  test('with numbers for a header is refused', async () => {
    expect(await readTable(await excel([[1010112, 'A', 1357]]), 'a.xlsx')).toEqual({ ok: false, because: 'no-header' })
  })

  test('any other zip is not a table', async () => {
    expect(await readTable(zip([['word/document.xml', '<a/>']]), 'a.docx')).toEqual({ ok: false, because: 'not-a-table' })
  })

  test('that says it unpacks to more than 24 MB is refused before it is unpacked', async () => {
    expect(await readTable(zip([['xl/workbook.xml', '<a/>'], ['xl/worksheets/sheet1.xml', '<a/>', 25 * 1024 * 1024]]),
      'a.xlsx')).toEqual({ ok: false, because: 'too-large' })
  })

  test('that unpacks to more than it says is refused', async () => {
    expect(await readTable(zip([['xl/workbook.xml', '<a/>'], ['xl/worksheets/sheet1.xml', ' '.repeat(1_000_000), 50]]),
      'a.xlsx')).toEqual({ ok: false, because: 'too-large' })
  })

  test('with something in it that its directory does not name is refused', async () => {
    const content = Buffer.from(await excel([['Orgnr', 'Navn'], ['a', 'b']]))
    const directory = content.readUInt32LE(content.length - 6)
    const hidden = Buffer.concat([content.subarray(0, directory), Buffer.alloc(60), content.subarray(directory)])
    hidden.writeUInt32LE(directory + 60, hidden.length - 6)
    expect(await readTable(hidden, 'a.xlsx')).toEqual({ ok: false, because: 'unreadable' })
  })

  test.each([
    ['two cells far apart', '<c r="A1048576"/><c r="XFD1"/>', 'too-large'],
    ['a million empty cells between two', '<c r="A50001"/><c r="T1"/>', 'too-large'],
    ['a column that does not exist', '<c r="ZZZZZ1"/>', 'unreadable'],
    ['a row that does not exist', '<row r="99999999"/>', 'unreadable'],
  ])('with %s is refused', async (_name, cells, because) => {
    expect(await readTable(zip([['xl/workbook.xml', '<a/>'], ['xl/worksheets/sheet1.xml', `<sheetData>${cells}</sheetData>`]]),
      'a.xlsx')).toEqual({ ok: false, because })
  })
})

/** A zip of small files; the third value is the unpacked size that the directory claims. */
function zip(files: readonly (readonly [name: string, content: string, claims?: number])[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content, claims = content.length] of files) {
    const data = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(claims, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(claims, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), data)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}
