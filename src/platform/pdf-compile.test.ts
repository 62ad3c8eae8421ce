import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PdfBlock, PdfDocument } from './pdf.ts'
import { compilePdf } from './pdf-compile.ts'
import { cleanLine, cleanText } from './pdf-text.ts'

const at = new Date('2026-11-23T09:00:00Z')
const simple = (change: Partial<PdfDocument> = {}): PdfDocument => ({ language: 'nb', title: 'Sak', sender: 'Solstråla barnehage', reference: 'V-2026-00012', at, body: [{ kind: 'text', text: 'Blåbærsyltetøy' }], ...change })
const bytesOf = async (document: PdfDocument, standard?: 'ua-1' | 'a-2a') => Buffer.from(compilePdf(document, standard)).toString('utf8')

const everything = (text: string): PdfBlock[] => [
  { kind: 'heading', text, level: 2 },
  { kind: 'text', text },
  { kind: 'facts', rows: [{ term: text, value: text }] },
  { kind: 'list', items: [text, ''] },
  { kind: 'list', items: [text], numbered: true },
  { kind: 'table', caption: text, columns: [{ title: text }, { title: '', numeric: true }], rows: [[text, text, text], []] },
  { kind: 'timeline', events: [{ at, what: text, by: text, detail: text }] },
  { kind: 'note', title: text, text },
  { kind: 'wide', body: [{ kind: 'heading', text, level: 2 }, { kind: 'table', caption: text, columns: Array.from({ length: 7 }, () => ({ title: text })), rows: [[text, text]] }] },
  { kind: 'wide', body: [] },
  { kind: 'page-break' },
  { kind: 'heading', text, level: 1 },
]

describe('a document', () => {
  test.each([
    ['nb', 'nb-NO'],
    ['nn', 'nn-NO'],
    ['en', 'en-GB'],
  ] as const)('in %s is tagged, claims PDF/UA-1 and says its language and title', async (language, locale) => {
    const pdf = await bytesOf(simple({ language, title: 'Årsplan for Ærlighet & Øving' }))
    expect(pdf.startsWith('%PDF-1.7')).toBe(true)
    for (const part of ['/StructTreeRoot', '/Marked true', `/Lang (${locale})`, '<pdfuaid:part>1<', '/DisplayDocTitle true', 'Årsplan for Ærlighet &amp; Øving']) expect(pdf).toContain(part)
  })

  test('for the archive is PDF/A-2a, tagged as well', async () => {
    const pdf = await bytesOf(simple(), 'a-2a')
    for (const part of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '/StructTreeRoot']) expect(pdf).toContain(part)
  })

  test('marks headings, lists, tables with headings and paragraphs for what they are', async () => {
    const pdf = await bytesOf(simple({ body: [{ kind: 'heading', text: 'Del' }, ...everything('tekst')] }))
    for (const tag of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'LBody', 'Table', 'TH', 'TD', 'Caption']) expect(pdf).toMatch(new RegExp(`/S ?/${tag}\\b`))
  })

  test('is the same bytes each time', async () => expect(await bytesOf(simple())).toBe(await bytesOf(simple())))

  test('with nothing in it is still a document', async () => {
    const empty: PdfBlock[] = [{ kind: 'heading', text: ' ' }, { kind: 'text', text: '' }, { kind: 'facts', rows: [] }, { kind: 'list', items: [] }, { kind: 'table', caption: '', columns: [], rows: [] }, { kind: 'timeline', events: [] }]
    expect(await bytesOf(simple({ title: '', sender: '', reference: undefined, body: empty }))).toContain('<pdfuaid:part>1<')
  })
})

describe('no content runs or breaks the document', () => {
  test.each([
    ['Typst code', '#panic("x") #eval("1 +") #import "/etc/passwd" #sys.exit()'],
    ['every sign Typst knows', '# $ * _ \\ @ < > ` ~ - = + / [ ] { } ( ) " \' ; : . , ! ? & % ^ | /* // */ --- #[ #{ $$ ``` <a>'],
    ['JSON', '"},"title":"x"} \\" \\u0000 \\'],
    ['emoji', '😀👨‍👩‍👧 🦩 🇳🇴 ❤️'],
    ['text from right to left', 'שלום مرحبا \u202Egpj.exe\u202C'],
    ['other scripts', '日本語 ไทย हिन्दी \u{1F9A9}\u{13000}'],
    ['signs the standard forbids', 'a\u0000b\uFEFFc\uFFFEd\uD800e\uE000f\u{10FFFF}g'],
    ['many marks on one letter', `a${'\u0301'.repeat(500)}`],
    ['one very long word', 'Menneskerettsorganisasjon'.repeat(120)],
  ])('%s', async (_, text) => {
    expect(await bytesOf(simple({ title: text, sender: text, reference: text.slice(0, 200), above: text.slice(0, 200), intro: text, body: everything(text) }))).toContain('<pdfuaid:part>1<')
  }, 60_000)

  test('code in a title stays as it was written', async () => expect(await bytesOf(simple({ title: '#let x = 1; $x$ *fet*' }))).toContain('#let x = 1; $x$ *fet*'))

  test('100 kB of text', async () => expect(await bytesOf(simple({ body: [{ kind: 'text', text: 'Vi ser at overgangene tar tid.\n\n'.repeat(3200) }] }))).toContain('<pdfuaid:part>1<'), 60_000)

  test('any text at all, in any place', async () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('ua-1', 'a-2a'), async (a, b, standard) => {
        expect(await bytesOf(simple({ title: a, intro: b, body: everything(`${a}${b}`) }), standard as 'ua-1')).toContain('%PDF-1.7')
      }),
      { numRuns: 40 },
    ), 60_000)
})

describe('text', () => {
  test('is one line where one line is meant', () => expect(cleanLine('  a\r\n b\tc\u2028d ')).toBe('a b c d'))
  test('keeps paragraphs and lines', () => expect(cleanText('en\nto\n\n \n\ntre \n')).toEqual([['en', 'to'], ['tre']]))
  test('cannot be turned to read as another', () => expect(cleanLine('faktura\u202Efdp.exe')).toBe('fakturafdp.exe'))
})
