import { expect, test } from 'vitest'
import type { Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Gate } from './definition.ts'
import {
  allowedMoves,
  checkMapping,
  dueOn,
  isOpen,
  mapToVersion,
  move,
  noReason,
  reopen,
  reopenTargets,
  suggestMapping,
  undoLast,
  type LastMove,
  type Reason,
} from './rules.ts'
import { standardFlow } from './standard-flow.ts'
import { chart, exit, step, way, without, withStep } from './flow.fixtures.ts'

const facts = (...holds: Gate[]) => ({ holds: new Set(holds) })
const code = (name: string): Reason => ({ code: name, text: undefined })
const because = (text: string): Reason => ({ code: undefined, text })
const evaluated = facts('head-evaluated', 'adviser-evaluated', 'staff-asked')

test.each<readonly [string, string, string, ReturnType<typeof facts>, Reason]>([
  ['a request is sent', 'request', 'triage', facts(), noReason],
  ['the team asks for more, and says what', 'triage', 'clarification', facts(), because('How many departments?')],
  ['a case is handed over with a code', 'triage', 'hand-over', facts(), code('other-service-fits-better')],
  ['a case that concerns one child is closed at once', 'triage', 'closed', facts(), code('not-system-level')],
  [
    'a start meeting with everything in place leads to observation',
    'start-meeting',
    'observation',
    facts('adviser-assigned', 'request-anchored', 'start-meeting-held'),
    noReason,
  ],
  ['a kindergarten withdraws though nothing is agreed', 'plan', 'closed', facts(), code('kindergarten-withdrew')],
  ['guidance is extended with a reason', 'evaluation', 'sessions', evaluated, because('One department began late')],
  ['a case is closed with its outcome', 'follow-up', 'closed', facts('follow-up-noted'), code('partly-reached')],
])('%s', (_, from, to, holds, reason) => {
  expect(move(standardFlow, from, to, holds, reason)).toEqual({
    ok: true,
    event: { kind: 'guidance.moved', from, to, code: reason.code, reason: reason.text },
  })
})

test.each<readonly [string, string, string, ReturnType<typeof facts>, Reason, string]>([
  ['from a step of another version', 'lunch', 'triage', facts(), noReason, 'unknown-step'],
  ['to a step of another version', 'triage', 'lunch', facts(), noReason, 'unknown-step'],
  ['of a closed case', 'closed', 'triage', facts(), noReason, 'case-closed'],
  ['that jumps over steps', 'triage', 'sessions', facts(), noReason, 'no-such-way'],
  ['past a meeting that is not held', 'start-meeting', 'plan', facts('adviser-assigned', 'request-anchored'), noReason, 'gates-missing'],
  ['out of the queue with no adviser', 'waiting-list', 'start-meeting', facts(), noReason, 'gates-missing'],
  ['to the waiting list without a word', 'triage', 'waiting-list', facts(), noReason, 'reason-needed'],
  ['to the waiting list with blanks for a word', 'triage', 'waiting-list', facts(), because('  '), 'reason-needed'],
  ['to another service without a code', 'triage', 'hand-over', facts(), noReason, 'exit-code-needed'],
  ['to the end with words and no code', 'follow-up', 'closed', facts('follow-up-noted'), because('Done'), 'exit-code-needed'],
  ['out early without saying why', 'plan', 'closed', facts(), noReason, 'exit-code-needed'],
  ['with a code from another step', 'plan', 'closed', facts(), code('goal-reached'), 'unknown-exit-code'],
  ['with a code for another place', 'triage', 'hand-over', facts(), code('capacity'), 'unknown-exit-code'],
  ['to the end with an outcome that nobody has noted', 'follow-up', 'closed', facts(), code('goal-reached'), 'gates-missing'],
])('refuses a move %s', (_, from, to, holds, reason, name) => {
  expect(move(standardFlow, from, to, holds, reason)).toEqual({ ok: false, because: name })
})

test('the ways on say what is missing, in the municipality’s order, the early way out last', () => {
  const moves = allowedMoves(standardFlow, 'start-meeting', facts('adviser-assigned'))
  expect(moves.map((one) => [one.to, one.missing, isOpen(one)])).toEqual([
    ['observation', ['request-anchored', 'start-meeting-held'], false],
    ['plan', ['request-anchored', 'start-meeting-held'], false],
    ['hand-over', ['request-anchored', 'start-meeting-held'], true],
    ['closed', ['request-anchored', 'start-meeting-held'], true],
  ])
})

