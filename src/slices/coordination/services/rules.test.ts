import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Decision } from '../../../kernel/decision.ts'
import { beginActivity, changeActivity, endContact, mostActivities, setContact, stageOf, type ActivityContent, type Ground } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const content: ActivityContent = { kind: 'routines', theme: 'a', what: 'x', method: '', frequency: 'monthly', reaches: ['head'], startsOn: day('2026-11-01'), endsOn: day('2026-12-01'), nextOn: undefined }
const ground: Ground = { there: 0, kindergartenOpen: true, serviceOpen: true, themes: ['a'], bySelf: true, agreedWith: '' }
const said = (decision: Decision<string, { readonly kind: string }>): string => (decision.ok ? decision.event.kind : decision.because)

test.each<[string, Partial<ActivityContent>, Partial<Ground>, string]>([
  ['a service writes what it does', {}, {}, 'coordination.activity-written'],
  ['on one day', { startsOn: today, endsOn: today, nextOn: today }, {}, 'coordination.activity-written'],
  ['the team, when it is agreed', {}, { bySelf: false, agreedWith: 'Anne' }, 'coordination.activity-written'],
  ['the team, when nobody has agreed', {}, { bySelf: false }, 'agreed-missing'],
  ['the kindergarten has closed', {}, { kindergartenOpen: false }, 'kindergarten-closed'],
  ['the service has closed down', {}, { serviceOpen: false }, 'service-closed'],
  ['it ends before it begins', { endsOn: day('2026-10-01') }, {}, 'dates-reversed'],
  ['it was over yesterday', { endsOn: day('2026-11-22') }, {}, 'is-over'],
  ['the next time is after the end', { nextOn: day('2026-12-02') }, {}, 'next-outside'],
  ['the next time is before it begins', { nextOn: day('2026-10-31') }, {}, 'next-outside'],
  ['observation without a way', { kind: 'observation' }, {}, 'method-missing'],
  ['observation with one', { kind: 'observation', method: 'CLASS' }, {}, 'coordination.activity-written'],
  ['a theme that is no more', { theme: 'b' }, {}, 'theme-gone'],
  ['the twentieth of the service in the kindergarten', {}, { there: mostActivities - 1 }, 'coordination.activity-written'],
  ['one more than that', {}, { there: mostActivities }, 'too-many'],
])('a new activity: %s', (_, more, known, answer) => expect(said(beginActivity({ ...content, ...more }, { ...ground, ...known }, today))).toBe(answer))

const there = { serviceId: 'ppt', writtenBy: 'team', version: 2, theme: 'old' }
test.each<[string, Partial<ActivityContent>, { orgId: string; version: number }, string]>([
  ['the service changes what the team wrote', {}, { orgId: 'ppt', version: 2 }, 'coordination.activity-changed'],
  ['the team changes what it wrote itself', {}, { orgId: 'team', version: 2 }, 'coordination.activity-changed'],
  ['another does not', {}, { orgId: 'health', version: 2 }, 'not-yours'],
  ['somebody else has changed it meanwhile', {}, { orgId: 'ppt', version: 1 }, 'changed-meanwhile'],
  ['it keeps a theme that is no more', { theme: 'old' }, { orgId: 'ppt', version: 2 }, 'coordination.activity-changed'],
  ['what is over may be set right', { endsOn: day('2026-11-02') }, { orgId: 'ppt', version: 2 }, 'coordination.activity-changed'],
])('a change: %s', (_, more, by, answer) => expect(said(changeActivity(there, { ...content, ...more }, { ...by, themes: ['a'] }))).toBe(answer))

describe('the contact', () => {
  const one = { since: today, phone: '1', email: '' }
  test.each<[string, Parameters<typeof setContact>, string]>([
    ['the first', [one, undefined, true, today], 'coordination.contact-set'],
    ['one who takes over the same day', [one, { since: today }, true, today], 'coordination.contact-set'],
    ['from a day to come', [{ ...one, since: day('2026-11-24') }, undefined, true, today], 'since-ahead'],
    ['before the one there is', [one, { since: day('2026-11-24') }, true, today], 'since-before-last'],
    ['nobody can reach', [{ ...one, phone: '' }, undefined, true, today], 'unreachable'],
    ['a kindergarten that has closed', [one, undefined, false, today], 'kindergarten-closed'],
  ])('%s', (_, given, answer) => expect(said(setContact(...given))).toBe(answer))
})

test('a contact who has left without anyone coming after', () => expect([said(endContact({ since: today })), said(endContact(undefined))]).toEqual(['coordination.contact-ended', 'no-contact']))

test('now until the last day, ahead until the first', () => {
  expect([stageOf(content, day('2026-10-31')), stageOf(content, day('2026-11-01')), stageOf(content, day('2026-12-01')), stageOf(content, day('2026-12-02'))]).toEqual(['ahead', 'now', 'now', 'over'])
})
