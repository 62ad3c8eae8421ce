import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { takeFile } from './rules.ts'

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...strToU8(part)] : [...part])))
const office = (main: string, ...more: readonly string[]) => zipSync(Object.fromEntries(['[Content_Types].xml', main, ...more].map((name) => [name, strToU8('<x/>')])))
const chunk = (name: string, content: string) => bytes([0, 0, 0, content.length], name, content, [1, 2, 3, 4])
const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], chunk('IHDR', 'size'), chunk('eXIf', 'Exif'), chunk('IDAT', 'drawn'), chunk('IEND', ''))
const pdf = bytes('%PDF-1.7\nhei\n%%EOF\n')
const exif = [0xff, 0xe1, 0x00, 0x08, ...strToU8('Exif\0\0')]
const jpeg = bytes([0xff, 0xd8], exif, [0xff, 0xda, 0x00, 0x02, 0x11, 0x22, 0xff, 0xd9])
const said = { description: '', noChild: false }
const picture = { description: 'Tre voksne ved et bord.', noChild: true }

describe('a file is what it says it is', () => {
  test.each([
    ['a PDF', 'ark.pdf', pdf, said, 'application/pdf'],
    ['a document', 'ark.DOCX', office('word/document.xml'), said, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['slides', 'vis.pptx', office('ppt/presentation.xml'), said, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['a spreadsheet', 'tall.xlsx', office('xl/workbook.xml'), said, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a picture that is described', 'bilde.png', png, picture, 'image/png'],
    ['a photo that is described', 'bilde.jpeg', jpeg, picture, 'image/jpeg'],
  ] as const)('%s is taken', (_, name, content, words, mediaType) => {
    const taken = takeFile({ name, bytes: content }, words, 0)
    expect(taken.ok && taken.event.mediaType).toBe(mediaType)
  })
  test.each([
    ['a program called a PDF', 'ark.pdf', bytes('MZ', [0x90, 0, 3]), said, 'file-not-what-it-says'],
    ['a PDF that is cut off', 'ark.pdf', bytes('%PDF-1.7\nhei'), said, 'file-not-what-it-says'],
    ['a packed folder called a document', 'ark.docx', zipSync({ 'virus.exe': strToU8('x') }), said, 'file-not-what-it-says'],
    ['a spreadsheet called slides', 'vis.pptx', office('xl/workbook.xml'), said, 'file-not-what-it-says'],
    ['a document with macros', 'ark.docx', office('word/document.xml', 'word/vbaProject.bin'), said, 'file-not-what-it-says'],
    ['a document that is cut off', 'ark.docx', office('word/document.xml').subarray(0, 60), said, 'file-not-what-it-says'],
    ['a page called a picture', 'bilde.png', bytes('<html><script>'), picture, 'file-not-what-it-says'],
    ['another kind', 'ark.exe', bytes('MZ'), said, 'file-type'],
    ['a drawing that can hold scripts', 'a.svg', bytes('<svg/>'), picture, 'file-type'],
    ['a web page', 'opplegg.html', bytes('<html><script>'), said, 'file-type'],
    ['nothing in it', 'ark.pdf', bytes(), said, 'file-empty'],
    ['an identity number in its name', '01010750160.pdf', pdf, said, 'file-name'],
    ['a child in its name', 'Observasjon_av_Jonas_4_år.pdf', pdf, said, 'file-name'],
    ['a picture nobody has described', 'bilde.png', png, { description: '', noChild: true }, 'description-missing'],
    ['a picture that may show a child', 'bilde.png', png, { description: 'Lek', noChild: false }, 'picture-not-confirmed'],
  ] as const)('%s is refused', (_, name, content, words, because) => {
    expect(takeFile({ name, bytes: content }, words, 0)).toEqual({ ok: false, because })
  })
  test('too large, too many, none', () => {
    expect(takeFile({ name: 'a.pdf', bytes: new Uint8Array(10 * 1024 * 1024 + 1) }, said, 0)).toEqual({ ok: false, because: 'file-too-large' })
    expect(takeFile({ name: 'a.pdf', bytes: pdf }, said, 5)).toEqual({ ok: false, because: 'too-many-files' })
    expect(takeFile(undefined, said, 0)).toEqual({ ok: false, because: 'no-file' })
  })
  test('the name keeps no path and no signs of a header', () => {
    const taken = takeFile({ name: '../../etc/"a\r\n:b.pdf', bytes: pdf }, said, 0)
    expect(taken.ok && taken.event.name).toBe('ab.pdf')
    const turned = takeFile({ name: 'ark\u202efdp.docx.pdf', bytes: pdf }, said, 0)
    expect(turned.ok && turned.event.name).toBe('arkfdp.docx.pdf')
  })
})

test.each([
  ['bilde.png', png],
  ['bilde.jpg', jpeg],
])('what is written into %s is not kept', (name, content) => {
  const taken = takeFile({ name, bytes: content }, picture, 0)
  expect(taken.ok && [Buffer.from(content).includes('Exif'), Buffer.from(taken.event.bytes).includes('Exif')]).toEqual([true, false])
})
test('a photo that is cut off is refused', () => {
  expect(takeFile({ name: 'bilde.jpg', bytes: jpeg.subarray(0, jpeg.length - 2) }, picture, 0)).toEqual({ ok: false, because: 'file-not-what-it-says' })
})
