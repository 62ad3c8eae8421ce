import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { localDate, type LocalDate } from '../../../kernel/dates.ts'
import { anchor, isAnchored } from './anchoring/rules.ts'
import { correct } from './corrections/rules.ts'
import { holdSession, holdStart } from './meetings/rules.ts'
import { checkObservation, choices, remaining, wholeKindergarten } from './observations/rules.ts'
import { addRow, agree, changeRow, mostRows, removeRow, stampOf, type Agreement, type KeptRow } from './plan/rules.ts'
import { checkHeld, mayChange } from './rules.ts'
import { acceptTime, hasPassed, propose, type Proposal } from './times/rules.ts'

const day = (text: string): LocalDate => localDate(text) ?? expect.fail(`no date: ${text}`)
const now = new Date('2026-11-23T09:00:00Z')
const days = { sentOn: day('2026-11-16'), today: day('2026-11-23') }
const because = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? 'ok' : decision.because)

test.each([
  ['the day the request was sent', '2026-11-16', undefined], ['today', '2026-11-23', undefined], ['tomorrow', '2026-11-24', 'held-in-future'], ['the day before it was sent', '2026-11-15', 'held-before-sent'],
] as const)('something held on %s: %s is %s', (_, heldOn, refusal) => expect(checkHeld(day(heldOn), days.sentOn, days.today)).toBe(refusal))

test.each([
  ['the writer, at once', 'me', 0, 'ok'], ['the writer, after exactly a day', 'me', 24, 'ok'], ['the writer, a day and a bit later', 'me', 24.01, 'too-late-to-change'], ['another', 'you', 0, 'not-yours'], ['nobody known', undefined, 0, 'not-yours'],
] as const)('%s may change a record: %s, %s h, %s', (_, writtenBy, hours, answer) => expect(because(mayChange({ writtenBy, writtenAt: new Date(now.getTime() - hours * 3_600_000) }, 'me', now))).toBe(answer))

test.each([
  ['a record of a running case', 'running', true, 'ok'], ['a record that is not there', 'running', false, 'not-found'], ['a record of a closed case', 'closed', true, 'case-closed'],
] as const)('%s is corrected: %s, %s, %s', (_, state, there, answer) => expect(because(correct(state, there))).toBe(answer))

test.each([
  ['a running case without one', 'running', false, '2026-11-20', 'ok'], ['a running case that has one', 'running', true, '2026-11-20', 'already-held'], ['a closed case', 'closed', false, '2026-11-20', 'case-closed'], ['a day to come', 'running', false, '2026-12-01', 'held-in-future'],
] as const)('a start meeting in %s', (_, state, there, heldOn, answer) => expect(because(holdStart(state, there, day(heldOn), days))).toBe(answer))

test.each([
  [undefined, 'ok'], ['2026-11-24', 'ok'], ['2026-11-23', 'next-before-session'], ['2026-11-01', 'next-before-session'],
] as const)('a session today with the next on %s is %s', (next, answer) => expect(because(holdSession('running', { heldOn: days.today, nextOn: next && day(next) }, days))).toBe(answer))

test.each([
  ['yes', true, true], ['partly', true, true], ['no', true, false], ['yes', false, false], [undefined, true, false], ['yes', undefined, false],
] as const)('staff %s and owner %s is anchored: %s', (staff, owner, answer) => expect(isAnchored(staff, owner)).toBe(answer))

test.each([
  ['says how', 'running', 'partly', 'På møtet', false, 'ok'], ['does not say how', 'running', 'yes', '', false, 'how-missing'], ['has nothing to say yet', 'running', 'no', '', false, 'ok'], ['did not see the newest', 'running', 'no', '', true, 'changed-meanwhile'], ['is too late', 'closed', 'no', '', false, 'case-closed'],
] as const)('a head who %s', (_, state, staffInvolved, staffInvolvedHow, unseen, answer) => expect(because(anchor(state, { staffInvolved, staffInvolvedHow, ownerInformed: true }, unseen))).toBe(answer))

describe('departments', () => {
  test.each([
    ['departments', ['Maurtua', 'Bikuba'], ['Maurtua'], ['Bikuba']],
    ['departments', ['Maurtua', 'Bikuba'], [wholeKindergarten], ['Maurtua', 'Bikuba']],
    ['whole-staff', [], [], ['Maurtua', 'Bikuba', 'Sol']],
    ['whole-staff', [], [wholeKindergarten], []],
    [undefined, [], ['Sol'], ['Maurtua', 'Bikuba']],
  ] as const)('a request for %s (%j) with %j observed has left %j', (target, requested, observed, left) => expect(remaining(target, requested, ['Maurtua', 'Bikuba', 'Sol'], observed)).toEqual(left))

  test('are chosen once each, the whole kindergarten last', () => expect(choices(['Sol', 'Ny'], ['Sol', 'Måne'])).toEqual(['Sol', 'Ny', 'Måne', wholeKindergarten]))

  test.each([['Sol', '2026-11-23', undefined], ['Sol', '2026-11-19', 'feedback-before-observation'], ['Ukjent', '2026-11-23', 'unknown-department']] as const)('%s with feedback on %s is %s', (department, feedbackOn, refusal) =>
    expect(checkObservation({ department, observedOn: day('2026-11-20'), feedbackOn: day(feedbackOn) }, ['Sol'], days)).toBe(refusal))
})

