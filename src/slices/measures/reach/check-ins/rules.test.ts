import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { headcountOn, lagging, missing, overall, percent, reachedIn, staffGroups, type CatchUp, type Counted, type Gathering, type Headcount, type Staffed, type StaffGroup } from '../rules.ts'
import { aboveIn, countedFrom, sameGathering } from './rules.ts'

const day = (text: string) => text as LocalDate
const from = (counts: readonly Counted[], more: Partial<Gathering> = {}): Gathering => ({ id: 'g', title: 'Kurs', heldOn: day('2026-10-01'), version: 1, changedAt: new Date(0), changedBy: 'Samspill', counts, catchUps: [], source: 'check-in', sessionId: 's', checkedIn: {}, apart: false, ...more })
const staffed: readonly Staffed[] = [{ departmentId: 'a', group: 'assistant', people: 3, partTime: 1 }, { departmentId: 'b', group: 'assistant', people: 2, partTime: 2 }, { departmentId: undefined, group: 'head', people: 1, partTime: 0 }]

describe('what is counted from check-ins', () => {
  test.each([
    ['each group as a whole, whatever department', { assistant: 4, head: 1 }, [], [['assistant', 5, 4], ['head', 1, 1]]],
    ['those who were not there are still counted among those who work there', { head: 1 }, [], [['assistant', 5, 0], ['head', 1, 1]]],
    ['never more than work there', { assistant: 9 }, [], [['assistant', 5, 5], ['head', 1, 0]]],
    ['nobody of a group that nobody works in', { other: 2 }, [], [['assistant', 5, 0], ['head', 1, 0]]],
    ['somebody who has caught up and is checked in late is counted once', { assistant: 5 }, [{ group: 'assistant', reached: 2 }], [['assistant', 5, 3], ['head', 1, 0]]],
    ['nobody when all was corrected away', {}, [], [['assistant', 5, 0], ['head', 1, 0]]],
  ] as const)('%s', (_, checkedIn, caught, counted) => {
    expect(countedFrom(staffed, checkedIn, caught).map(({ group, people, reached }) => [group, people, reached]).toSorted()).toEqual(counted.map((one) => [...one]).toSorted())
  })

  test('part-time is not asked about at check-in, so it is counted nowhere and warned of nowhere', () => {
    const counts = countedFrom(staffed, { assistant: 1, head: 1 }, [])
    expect([counts.every(({ partTime }) => partTime === 0), lagging([from(counts)]).map(({ part }) => part)]).toEqual([true, ['assistant']])
  })

  test('more checked in than work there is said, group by group', () => {
    const counts = countedFrom(staffed, { assistant: 7, other: 1, head: 1 }, [])
    expect(aboveIn(counts, { assistant: 7, other: 1, head: 1 })).toEqual([{ group: 'assistant', checkedIn: 7, people: 5 }, { group: 'other', checkedIn: 1, people: 0 }])
  })

  test.each([
    ['one typed the same day is the same', {}, true],
    ['one of another day is not', { heldOn: day('2026-10-02') }, false],
    ['one the kindergarten says was another is not', { apart: true }, false],
    ['one that is another session already is not', { sessionId: 'other' }, false],
    ['one from check-ins is not', { source: 'check-in' }, false],
  ] as const)('%s', (_, more, same) => {
    expect(sameGathering([from([], { source: 'typed', sessionId: undefined, ...more })], day('2026-10-01')) !== undefined).toBe(same)
  })
})

const anyStaffed = fc.uniqueArray(fc.record({ departmentId: fc.constantFrom('a', 'b', undefined), group: fc.constantFrom(...staffGroups), people: fc.integer({ min: 1, max: 20 }), partTime: fc.nat(3) }), { selector: ({ departmentId, group }) => `${departmentId} ${group}`, minLength: 1, maxLength: 12 })
const anyCheckedIn = fc.dictionary(fc.constantFrom(...staffGroups), fc.nat(40)) as fc.Arbitrary<Partial<Record<StaffGroup, number>>>

describe('the curve', () => {
  test('is never above the headcount, whoever checks in, is corrected and catches up', () => {
    fc.assert(fc.property(anyStaffed, fc.array(anyCheckedIn, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }), (places, corrections, catching) => {
      let counts = countedFrom(places, corrections[0] ?? {}, [])
      // A package takes some of those who are missing, and then the check-ins are corrected again and again.
      const left = missing(from(counts))
      const caught = left.map((place, at): Counted => ({ ...place, reached: Math.min(place.people, catching[at] ?? 0), reachedPartTime: 0 }))
      const catchUps: readonly CatchUp[] = [{ id: 'p', heldOn: day('2026-10-05'), title: '', missed: '', material: '', plan: '', responsible: 'Styreren', by: day('2026-12-01'), version: 1, counts: caught }]
      for (const checkedIn of corrections) {
        counts = countedFrom(places, checkedIn, caught)
        const one = from(counts, { catchUps })
        for (const { people, reached } of reachedIn(one)) expect(reached <= people).toBe(true)
        expect((percent(overall([one], 'all')) ?? 0) <= 100).toBe(true)
      }
    }))
  })

  test('never falls when more check in or somebody catches up', () => {
    fc.assert(fc.property(anyStaffed, anyCheckedIn, fc.constantFrom(...staffGroups), fc.integer({ min: 1, max: 5 }), (places, checkedIn, group, more) => {
      const before = from(countedFrom(places, checkedIn, []))
      const after = from(countedFrom(places, { ...checkedIn, [group]: (checkedIn[group] ?? 0) + more }, []))
      expect(overall([after], 'all').reached >= overall([before], 'all').reached).toBe(true)
      const [first] = missing(before)
      if (!first) return
      const caught = from(before.counts, { catchUps: [{ id: 'p', heldOn: day('2026-10-05'), title: '', missed: '', material: '', plan: '', responsible: 'Styreren', by: day('2026-12-01'), version: 1, counts: [{ ...first, reached: 1, reachedPartTime: 0 }] }] })
      expect(overall([caught], 'all').reached).toBe(overall([before], 'all').reached + 1)
    }))
  })

  test('each gathering is of those who worked there that day, when the headcount changes meanwhile', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), anyStaffed), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 28 }), anyCheckedIn, (written, on, checkedIn) => {
      const all = written.map(([dayOf, places]): Headcount => ({ from: day(`2026-10-${String(dayOf).padStart(2, '0')}`), version: 1, changedAt: new Date(0), changedBy: 'Siri', places }))
      const held = day(`2026-10-${String(on).padStart(2, '0')}`)
      const headcount = headcountOn(all, held)
      const last = all.filter(({ from: since }) => since <= held)
      expect(headcount === undefined).toBe(last.length === 0)
      if (!headcount) return
      expect(last.every(({ from: since }) => since <= headcount.from)).toBe(true)
      const one = from(countedFrom(headcount.places, checkedIn, []))
      expect(overall([one], 'all').people).toBe(headcount.places.reduce((sum, { people }) => sum + people, 0))
    }))
  })
})
