import { describe, expect, test } from 'vitest'
import { sameToken } from './http-forms.ts'

describe('the token of a form', () => {
  test.each([
    ['the session’s own', 'abcd', true],
    ['another', 'abce', false],
    ['a shorter one', 'abc', false],
    ['none', undefined, false],
    ['two of it', ['abcd', 'abcd'], false],
    ['one of as many letters and more bytes', 'åbcd', false],
  ])('%s', (_, given, same) => {
    expect(sameToken(given, 'abcd')).toBe(same)
  })
})