test('an outcome waits for the gates, withdrawing does not', () => {
  const closing = allowedMoves(standardFlow, 'follow-up', facts()).find((one) => one.to === 'closed')
  expect(closing?.codes.map((one) => [one.code, one.missing])).toEqual([
    ['goal-reached', ['follow-up-noted']],
    ['partly-reached', ['follow-up-noted']],
    ['not-reached', ['follow-up-noted']],
    ['kindergarten-withdrew', []],
  ])
})

test('a closed step has no ways on, and neither has one that is not there', () => {
  expect([allowedMoves(standardFlow, 'closed', facts()), allowedMoves(standardFlow, 'lunch', facts())]).toEqual([[], []])
})

test('with two ends, a code leads to the one the step has a way to', () => {
  const flow = chart(
    step('request', ['refused', 'plan']),
    step('plan', ['closed'], { exits: [exit('goal-reached', 'closed'), exit('withdrew', 'closed', true)], gates: ['plan-agreed'] }),
    step('closed', [], { key: 'refused' }),
    step('closed', []),
  )
  expect(allowedMoves(flow, 'plan', facts()).map((one) => one.to)).toEqual(['closed'])
  expect(move(flow, 'plan', 'closed', facts(), code('withdrew')).ok).toBe(true)
})

const ada = 'ada' as PersonId
const last: LastMove = { from: 'triage', to: 'waiting-list', by: ada, undone: false, happenedSince: 0 }
test.each<readonly [string, LastMove | undefined, string, Role, string]>([
  ['by the one who did it', last, 'ada', 'adviser', 'ok'],
  ['by the team leader', last, 'bo', 'team-leader', 'ok'],
  ['by another adviser', last, 'bo', 'adviser', 'not-yours-to-undo'],
  ['after something has happened', { ...last, happenedSince: 1 }, 'ada', 'adviser', 'something-happened-since'],
  ['twice', { ...last, undone: true }, 'ada', 'adviser', 'nothing-to-undo'],
  ['before anything is done', undefined, 'ada', 'team-leader', 'nothing-to-undo'],
])('undoing the last move %s: %4$s', (_, lastMove, person, role, answer) => {
  const decision = undoLast(lastMove, { personId: person as PersonId, role })
  expect(decision.ok ? 'ok' : decision.because).toBe(answer)
  if (decision.ok) expect(decision.event).toEqual({ kind: 'guidance.move-undone', from: 'waiting-list', to: 'triage' })
})

const visited = [
  'request',
  'triage',
  'clarification',
  'triage',
  'start-meeting',
  'plan',
  'sessions',
  'evaluation',
  'sessions',
  'evaluation',
  'follow-up',
  'closed',
]
test('a closed case opens where it last worked, further back, or in triage', () => {
  expect(reopenTargets(standardFlow, visited)).toEqual(['follow-up', 'evaluation', 'sessions', 'plan', 'triage'])
  expect(reopenTargets(standardFlow, ['request', 'triage', 'closed'])).toEqual(['triage'])
})
test.each([
  ['in a step it worked in', 'closed', 'sessions', 'The staff ask for more', 'ok'],
  ['in triage', 'closed', 'triage', 'New head', 'ok'],
  ['without a reason', 'closed', 'sessions', ' ', 'reason-needed'],
  ['in a step it never was in', 'closed', 'observation', 'Why not', 'cannot-reopen-there'],
  ['in a step of another version', 'closed', 'lunch', 'Why not', 'unknown-step'],
  ['when it is not closed', 'plan', 'triage', 'Why not', 'not-closed'],
])('opening a case %s: %s → %s', (_, from, to, reason, answer) => {
  const decision = reopen(standardFlow, from, to, visited, reason)
  expect(decision.ok ? 'ok' : decision.because).toBe(answer)
})

