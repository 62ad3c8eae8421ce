import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanJpeg, cleanPng } from './pictures.ts'

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])))
const part = (marker: number, content: string) => bytes([0xff, marker, 0, content.length + 2], content)
const start = [0xff, 0xd8]
const end = [0xff, 0xd9]
const jfif = part(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0')
const profile = part(0xe2, 'ICC_PROFILE\0\x01\x01sRGB')
const adobe = part(0xee, 'Adobe\0\x64\0\0\0\0\x01')
const frame = part(0xc0, 'frame')
const tables = part(0xdb, 'tables')
const scan = bytes(part(0xda, 'scan'), [0x11, 0xff, 0x00, 0x22, 0xff, 0xd3, 0x33])
const exif = part(0xe1, 'Exif\0\0GPS')
const drawn = bytes(jfif, profile, adobe, tables, frame, scan)

describe('a photo', () => {
  test('loses where and when it was taken, and nothing that it is drawn with', () => {
    const notes = [exif, part(0xe1, 'http://ns.adobe.com/xap/1.0/\0'), part(0xed, 'Photoshop'), part(0xfe, 'Kari'), part(0xe2, 'MPF\0'), part(0xe0, 'JFXX\0small'), part(0xe5, 'x')]
    expect(cleanJpeg(bytes(start, jfif, ...notes, profile, adobe, tables, ...notes, frame, scan, end))).toEqual(bytes(start, drawn, end))
  })
  test('several scans, with notes between them', () => {
    expect(cleanJpeg(bytes(start, drawn, exif, tables, scan, end))).toEqual(bytes(start, drawn, tables, scan, end))
  })
  test('a marker may be filled up before it', () => {
    expect(cleanJpeg(bytes(start, [0xff], exif, [0xff, 0xff], drawn, end))).toEqual(bytes(start, drawn, end))
  })
  test('what comes after it goes: a second picture with notes of its own, a film', () => {
    expect(cleanJpeg(bytes(start, drawn, end, start, exif, drawn, end))).toEqual(bytes(start, drawn, end))
    expect(cleanJpeg(bytes(start, drawn, end, 'ftypmp42', end))).toEqual(bytes(start, drawn, end))
  })
  test('a small copy of itself goes', () => {
    expect(cleanJpeg(bytes(start, part(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc'), frame, scan, end))).toEqual(bytes(start, frame, scan, end))
  })
  test.each([
    ['no end', bytes(start, drawn)],
    ['no drawing', bytes(start, jfif, end)],
    ['a part that is longer than the file', bytes(start, [0xff, 0xe1, 0xff, 0xff], 'Exif', scan, end)],
    ['a part without length', bytes(start, [0xff, 0xe1, 0, 0], drawn, end)],
    ['something that is no part', bytes(start, jfif, 'Exif', drawn, end)],
    ['a picture in the picture', bytes(start, jfif, start, drawn, end)],
    ['a part nobody knows', bytes(start, part(0xf0, 'x'), drawn, end)],
    ['another kind', bytes('<html>')],
    ['nothing', bytes()],
  ])('with %s is none', (_, content) => {
    expect(cleanJpeg(content)).toBeUndefined()
  })
})

const chunk = (name: string, content = 'x') => bytes([0, 0, 0, content.length], name, content, [1, 2, 3, 4])
const sign = bytes([0x89], 'PNG\r\n\x1a\n')

describe('a drawing', () => {
  test('keeps what it is drawn with, and nothing else', () => {
    const kept = ['iCCP', 'sRGB', 'gAMA', 'cHRM', 'pHYs', 'PLTE', 'tRNS', 'IDAT', 'IDAT'].map((name) => chunk(name))
    const notes = ['eXIf', 'iTXt', 'tEXt', 'zTXt', 'tIME', 'acTL', 'caBX'].map((name) => chunk(name, 'GPS'))
    expect(cleanPng(bytes(sign, chunk('IHDR'), ...notes, ...kept, ...notes, chunk('IEND', ''), 'after'))).toEqual(bytes(sign, chunk('IHDR'), ...kept, chunk('IEND', '')))
  })
  test.each([
    ['no end', bytes(sign, chunk('IHDR'), chunk('IDAT'))],
    ['no drawing', bytes(sign, chunk('IHDR'), chunk('IEND', ''))],
    ['another beginning', bytes(sign, chunk('tEXt'), chunk('IHDR'), chunk('IDAT'), chunk('IEND', ''))],
    ['a part that is longer than the file', bytes(sign, chunk('IHDR'), [0x7f, 0xff, 0xff, 0xff], 'tEXt', chunk('IDAT'), chunk('IEND', ''))],
    ['another kind', bytes('<html>IEND')],
    ['nothing', bytes()],
  ])('with %s is none', (_, content) => {
    expect(cleanPng(content)).toBeUndefined()
  })
})

test('whatever stands in a note, wherever it stands, is gone', () => {
  const parts = fc.array(fc.oneof(fc.constant('drawn' as const), fc.integer({ min: 0xe0, max: 0xef }), fc.constant(0xfe)), { maxLength: 12 })
  fc.assert(
    fc.property(parts, fc.nat(3), (order, fill) => {
      const photo = bytes(start, ...order.map((one) => (one === 'drawn' ? tables : bytes(Array.from({ length: fill }, () => 0xff), part(one, 'SECRET')))), frame, scan, end, start, exif, 'SECRET', end)
      expect(Buffer.from(cleanJpeg(photo) ?? []).includes('SECRET')).toBe(false)
      expect(Buffer.from(cleanJpeg(photo) ?? []).includes('frame')).toBe(true)
    }),
  )
})
