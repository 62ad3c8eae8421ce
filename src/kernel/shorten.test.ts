import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shorten } from './shorten.ts'

test.each([
  ['kort', 4, 'kort'],
  ['lengre', 4, 'len…'],
  ['to ord', 4, 'to…'],
  ['ab😀d', 4, 'ab…'],
] as const)('“%s” in %i signs is “%s”', (text, most, expected) => expect(shorten(text, most)).toBe(expected))

test('what is cut is no longer than it may be, begins as it did, and has no half sign', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, most) => {
      const cut = shorten(text, most)
      expect(cut.length).toBeLessThanOrEqual(most)
      expect(cut.isWellFormed()).toBe(true)
      expect(text.startsWith(cut.replace(/…$/u, ''))).toBe(true)
    }),
  ))
