import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { fewest } from '../../../kernel/fewest.ts'
import { agree, inOrder, isLate, tell, tie, type AgreementState } from './agreements/rules.ts'
import { addPoint, behind, changePoint, minutesOf, moved, proposals, removePoint, type Point } from './agenda/rules.ts'
import { mark, mend, say } from './held/rules.ts'
import { changeList, gone, invite, onList, type Marked, type Party, type Person } from './invited/rules.ts'
import { approve, correct, object, sendForReading } from './minutes/rules.ts'
import { call, callOff, change, isBegun, isMoved, send, standingOf, type Discussion } from './rules.ts'

const day = (text: string) => text as LocalDate
const now = new Date('2026-11-23T09:00:00Z')
const today = day('2026-11-23')
const coming: Discussion = { id: 'd', municipalityId: 'm', municipality: 'Fjordvik', calledBy: 'Teamet', title: 'Drøfting', purpose: 'x', startsAt: new Date('2026-12-01T08:00:00Z'), endsAt: new Date('2026-12-01T10:00:00Z'), place: 'Rådhuset', link: '', sentAt: undefined, cancelledAt: undefined, writing: true, correction: undefined, version: 3, changedBy: 'Tone', led: true }
const sent = { ...coming, sentAt: now }
const begun = { ...sent, startsAt: new Date('2026-11-23T08:00:00Z'), endsAt: new Date('2026-11-23T10:00:00Z') }
const over = { ...sent, startsAt: new Date('2026-11-20T08:00:00Z'), endsAt: new Date('2026-11-20T10:00:00Z') }
const cancelled = { ...sent, cancelledAt: now }
const minutesSent = { ...begun, writing: false }
const because = (decision: { readonly ok: true } | { readonly ok: false; readonly because: string }) => (decision.ok ? 'done' : decision.because)

test.each([
  ['a new meeting to come is called', call(coming, false, now), 'done'],
  ['not one that has been', call(over, false, now), 'been'],
  ['nor one that is there', call(coming, true, now), 'same-meeting'],
  ['nor one of more than twelve hours', call({ ...coming, endsAt: new Date('2026-12-01T20:00:00.001Z') }, false, now), 'too-long'],
  ['twelve hours are not too many', call({ ...coming, endsAt: new Date('2026-12-01T20:00:00Z') }, false, now), 'done'],
  ['it is not made longer than that either', change(sent, { ...coming, endsAt: new Date('2026-12-01T20:00:00.001Z') }, false, 3, now), 'too-long'],
  ['it is changed from what was seen', change(sent, coming, false, 3, now), 'done'],
  ['not from an older page', change(sent, coming, false, 2, now), 'changed-meanwhile'],
  ['words are mended while it goes on', change(begun, begun, false, 3, now), 'done'],
  ['it is not moved to what has been', change(sent, over, false, 3, now), 'been'],
  ['one that is over stands', change(over, over, false, 3, now), 'held'],
  ['one that is called off too', change(cancelled, coming, false, 3, now), 'cancelled'],
  ['the invitation goes to somebody', send(coming, 1, 'authority', now), 'done'],
  ['not to nobody', send(coming, 0, 'team-leader', now), 'nobody-invited'],
  ['once', send(sent, 1, 'team-leader', now), 'already-sent'],
  ['not by an adviser', send(coming, 1, 'adviser', now), 'only-caller'],
  ['not when it is over', send({ ...over, sentAt: undefined }, 1, 'team-leader', now), 'held'],
  ['it is called off before it begins', callOff(sent, 'team-leader', now), 'done'],
  ['not after', callOff(begun, 'team-leader', now), 'held'],
  ['nor twice', callOff(cancelled, 'team-leader', now), 'cancelled'],
  ['presence is marked from the day', mark(begun, today), 'done'],
  ['not before', mark(sent, today), 'not-begun'],
  ['not when the minutes are sent', mark(minutesSent, today), 'minutes-sent'],
  ['somebody on the list says something', say(begun, true, today), 'done'],
  ['not one who is removed', say(begun, false, today), 'person-removed'],
  ['words are corrected from what was seen', mend(begun, { version: 2 }, 2, today), 'done'],
  ['and both texts are shown otherwise', mend(begun, { version: 3 }, 2, today), 'changed-meanwhile'],
  ['minutes need something in them', sendForReading(begun, 0, today), 'nothing-written'],
  ['and go once', sendForReading(minutesSent, 3, today), 'minutes-sent'],
  ['minutes that are read are approved', approve({ state: 'reading' }, 'authority'), 'done'],
  ['once', approve({ state: 'approved' }, 'authority'), 'approved-already'],
  ['not before they are sent', approve(undefined, 'authority'), 'not-sent'],
  ['not by an adviser', approve({ state: 'reading' }, 'adviser'), 'only-caller'],
  ['corrections say what', correct(minutesSent, { state: 'approved' }, ''), 'why-missing'],
  ['and begin when the minutes are sent', correct(begun, undefined, 'x'), 'not-sent'],
  ['objections are for minutes that are read', object({ state: 'approved' }), 'not-in-reading'],
  ['what is told is told once', tell({ state: 'done', version: 1 }, 'done', 'x', 1), 'closed-already'],
  ['but may be opened again', tell({ state: 'done', version: 1 }, 'open', '', 1), 'done'],
  ['with words', tell({ state: 'open', version: 1 }, 'dropped', '', 1), 'no-outcome'],
  ['the same is tied once', tie([{ kind: 'measure', id: 'a' }], { kind: 'measure', id: 'a' }), 'tied-already'],
  ['an agreement has somebody', agree(begun, undefined, today, today), 'no-responsible'],
  ['who is still on the list', agree(begun, 'gone', today, today), 'person-removed'],
  ['and a day to come', agree(begun, { orgId: 'o', role: 'owner', personId: undefined, name: 'E' }, day('2026-11-22'), today), 'due-passed'],
  ['today is one', agree(begun, { orgId: 'o', role: 'owner', personId: undefined, name: 'E' }, today, today), 'done'],
] as const)('%s', (_, decision, expected) => expect(because(decision)).toBe(expected))

