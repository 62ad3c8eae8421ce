import { describe, expect, test } from 'vitest'
import { answerForm, handOverForm } from './forms.ts'
import { answerHandOver, asksForHandOver, handOver, noteAcceptance, statusOf, thatCount, withdrawHandOver, type HandOver } from './rules.ts'

const at = new Date('2026-11-23T09:00:00Z')
type Made = Pick<HandOver, 'answer' | 'withdrawnAt' | 'handedAt' | 'answeredAt'>
const made = (change: Partial<Made> = {}): Made => ({ answer: undefined, withdrawnAt: undefined, handedAt: at, answeredAt: undefined, ...change })
const usual = { closed: false, asked: true, before: [] as Made[], services: ['ppt', 'helse'], toOrgId: 'ppt', acceptedBy: '' }

describe('a case is handed over', () => {
  test.each([
    ['to one of the municipality’s services', {}, undefined],
    ['with the name of one who accepted by phone', { acceptedBy: 'Per Strand' }, 'accepted'],
    ['to another when the first said no', { before: [made({ answer: 'declined' })] }, undefined],
    ['to another when it was taken back', { before: [made({ withdrawnAt: at })] }, undefined],
  ])('%s', (_, change, answer) => expect(handOver({ ...usual, ...change })).toEqual({ ok: true, event: { kind: 'guidance.handed-over', answer } }))

  test.each([
    ['not when it is closed', { closed: true }, 'case-closed'],
    ['not before the step of hand-over', { asked: false }, 'not-handing-over'],
    ['not to two at a time', { before: [made()] }, 'already-waiting'],
    ['not when somebody has accepted', { before: [made({ answer: 'accepted' })] }, 'already-accepted'],
    ['not to a service elsewhere', { toOrgId: 'ppt i en annen kommune' }, 'unknown-service'],
  ])('%s', (_, change, because) => expect(handOver({ ...usual, ...change })).toEqual({ ok: false, because }))

  test('where the municipality’s gates ask for it, whatever the step is called', () => {
    expect(asksForHandOver({ kind: 'hand-over', gates: [] })).toBe(true)
    expect(asksForHandOver({ kind: 'sessions', gates: ['handed-over-to-named'] })).toBe(true)
    expect(asksForHandOver({ kind: 'sessions', gates: [] })).toBe(false)
  })

  test('and what was settled the last time around is another story, but one that waits is not', () => {
    const before = new Date(at.getTime() - 1)
    const all = [made({ handedAt: before, answer: 'accepted' }), made({ handedAt: before }), made({ answer: 'declined' })]
    expect(thatCount(all, at)).toEqual(all.slice(1))
    const answeredNow = made({ handedAt: before, answer: 'accepted', answeredAt: at })
    expect(thatCount([answeredNow, made({ handedAt: before, answer: 'accepted', answeredAt: before })], at)).toEqual([answeredNow])
  })
})

describe('an answer is given once', () => {
  const answers = { service: (one: Made) => answerHandOver(one, 'declined'), team: (one: Made) => noteAcceptance(false, one), 'taking back': (one: Made) => withdrawHandOver(one) }
  test.each(Object.entries(answers))('%s', (_, act) => {
    expect(act(made()).ok).toBe(true)
    expect(act(made({ answer: 'accepted' }))).toEqual({ ok: false, because: 'already-answered' })
    expect(act(made({ answer: 'declined' }))).toEqual({ ok: false, because: 'already-answered' })
    expect(act(made({ withdrawnAt: at }))).toEqual({ ok: false, because: 'withdrawn' })
  })
  test('and not noted in a closed case', () => expect(noteAcceptance(true, made())).toEqual({ ok: false, because: 'case-closed' }))
  test('and has a status', () => expect([made(), made({ answer: 'declined' }), made({ withdrawnAt: at })].map(statusOf)).toEqual(['waiting', 'declined', 'withdrawn']))
})

describe('the forms', () => {
  const good = { toOrgId: crypto.randomUUID(), reason: 'other', summary: 'Gruppen trenger støtte.', acceptedBy: '' }
  test('take what is whole', () => expect(handOverForm.parse(good)).toEqual(good))
  test.each([
    ['no service', { toOrgId: '' }], ['a service that is no id', { toOrgId: 'x' }], ['no reason', { reason: '' }], ['an unknown reason', { reason: 'x' }], ['no summary', { summary: ' ' }], ['a name that never ends', { acceptedBy: 'a'.repeat(121) }],
  ])('send back %s', (_, change) => expect(handOverForm.safeParse({ ...good, ...change }).success).toBe(false))
  test('ask why when the answer is no', () => {
    expect(answerForm.safeParse({ answer: 'accepted', text: '' }).success).toBe(true)
    expect(answerForm.safeParse({ answer: 'declined', text: '' }).success).toBe(false)
    expect(answerForm.safeParse({ answer: 'declined', text: 'Vi har ikke tid før jul.' }).success).toBe(true)
  })
})
