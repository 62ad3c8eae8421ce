import { expect, test } from 'vitest'
import { countFailures } from './failures.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute))

test('so many failures for one key, and no more until the time is out', () => {
  const failures = countFailures({ max: 2, minutes: 10 })
  failures.add('a', at(0))
  expect(failures.tooMany('a', at(1))).toBe(false)
  failures.add('a', at(1))
  expect([failures.tooMany('a', at(2)), failures.tooMany('b', at(2)), failures.tooMany('a', at(9)), failures.tooMany('a', at(10))]).toEqual([true, false, true, false])
  failures.add('a', at(11))
  expect([failures.tooMany('a', at(12))]).toEqual([false])
})

test('it never grows without end', () => {
  const failures = countFailures({ max: 1, minutes: 10 })
  for (let key = 0; key < 10_001; key++) failures.add(`${key}`, at(0))
  expect([failures.tooMany('0', at(1)), failures.tooMany('1', at(1)), failures.tooMany('10000', at(1))]).toEqual([false, true, true])
})