test('a correction withdraws what is out for reading, and lets what is approved stand', () => {
  expect([correct(minutesSent, { state: 'reading' }, 'x'), correct(minutesSent, { state: 'approved' }, 'x')].map((one) => one.ok && one.event.withdraws)).toEqual([true, false])
})

test('where a meeting stands, and whether it has moved', () => {
  expect([coming, sent, begun, over, cancelled].map((one) => standingOf(one, now))).toEqual(['preparing', 'coming', 'today', 'over', 'cancelled'])
  expect([sent, begun, over, cancelled].map((one) => isBegun(one, today))).toEqual([false, true, true, false])
  expect([isMoved(sent, { ...sent, title: 'Ny' }), isMoved(sent, { ...sent, place: 'Lia' })]).toEqual([false, true])
})

describe('the list', () => {
  const asked = [{ group: 'heads', orgId: 'a', org: 'A' }, { group: 'heads', orgId: 'b', org: 'B' }] as const
  const party: Party = { id: 'p', orgId: 'a', org: 'A', role: 'head', removed: false, removedBy: undefined }
  test('only those who are not on it already are added; one who was taken off comes back', () => {
    const added = (parties: readonly Party[]) => { const one = invite(sent, parties, asked); return one.ok ? one.event.add.map(({ orgId }) => orgId) : one.because }
    expect([added([party]), added([{ ...party, removed: true }]), added([party, { ...party, orgId: 'b' }])]).toEqual([['b'], ['a', 'b'], 'nobody-new'])
    expect(because(changeList(minutesSent))).toBe('minutes-sent')
  })
  test('one without the role any more, or taken off, is told of; what was marked stays', () => {
    const people: readonly Person[] = [{ personId: '1', name: 'Siri', orgId: 'a', org: 'A', role: 'head', prepares: false }, { personId: '2', name: 'Eva', orgId: 'b', org: 'B', role: 'owner', prepares: false }]
    const marks: readonly Marked[] = [{ personId: '2', name: 'Eva', org: 'B', role: 'owner', present: true, off: true }, { personId: '3', name: 'Hanne', org: 'C', role: 'head', present: true, off: false }, { personId: '4', name: 'Nora', org: 'D', role: 'head', present: false, off: false }]
    expect([gone(marks, people).map(({ name }) => name), onList(people, marks).map(({ name }) => name)]).toEqual([['Eva', 'Hanne'], ['Siri']])
  })
})

