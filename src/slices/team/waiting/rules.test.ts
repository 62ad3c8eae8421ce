import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { fewest, waitingOf, type Request } from './rules.ts'

const today = '2027-03-08' as LocalDate
const met = (ago: number, waited: number): Request => ({ submitted: addDays(today, -ago - waited), met: addDays(today, -ago), running: true })
const waits = (since: number): Request => ({ submitted: addDays(today, -since), met: undefined, running: true })

test('eight first meetings: the median, nine of ten, and how many', () => {
  const { met: count, days } = waitingOf([10, 20, 30, 40, 50, 60, 70, 80].map((waited) => met(100, waited)), today)
  expect([count, days]).toEqual([8, { median: 40, ninetieth: 80 }])
})
test('seven are too few to tell', () => {
  const { met: count, days, forecast } = waitingOf([10, 20, 30, 40, 50, 60, 70].map((waited) => met(10, waited)), today)
  expect([count, days, forecast]).toEqual([7, undefined, undefined])
})
test('what was met more than twelve months ago does not count', () => {
  expect(waitingOf([met(366, 10)], today).met).toBe(0)
})
test('the queue: sent, running, met by nobody; a closed one waits no more', () => {
  const { queue, longest } = waitingOf([waits(12), waits(3), { ...waits(90), running: false }, met(5, 5)], today)
  expect([queue, longest]).toEqual([2, 12])
})
test('twelve in twelve weeks and five in front: about six weeks, said as a range', () => {
  const { forecast } = waitingOf([...Array.from({ length: 12 }, (_, at) => met(at * 7, 30)), ...Array.from({ length: 5 }, () => waits(10))], today)
  expect(forecast).toEqual({ least: 4, most: 10 })
})
test('a longer queue is never a shorter wait, and the range holds the pace', () => {
  fc.assert(
    fc.property(fc.integer({ min: fewest, max: 60 }), fc.integer({ min: 0, max: 40 }), (meetings, queue) => {
      const at = (length: number) => waitingOf([...Array.from({ length: meetings }, () => met(3, 9)), ...Array.from({ length }, () => waits(4))], today).forecast
      const [now, more] = [at(queue), at(queue + 1)]
      if (!now || !more) throw new Error('enough to tell')
      expect(more.least >= now.least && more.most >= now.most && now.least <= now.most).toBe(true)
      expect(now.most).toBeGreaterThanOrEqual(((queue + 1) * 12) / meetings)
    }),
  )
})
