import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekNumber, type LocalDate } from '../../../kernel/dates.ts'
import { deskOf, estimateOn, givenTo, kmBetween, loadOf, mondayOf, monthsOf, overIn, partsOf, sortOut, travelMinutes, weeksFrom, writeAway, writeEstimate, writeHours, type Away, type Hours, type Promised } from './rules.ts'

const day = (text: string) => text as LocalDate
const ragnhild = { personId: 'r', name: 'Ragnhild', lastDay: undefined }
const hours = (more: Partial<Hours> = {}): Hours => ({ id: 'h', personId: 'r', from: day('2027-01-01'), until: undefined, weeklyMinutes: 30 * 60, preferred: [], impossible: [], base: '', place: undefined, version: 1, ...more })
const away = (from: string, until: string): Away => ({ id: 'a', personId: 'r', from: day(from), until: day(until) })
const promise = (more: Partial<Promised> = {}): Promised => ({ id: 'p', what: 'Veiledning', to: 'Lia', personId: 'r', minutes: 600, visits: 2, set: [], from: day('2027-03-08'), until: day('2027-03-12'), ...more })
const monday = day('2027-03-08')

describe('hours there are, day by day', () => {
  test.each<[string, readonly Hours[], readonly Away[], LocalDate | undefined, number]>([
    ['a week as it is written', [hours()], [], undefined, 1800],
    ['nothing written', [], [], undefined, 0],
    ['one day away of five', [hours()], [away('2027-03-09', '2027-03-09')], undefined, 1440],
    ['away all week', [hours()], [away('2027-03-01', '2027-03-20')], undefined, 0],
    ['a day that does not work: the same hours on fewer days', [hours({ impossible: [5] })], [], undefined, 1800],
    ['away on a day that does not work takes nothing', [hours({ impossible: [5] })], [away('2027-03-12', '2027-03-12')], undefined, 1800],
    ['in the team until Tuesday', [hours()], [], day('2027-03-09'), 720],
    ['other hours from Wednesday', [hours({ until: day('2027-03-09') }), hours({ from: day('2027-03-10'), weeklyMinutes: 600 })], [], undefined, 1080],
  ])('%s', (_, rows, gone, lastDay, minutes) => {
    expect(loadOf(deskOf({ ...ragnhild, lastDay }, rows, gone), [monday], [])[0]?.available).toBe(minutes)
  })
  test('public holidays give nothing: the week of Easter 2027', () => {
    expect(loadOf(deskOf(ragnhild, [hours()], []), [day('2027-03-22')], [])[0]?.available).toBe(1080)
  })
})

