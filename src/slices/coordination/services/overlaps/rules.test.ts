import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { isTalkedThrough, mostAtOnce, overlapsIn, talkThrough, type Days, type Overlap, type Talk, type Work } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const work = (id: string, by: string, more: Partial<Work> = {}): Work => ({ id, version: 1, byId: by, by, kindergartenId: 'k', themes: ['a'], observes: false, method: '', from: day('2026-11-01'), to: day('2027-01-31'), nextOn: undefined, ...more })
const found = (works: readonly Work[], days: readonly Days[] = []) => overlapsIn(works, days, today).map(({ rule, works: about }) => [rule, ...about.map(({ id }) => id)].join(' '))

test.each<[string, readonly Work[], readonly Days[], readonly string[]]>([
  ['two services with the same theme at the same time', [work('1', 'ppt'), work('2', 'health')], [], ['same-theme 1 2']],
  ['with different themes', [work('1', 'ppt'), work('2', 'health', { themes: ['b'] })], [], []],
  ['the same service twice', [work('1', 'ppt'), work('2', 'ppt')], [], []],
  ['one begins the day after the other ends', [work('1', 'ppt', { to: day('2026-12-01') }), work('2', 'health', { from: day('2026-12-02') })], [], []],
  ['one begins the day the other ends', [work('1', 'ppt', { to: day('2026-12-01') }), work('2', 'health', { from: day('2026-12-01') })], [], ['same-theme 1 2']],
  ['they met, but one is over', [work('1', 'ppt', { to: day('2026-11-22') }), work('2', 'health')], [], []],
  ['two ways of observing', [work('1', 'ppt', { observes: true, method: 'CLASS' }), work('2', 'health', { observes: true, method: 'Eget skjema', themes: ['b'] })], [], ['two-methods 1 2']],
  ['one way of observing, written in two ways', [work('1', 'ppt', { observes: true, method: 'CLASS' }), work('2', 'ppt', { observes: true, method: ' class ' })], [], []],
  ['both come the same day', [work('1', 'ppt', { nextOn: day('2026-12-08') }), work('2', 'health', { nextOn: day('2026-12-08'), themes: ['b'] })], [], ['same-day 1 2']],
  ['both came the same day, and it has been', [work('1', 'ppt', { nextOn: day('2026-11-20') }), work('2', 'health', { nextOn: day('2026-11-20'), themes: ['b'] })], [], []],
  ['one comes on a planning day', [work('1', 'ppt', { nextOn: day('2027-01-04') })], [{ from: day('2027-01-02'), to: day('2027-01-04') }], ['planning-day 1']],
  ['one comes the day after', [work('1', 'ppt', { nextOn: day('2027-01-05') })], [{ from: day('2027-01-02'), to: day('2027-01-04') }], []],
])('%s', (_, works, days, answer) => expect(found(works, days)).toEqual(answer))

test('four at once is in order, five is pointed out, on the first day there are the most', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => work(String(at), 'ppt', at === count - 1 ? { from: day('2026-12-05') } : {}))
  expect(found(many(mostAtOnce))).toEqual([])
  const [one] = overlapsIn(many(mostAtOnce + 1), [], today)
  expect([one?.rule, one?.day, one?.works.length]).toEqual(['many-at-once', '2026-12-05', 5])
})

const talk = (about: string): Talk => ({ rule: 'same-theme', about, kindergartenId: 'k', note: 'x', at: new Date(0), by: 'Per' })
test('a talk closes what it is about as it stood: changed since, it is pointed out anew', () => {
  const before = overlapsIn([work('1', 'ppt'), work('2', 'health')], [], today)
  const after = overlapsIn([work('1', 'ppt', { version: 2 }), work('2', 'health')], [], today)
  const about = before[0]?.about ?? ''
  expect(before.map((one) => isTalkedThrough(one, [talk(about)]))).toEqual([true])
  expect(after.map((one) => isTalkedThrough(one, [talk(about)]))).toEqual([false])
  expect([talkThrough(about, before, []).ok, talkThrough(about, before, [talk(about)]), talkThrough(about, after, [])]).toEqual([true, { ok: false, because: 'already-talked' }, { ok: false, because: 'overlap-gone' }])
})

test('a talk about much at once closes what is left of it, but not what has come since', () => {
  const many = (...ids: readonly string[]) => overlapsIn(ids.map((id) => work(id, 'ppt')), [], today)
  const talked = { ...talk(many('1', '2', '3', '4', '5', '6')[0]?.about ?? ''), rule: 'many-at-once' as const }
  const closed = (found: readonly Overlap[]) => found.map((one) => isTalkedThrough(one, [talked]))
  expect([closed(many('1', '2', '3', '4', '6')), closed(many('1', '2', '3', '4', '7')), closed(many('1', '2', '3', '4', '5', '6', '7'))]).toEqual([[true], [false], [false]])
})

test('whatever the order and however many: each pair is told once, and only of those who go on at the same time', () => {
  const anyWork = fc.record({ by: fc.constantFrom('ppt', 'health', 'team'), theme: fc.constantFrom('a', 'b'), from: fc.integer({ min: -60, max: 60 }), length: fc.integer({ min: 0, max: 90 }) })
  fc.assert(
    fc.property(fc.array(anyWork, { maxLength: 8 }), (drawn) => {
      const works = drawn.map(({ by, theme, from, length }, at) => work(String(at), by, { themes: [theme], from: addDays(today, from), to: addDays(today, from + length) }))
      const told = overlapsIn(works, [], today)
      expect(new Set(told.map(({ about }) => about)).size).toBe(told.length)
      expect(overlapsIn(works.toReversed(), [], today).map(({ about }) => about).toSorted()).toEqual(told.map(({ about }) => about).toSorted())
      for (const { works: about, day: on } of told) expect(about.every(({ from, to }) => from <= on && on <= to)).toBe(true)
    }),
  )
})
