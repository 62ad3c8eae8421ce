import { expect, test } from 'vitest'
import type { Decision } from '../../../kernel/decision.ts'
import { answerRequest, ask, askAnother, dueFor, endRequest, nextForAsker, tellHelp, type Answer, type Asked, type RequestState } from './rules.ts'

const said = (decision: Decision<string, { readonly kind: string }>): string => (decision.ok ? decision.event.kind : decision.because)
const asked = (serviceId: string, answer?: Answer): Asked => ({ serviceId, service: serviceId, askedAt: new Date('2026-11-23T09:00:00Z'), answer, reason: '', instead: '', answeredAt: undefined, answeredBy: undefined, contact: '', helpsOn: '' })
const ground = { kindergartenOpen: true, themes: ['a'], openServices: ['ppt', 'health'] }
const of = (state: RequestState, ...answers: readonly (Answer | undefined)[]) => ({ state, asked: answers.map((answer, at) => asked(String(at), answer)) })

test.each<[string, string, string]>([
  ['two services', said(ask({ services: ['ppt', 'health'], theme: 'a' }, ground)), 'coordination.services-asked'],
  ['none', said(ask({ services: [], theme: 'a' }, ground)), 'no-service'],
  ['the same twice', said(ask({ services: ['ppt', 'ppt'], theme: 'a' }, ground)), 'same-service-twice'],
  ['one that has closed down', said(ask({ services: ['ppt', 'gone'], theme: 'a' }, ground)), 'service-closed'],
  ['a theme that is no more', said(ask({ services: ['ppt'], theme: 'b' }, ground)), 'theme-gone'],
  ['for a kindergarten that has closed', said(ask({ services: ['ppt'], theme: 'a' }, { ...ground, kindergartenOpen: false })), 'kindergarten-closed'],
  ['one more', said(askAnother(of('open', 'declined'), 'ppt', ['ppt'])), 'coordination.another-asked'],
  ['one more that was asked before', said(askAnother(of('open', 'declined'), '0', ['0'])), 'already-asked'],
  ['one more of a request that is closed', said(askAnother(of('closed', 'declined'), 'ppt', ['ppt'])), 'not-open'],
  ['one more that has closed down', said(askAnother(of('open'), 'ppt', [])), 'service-closed'],
])('asking: %s', (_, answer, expected) => expect(answer).toBe(expected))

const yes = { answer: 'accepted', reason: '' } as const
test.each<[string, string, string]>([
  ['yes', said(answerRequest('open', asked('ppt'), yes)), 'coordination.service-accepted'],
  ['no with a reason', said(answerRequest('open', asked('ppt'), { answer: 'declined', reason: 'Fullt' })), 'coordination.service-declined'],
  ['no without one', said(answerRequest('open', asked('ppt'), { answer: 'declined', reason: '' })), 'reason-missing'],
  ['once more', said(answerRequest('open', asked('ppt', 'declined'), yes)), 'already-answered'],
  ['to what is withdrawn', said(answerRequest('withdrawn', asked('ppt'), yes)), 'is-withdrawn'],
  ['to what is closed', said(answerRequest('closed', asked('ppt'), yes)), 'not-open'],
  ['who comes, after a yes', said(tellHelp('open', asked('ppt', 'accepted'))), 'coordination.help-told'],
  ['who comes, after a no', said(tellHelp('open', asked('ppt', 'declined'))), 'not-accepted'],
  ['who comes, when it is closed', said(tellHelp('closed', asked('ppt', 'accepted'))), 'not-open'],
])('answering: %s', (_, answer, expected) => expect(answer).toBe(expected))

test.each<[string, string, string]>([
  ['closed when all have answered', said(endRequest(of('open', 'accepted', 'declined'), 'closed')), 'coordination.request-closed'],
  ['not closed while one is waited for', said(endRequest(of('open', 'accepted', undefined), 'closed')), 'some-waiting'],
  ['withdrawn while one is waited for', said(endRequest(of('open', undefined), 'withdrawn')), 'coordination.request-withdrawn'],
  ['ended once', said(endRequest(of('withdrawn', undefined), 'closed')), 'not-open'],
])('ending: %s', (_, answer, expected) => expect(answer).toBe(expected))

test('a no is never left without a next step', () => {
  expect([nextForAsker(of('open', undefined)), nextForAsker(of('open', undefined, 'declined')), nextForAsker(of('open', undefined, 'accepted')), nextForAsker(of('open', 'declined')), nextForAsker(of('open', 'declined', 'accepted')), nextForAsker(of('closed', 'declined'))]).toEqual(['wait', 'find-another', 'wait', 'find-another', 'close', 'done'])
})
test('five working days to answer: asked on a Monday, by the next Monday', () => expect(dueFor(asked('ppt'))).toBe('2026-11-30'))
