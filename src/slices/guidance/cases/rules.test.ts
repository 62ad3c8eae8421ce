import { describe, expect, test } from 'vitest'
import type { Role } from '../../../kernel/actor.ts'
import type { MembershipId, PersonId } from '../../../kernel/ids.ts'
import type { StepKind } from '../flow/definition.ts'
import { standardFlow } from '../flow/standard-flow.ts'
import { answerMissing, isSameNote, isTheirsToUndo, lastMove, standingIn, unassign } from './rules.ts'

const person = (name: string) => name as PersonId
const membership = (name: string) => name as MembershipId

describe('giving up a case', () => {
  type Line = readonly [sentence: string, role: Role, own: string, whose: string, closed: boolean, assigned: readonly string[], reason: string, expected: string]
  test.each<Line>([
    ['an adviser gives up the own one', 'adviser', 'a', 'a', false, ['a', 'b'], 'Permisjon', 'given up, somebody has it'],
    ['the last one gives it up', 'adviser', 'a', 'a', false, ['a'], 'Permisjon', 'given up, nobody has it'],
    ['the leader takes it from another', 'team-leader', 'l', 'a', false, ['a'], 'Kapasitet', 'given up, nobody has it'],
    ['an adviser takes it from another', 'adviser', 'b', 'a', false, ['a'], 'x', 'only-leader-assigns-others'],
    ['the head takes it from the adviser', 'head', 'h', 'a', false, ['a'], 'x', 'only-leader-assigns-others'],
    ['the head gives it up, as if it were theirs', 'head', 'h', 'h', false, ['h'], 'x', 'only-leader-assigns-others'],
    ['a pedagogical leader does', 'pedagogical-leader', 'p', 'a', false, ['a'], 'x', 'only-leader-assigns-others'],
    ['it is closed', 'adviser', 'a', 'a', true, ['a'], 'x', 'case-closed'],
    ['without a reason', 'adviser', 'a', 'a', false, ['a'], '  ', 'reason-needed'],
    ['twice', 'adviser', 'a', 'a', false, ['b'], 'x', 'not-assigned'],
  ])('%s', (_, role, own, whose, closed, assigned, reason, expected) => {
    const decision = unassign({ role, membershipId: membership(own) }, closed, whose, assigned, reason)
    expect(decision.ok ? `given up, ${decision.event.nobodyLeft ? 'nobody' : 'somebody'} has it` : decision.because).toBe(expected)
  })
})

describe('sending a case back from clarification', () => {
  test.each<[string, Role, StepKind, string | undefined, string | undefined, boolean, boolean]>([
    ['the head without a word', 'head', 'clarification', undefined, undefined, false, true],
    ['the head with blanks', 'head', 'clarification', undefined, ' \n', false, true],
    ['the head with an answer', 'head', 'clarification', undefined, 'Vi er tolv voksne', false, false],
    ['the head who has written a message since', 'head', 'clarification', undefined, undefined, true, false],
    ['the head who withdraws', 'head', 'clarification', 'kindergarten-withdrew', undefined, false, false],
    ['the team that goes on', 'adviser', 'clarification', undefined, undefined, false, false],
    ['another step', 'head', 'request', undefined, undefined, false, false],
  ])('%s', (_, role, kind, code, text, written, missing) => expect(answerMissing({ role }, kind, { code, text }, written)).toBe(missing))
})

describe('a case stands', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  const running = { state: 'running', closedAt: undefined, outcome: undefined, summary: undefined, waitingReason: undefined }
  test.each([
    ['running, without outcome and summary, in a step of work', 'sessions', { code: undefined, text: 'Likevel' }, running],
    ['running in the queue, with why it waits', 'waiting-list', { code: undefined, text: 'Ingen er ledig' }, { ...running, waitingReason: 'Ingen er ledig' }],
    ['closed, with the outcome and what was said as its summary', 'closed', { code: 'capacity', text: 'Vi er fulle' }, { ...running, state: 'closed', closedAt: at, outcome: 'capacity', summary: 'Vi er fulle' }],
    ['closed without a word', 'closed', { code: undefined, text: undefined }, { ...running, state: 'closed', closedAt: at, outcome: 'done' }],
  ] as const)('%s', (_, kind, reason, expected) => expect(standingIn({ key: kind, kind }, reason, at)).toEqual({ stepKey: kind, stepKind: kind, enteredAt: at, ...expected }))
})

describe('the last move', () => {
  const entered = (...steps: readonly string[]) => steps.map((stepKey, at) => ({ stepKey, enteredBy: person(`person-${at}`) }))
  test.each([
    ['of a case that has been nowhere', [], undefined],
    ['of a request that has been sent', ['triage'], undefined],
    ['from the request is the sending, which is not undone', ['request', 'triage'], undefined],
    ['from a step that is not in the chart any more', ['gone', 'plan'], undefined],
    ['is the one between the last two steps', ['triage', 'start-meeting', 'plan'], { from: 'start-meeting', to: 'plan', by: 'person-2', undone: false }],
    ['is a reopening too', ['sessions', 'closed', 'triage'], { from: 'closed', to: 'triage', by: 'person-2', undone: false }],
  ])('%s', (_, steps, expected) => expect(lastMove(standardFlow, entered(...steps))).toEqual(expected))

  test.each<[string, Role, string, boolean]>([
    ['the one who made it', 'adviser', 'person-1', true],
    ['the head who made it', 'head', 'person-1', true],
    ['another adviser', 'adviser', 'person-9', false],
    ['the leader', 'team-leader', 'person-9', true],
    ['the head, of what the team did', 'head', 'person-9', false],
  ])('may be taken back: %s', (_, role, by, expected) => expect(isTheirsToUndo(lastMove(standardFlow, entered('triage', 'start-meeting')), { personId: person(by), role })).toBe(expected))

  test('nobody takes back what was not done', () => expect(isTheirsToUndo(undefined, { personId: person('x'), role: 'team-leader' })).toBe(false))
})

describe('a message sent twice', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  const first = { by: 'siri', text: 'Takk', internal: false, at }
  const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
  test.each([
    ['is one, when the button was pressed twice', { ...first, at: later(1) }, true],
    ['is two, when it is said again after a minute', { ...first, at: later(60) }, false],
    ['is two, when the words differ', { ...first, text: 'Takk!', at: later(1) }, false],
    ['is two, when the readers differ', { ...first, internal: true, at: later(1) }, false],
    ['is two, when another says the same', { ...first, by: 'tone', at: later(1) }, false],
  ])('%s', (_, second, same) => expect(isSameNote(first, second)).toBe(same))

  test('is new when nothing was said before', () => expect(isSameNote(undefined, first)).toBe(false))
})
