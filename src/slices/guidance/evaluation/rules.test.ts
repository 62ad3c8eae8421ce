import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { noteFollowUp } from './follow-up/rules.ts'
import { asksForEvaluation, evaluate, visibleEvaluations, type EvaluationSide } from './rules.ts'
import { askStaff, closeLink, takesAnswers, type StaffLink } from './staff/rules.ts'
import { hashOf, looksLikeSecret, newFormKey, staffToken } from './staff/token.ts'

const day = (text: string) => text as LocalDate
const usual = { closed: false, asked: true, written: [] as EvaluationSide[], seen: '', now: '' }

describe('an evaluation', () => {
  test.each([
    ['the first one is written', {}, { first: true, other: 'waits' }],
    ['the second one is written', { written: ['adviser'] }, { first: true, other: 'has-written' }],
    ['one’s own is changed while the other waits', { written: ['head'], seen: 'a', now: 'a' }, { first: false, other: 'waits' }],
  ] as const)('%s', (_, change, event) => {
    expect(evaluate('head', { ...usual, ...change })).toEqual({ ok: true, event: { kind: 'guidance.evaluated', ...event } })
  })

  test.each([
    ['not when the case is closed', { closed: true }, 'case-closed'],
    ['not before the step of evaluation', { asked: false }, 'not-evaluating'],
    ['not when both have written, for each has been read', { written: ['head', 'adviser'] }, 'both-written'],
    ['not over what a colleague has saved meanwhile', { written: ['head'], seen: '', now: 'a' }, 'changed-meanwhile'],
  ] as const)('%s', (_, change, because) => {
    expect(evaluate('head', { ...usual, ...change })).toEqual({ ok: false, because })
  })

  test('is written where the municipality’s gates ask for it, whatever the step is called', () => {
    expect(asksForEvaluation({ kind: 'evaluation', gates: [] })).toBe(true)
    expect(asksForEvaluation({ kind: 'sessions', gates: ['head-evaluated'] })).toBe(true)
    expect(asksForEvaluation({ kind: 'sessions', gates: ['session-held'] })).toBe(false)
  })

  test('of the other side is never seen by one who has not written in that round', () => {
    const one = fc.record({ side: fc.constantFrom<EvaluationSide>('head', 'adviser'), round: fc.integer({ min: 1, max: 4 }) })
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ side, round }) => `${side}${round}` }), fc.constantFrom<EvaluationSide>('head', 'adviser'), (all, mine) => {
        const visible = visibleEvaluations(mine, all)
        expect(all.filter(({ side }) => side === mine).every((own) => visible.includes(own))).toBe(true)
        for (const { side, round } of visible) expect(side === mine || all.some((own) => own.side === mine && own.round === round)).toBe(true)
      }),
    )
  })
})

const link = (change: Partial<StaffLink> = {}): StaffLink => ({ id: 'l', round: 1, openedAt: new Date(0), closesOn: day('2026-12-03'), closedAt: undefined, answers: undefined, means: undefined, ...change })
const asking = { closed: false, asked: true, round: 1, links: [] as StaffLink[], today: day('2026-11-23'), closesOn: day('2026-12-03') }

describe('the staff', () => {
  test.each([
    ['are asked', {}],
    ['may answer until today', { closesOn: day('2026-11-23') }],
    ['are asked again when fewer than five answered', { links: [link({ closedAt: new Date(1) })] }],
    ['are asked anew in the next round', { round: 2, links: [link({ closedAt: new Date(1), answers: 9 })] }],
  ])('%s', (_, change) => expect(askStaff({ ...asking, ...change }).ok).toBe(true))

  test.each([
    ['not in a closed case', { closed: true }, 'case-closed'],
    ['not before the evaluation', { asked: false }, 'not-evaluating'],
    ['not with two links open', { links: [link()] }, 'already-open'],
    ['not twice in a round that is counted', { links: [link({ closedAt: new Date(1), answers: 5 })] }, 'already-asked'],
    ['not with a day that has passed', { closesOn: day('2026-11-22') }, 'closes-too-soon'],
    ['not for half a year', { closesOn: day('2027-05-23') }, 'closes-too-late'],
  ])('%s', (_, change, because) => expect(askStaff({ ...asking, ...change })).toEqual({ ok: false, because }))

  test('answer while the link is open, and it is closed once', () => {
    expect(takesAnswers(link(), day('2026-12-03'))).toBe(true)
    expect(takesAnswers(link(), day('2026-12-04'))).toBe(false)
    expect(closeLink([link()], day('2026-12-03'))).toEqual({ ok: true, event: { kind: 'guidance.staff-closed', id: 'l' } })
    expect(closeLink([link({ closedAt: new Date(1) })], day('2026-12-03'))).toEqual({ ok: false, because: 'no-open-link' })
  })

  test('have a link that follows from the key, and no two links or keys share one', () => {
    const one = staffToken({ secretKey: 'a' }, '1')
    expect(staffToken({ secretKey: 'a' }, '1')).toBe(one)
    expect(new Set([one, staffToken({ secretKey: 'b' }, '1'), staffToken({ secretKey: 'a' }, '2'), staffToken({ secretKey: undefined }, '1')]).size).toBe(4)
    expect([one, newFormKey()].every(looksLikeSecret)).toBe(true)
    expect([undefined, '', 'kort', `${one}x`, "a'; drop table --------".slice(0, 22)].some(looksLikeSecret)).toBe(false)
    expect(hashOf(one)).toHaveLength(32)
  })
})

describe('a follow-up', () => {
  const note = (closed: boolean, asked: boolean, heldOn: string) => noteFollowUp(closed, asked, day(heldOn), day('2026-08-01'), day('2026-11-23'))
  test('is noted on the day or after', () => expect(note(false, true, '2026-11-23').ok).toBe(true))
  test.each([
    ['not in a closed case', true, true, '2026-11-23', 'case-closed'],
    ['not before the step', false, false, '2026-11-23', 'not-following-up'],
    ['not before it has happened', false, true, '2026-11-24', 'in-the-future'],
    ['not before the request', false, true, '2026-07-31', 'before-the-case'],
  ] as const)('%s', (_, closed, asked, heldOn, because) => expect(note(closed, asked, heldOn)).toEqual({ ok: false, because }))
})