describe('what is promised, week by week', () => {
  test('Ragnhild gets 52 hours against 30 in week 10: 173 %', () => {
    const over = overIn([deskOf(ragnhild, [hours()], [])], [monday], [promise({ id: 'a', minutes: 40 * 60 }), promise({ id: 'b', minutes: 12 * 60 })])
    expect(over.map(({ member, cell }) => [member.name, weekNumber(cell.monday), cell.promised / 60, cell.available / 60, cell.percent, cell.by.map(({ promised }) => promised.id)])).toEqual([['Ragnhild', 10, 52, 30, 173, ['a', 'b']]])
  })
  test('42 hours of 30 is 140 %', () => {
    expect(overIn([deskOf(ragnhild, [hours()], [])], [monday], [promise({ minutes: 42 * 60 })])[0]?.cell.percent).toBe(140)
  })
  test.each([
    ['exactly what there is is not too much', 1800, 'fits', 100],
    ['one hour more is', 1860, 'over', 103],
    ['a few minutes more are too, and are not said to be all there is', 1804, 'over', 101],
  ])('%s', (_, minutes, state, percent) => {
    const cell = loadOf(deskOf(ragnhild, [hours()], []), [monday], [promise({ minutes })])[0]
    expect([cell?.state, cell?.percent]).toEqual([state, percent])
  })
  test('hours go to the weeks when one is at work', () => {
    const desk = deskOf(ragnhild, [hours()], [away('2027-03-08', '2027-03-12')])
    expect(loadOf(desk, weeksFrom(monday, 2), [promise({ until: day('2027-03-19') })]).map(({ promised }) => promised)).toEqual([0, 600])
  })
  test('away the whole window: the promise is there all the same, and there are no hours', () => {
    const cell = loadOf(deskOf(ragnhild, [hours()], [away('2027-03-01', '2027-03-31')]), [monday], [promise()])[0]
    expect([cell?.state, cell?.promised, cell?.percent]).toEqual(['over', 600, undefined])
  })
  test('no hours written is not known, neither free nor full', () => {
    expect(loadOf(deskOf(ragnhild, [], []), [monday], [promise()])[0]?.state).toBe('unknown')
  })
  test('what others have promised does not count', () => {
    expect(loadOf(deskOf(ragnhild, [hours()], []), [monday], [promise({ personId: 'amir' }), promise({ personId: undefined })])[0]?.state).toBe('free')
  })
  test('the weeks of a promise add up to the promise, whoever has it and whenever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 390 }), fc.integer({ min: 15, max: 60_000 }), fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), fc.option(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 90 }))), (start, length, minutes, impossible, gone) => {
        const from = addDays(day('2027-01-01'), start)
        const desk = deskOf(ragnhild, [hours({ impossible })], gone ? [{ id: 'a', personId: 'r', from: addDays(day('2027-01-01'), gone[0]), until: addDays(day('2027-01-01'), gone[0] + gone[1]) }] : [])
        const one = promise({ from, until: addDays(from, length), minutes })
        const weeks = loadOf(desk, weeksFrom(one.from, 60), [one])
        expect(weeks.reduce((sum, { promised }) => sum + promised, 0)).toBeCloseTo(minutes, 6)
        expect(weeks.every(({ monday: week, promised }) => promised === 0 || week <= one.until)).toBe(true)
      }),
    )
  })
  describe('when a half-year plan is adopted', () => {
    const desk = deskOf(ragnhild, [hours()], [])
    const amir = deskOf({ personId: 'amir', name: 'Amir', lastDay: undefined }, [hours({ personId: 'amir' })], [])
    const weeks = weeksFrom(monday, 4)
    const four = promise({ minutes: 480, visits: 4, until: day('2027-04-02') })
    const set = (...at: readonly (readonly [week: string, who?: string])[]) => ({ set: at.map(([week, who = 'r']) => ({ monday: day(week), personId: who })) })
    const loads = (one: Promised, who = desk) => loadOf(who, weeks, [one]).map(({ promised }) => Math.round(promised))
    test.each<[string, Promised, readonly number[], readonly number[]]>([
      // Easter takes two days of the third week, and one of the fourth.
      ['nothing set: over the days at work', four, [141, 141, 85, 113], [0, 0, 0, 0]],
      ['each visit in its week, and nothing in the others', { ...four, ...set(['2027-03-08'], ['2027-03-15'], ['2027-03-22'], ['2027-03-29']) }, [120, 120, 120, 120], [0, 0, 0, 0]],
      ['what has no week is shared by the weeks without a visit', { ...four, ...set(['2027-03-15'], ['2027-03-22']) }, [133, 120, 120, 107], [0, 0, 0, 0]],
      ['every week has its visit, and one is left: shared by all the weeks', { ...four, visits: 5, minutes: 600, ...set(['2027-03-08'], ['2027-03-15'], ['2027-03-22'], ['2027-03-29']) }, [155, 155, 141, 148], [0, 0, 0, 0]],
      ['with another, as the plan has it', { ...four, ...set(['2027-03-08', 'amir'], ['2027-03-15'], ['2027-03-22'], ['2027-03-29']) }, [0, 120, 120, 120], [120, 0, 0, 0]],
      ['promised with nobody, and planned with one', { ...four, personId: undefined, ...set(['2027-03-08']) }, [120, 0, 0, 0], [0, 0, 0, 0]],
      ['a visit outside the window is not counted there', { ...four, until: day('2027-03-12'), ...set(['2027-03-29']) }, [480, 0, 0, 0], [0, 0, 0, 0]],
      ['fewer visits promised since: the promise is shared by those that are set', { ...four, visits: 1, minutes: 120, ...set(['2027-03-08'], ['2027-03-15']) }, [60, 60, 0, 0], [0, 0, 0, 0]],
    ])('%s', (_, one, hers, his) => expect([loads(one), loads(one, amir)]).toEqual([hers, his]))
    test('away in the week of the plan: the visit is there all the same, and it says that the plan has set it', () => {
      const cell = loadOf(deskOf(ragnhild, [hours()], [away('2027-03-08', '2027-03-12')]), [monday], [{ ...four, ...set(['2027-03-08']) }])[0]
      expect([cell?.state, cell?.promised, cell?.by[0]?.set]).toEqual(['over', 120, true])
    })
    test('given to another, what was set for others falls away', () => {
      const one = { ...four, ...set(['2027-03-08'], ['2027-03-15', 'amir']) }
      expect([givenTo(one, 'amir').set.length, givenTo(one, 'r').set.length, givenTo(one, undefined).set.length]).toEqual([1, 2, 0])
    })
    test('the parts of a promise add up to it, and so do the weeks and the months of all who have some', () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 150 }), fc.integer({ min: 15, max: 60_000 }), fc.integer({ min: 1, max: 12 }), fc.array(fc.tuple(fc.integer({ min: -3, max: 30 }), fc.constantFrom('r', 'amir')), { maxLength: 15 }), fc.constantFrom('r', 'amir', 'has-left', undefined), fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 })), (start, length, minutes, visits, planned, personId, gone) => {
          const from = addDays(day('2027-01-04'), start)
          const one = promise({ personId, minutes, visits, from, until: addDays(from, length), set: planned.map(([week, who]) => ({ monday: addDays(mondayOf(from), week * 7), personId: who })) })
          const desks = [deskOf(ragnhild, [hours()], [away(addDays(day('2027-01-04'), gone[0]), addDays(day('2027-01-04'), gone[0] + gone[1]))]), amir]
          const parts = partsOf(one, (who) => desks.find(({ member }) => member.personId === who))
          expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBeCloseTo(minutes, 6)
          expect(parts.flatMap(({ days }) => days).filter((at) => at < one.from || at > one.until)).toEqual([])
          const seen = desks.flatMap((each) => loadOf(each, weeksFrom(from, 30), [one])).reduce((sum, { promised }) => sum + promised, 0)
          expect(seen).toBeCloseTo(parts.filter(({ personId: who }) => who === 'r' || who === 'amir').reduce((sum, part) => sum + part.minutes, 0), 6)
          const months = monthsOf(desks, [one], day('2027-01-01'), 14)
          expect(Math.abs(months.reduce((sum, { promised, open }) => sum + promised + open, 0) - minutes)).toBeLessThanOrEqual(14)
        }),
      )
    })
  })
  test('months: held and open are kept apart, and add up', () => {
    const months = monthsOf([deskOf(ragnhild, [hours()], [])], [promise({ from: day('2027-03-29'), until: day('2027-04-09') }), promise({ personId: undefined, minutes: 300 }), promise({ personId: 'has-left', minutes: 60 })], day('2027-03-01'), 2)
    expect([months.reduce((sum, { promised }) => sum + promised, 0), months[0]?.open, months[1]?.open]).toEqual([600, 360, 0])
  })
})

