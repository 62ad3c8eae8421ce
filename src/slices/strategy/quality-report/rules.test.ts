import { describe, expect, test } from 'vitest'
import { begin, isReplaced, stampOf, take, takeAgain, write, type Chapter, type Report, type ReportHead, type ReportState } from './rules.ts'

const at = new Date('2026-11-23T09:00:00Z')
const written = (chapter: Chapter, version = 1, body = 'Tekst') => ({ chapter, body, version, changedAt: at, changedBy: 'Tone' })
const whole = [written('summary'), written('priorities')]
const report = (state: ReportState, texts: Report['written'] = whole): Pick<Report, 'state' | 'written' | 'snapshot'> => ({ state, written: texts, snapshot: { number: 2, takenAt: at, takenBy: 'Tone', figures: {} as Report['snapshot']['figures'] } })
const because = (decision: { readonly ok: boolean; readonly because?: string }) => decision.because ?? 'ok'

describe('a report begins', () => {
  test.each([
    ['the first time as version 1', [], 2026, 'ok', 1],
    ['again when the one before is published, as the next version', [{ state: 'published', version: 1 }], 2026, 'ok', 2],
    ['again when the one before is approved but not published', [{ state: 'approved', version: 2 }, { state: 'published', version: 1 }], 2026, 'ok', 3],
    ['not while one is written', [{ state: 'draft', version: 2 }, { state: 'published', version: 1 }], 2026, 'is-written', undefined],
    ['not before the year', [], 2027, 'year-not-begun', undefined],
    ['not for years before there was anything', [], 2019, 'year-not-begun', undefined],
  ] as const)('%s', (_, versions, year, answer, version) => {
    const decision = begin(versions, year, 2026)
    expect([because(decision), decision.ok ? decision.event.version : undefined]).toEqual([answer, version])
  })
})

describe('a chapter is saved', () => {
  test.each([
    ['the first time', 'draft', 'needs', 0, 'ok'],
    ['when nobody else has saved', 'draft', 'summary', 1, 'ok'],
    ['not over what somebody else saved meanwhile', 'draft', 'summary', 0, 'changed-meanwhile'],
    ['not when it is unreadable what the page showed', 'draft', 'summary', Number.NaN, 'changed-meanwhile'],
    ['not when it is approved', 'approved', 'summary', 1, 'stands'],
    ['not when it is published', 'published', 'summary', 1, 'stands'],
  ] as const)('%s', (_, state, chapter, seen, answer) => {
    expect(because(write(report(state), chapter, seen))).toBe(answer)
  })
})

describe('the next step', () => {
  const seen = stampOf(report('draft'))
  test.each([
    ['the municipality approves what is whole', 'draft', 'approve', 'authority', seen, whole, 'ok'],
    ['the leader of the team does not', 'draft', 'approve', 'team-leader', seen, whole, 'only-authority'],
    ['nobody approves words they have not seen', 'draft', 'approve', 'authority', '2.0.0.0.0.0.0.0.0.0', whole, 'changed-meanwhile'],
    ['nor without a summary and priorities', 'draft', 'approve', 'authority', stampOf(report('draft', [written('summary')])), [written('summary')], 'not-whole'],
    ['an empty summary is none', 'draft', 'approve', 'authority', seen, [written('summary', 1, ''), written('priorities')], 'not-whole'],
    ['approved once is enough', 'approved', 'approve', 'authority', seen, whole, 'stands'],
    ['what is approved is published', 'approved', 'publish', 'authority', seen, whole, 'ok'],
    ['not by the team', 'approved', 'publish', 'team-leader', seen, whole, 'only-authority'],
    ['not before', 'draft', 'publish', 'authority', seen, whole, 'not-approved'],
    ['not twice', 'published', 'publish', 'authority', seen, whole, 'stands'],
  ] as const)('%s', (_, state, step, role, stamp, texts, answer) => {
    expect(because(take(report(state, texts), step, role, stamp))).toBe(answer)
  })
})

test('figures are taken again while it is a draft only', () => {
  expect((['draft', 'approved', 'published'] as const).map((state) => because(takeAgain({ state })))).toEqual(['ok', 'stands', 'stands'])
})

test('a version is replaced when a later one is published, not before, and not by another year or municipality', () => {
  const head = (change: Partial<ReportHead>): ReportHead => ({ id: 'a', municipalityId: 'm', municipality: '', year: 2026, version: 1, state: 'published', language: 'nb', approvedAt: at, approvedBy: '', publishedAt: at, publishedBy: '', ...change })
  const first = head({})
  expect([head({ version: 2 }), head({ version: 2, state: 'approved' }), head({ version: 2, year: 2025 }), head({ version: 2, municipalityId: 'n' })].map((other) => isReplaced(first, [first, other]))).toEqual([true, false, false, false])
})