describe('the agenda', () => {
  const point = (id: string, more: Partial<Point> = {}): Point => ({ id, title: id, reason: '', kind: 'discussion', minutes: undefined, introduces: '', source: undefined, version: 1, changedBy: 'Tone', ...more })
  const source = { kind: 'goal', id: 'g' } as const
  test('a proposal is taken over once, the same point stands once, and what was said about stays', () => {
    expect(because(addPoint(sent, [point('a', { source })], point('b'), source))).toBe('taken-over')
    expect(because(addPoint(sent, [point('a')], point('A'), undefined))).toBe('point-twice')
    expect(because(addPoint(sent, Array.from({ length: 40 }, (_, at) => point(`p${at}`)), point('b'), undefined))).toBe('full')
    expect(because(changePoint(sent, [point('a')], point('a', { version: 2 }), point('b'), 1))).toBe('changed-meanwhile')
    expect([because(removePoint(sent, true)), because(removePoint(minutesSent, false)), because(removePoint(cancelled, false))]).toEqual(['point-used', 'minutes-sent', 'cancelled'])
    expect(minutesOf([point('a', { minutes: 30 }), point('b')])).toBe(30)
  })
  test('moved, no point is lost and none is doubled', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 }), fc.nat(), fc.constantFrom('up' as const, 'down' as const), (ids, at, way) => {
      const id = ids[at % ids.length] ?? ''
      const after = moved(ids, id, way)
      expect(after.toSorted()).toEqual(ids.toSorted())
      const opposite = way === 'up' ? 'down' : 'up'
      if (after !== ids) expect(moved(after, id, opposite)).toEqual(ids)
    }))
  })
  test.each([
    ['half the time gone, nothing begun', '2026-05-01', '2027-05-01', 0, 0, 'not-begun'],
    ['less than half gone', '2026-10-01', '2027-10-01', 0, 0, undefined],
    ['begun', '2026-05-01', '2027-05-01', 1, 0, undefined],
    ['nearly over, nothing closed', '2025-01-01', '2026-12-01', 1, 0, 'not-closed'],
    ['closed in time', '2025-01-01', '2026-12-01', 1, 1, undefined],
  ] as const)('a goal: %s', (_, from, to, started, closed, expected) => expect(behind({ startsOn: day(from), endsOn: day(to), begun: started, closed }, today)).toBe(expected))
  test('what is overdue the longest comes first, and no count under five is told', () => {
    fc.assert(fc.property(fc.array(fc.record({ needs: fc.nat(12), guidance: fc.nat(12) }), { maxLength: 8 }), fc.nat(12), (counts, unseen) => {
      const all = proposals({ agreements: [{ id: 'b', body: 'b', responsible: 'x', due: day('2027-01-01') }, { id: 'a', body: 'a', responsible: 'x', due: day('2026-01-01') }], goals: [], themes: counts.map((one, at) => ({ code: `t${at}`, name: `t${at}`, ...one })), unseen }, today)
      expect(all.slice(0, 2)).toMatchObject([{ kind: 'agreement', id: 'a', late: true }, { kind: 'agreement', id: 'b', late: false }])
      const told = all.flatMap((one) => (one.kind === 'theme' ? [one.needs, one.guidance] : one.kind === 'unseen' ? [one.kindergartens] : []))
      expect(told.filter((count) => count !== 0 && count < fewest)).toEqual([])
      expect(all.some((one) => one.kind === 'unseen')).toBe(unseen >= fewest)
    }))
  })
})

test('late agreements first, what is over last', () => {
  const one = (state: AgreementState, due: string) => ({ state, due: day(due) })
  expect(inOrder([one('done', '2026-01-01'), one('open', '2027-01-01'), one('open', '2026-02-01')]).map(({ state, due }) => `${state} ${due}`)).toEqual(['open 2026-02-01', 'open 2027-01-01', 'done 2026-01-01'])
  expect([isLate(one('open', '2026-11-22'), today), isLate(one('open', '2026-11-23'), today), isLate(one('done', '2026-01-01'), today)]).toEqual([true, false, false])
})
