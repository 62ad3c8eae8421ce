import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Decision } from '../../../kernel/decision.ts'
import { answerRequest, ask, askAnother, dueFor, endRequest, nextForAsker, tellHelp, waitsFor, type Answer, type Asked, type RequestState } from './rules.ts'

/** The last day to answer, and the day after. */
const today = '2026-11-30' as LocalDate
const late = '2026-12-01' as LocalDate
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
  ['closed when all have answered', said(endRequest(of('open', 'accepted', 'declined'), 'closed', today)), 'coordination.request-closed'],
  ['not closed while one is waited for', said(endRequest(of('open', 'accepted', undefined), 'closed', today)), 'some-waiting'],
  ['closed when the one who is silent has had the time', said(endRequest(of('open', 'accepted', undefined), 'closed', late)), 'coordination.request-closed'],
  ['withdrawn while one is waited for', said(endRequest(of('open', undefined), 'withdrawn', today)), 'coordination.request-withdrawn'],
  ['ended once', said(endRequest(of('withdrawn', undefined), 'closed', today)), 'not-open'],
])('ending: %s', (_, answer, expected) => expect(answer).toBe(expected))

test.each<[string, LocalDate, ReturnType<typeof of>, ReturnType<typeof nextForAsker>]>([
  ['nobody has answered, and it is the last day', today, of('open', undefined), 'wait'],
  ['nobody has answered, and the last day has been', late, of('open', undefined), 'silent'],
  ['one said no', today, of('open', undefined, 'declined'), 'find-another'],
  ['all said no', today, of('open', 'declined'), 'find-another'],
  ['one said no, and the other is silent', late, of('open', undefined, 'declined'), 'find-another'],
  ['one helps, one is waited for', today, of('open', undefined, 'accepted'), 'wait'],
  ['one helps, one said no, one is waited for', today, of('open', undefined, 'declined', 'accepted'), 'wait'],
  ['one helps, one is silent', late, of('open', undefined, 'accepted'), 'close'],
  ['one helps, one said no', today, of('open', 'declined', 'accepted'), 'close'],
  ['it is closed', late, of('closed', 'declined'), 'done'],
])('neither a no nor silence is left without a next step: %s', (_, on, request, next) => expect(nextForAsker(request, on)).toBe(next))

test.each<[string, ReturnType<typeof of>, boolean]>([
  ['until it has answered', of('open', undefined), true],
  ['until it has said when it comes', of('open', 'accepted'), true],
  ['not after a no', of('open', 'declined'), false],
  ['not when it is closed', of('closed', undefined), false],
  ['not for the answer of another', { state: 'open', asked: [asked('another')] }, false],
])('a request waits for a service: %s', (_, request, waits) => expect(waitsFor(request, '0')).toBe(waits))
test('five working days to answer: asked on a Monday, by the next Monday', () => expect(dueFor(asked('ppt'))).toBe('2026-11-30'))