const day = (text: string) => text as LocalDate
const dates = { stepEntered: day('2026-03-30'), caseSubmitted: day('2026-03-23'), planAgreed: undefined }
const timed = (
  unit: 'working-days' | 'months',
  count: number,
  from: 'step-entered' | 'case-submitted' | 'plan-agreed',
) => withStep('plan', { deadline: { unit, count, from } })
test.each([
  ['five working days over Easter', timed('working-days', 5, 'step-entered'), dates, '2026-04-09'],
  ['five working days from the request', timed('working-days', 5, 'case-submitted'), dates, '2026-03-30'],
  ['counted from a plan that is not agreed', timed('working-days', 5, 'plan-agreed'), dates, undefined],
  ['no deadline', withStep('plan', { deadline: { unit: 'none' } }), dates, undefined],
  ['three months', timed('months', 3, 'step-entered'), dates, '2026-06-30'],
  ['three months that end on a Sunday', timed('months', 3, 'step-entered'), { ...dates, stepEntered: day('2026-02-28') }, '2026-05-28'],
  ['a month that ends on 17 May, a Sunday', timed('months', 1, 'step-entered'), { ...dates, stepEntered: day('2026-04-17') }, '2026-05-18'],
  ['three months after the last of November', timed('months', 3, 'step-entered'), { ...dates, stepEntered: day('2026-11-30') }, '2027-03-01'],
  ['three months into a leap year', timed('months', 3, 'step-entered'), { ...dates, stepEntered: day('2027-11-30') }, '2028-02-29'],
])('the day by which: %s', (_, flow, given, expected) => {
  expect(dueOn(flow, 'plan', given)).toBe(expected)
})

const same = Object.fromEntries(standardFlow.steps.map((one) => [one.key, one.key]))
const renamed = { ...standardFlow, steps: standardFlow.steps.map((one) => (one.key === 'sessions' ? { ...one, key: 'guidance' } : one)) }
test('a case follows its step to a new name', () => {
  const mapping = { ...same, sessions: 'guidance' }
  expect(mapToVersion(standardFlow, renamed, mapping)).toEqual({ ok: true, event: { kind: 'guidance.case-moved-to-version', mapping } })
  expect(suggestMapping(standardFlow, renamed)).toEqual(mapping)
})
test.each([
  ['a step that is forgotten', standardFlow, { ...same, plan: undefined }, 'unmapped-step'],
  ['a step that is not in the new version', without('observation'), same, 'unknown-step'],
  ['a running case that would be closed', standardFlow, { ...same, plan: 'closed' }, 'mapped-to-closed'],
  ['a closed case that would run', standardFlow, { ...same, closed: 'triage' }, 'kind-changed-not-allowed'],
  ['guidance that would become a follow-up', standardFlow, { ...same, sessions: 'follow-up' }, 'kind-changed-not-allowed'],
])('refuses a mapping with %s', (_, to, mapping, name) => {
  const given = Object.fromEntries(Object.entries(mapping).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  expect(mapToVersion(standardFlow, to, given)).toEqual({ ok: false, because: name })
})
test('a case in observation may wait in planning when the new version does not observe', () => {
  expect(checkMapping(standardFlow, without('observation'), { ...same, observation: 'plan' })).toEqual([])
})
test('only steps that have cases need a place in the new version', () => {
  expect(checkMapping(standardFlow, standardFlow, { plan: 'plan' }, new Set(['plan']))).toEqual([])
  expect(checkMapping(standardFlow, standardFlow, {}, new Set(['plan', 'closed']))).toEqual([
    { step: 'plan', because: 'unmapped-step' },
    { step: 'closed', because: 'unmapped-step' },
  ])
})
test('a step named like something every object has is not mapped by accident', () => {
  const odd = chart(step('request', ['constructor']), step('triage', ['closed'], { key: 'constructor' }), step('closed', []))
  expect(checkMapping(odd, odd, { request: 'request', closed: 'closed' })).toEqual([{ step: 'constructor', because: 'unmapped-step' }])
})
test('what has no like is left for somebody to decide', () => {
  const two = chart(step('request', ['plan']), step('plan', ['plan-b']), step('plan', ['closed'], { key: 'plan-b' }), step('closed', []))
  const other = chart(
    step('request', ['p1']),
    step('plan', ['p2'], { key: 'p1' }),
    step('plan', ['closed'], { key: 'p2', next: [way('closed')] }),
    step('closed', []),
  )
  expect(suggestMapping(two, other)).toEqual({ request: 'request', closed: 'closed' })
})
