import { expect, test } from 'vitest'
import { sizeOf } from './kindergarten-size.ts'

test.each([[undefined, undefined], [25, 'small'], [26, 'medium'], [75, 'medium'], [76, 'large']])('%s places are %s', (capacity, size) => {
  expect(sizeOf(capacity)).toBe(size)
})
