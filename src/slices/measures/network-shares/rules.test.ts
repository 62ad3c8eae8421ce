import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bring } from './rules.ts'

const file = (name: string, bytes: Uint8Array = strToU8('%PDF-1.7')) => ({ name, bytes })
const word = zipSync({ '[Content_Types].xml': strToU8('x'), 'word/document.xml': strToU8('x') })

describe('a file from a kindergarten', () => {
  test.each([
    ['as PDF', file('plan.pdf'), 0, 'taken'],
    ['as Word', file('plan.docx', word), 2, 'taken'],
    ['when it has three already', file('plan.pdf'), 3, 'too-many-brought'],
    ['that says it is Word and is a folder', file('plan.docx', zipSync({ 'bilde.jpg': strToU8('x') })), 0, 'file-not-what-it-says'],
    ['that says it is Excel and is Word', file('plan.xlsx', word), 0, 'file-not-what-it-says'],
    ['with macros', file('plan.docx', zipSync({ '[Content_Types].xml': strToU8('x'), 'word/document.xml': strToU8('x'), 'word/vbaProject.bin': strToU8('x') })), 0, 'file-not-what-it-says'],
    ['that says it is PDF and is a page', file('plan.pdf', strToU8('<html>')), 0, 'file-not-what-it-says'],
    ['that is a picture', file('gruppa.jpg'), 0, 'file-type'],
    ['that is empty', file('plan.pdf', new Uint8Array()), 0, 'file-empty'],
    ['that is none', undefined, 0, 'no-file'],
  ])('%s', (_, brought, there, expected) => {
    const decision = bring({ cancelled: false }, brought, there)
    expect(decision.ok ? 'taken' : decision.because).toBe(expected)
  })
  test('is not taken to a meeting that is called off', () => {
    expect(bring({ cancelled: true }, file('plan.pdf'), 0)).toEqual({ ok: false, because: 'meeting-cancelled' })
  })
})
