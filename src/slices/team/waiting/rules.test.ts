import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { dice } from '../../../kernel/dice.ts'
import { fewestMeetings, waitingOf, type Request } from './rules.ts'

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
test('twelve in twelve weeks and five in front: about six weeks, said as a range that holds how chance has it', () => {
  const { forecast } = waitingOf([...Array.from({ length: 12 }, (_, at) => met(at * 7, 30)), ...Array.from({ length: 5 }, () => waits(10))], today)
  expect(forecast).toEqual({ least: 2, most: 11 })
})
test('a longer queue is never a shorter wait, and the range holds the pace', () => {
  fc.assert(
    fc.property(fc.integer({ min: fewestMeetings, max: 60 }), fc.integer({ min: 0, max: 40 }), (meetings, queue) => {
      const at = (length: number) => waitingOf([...Array.from({ length: meetings }, () => met(3, 9)), ...Array.from({ length }, () => waits(4))], today).forecast
      const [now, more] = [at(queue), at(queue + 1)]
      if (!now || !more) throw new Error('enough to tell')
      expect(more.least >= now.least && more.most >= now.most && now.least <= now.most).toBe(true)
      expect(now.most).toBeGreaterThanOrEqual(((queue + 1) * 12) / meetings)
    }),
  )
})

test.each([[0, 1], [0, 4], [3, 1], [12, 2]])('with %s in the queue and %s first meetings a week, eight forecasts of ten come true', (queue, pace) => {
  const chance = dice(queue * 100 + pace)
  const between = () => -Math.log(1 - chance()) / pace
  const forecasts = Array.from({ length: 100 }, (_, lately) => waitingOf([...Array.from({ length: lately }, () => met(3, 9)), ...Array.from({ length: queue }, () => waits(4))], today).forecast)
  let [told, held] = [0, 0]
  while (told < 4000) {
    let lately = 0
    for (let at = between(); at < 12; at += between()) lately++
    const forecast = forecasts[lately]
    if (!forecast) continue
    let waited = 0
    for (let ahead = 0; ahead <= queue; ahead++) waited += between()
    told++
    if (forecast.least <= waited && waited <= forecast.most) held++
  }
  expect(held / told).toBeGreaterThan(0.79)
})
