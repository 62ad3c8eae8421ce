import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposeMapping, readRows } from './mapping.ts'
import { writeProblemFile } from './problem-file.ts'
import { readTable } from './read-file.ts'

const words = { say: (because: string) => `Feil: ${because}.`, titles: { rowNumber: 'Rad i filen', name: 'Hvem', problem: 'Hva er galt' } }
const open = async (content: string) => {
  const table = await readTable(new TextEncoder().encode(content), 'feil.csv')
  if (!table.ok) throw new Error(table.because)
  return { table, ...readRows(table, proposeMapping(table.headers)) }
}

test('has the rows that failed, with their own cells first, in a form that Excel opens', async () => {
  const { table, problems } = await open('nsr_id,navn,plasser,merknad\n1,Tuvelurtunet,12,\n2,"Mosehumle; ""nord""",x,"a\nb"\n3,,y\n')
  expect(writeProblemFile(table, problems, words)).toBe(
    '\uFEFFnsr_id;navn;plasser;merknad;Rad i filen;Hvem;Hva er galt\r\n' +
      '2;"Mosehumle; ""nord""";x;"a\nb";3;"Mosehumle; ""nord""";Feil: bad-number.\r\n' +
      '3;;y;;4;;Feil: missing-name. Feil: bad-number.\r\n',
  )
})

test.each([
  ['=1+1', "'=1+1"], ['+47 1', "'+47 1"], ['-2', "'-2"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', '"\'\t=1"'], ['\r=1', '"\'\r=1"'], [' =1', "' =1"],
    ['Tuve-lur', 'Tuve-lur'],
])('the cell %j is written %j, in every column', (cell, written) => {
  const problem = { rowNumber: 2, name: cell, field: 'name', because: 'missing-key', value: cell } as const
  const file = writeProblemFile({ headers: [cell], rows: [{ number: 2, cells: [cell] }] }, [problem], { ...words, say: () => cell })
  expect(file).toBe(`\uFEFF${written};Rad i filen;Hvem;Hva er galt\r\n${written};2;${written};${written}\r\n`)
})

test('put right and imported again, the rows go in', async () => {
  const first = await open('nsr_id,navn,plasser,lat,lon\n1,Tuvelurtunet,12,59.9,10.5\n2,=Mosehumle,mange,70.9,-8.7\n3,Nattfiolen,9,10.5,59.9\n')
  expect(first.rows).toMatchObject([{ name: 'Tuvelurtunet' }])
  const file = writeProblemFile(first.table, first.problems, words)
  expect(file).toContain("'-8.7")
  const second = await open(file.replace('mange', '40').replace('10.5;59.9', '59,9;10,5'))
  expect(second.problems).toEqual([])
  expect(second.rows).toMatchObject([{ name: '=Mosehumle', capacity: 40, position: { latitude: 70.9, longitude: -8.7 } },
    { nsrId: '3', position: { latitude: 59.9, longitude: 10.5 } }])
})

test('whatever stood in the rows, they come back as they were', async () => {
  const cell = fc.string({ unit: fc.constantFrom('=', '-', '@', '+', "'", '"', ';', '\n', 'Å', '1', ' ', '\t') }).map((one) => one.trim())
    // A cell as it is read never begins so.
    .filter((one) => !/^'(\s*[=+\-@]|[\t\r])/.test(one))
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell).map(([a, b]) => [`x${a}`, b]), { minLength: 1 }), async (cells) => {
    const rows = cells.map((row, at) => ({ number: at + 2, cells: row }))
    const problems = rows.map(({ number }) => ({ rowNumber: number, name: 'Hvem', field: 'name', because: 'missing-key', value: '' }) as const)
    const { table } = await open(writeProblemFile({ headers: ['en', 'to'], rows }, problems, words))
    expect(table.rows.map((row) => row.cells.slice(0, 2))).toEqual(cells)
  }))
})
