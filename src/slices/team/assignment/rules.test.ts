import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { deskOf, type Hours, type Promised } from '../capacity/rules.ts'
import type { Held } from '../competence/rules.ts'
import { asPromised, candidates, cannotTake, isPartial, mayChange, overWith, promise, waysOut, windowWrong, type Known, type PromiseRefusal, type WindowRefusal, type Work } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2027-03-01')
const member = (personId: string, lastDay?: string) => ({ personId, name: personId, lastDay: lastDay === undefined ? undefined : day(lastDay) })
const hours = (personId: string, weekly = 30): Hours => ({ id: personId, personId, from: day('2027-01-01'), until: undefined, weeklyMinutes: weekly * 60, preferred: [], impossible: [], base: '', place: undefined, version: 1 })
const desk = (personId: string, weekly = 30, lastDay?: string) => deskOf(member(personId, lastDay), [hours(personId, weekly)], [])
const work = (more: Partial<Work> = {}): Work => ({
  kind: 'guidance', what: 'Veiledning', kindergartenId: 'lia', group: '', personId: 'ragnhild', visits: 4, visitMinutes: 120, travelMinutes: 30, travelFrom: 'typed', otherMinutes: 0, from: day('2027-03-08'), until: day('2027-03-12'), themes: [], source: 'typed', sourceId: undefined, ...more,
})
const known = (more: Partial<Known> = {}): Known => ({ served: true, desk: desk('ragnhild'), partial: false, sourceKnown: true, sourceClosed: false, sourceThere: false, isChange: false, over: [], reason: '', by: { personId: 'tone', leads: true }, ...more })
const full: Promised = { id: 'full', what: 'Kurs', to: 'Åsen', personId: 'ragnhild', minutes: 28 * 60, visits: 1, set: [], from: day('2027-03-08'), until: day('2027-03-12') }
const over = overWith(desk('ragnhild'), asPromised(work(), '', 'Lia'), [full])

test.each<[string, Partial<Work>, Partial<Known>, PromiseRefusal | undefined]>([
  ['what fits is promised', {}, {}, undefined],
  ['nobody has it yet', { personId: undefined }, { desk: undefined }, undefined],
  ['the window ends before it begins', { until: day('2027-03-07') }, {}, 'window-backwards'],
  ['the window is longer than 400 days', { until: day('2028-04-20') }, {}, 'window-long'],
  ['the window has passed', { from: day('2027-02-01'), until: day('2027-02-28') }, {}, 'window-passed'],
  ['a year that is a slip of the finger', { from: day('2072-03-08'), until: day('2072-03-12') }, {}, 'window-far'],
  ['neither kindergarten nor group', { kindergartenId: undefined }, {}, 'nobody-to'],
  ['a kindergarten the team does not have', {}, { served: false }, 'kindergarten-unknown'],
  ['a case that is not the team’s', {}, { sourceKnown: false }, 'source-unknown'],
  ['a case that is closed', {}, { sourceClosed: true }, 'case-closed'],
  ['a case that is promised already', {}, { sourceThere: true }, 'source-there'],
  ['an adviser promises for another', {}, { by: { personId: 'amir', leads: false } }, 'not-yours'],
  ['an adviser promises for themself', {}, { by: { personId: 'ragnhild', leads: false } }, undefined],
  ['an adviser gives nothing to nobody that is not promised', { personId: undefined }, { by: { personId: 'ragnhild', leads: false } }, 'not-yours'],
  ['an adviser gives back what is promised', { personId: undefined }, { isChange: true, by: { personId: 'ragnhild', leads: false } }, undefined],
  ['somebody who is not in the team', {}, { desk: undefined }, 'not-in-team-then'],
  ['somebody who leaves before the window ends', {}, { desk: desk('ragnhild', 30, '2027-03-11') }, 'not-in-team-then'],
  ['somebody who is away all of it', {}, { desk: deskOf(member('ragnhild'), [hours('ragnhild')], [{ id: 'a', personId: 'ragnhild', from: day('2027-03-01'), until: day('2027-03-31') }]) }, 'no-day-then'],
  ['somebody who is partial', {}, { partial: true }, 'partial'],
  ['too much, and no reason', {}, { over }, 'over-needs-reason'],
  ['too much, with a reason', {}, { over, reason: 'Noe annet flyttes.' }, undefined],
])('%s', (_, more, about, because) => {
  const decision = promise(work(more), known(about), today)
  expect(decision.ok ? undefined : decision.because).toBe(because)
})

