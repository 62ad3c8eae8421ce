// npm run boundaries -- <file> --credit "© Kartverket": puts municipal boundaries under the map's points. The data is the operator's to fetch; Samspill ships none.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDb, openPool, system, writing } from '../src/platform/db.ts'
import { readBoundaries } from '../src/slices/insight/map/boundaries.ts'
import { saveBoundaries } from '../src/slices/insight/map/store.ts'
import { findOwner } from './installation.ts'

const { values, positionals } = parseArgs({ options: { credit: { type: 'string' } }, allowPositionals: true, strict: false })
const [given] = positionals
const credit = typeof values.credit === 'string' ? values.credit.trim() : ''
if (!given || credit === '' || credit.length > 200) {
  console.error('Say which file, and whom the licence asks to thank: npm run boundaries -- kommuner.topojson --credit "© Kartverket"')
  process.exit(2)
}

const text = await readFile(resolve(process.env['INIT_CWD'] ?? '.', given), 'utf8').catch(() => undefined)
if (text === undefined) fail(`There is no file ${given} that can be read here.`)
else {
  const read = readBoundaries(text)
  if (!read.ok) fail(read.because === 'not-topojson' ? `${given} is not TopoJSON. Fetch the municipalities as TopoJSON and try again.` : `${given} has no municipalities with a number (kommunenummer).`)
  else
    await findOwner('copy', async (owner) => {
      const pool = openPool(owner, { max: 1 })
      try {
        const { saved, unknown } = await writing(openDb(pool), system, async (tx) => {
          // Numbers have changed with the reforms: a file of an earlier year fits through the numbers of that year.
          const numbers = await tx.selectFrom('register.municipality_number').select(['number', 'organisation_id']).orderBy('period').execute()
          const byNumber = new Map(numbers.map((row) => [row.number, row.organisation_id]))
          const found = new Map(read.event.flatMap(({ number, geometry }) => [byNumber.get(number) ?? []].flat().map((municipalityId) => [municipalityId, { municipalityId, geometry }] as const)))
          await saveBoundaries(tx, [...found.values()], credit, new Date())
          return { saved: found.size, unknown: read.event.filter(({ number }) => !byNumber.has(number)).map(({ number }) => number) }
        })
        console.log(`✓ ${saved} boundaries are in place.${unknown.length > 0 ? ` These numbers are not in the register, and were left out: ${unknown.join(', ')}.` : ''}`)
      } finally {
        await pool.end()
      }
    })
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}