test('months: whoever has no hours in a month is not among its people, and what they have promised is held all the same', () => {
  const nobody = deskOf({ personId: 'ny', name: 'Ny', lastDay: undefined }, [], [])
  const later = deskOf({ personId: 'amir', name: 'Amir', lastDay: undefined }, [hours({ personId: 'amir', from: day('2027-04-01') })], [])
  const months = monthsOf([deskOf(ragnhild, [hours()], []), later, nobody], [promise({ personId: 'ny', minutes: 300 })], day('2027-03-01'), 2)
  expect(months.map(({ people, promised, open }) => [people, promised, open])).toEqual([[1, 300, 0], [2, 0, 0]])
})

test('what is promised, by what it needs: what nobody in the team has stands there also when its days are over', () => {
  const [open, left, late, held] = [promise({ id: 'open', personId: undefined, until: day('2027-01-01') }), promise({ id: 'left', personId: 'x' }), promise({ id: 'late', until: day('2027-03-07') }), promise({ id: 'held', until: monday })]
  const sorted = sortOut([open, left, late, held], [ragnhild], monday)
  expect([sorted.unheld, sorted.late, sorted.held].map((some) => some.map(({ id }) => id))).toEqual([['open', 'left'], ['late'], ['held']])
})

test('weeks follow each other from the Monday of the day', () => {
  expect(weeksFrom(day('2027-03-11'), 2)).toEqual(['2027-03-08', '2027-03-15'])
})

