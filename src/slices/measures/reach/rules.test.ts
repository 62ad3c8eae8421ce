import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { straysIn } from './forms.ts'
import { count, headcountOn, lagging, missing, overall, parts, percent, placeKey, reachedIn, setHeadcount, shareOf, staffGroups, type CatchUp, type Counted, type Gathering, type Headcount, type Reached, type Staffed, type Standing } from './rules.ts'
import { shownOutside } from './shown.ts'

const day = (text: string) => text as LocalDate
const standing: Standing = { takesPart: true, closed: false, begunOn: day('2026-09-01') }
const staffed: readonly Staffed[] = [{ departmentId: 'a', group: 'assistant', people: 4, partTime: 1 }, { departmentId: 'a', group: 'pedagogical-leader', people: 1, partTime: 0 }]
const at = (group: Staffed['group'], reached: number, reachedPartTime = 0): Reached => ({ departmentId: 'a', group, reached, reachedPartTime })
const meeting = { standing, isCatchUp: false, day: day('2026-10-01'), from: day('2026-09-01'), today: day('2026-11-23'), staffed, counts: [at('assistant', 2)], others: [] }

describe('a gathering is counted', () => {
  test('with everybody’s place in it, also of those who were not there', () => {
    const decision = count(meeting)
    expect(decision.ok && decision.event.counts.map(({ group, people, reached }) => [group, people, reached])).toEqual([['assistant', 4, 2], ['pedagogical-leader', 1, 0]])
  })
  test.each([
    ['who is not part of it counts nothing', { standing: { ...standing, takesPart: false } }, 'not-part'],
    ['before it has begun there is nothing to count', { standing: { ...standing, begunOn: undefined } }, 'not-started'],
    ['what is closed stands', { standing: { ...standing, closed: true } }, 'closed'],
    ['not before it is held', { day: day('2026-11-24') }, 'day-ahead'],
    ['not before the measure', { day: day('2026-08-31') }, 'before-start'],
    ['not without knowing how many there are', { staffed: [] }, 'no-headcount'],
    ['a gathering reaches somebody', { counts: [at('assistant', 0)] }, 'nobody-reached'],
    ['never more than work there', { counts: [at('assistant', 5)] }, 'above-headcount'],
    ['nor together with those who have caught up', { counts: [at('assistant', 3)], others: [at('assistant', 2)] }, 'above-headcount'],
    ['nor of a group nobody is in', { counts: [at('other', 1)] }, 'above-headcount'],
    ['those part-time are some of those who were there', { counts: [at('assistant', 1, 2)] }, 'part-time-above-reached'],
    ['and of those who work part-time', { counts: [at('assistant', 2, 2)] }, 'part-time-above-headcount'],
    ['the others work full time', { counts: [at('assistant', 4, 0)] }, 'full-time-above-headcount'],
    ['one catches up after the gathering', { isCatchUp: true, from: day('2026-10-02') }, 'before-gathering'],
  ] as const)('%s', (_, wrong, because) => {
    expect(count({ ...meeting, ...wrong })).toMatchObject({ ok: false, because })
  })
})

describe('how many there are', () => {
  const one = (from: string, version = 1): Headcount => ({ from: day(from), version, changedAt: new Date(0), changedBy: 'Siri', places: staffed })
  test.each([
    ['nobody at all', staffed.map((place) => ({ ...place, people: 0, partTime: 0 })), undefined, 0, 'nobody'],
    ['more part-time than there are', [{ ...staffed[0], people: 1, partTime: 2 } as Staffed], undefined, 0, 'part-time-above'],
    ['a day that has been written', staffed, one('2026-08-01'), 0, 'already-there'],
    ['somebody has saved meanwhile', staffed, one('2026-08-01', 3), 2, 'changed-meanwhile'],
  ] as const)('%s is refused', (_, places, stored, version, because) => {
    expect(setHeadcount(places, stored, version)).toMatchObject({ ok: false, because })
  })
  test('the last from the day or before holds', () => {
    const all = [one('2026-08-01'), one('2025-08-01')]
    expect([headcountOn(all, day('2026-07-31'))?.from, headcountOn(all, day('2026-08-01'))?.from, headcountOn(all, day('2025-07-31'))]).toEqual(['2025-08-01', '2026-08-01', undefined])
  })
})

const gathering = (counts: readonly Counted[], catchUps: readonly CatchUp[] = [], on = '2026-10-01'): Gathering => ({ id: 'g', title: 'Lek', heldOn: day(on), version: 1, changedAt: new Date(0), changedBy: 'Siri', source: 'typed', sessionId: undefined, checkedIn: undefined, apart: false, counts, catchUps })
const counted = (group: Staffed['group'], people: number, reached: number, partTime = 0, reachedPartTime = 0): Counted => ({ departmentId: undefined, group, people, partTime, reached, reachedPartTime })

describe('who lags behind', () => {
  test('assistants, with what it is said from; part-time staff in whatever group', () => {
    const list = [gathering([counted('assistant', 10, 4, 5, 1), counted('kindergarten-teacher', 10, 9)])]
    expect(lagging(list)).toEqual([{ part: 'assistant', percent: 40, others: 90 }, { part: 'part-time', percent: 20, others: 80 }])
  })
  test('nobody when the difference is small, when there is nobody to compare with, or when nothing is held', () => {
    expect([lagging([gathering([counted('assistant', 10, 7), counted('other', 10, 8)])]), lagging([gathering([counted('assistant', 10, 0)])]), lagging([])]).toEqual([[], [], []])
  })
})

