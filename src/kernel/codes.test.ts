import { expect, test } from 'vitest'
import { codeIn, inFours } from './codes.ts'

test.each([
  ['as it stands', 'ABDEFH', 'ABDEFH'], ['in small letters with a space', ' abd efh ', 'ABDEFH'], ['with dashes', 'AB-DE-FH', 'ABDEFH'], ['a letter too few', 'ABDEF', undefined], ['a letter too many', 'ABDEFHJ', undefined],
  ['a figure among the letters', 'ABDEF1', undefined], ['letters no code has', 'ÆØÅÆØÅ', undefined], ['nothing', '', undefined], ['several of one name', ['ABDEFH'], undefined],
])('a code %s', (_, typed, code) => expect(codeIn(typed, 6)).toBe(code))

test('a long code is read in fours, and typed so', () => {
  expect(inFours('ABDEFHJKLMNPRTUV')).toBe('ABDE FHJK LMNP RTUV')
  expect(codeIn(inFours('ABDEFHJKLMNPRTUV'), 16)).toBe('ABDEFHJKLMNPRTUV')
})
