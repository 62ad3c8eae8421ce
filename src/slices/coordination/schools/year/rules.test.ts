import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { doneBy } from '../overview/rules.ts'
import type { Line, LineKind, Plan } from '../plans/rules.ts'
import { reflect, tell, toTell } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const line = (id: string, kind: LineKind, on: string, more: Partial<Line> = {}): Line => ({ id, kind, what: id, day: day(on), wholeMonth: false, kindergartenWho: '', schoolWho: '', from: 1, until: undefined, wasId: undefined, ...more })
const plan: Plan = {
  id: 'p', schoolId: 's', year: 2026, version: 2, schoolClosed: false,
  lines: [line('both', 'together', '2026-09-16'), line('songs', 'kindergarten', '2026-11-01', { wholeMonth: true }), line('listen', 'school', '2026-11-11'), line('visit', 'together', '2027-03-10'), line('new', 'together', '2026-11-20', { from: 2 })],
  kindergartens: [{ id: 'k', name: 'K', joined: true }], confirmations: [{ orgId: 's', version: 1 }, { orgId: 'k', version: 1 }, { orgId: 'k', version: 2 }],
}
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? true : decision.because)
const of = (id: string): Line => plan.lines.find((one) => one.id === id) ?? expect.fail(id)
const typed = { outcome: 'done' as const, body: '', seen: 0 }

test.each<[string, string, string, Partial<typeof typed> | { readonly outcome: 'not' }, number, string | true]>([
  ['what both do, by the school', 's', 'both', {}, 0, true],
  ['what both do, by the kindergarten', 'k', 'both', {}, 0, true],
  ['the school’s, by the kindergarten', 'k', 'listen', {}, 0, 'not-yours'],
  ['the kindergarten’s, by the school', 's', 'songs', {}, 0, 'not-yours'],
  ['before its day', 's', 'visit', {}, 0, 'line-ahead'],
  ['some time in the month it is', 'k', 'songs', {}, 0, true],
  ['what is not in force', 'k', 'new', {}, 0, 'not-in-force'],
  ['not done, without a word', 's', 'listen', { outcome: 'not' }, 0, 'why-missing'],
  ['over what was told meanwhile', 's', 'listen', {}, 1, 'changed-meanwhile'],
  ['by a stranger', 'x', 'both', {}, 0, 'not-party'],
])('told: %s', (_, org, id, more, there, expected) => expect(answer(tell(plan, org, of(id), { ...typed, ...more }, there, today))).toBe(expected))

test('what waits to be told of is one’s own, in force, and has had its day; a month when it is over', () => {
  const waits = (org: string, on: string, told: readonly { readonly lineId: string; readonly orgId: string }[] = []) => toTell(plan, org, told, day(on)).map(({ id }) => id)
  expect([waits('k', '2026-11-23'), waits('k', '2026-11-30'), waits('s', '2026-11-23'), waits('s', '2026-11-23', [{ lineId: 'both', orgId: 'k' }, { lineId: 'listen', orgId: 's' }])]).toEqual([['both'], ['both', 'songs'], ['both', 'listen'], ['both']])
  expect(doneBy(plan, 's', [{ planId: 'p', lineId: 'both', orgId: 's' }, { planId: 'q', lineId: 'listen', orgId: 's' }], today)).toEqual({ due: 2, told: 1 })
})

test.each<[string, string, number, string | true]>([
  ['from the first of May', '2027-05-01', 0, true], ['before', '2027-04-30', 0, 'reflect-early'], ['also when the year is over', '2027-09-01', 0, true], ['not over a colleague’s words', '2027-05-01', 1, 'changed-meanwhile'],
])('looked back on %s', (_, on, there, expected) => expect(answer(reflect(plan, 'k', 0, there, day(on)))).toBe(expected))