describe('times', () => {
  test.each([
    ['2026-11-23', '09:59', true], ['2026-11-23', '10:00', true], ['2026-11-23', '10:01', false], ['2026-11-24', '00:00', false], ['2026-11-22', '23:59', true],
  ] as const)('%s at %s has passed at ten: %s', (onDate, atTime, passed) => expect(hasPassed({ onDate: day(onDate), atTime }, now)).toBe(passed))

  test.each([
    ['tomorrow', 'running', false, '2026-11-24', 'ok'], ['yesterday', 'running', false, '2026-11-22', 'time-passed'], ['two years from now', 'running', false, '2028-11-24', 'time-too-far'], ['when the meeting has been', 'running', true, '2026-11-24', 'meeting-held'], ['in a closed case', 'closed', false, '2026-11-24', 'case-closed'],
  ] as const)('a time proposed for %s', (_, state, held, onDate, answer) => expect(because(propose(state, held, { onDate: day(onDate), atTime: '10:00', place: 'Her' }, now))).toBe(answer))

  const proposal: Proposal = { id: 'p', onDate: day('2026-12-03'), atTime: '10:00', place: 'Her', side: 'team', by: 'Ragnhild', acceptedBy: undefined }
  test.each([
    ['the other side', proposal, 'p', 'kindergarten', 'ok'], ['one\'s own side', proposal, 'p', 'team', 'own-proposal'], ['one who saw an older one', proposal, 'o', 'kindergarten', 'proposal-changed'], ['anyone when there is none', undefined, 'p', 'kindergarten', 'no-proposal'],
    ['anyone too late', { ...proposal, onDate: day('2026-11-20') }, 'p', 'kindergarten', 'time-passed'], ['the same twice, also too late', { ...proposal, onDate: day('2026-11-20'), acceptedBy: 'Siri' }, 'p', 'kindergarten', 'ok'],
  ] as const)('a proposal accepted by %s', (_, current, seen, side, answer) => expect(because(acceptTime('running', current, seen, side, now))).toBe(answer))
})

describe('the plan', () => {
  const texts = { problem: 'p', goal: 'g', sign: 's', measure: 'm', who: 'w', timing: 't', evaluateOn: day('2027-02-01') }
  const kept: KeptRow = { ...texts, id: 'r', version: 3, changedAt: now, changedBy: 'Siri' }
  const given = (side: Agreement['side']): Agreement => ({ side, at: now, by: 'Siri', onBehalfOf: undefined })

  test.each([
    ['room', 0, '2027-02-01', 'ok'], ['no room', mostRows, '2027-02-01', 'too-many-rows'], ['evaluation today', 0, '2026-11-23', 'evaluate-not-ahead'], ['evaluation in four years', 0, '2030-12-01', 'evaluate-too-far'],
  ] as const)('a row with %s', (_, rows, evaluateOn, answer) => expect(because(addRow('running', rows, day(evaluateOn), days.today))).toBe(answer))

  test.each([
    ['the newest', kept, 3, { ...texts, goal: 'ny' }, 'ok'], ['an older', kept, 2, { ...texts, goal: 'ny' }, 'changed-meanwhile'], ['an older, to what it already says', kept, 2, texts, 'ok'], ['one that is gone', undefined, 3, texts, 'row-removed'],
    ['one whose date has come, the date left alone', { ...kept, evaluateOn: day('2026-11-01') }, 3, { ...texts, goal: 'ny', evaluateOn: day('2026-11-01') }, 'ok'], ['one, to a date that has come', kept, 3, { ...texts, evaluateOn: day('2026-11-01') }, 'evaluate-not-ahead'],
  ] as const)('changing %s version of a row', (_, row, seen, next, answer) => expect(because(changeRow('running', row, seen, next, days.today))).toBe(answer))

  test.each([['the newest', kept, 3, 'ok'], ['an older', kept, 2, 'changed-meanwhile'], ['a removed', undefined, 2, 'ok']] as const)('removing %s row', (_, row, seen, answer) => expect(because(removeRow('running', row, seen))).toBe(answer))

  test.each([
    ['as it stands', [kept], stampOf([kept]), [], 'ok'], ['that is empty', [], stampOf([]), [], 'plan-empty'], ['that has changed', [kept], stampOf([{ ...kept, version: 2 }]), [], 'plan-changed'], ['twice', [kept], stampOf([kept]), [given('team')], 'already-agreed'], ['after the other side', [kept], stampOf([kept]), [given('kindergarten')], 'ok'],
  ] as const)('agreeing to a plan %s', (_, rows, stamp, agreements, answer) => expect(because(agree('running', rows, stamp, agreements, 'team'))).toBe(answer))

  test('two plans that differ in a row, its order or its version have different stamps', () =>
    fc.assert(fc.property(fc.uniqueArray(fc.record({ id: fc.uuid(), version: fc.integer({ min: 1, max: 99 }) }), { minLength: 2, maxLength: 8, selector: ({ id }) => id }), (rows) => {
      const [first, second, ...rest] = rows
      if (!first || !second) return
      for (const other of [rows.slice(1), [second, first, ...rest], [{ ...first, version: first.version + 1 }, second, ...rest]]) expect(stampOf(other)).not.toBe(stampOf(rows))
    })))
})