/** A gathering as people may have counted it, with packages that `count` took. */
const anyGathering = fc
  .uniqueArray(fc.record({ departmentId: fc.constantFrom('a', 'b', undefined), group: fc.constantFrom(...staffGroups), fullTime: fc.nat(12), partTime: fc.nat(6), there: fc.nat(12), therePartTime: fc.nat(6) }), { selector: (one) => placeKey(one), minLength: 1, maxLength: 12 })
  .map((list) => list.map((one): Counted => {
    const [full, part] = [Math.min(one.there, one.fullTime), Math.min(one.therePartTime, one.partTime)]
    return { departmentId: one.departmentId, group: one.group, people: one.fullTime + one.partTime, partTime: one.partTime, reached: full + part, reachedPartTime: part }
  }).filter(({ people }) => people > 0))
const anyPackages = fc.array(fc.array(fc.record({ reached: fc.nat(8), reachedPartTime: fc.nat(8) }), { minLength: 18, maxLength: 18 }), { maxLength: 4 })
/** Packages one after the other, each taken only when the rule takes it. */
function caughtUp(counts: readonly Counted[], tries: readonly (readonly Pick<Reached, 'reached' | 'reachedPartTime'>[])[]): Gathering {
  return tries.reduce<Gathering>((so, numbers, index) => {
    const typed = counts.map((place, place2): Reached => ({ departmentId: place.departmentId, group: place.group, reached: numbers[place2]?.reached ?? 0, reachedPartTime: numbers[place2]?.reachedPartTime ?? 0 }))
    const decision = count({ ...meeting, isCatchUp: true, staffed: counts, counts: typed, others: [so, ...so.catchUps].flatMap((one) => one.counts) })
    return decision.ok ? { ...so, catchUps: [...so.catchUps, { id: String(index), heldOn: day('2026-10-05'), title: 'Lek', missed: '', material: '', plan: '', responsible: 'Styreren', by: day('2026-12-01'), version: 1, counts: decision.event.counts }] } : so
  }, gathering(counts))
}

describe('whatever is counted', () => {
  test('the groups are the whole, nothing is above those who work there, and who has caught up is counted once', () => {
    fc.assert(fc.property(anyGathering, anyPackages, (counts, tries) => {
      const one = caughtUp(counts, tries)
      const whole = overall([one], 'all')
      const groups = staffGroups.map((group) => overall([one], group))
      expect([groups.reduce((sum, { people }) => sum + people, 0), groups.reduce((sum, { reached }) => sum + reached, 0)]).toEqual([whole.people, whole.reached])
      for (const { people, partTime, reached, reachedPartTime } of reachedIn(one)) expect([reached <= people, reachedPartTime <= partTime, reached - reachedPartTime <= people - partTime]).toEqual([true, true, true])
      for (const part of parts) expect((percent(overall([one], part)) ?? 0) <= 100).toBe(true)
      const caught = one.catchUps.flatMap((each) => each.counts).reduce((sum, { reached }) => sum + reached, 0)
      expect(whole.reached).toBe(shareOf(counts, 'all').reached + caught)
      expect(missing(one).reduce((sum, { people }) => sum + people, 0)).toBe(whole.people - whole.reached)
    }))
  })

  test('a package that is planned and not held counts nobody', () => {
    fc.assert(fc.property(anyGathering, (counts) => {
      const planned = gathering(counts, [{ id: 'p', heldOn: undefined, title: 'Lek', missed: '', material: '', plan: '', responsible: 'Styreren', by: day('2026-12-01'), version: 1, counts }])
      expect(overall([planned], 'all')).toEqual(shareOf(counts, 'all'))
    }))
  })

  test('outside nothing is shown of fewer than five, the parts are the whole, and no figure is exact', () => {
    fc.assert(fc.property(fc.array(anyGathering, { minLength: 1, maxLength: 4 }), (list) => {
      const gatherings = list.map((counts) => gathering(counts))
      const shown = shownOutside(gatherings)
      const people = (groups: readonly string[]) => gatherings.map(({ counts }) => counts.filter(({ group }) => groups.includes(group)).reduce((sum, one) => sum + one.people, 0))
      const divided = shown.filter(({ part }) => part !== 'all').map(({ part }) => part.split('+'))
      if (Math.min(...people(staffGroups)) < 5) expect(shown).toEqual([])
      else expect(shown[0]?.part).toBe('all')
      for (const { part, peopleAtLeast } of shown) {
        const there = people(part === 'all' ? staffGroups : part.split('+'))
        expect([Math.min(...there) >= 5, peopleAtLeast % 5, peopleAtLeast <= Math.min(...there)]).toEqual([true, 0, true])
      }
      expect(divided).not.toHaveLength(1)
      if (divided.length > 0) expect(divided.flat().toSorted()).toEqual(staffGroups.filter((group) => people([group]).some((some) => some > 0)).toSorted())
      expect(new Set(divided.flat()).size).toBe(divided.flat().length)
    }))
  })
})

test('numbers of a department or a group that is not among the places are found, and nothing else is', () => {
  const department = '0198c6f0-0000-7000-8000-000000000001'
  const places = [{ departmentId: department, group: 'assistant' as const }, { departmentId: undefined, group: 'head' as const }]
  const form = { navn: 'Møte', [`antall-${department}-assistant`]: '2', 'antall-ingen-head': '1', [`deltid-${department}-other`]: ' 3 ', 'antall-ingen-kindergarten-teacher': 'mange', 'antall-ingen-other': '0', 'deltid-ingen-assistant': ' ', 'antall-annet-other': '4', 'antall-ingen-chef': '5' }
  expect(straysIn(form, places)).toEqual([{ departmentId: department, group: 'other', value: '3' }, { departmentId: undefined, group: 'kindergarten-teacher', value: 'mange' }])
})