test.each([
  ['done', { state: 'done', version: 1, personId: 'r' }, 1, true, 'already-done'],
  ['taken back', { state: 'withdrawn', version: 1, personId: 'r' }, 1, true, 'already-withdrawn'],
  ['changed by another', { state: 'promised', version: 2, personId: 'r' }, 1, true, 'changed-meanwhile'],
  ['somebody else’s', { state: 'promised', version: 1, personId: 'x' }, 1, false, 'not-yours'],
  ['one’s own', { state: 'promised', version: 1, personId: 'r' }, 1, false, undefined],
] as const)('a promise that is %s', (_, one, seen, leads, because) => {
  const decision = mayChange(one, seen, { personId: 'r', leads })
  expect(decision.ok ? undefined : decision.because).toBe(because)
})

test.each<[string, string, string, WindowRefusal | undefined]>([
  ['one day', '2027-03-01', '2027-03-01', undefined],
  ['three years from today', '2030-03-01', '2030-03-01', undefined],
  ['a day more', '2030-03-01', '2030-03-02', 'window-far'],
  ['four hundred days', '2027-03-01', '2028-04-04', undefined],
  ['three hundred years', '1900-01-01', '2199-12-31', 'window-long'],
])('the days of a promise: %s', (_, from, until, because) => expect(windowWrong({ from: day(from), until: day(until) }, today)).toBe(because))

test('partial to the kindergarten, or to whoever owns it', () => {
  const lia = { id: 'lia', ownerId: 'kjeden' }
  expect([isPartial(['lia'], lia), isPartial(['kjeden'], lia), isPartial(['åsen'], lia), isPartial(['lia'], undefined)]).toEqual([true, true, false, false])
})
test('somebody who has written no hours may be at work: that is not known', () => {
  expect(cannotTake(deskOf(member('ny'), [], []), work(), false)).toBeUndefined()
})
test('only weeks this promise is in are told of', () => {
  expect(over.map(({ monday, promised, available }) => [monday, promised / 60, available / 60])).toEqual([['2027-03-08', 38, 30]])
  expect(overWith(desk('ragnhild'), asPromised(work({ from: day('2027-03-15'), until: day('2027-03-19') }), '', 'Lia'), [full, { ...full, id: 'more' }])).toEqual([])
})

test('ways out are reckoned: the week after, a colleague with room, or so many visits', () => {
  const ways = waysOut(work(), asPromised(work(), '', 'Lia'), [full], desk('ragnhild'), [desk('ragnhild'), desk('amir'), desk('tone', 5)], () => false)
  expect(ways).toEqual([{ kind: 'later', from: '2027-03-15', until: '2027-03-19' }, { kind: 'other', names: ['amir'] }])
  expect(waysOut(work({ visits: 2 }), asPromised(work({ visits: 2 }), '', 'Lia'), [{ ...full, minutes: 27 * 60 }], desk('ragnhild'), [desk('ragnhild')], () => false)).toContainEqual({ kind: 'fewer', visits: 1 })
})

describe('who can take it, in order', () => {
  const held: readonly Held[] = [{ personId: 'kan', subject: 'språk', level: 'alone' }, { personId: 'sammen', subject: 'språk', level: 'together' }, { personId: 'full', subject: 'språk', level: 'guides' }, { personId: 'inhabil', subject: 'språk', level: 'guides' }]
  const asked = { promised: asPromised(work({ personId: undefined }), '', 'Lia'), themes: ['språk'], kindergarten: { id: 'lia', ownerId: undefined } }
  const about = { held, before: (personId: string) => (personId === 'kjenner' ? 2 : 0), partial: (personId: string) => personId === 'inhabil', travel: () => undefined }
  test('room first, then competence, then who knows the kindergarten; one who is partial never', () => {
    const desks = ['ukjent', 'inhabil', 'full', 'kjenner', 'sammen', 'kan'].map((name) => desk(name))
    const others: readonly Promised[] = [{ ...full, personId: 'full' }]
    const inOrder = candidates(desks, asked, others, about)
    expect(inOrder.map((one) => one.desk.member.name)).toEqual(['kan', 'sammen', 'kjenner', 'ukjent', 'full', 'inhabil'])
    expect(inOrder.map((one) => one.cannot)).toEqual([undefined, undefined, undefined, undefined, undefined, 'partial'])
    expect(inOrder.map((one) => one.over.length)).toEqual([0, 0, 0, 0, 1, 0])
    expect(inOrder.map((one) => one.before)).toEqual([0, 0, 2, 0, 0, 0])
  })
  test('a group is no kindergarten somebody has had before', () => {
    expect(candidates([desk('kjenner')], { ...asked, kindergarten: undefined }, [], about).map(({ before }) => before)).toEqual([undefined])
  })
})
