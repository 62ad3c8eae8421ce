import { expect, test } from 'vitest'
import type { Decision } from '../../../kernel/decision.ts'
import { answerHandOver, answerSuggestion, asksHead, begin, dueOf, endHandOver, hasComeBack, isShared, sayConsent, statusOf, type HandOver } from './rules.ts'

type Standing = Pick<HandOver, 'consent' | 'answer' | 'ended' | 'next' | 'suggestion'>
const said = (decision: Decision<string, { readonly kind: string }>): string => (decision.ok ? decision.event.kind.replace('coordination.', '') : decision.because)
const one = (more: Partial<Standing> = {}): Standing => ({ consent: 'asked', answer: undefined, ended: undefined, next: undefined, suggestion: undefined, ...more })
const ground = { kindergartenOpen: true, receiverOpen: true, waits: false }
const yes = { answer: 'accepted', reason: '', next: undefined } as const

test.each<[string, string, string]>([
  ['the parts that are chosen, written', said(begin({ theme: 'x' }, ['theme'], ground)), 'handed-over'],
  ['nothing shared', said(begin({ theme: 'x' }, [], ground)), 'nothing-shared'],
  ['a part chosen and not written', said(begin({ theme: 'x' }, ['theme', 'tried'], ground)), 'part-empty'],
  ['a part written and not chosen', said(begin({ theme: 'x', tried: 'y' }, ['theme'], ground)), 'part-not-chosen'],
  ['one waits already', said(begin({ theme: 'x' }, ['theme'], { ...ground, waits: true })), 'waits-already'],
  ['the receiver has closed down', said(begin({ theme: 'x' }, ['theme'], { ...ground, receiverOpen: false })), 'receiver-closed'],
  ['the kindergarten has closed', said(begin({ theme: 'x' }, ['theme'], { ...ground, kindergartenOpen: false })), 'kindergarten-closed'],
  ['the head says yes', said(sayConsent(one(), 'given')), 'consent-given'],
  ['the head says no', said(sayConsent(one(), 'refused')), 'consent-refused'],
  ['the head says it twice', said(sayConsent(one({ consent: 'given' }), 'refused')), 'already-said'],
  ['the head takes a yes back, also after it was taken', said(sayConsent(one({ consent: 'given', answer: 'accepted' }), 'withdrawn')), 'consent-withdrawn'],
  ['and after the sender closed it, as long as the words can be read', said(sayConsent(one({ consent: 'given', answer: 'accepted', ended: 'closed' }), 'withdrawn')), 'consent-withdrawn'],
  ['the head takes back what was not given', said(sayConsent(one(), 'withdrawn')), 'not-given'],
  ['the head answers what the sender has ended', said(sayConsent(one({ ended: 'withdrawn' }), 'given')), 'is-ended'],
  ['the receiver takes it', said(answerHandOver(one({ consent: 'given' }), yes, false)), 'hand-over-accepted'],
  ['a team that takes it says what comes next', said(answerHandOver(one({ consent: 'given' }), yes, true)), 'next-missing'],
  ['and then it may', said(answerHandOver(one({ consent: 'given' }), { ...yes, next: 'suggestion' }, true)), 'hand-over-accepted'],
  ['a no has a reason', said(answerHandOver(one({ consent: 'given' }), { ...yes, answer: 'declined' }, true)), 'reason-missing'],
  ['a no goes back', said(answerHandOver(one({ consent: 'given' }), { ...yes, answer: 'declined', reason: 'Fullt' }, true)), 'hand-over-declined'],
  ['before the head has agreed', said(answerHandOver(one(), yes, false)), 'consent-gone'],
  ['after the head took it back', said(answerHandOver(one({ consent: 'withdrawn' }), yes, false)), 'consent-gone'],
  ['twice', said(answerHandOver(one({ consent: 'given', answer: 'declined' }), yes, false)), 'already-answered'],
  ['what is ended', said(answerHandOver(one({ consent: 'given', ended: 'withdrawn' }), yes, false)), 'is-ended'],
  ['the head answers a suggestion', said(answerSuggestion(one({ next: 'suggestion' }))), 'suggestion-answered'],
  ['once', said(answerSuggestion(one({ next: 'suggestion', suggestion: 'asked' }))), 'already-said'],
  ['where there is none', said(answerSuggestion(one({ next: 'visit' }))), 'no-suggestion'],
  ['the sender takes back what waits', said(endHandOver(one(), 'withdrawn')), 'hand-over-withdrawn'],
  ['and closes what came back', said(endHandOver(one({ consent: 'given', answer: 'declined' }), 'closed')), 'hand-over-closed'],
  ['or what the head said no to', said(endHandOver(one({ consent: 'refused' }), 'closed')), 'hand-over-closed'],
  ['not what waits', said(endHandOver(one({ consent: 'given' }), 'closed')), 'not-answered'],
  ['takes back what is answered', said(endHandOver(one({ consent: 'given', answer: 'accepted' }), 'withdrawn')), 'already-answered'],
  ['ends once', said(endHandOver(one({ ended: 'closed' }), 'closed')), 'is-ended'],
])('%s', (_, answer, expected) => expect(answer).toBe(expected))

test('one word for how it stands', () => {
  expect([one(), one({ consent: 'refused' }), one({ consent: 'given' }), one({ consent: 'given', answer: 'accepted' }), one({ consent: 'given', answer: 'declined' }), one({ consent: 'withdrawn', answer: 'accepted' }), one({ ended: 'withdrawn' }), one({ consent: 'given', answer: 'declined', ended: 'closed' })].map(statusOf)).toEqual(['asks-head', 'refused', 'waiting', 'accepted', 'declined', 'consent-withdrawn', 'taken-back', 'ended'])
})

test.each<[string, Partial<Standing>, boolean, boolean]>([
  ['the head has not answered', {}, false, false],
  ['the head said no', { consent: 'refused' }, false, true],
  ['the head said yes', { consent: 'given' }, true, false],
  ['it was taken', { consent: 'given', answer: 'accepted' }, true, false],
  ['and closed by the sender', { consent: 'given', answer: 'accepted', ended: 'closed' }, true, false],
  ['it was sent back', { consent: 'given', answer: 'declined' }, false, true],
  ['the sender took it back', { consent: 'given', ended: 'withdrawn' }, false, false],
  ['the head took the yes back', { consent: 'withdrawn' }, false, true],
  ['also after it was taken', { consent: 'withdrawn', answer: 'accepted' }, false, true],
])('who reads the words, and whose move it is: %s', (_, more, shared, back) => expect([isShared(one(more)), hasComeBack(one(more))]).toEqual([shared, back]))

test('a suggestion waits for the head as long as the yes lasts, also when the sender is done', () => {
  const suggested = one({ consent: 'given', answer: 'accepted', next: 'suggestion' })
  expect([suggested, { ...suggested, ended: 'closed' as const }, { ...suggested, consent: 'withdrawn' as const }, { ...suggested, suggestion: 'not-now' as const }].map(asksHead)).toEqual([true, true, false, false])
})

test('five working days for the head, then five for the receiver, and none when it is answered', () => {
  const at = (more: Partial<Standing>, consentAt?: Date) => dueOf({ ...one(more), madeAt: new Date('2026-11-23T09:00:00Z'), consentAt })
  expect([at({}), at({ consent: 'given' }, new Date('2026-11-25T09:00:00Z')), at({ consent: 'given', answer: 'accepted' }, new Date('2026-11-25T09:00:00Z'))]).toEqual(['2026-11-30', '2026-12-02', undefined])
})