describe('hours are written', () => {
  const typed = { from: monday, weeklyMinutes: 600, preferred: [1], impossible: [5], base: '', place: undefined }
  const known = { member: ragnhild, version: 2, seen: 2 }
  test.each([
    ['by somebody in the team', typed, known, undefined],
    ['not of somebody who is not', typed, { ...known, member: undefined }, 'not-in-team-then'],
    ['not from after the last day in the team', typed, { ...known, member: { ...ragnhild, lastDay: day('2027-03-07') } }, 'not-in-team-then'],
    ['not with a day that both suits best and does not work', { ...typed, preferred: [5] }, known, 'days-both'],
    ['not with no day that works', { ...typed, preferred: [], impossible: [1, 2, 3, 4, 5] }, known, 'no-days'],
    ['not over what another has changed', typed, { ...known, seen: 1 }, 'changed-meanwhile'],
    ['not from more than three years ahead', { ...typed, from: day('2072-03-08') }, known, 'too-far'],
  ])('%s', (_, one, about, because) => {
    const decision = writeHours(one, about, monday)
    expect(decision.ok ? undefined : decision.because).toBe(because)
  })
})

test.each([
  ['days to come', '2027-03-10', '2027-03-12', [], undefined],
  ['the last before the first', '2027-03-12', '2027-03-10', [], 'away-backwards'],
  ['days that have passed', '2027-03-01', '2027-03-02', [], 'away-passed'],
  ['more than 400 days', '2027-03-10', '2028-05-10', [], 'away-long'],
  ['days in the year 2199', '2199-03-10', '2199-03-12', [], 'too-far'],
  ['days that are there', '2027-03-10', '2027-03-12', [away('2027-03-12', '2027-03-14')], 'away-there'],
] as const)('away: %s', (_, from, until, there, because) => {
  const decision = writeAway({ from: day(from), until: day(until) }, { member: ragnhild, there: [...there] }, monday)
  expect(decision.ok ? undefined : decision.because).toBe(because)
})

test('estimates: ours until the leader writes; then the last from that day or before', () => {
  const own = (from: string, visits: number) => ({ kind: 'guidance' as const, visits, visitMinutes: 60, otherMinutes: 0, from: day(from) })
  expect([estimateOn('guidance', monday, []).ours, estimateOn('guidance', monday, [own('2027-03-09', 9)]).visits]).toEqual([true, 6])
  expect(estimateOn('guidance', monday, [own('2027-02-01', 4), own('2027-01-01', 3), own('2027-02-01', 5)])).toMatchObject({ visits: 5, ours: false })
})
test.each<[string, string, string | undefined]>([
  ['from today', '2027-03-08', undefined],
  ['from yesterday', '2027-03-07', 'from-passed'],
  ['from three years ahead', '2030-03-08', undefined],
  ['from a day later', '2030-03-09', 'too-far'],
])('an estimate %s', (_, from, because) => {
  const decision = writeEstimate({ kind: 'guidance', visits: 1, visitMinutes: 60, otherMinutes: 0, from: day(from) }, monday)
  expect(decision.ok ? undefined : decision.because).toBe(because)
})
test('travel: there and back, longer than the crow flies, up to the next quarter of an hour', () => {
  expect(travelMinutes(kmBetween({ latitude: 58.3, longitude: 9.6 }, { latitude: 58.39, longitude: 9.6 }))).toBe(45)
  expect(travelMinutes(0)).toBe(0)
})
