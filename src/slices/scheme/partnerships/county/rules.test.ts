import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { chainsOf, measure, type Pair } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const pair = (id: string, from: string, to: string, more: Partial<Pair> = {}): Pair => ({ id, previousId: undefined, period: { from: day(from), to: day(to) }, agreedOn: day(from), endedOn: undefined, promises: [], people: [], changes: [], ...more })

test('periods that follow each other are one partnership, as long as all of them', () => {
  const pairs = [pair('a', '2023-08-01', '2025-08-01'), pair('b', '2025-08-01', '2028-08-01', { previousId: 'a' }), pair('c', '2025-11-23', '2028-08-01'), pair('d', '2026-05-23', '2026-11-23')]
  expect(measure(pairs, today)).toMatchObject({ months: 12, chains: 3, withoutGap: { count: 1, of: 1 } })
})
test('one agreed after the old one was over had a gap', () => expect(measure([pair('a', '2023-08-01', '2025-08-01'), pair('b', '2025-08-01', '2028-08-01', { previousId: 'a', agreedOn: day('2025-08-13') })], today).withoutGap).toEqual({ count: 0, of: 1 }))
test('a change in teacher education counts once for each partnership', () => {
  const changed = [{ kind: 'teacher-education' }, { kind: 'teacher-education' }]
  expect(measure([pair('a', '2025-08-01', '2028-08-01', { changes: changed }), pair('b', '2025-08-01', '2028-08-01', { changes: [{ kind: 'research' }] })], today).changed).toEqual({ count: 1, of: 2 })
})
test('of nothing there is nothing to say', () => expect(measure([], today)).toEqual({ months: undefined, chains: 0, continuing: { count: 0, of: 0 }, kept: { owner: { count: 0, of: 0 }, partner: { count: 0, of: 0 } }, changed: { count: 0, of: 0 }, withoutGap: { count: 0, of: 0 } }))
test('every period is in exactly one chain, and no share is more than the whole', () => {
  fc.assert(fc.property(fc.array(fc.record({ days: fc.integer({ min: 0, max: 1500 }), follows: fc.boolean() }), { maxLength: 12 }), (those) => {
    const pairs = those.map(({ days, follows }, at) => pair(String(at), addDays(day('2020-01-01'), days), addDays(day('2021-01-01'), days), follows && at > 0 ? { previousId: String(at - 1) } : {}))
    expect(chainsOf(pairs).flat().map(({ id }) => id).toSorted()).toEqual(pairs.map(({ id }) => id).toSorted())
    const measures = measure(pairs, today)
    for (const { count, of } of [measures.continuing, measures.kept.owner, measures.kept.partner, measures.changed, measures.withoutGap]) expect(count <= of).toBe(true)
  }))
})
