import { expect, test } from 'vitest'
import { dateOf } from '../../../kernel/dates.ts'
import { texts } from '../../../texts/index.ts'
import type { Piece } from './rules.ts'
import { pieceText, sourceText } from './words.tsx'

const page = { t: texts('nb'), lang: 'nb' } as const
const words = (text: string) => ({ nb: text, nn: text, en: text })
const staff = (highest: number, lowest: number): Piece => ({ kind: 'staff', key: 'staff:x:team', on: dateOf(2026, 11, 22), session: 'x', theme: words('Vi som personalgruppe'), about: '', atLeast: 5, highest: { text: words('A'), mean: highest }, lowest: { text: words('B'), mean: lowest } })

test('no statement is said to be agreed with most when all are agreed with equally', () => {
  expect(pieceText(page, [], staff(3.5, 2.5))).toContain('mest enig i «A» (3,5 av 5) og minst enig i «B» (2,5 av 5)')
  expect(pieceText(page, [], staff(3.5, 3.5))).toBe('Om «Vi som personalgruppe» er personalet like enig i alle påstandene (3,5 av 5).')
})

test('a grant for a year to come is not said to be decided on a day to come', () => {
  expect(sourceText(page, { kind: 'grant', key: 'grant:x:2027', on: dateOf(2027, 8, 1), year: 2027 })).toBe('Kilde: vedtak om tilskudd.')
})
