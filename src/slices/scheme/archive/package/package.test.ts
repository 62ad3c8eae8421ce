import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { localDate } from '../../../../kernel/dates.ts'
import { anyText } from '../../../../../test/any-text.ts'
import { writeArkivmelding, type ArchivedCase, type ArchivedDocument } from './arkivmelding.ts'
import { sha256Of, writePackage, type PackageContent } from './package.ts'

const shape = (name: string) => readFileSync(join(import.meta.dirname, 'shape', name), 'utf8')
const validate = async (contents: string) => {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'arkivmelding.xml', contents }], schema: [{ fileName: 'arkivmelding.xsd', contents: shape('arkivmelding.xsd') }], preload: [{ fileName: 'metadatakatalog.xsd', contents: shape('metadatakatalog.xsd') }] })
  return valid ? 'valid' : errors.map(({ message }) => message).join('\n')
}

const date = (text: string) => localDate(text) ?? expect.fail(text)
const folder: ArchivedCase = { key: 'behov/1', title: 'Tilskudd 2026 – Eventyrkjeden', publicTitle: 'Tilskudd 2026 – Eventyrkjeden', begunOn: date('2026-02-01'), unit: 'Statsforvalteren (oppdiktet)', responsible: 'Stine Berg', ended: false }
const bytes = new TextEncoder().encode('%PDF-1.7 not really')
const letter = (change: Partial<ArchivedDocument> = {}): ArchivedDocument & { bytes: Uint8Array } => ({
  key: 'dokument/b', caseKey: 'behov/1', title: 'Vedtak om tilskudd', publicTitle: 'Vedtak om tilskudd', direction: 'U', documentType: 'VEDTAK', dated: date('2026-04-13'),
  party: { name: 'Eventyrkjeden', organisationNumber: '314758625' }, restricted: undefined, file: { path: 'dokumenter/b.pdf', name: 'Vedtak om tilskudd.pdf', sha256: sha256Of(bytes), size: bytes.length }, bytes, ...change,
})
const report = letter({ key: 'dokument/a', direction: 'I', documentType: 'MELDING', title: 'Behovsmelding', restricted: { basis: 'Offl. § 13' }, file: { path: 'dokumenter/a.pdf', name: 'Behovsmelding.pdf', sha256: sha256Of(bytes), size: bytes.length } })

describe('arkivmelding.xml', () => {
  test.each([
    ['of a case with a letter and a report', [folder], [letter(), report]],
    ['of a document that went to nobody', [folder], [letter({ party: undefined, direction: 'X' })]],
    ['to somebody without an organisation number', [folder], [letter({ party: { name: 'Per <Olsen> & "sønn"', organisationNumber: undefined } })]],
    ['of nothing', [], []],
  ] as const)('has the shape of the schema: %s', async (_, cases, documents) => expect(await validate(writeArkivmelding(cases, documents))).toBe('valid'))

  test.each([
    ['elements in another order', (xml: string) => xml.replace(/(<tittel>.*?<\/tittel>)(<offentligTittel>.*?<\/offentligTittel>)/, '$2$1')],
    ['an element it does not know', (xml: string) => xml.replace('<system>', '<annet>x</annet><system>')],
    ['a checksum that is none', (xml: string) => xml.replace(/<sjekksum>[^<]*/, '<sjekksum>x')],
    ['a type it does not know', (xml: string) => xml.replace('xsi:type="journalpost"', 'xsi:type="brev"')],
  ])('the shape refuses %s', async (_, spoil) => expect(await validate(spoil(writeArkivmelding([folder], [letter()])))).not.toBe('valid'))

  test('holds whatever a person has written, as text', { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(anyText(60), async (title) => {
        const xml = writeArkivmelding([{ ...folder, title: `x${title}` }], [letter({ title: `x${title}` })])
        expect(await validate(xml)).toBe('valid')
        expect(xml.match(/<mappe /g)).toHaveLength(1)
      }),
      { numRuns: 25 },
    ))
})

const content = (change: Partial<PackageContent> = {}): PackageContent => ({
  cases: [folder], documents: [letter(), report],
  changes: [
    { at: new Date('2026-04-13T10:00:00Z'), id: '2', kind: 'scheme.decisions-published', about: 'round/1', who: 'Arve Moe', role: 'county-governor', onBehalfOf: undefined, data: { b: 2, a: 1 } },
    { at: new Date('2026-04-12T10:00:00Z'), id: '1', kind: 'scheme.decision-approved', about: 'report/1', who: 'Arve Moe', role: 'county-governor', onBehalfOf: 'Stine Berg', data: {} },
  ],
  about: { round: '1', title: 'Runde 2026', from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-04-13T10:00:00Z'), producer: 'Samspill' }, readMe: 'Les meg\nto linjer\n', ...change,
})

describe('the package', () => {
  const files = unzipSync(writePackage(content()))

  test('has the message, the documents, the log, the list and a text', () => expect(Object.keys(files)).toEqual(['arkivmelding.xml', 'dokumenter/a.pdf', 'dokumenter/b.pdf', 'endringslogg.jsonl', 'les-meg.txt', 'manifest.json']))

  test('lists every file but the list itself, with size and checksum', () => {
    const { files: listed } = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as { files: { path: string; size: number; sha256: string }[] }
    expect(listed).toEqual(Object.entries(files).filter(([path]) => path !== 'manifest.json').map(([path, one]) => ({ path, size: one.length, sha256: sha256Of(one) })))
  })

  test('tells what happened, oldest first, a line each', () => {
    const lines = strFromU8(files['endringslogg.jsonl'] ?? new Uint8Array()).trimEnd().split('\n').map((line) => JSON.parse(line) as { id: string })
    expect(lines.map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('is the same, byte for byte, from the same content in another order', () => {
    const { documents, changes } = content()
    expect(Buffer.from(writePackage(content({ documents: documents.toReversed(), changes: changes.toReversed() }))).equals(Buffer.from(writePackage(content())))).toBe(true)
  })

  test('is another when one byte of a document is', () => {
    const other = new TextEncoder().encode('%PDF-1.7 not reallY')
    expect(sha256Of(writePackage(content({ documents: [{ ...letter(), bytes: other }, report] })))).not.toBe(sha256Of(writePackage(content())))
  })
})
