import { expect, test } from 'vitest'
import { parseForm } from '../../../platform/http-forms.ts'
import { safeReturn } from './rules.ts'

test.each(['//evil.example', '/\\evil.example', 'https:evil.example', 'https://evil.example', '/..//evil.example/x', '/.//evil.example', '/x/..//evil.example/a?b', '/%2e//evil.example', '/%2e%2e//evil.example', '/a\nb', '', undefined, ['/a']])(
  'a way back that leads elsewhere is dropped: %s',
  (asked) => expect(safeReturn(asked)).toBe('/oppgaver'),
)
test.each(['/', '/oppgaver', '/veiledning/1?side=2', '/barnehager?q=%C3%A6'])('a way back within is kept: %s', (asked) => expect(safeReturn(asked)).toBe(asked))

test('a form with a hundred thousand fields of one name is read once, and only so far', () => {
  const form = parseForm('a&'.repeat(100_000))
  expect(form['a']).toHaveLength(2000)
})
