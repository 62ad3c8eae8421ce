import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateCodeOf, changesOf, checkIn, codeWorks, findSeat, initialsOf, issue, neededOf, sameName, sessionCodeOf, tick, type Session } from './rules.ts'

const at = (time: string) => new Date(`2026-12-03T${time}:00Z`)
const session: Session = { id: 's', title: '', startsAt: at('08:00'), endsAt: at('10:00'), cancelled: false }
const outcome = (decision: { ok: boolean; because?: string }) => (decision.ok ? 'ok' : decision.because)

describe('checking in', () => {
  test.each([
    ['an hour before', session, true, undefined, '07:00', 'ok'],
    ['in the middle', session, true, undefined, '09:00', 'ok'],
    ['two hours after', session, true, undefined, '12:00', 'ok'],
    ['the evening before', session, true, undefined, '06:00', 'too-early'],
    ['in the evening', session, true, undefined, '18:00', 'too-late'],
    ['without a seat', session, false, undefined, '09:00', 'no-seat'],
    ['when it is called off', { ...session, cancelled: true }, true, undefined, '09:00', 'session-cancelled'],
    ['once more', session, true, true, '09:00', 'ok'],
    ['after being marked as not there', session, true, false, '09:00', 'ok'],
  ] as const)('%s', (_, one, seated, before, time, expected) => expect(outcome(checkIn(one, seated, before, at(time)))).toBe(expected))
  test('once more is said to be so', () => expect(checkIn(session, true, true, at('09:00'))).toMatchObject({ event: { already: true } }))
})

test.each([['06:00', false, 'too-early'], ['08:00', false, 'ok'], ['23:00', false, 'ok'], ['08:00', true, 'session-cancelled']] as const)('a list at %s (called off: %s): %s', (time, cancelled, expected) => expect(outcome(tick({ ...session, cancelled }, at(time)))).toBe(expected))

test('a list changes those who are not as they were, and marks those who did not come', () =>
  expect(changesOf(new Map([['a', true], ['b', true], ['c', false]]), { shown: new Set(['a', 'b']), ticked: new Set(['a', 'd']), listed: ['a', 'b', 'c', 'd', 'e'] })).toEqual([{ placeId: 'b', was: true, came: false }, { placeId: 'd', was: undefined, came: true }, { placeId: 'e', was: undefined, came: false }]))
test('a list leaves alone who has checked in, or was corrected, since the page was opened', () =>
  expect(changesOf(new Map([['in', true], ['out', false]]), { shown: new Set(['out']), ticked: new Set(['out']), listed: ['in', 'out'] })).toEqual([]))

test.each([['2026-12-02T22:59', false], ['2026-12-02T23:00', true], ['2026-12-03T22:59', true], ['2026-12-03T23:00', false], ['2027-12-03T09:00', false]])('the letters on the wall at %s in UTC: %s', (time, expected) => expect(codeWorks(session, new Date(`${time}:00Z`))).toBe(expected))
test('the letters of a session at night work for as long as one may check in', () => {
  const night = { startsAt: new Date('2026-12-02T23:15:00Z'), endsAt: new Date('2026-12-03T22:30:00Z') }
  expect(['2026-12-02T22:14', '2026-12-02T22:15', '2026-12-04T00:30', '2026-12-04T00:31'].map((time) => codeWorks(night, new Date(`${time}:00Z`)))).toEqual([false, true, true, false])
})

describe('who is meant', () => {
  const seats = [{ placeId: '1', name: 'Kari Prøve', email: 'kari@a.example' }, { placeId: '2', name: 'Ola Åsen', email: 'felles@a.example' }, { placeId: '3', name: 'Eva Åsen', email: 'felles@a.example' }, { placeId: '4', name: 'Per Lik', email: 'to@a.example' }, { placeId: '5', name: 'Per Lik', email: 'to@a.example' }]
  test.each([
    [{ email: 'KARI@a.example', name: '' }, '1'],
    [{ email: 'kari@a.example', name: 'noe annet' }, '1'],
    [{ email: 'felles@a.example', name: '' }, 'no-seat'],
    [{ email: 'felles@a.example', name: 'eva  asen' }, '3'],
    [{ email: 'felles@a.example', name: 'Siv Åsen' }, 'no-seat'],
    [{ email: 'to@a.example', name: 'Per Lik' }, 'no-seat'],
    [{ email: 'x@a.example', name: 'Kari Prøve' }, 'no-seat'],
  ])('%o is %s', (typed, expected) => {
    const found = findSeat(seats, typed)
    expect(found.ok ? found.event.placeId : found.because).toBe(expected)
  })
  test('names are the same whatever the case and marks', () => expect([sameName('Bjørn-Åge  Lie', 'bjørn åge lie'), sameName('Kari', 'Karin')]).toEqual([true, false]))
})

describe('a certificate', () => {
  const two = [session, { ...session, id: 't' }]
  const came = (n: number, has = false) => [{ placeId: 'a', came: n, has }]
  test.each([
    ['all, when nothing is said', two, came(2), undefined, '12:00', 'ok'],
    ['one of two is too few', two, came(1), undefined, '12:00', 'nobody-left'],
    ['one of two, when one is enough', two, came(1), 1, '12:00', 'ok'],
    ['five of two is two', two, came(2), 5, '12:00', 'ok'],
    ['one that is called off does not count', [session, { ...session, id: 't', cancelled: true }], came(1), undefined, '12:00', 'ok'],
    ['before it is over', two, came(2), undefined, '09:00', 'course-not-over'],
    ['twice', two, came(2, true), undefined, '12:00', 'nobody-left'],
    ['when nothing was held', [{ ...session, cancelled: true }], came(0), undefined, '12:00', 'nothing-held'],
  ] as const)('%s', (_, sessions, people, atLeast, time, expected) => expect(outcome(issue(sessions, people, atLeast, at(time)))).toBe(expected))

  test('is never given to one who was there less than is needed, and always to one who was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }), fc.array(fc.record({ placeId: fc.uuid(), came: fc.nat(20), has: fc.boolean() })), (held, atLeast, people) => {
        const given = issue(Array.from({ length: held }, (_, n) => ({ ...session, id: String(n) })), people, atLeast, at('12:00'))
        const to = given.ok ? given.event.to : []
        const needed = neededOf(atLeast, held)
        for (const one of people) expect(to.includes(one.placeId)).toBe(one.came >= needed && !one.has)
      }),
    )
  })

  test.each([['Kari Prøve', 'K. P.'], ['åse-marie lie', 'Å. M. L.'], ['  ', '']])('of %s shows %s to a stranger', (name, initials) => expect(initialsOf(name)).toBe(initials))
  test('has letters that can be typed in any way, and is not a session', () => expect([certificateCodeOf('abde fhjk-LMNP rtuv'), certificateCodeOf('abdefh'), sessionCodeOf(' abd efh '), sessionCodeOf('ABDEFHJKLMNPRTUV')]).toEqual(['ABDEFHJKLMNPRTUV', undefined, 'ABDEFH', undefined]))
})
