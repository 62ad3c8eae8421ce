import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Half } from '../halves/rules.ts'
import type { Person } from '../people/rules.ts'
import { keyOf, reasonsOf, type HealthFacts } from './rules.ts'

const day = (text: string) => text as LocalDate
const at = (text: string) => new Date(`${text}T10:00:00Z`)
const today = day('2026-11-23')
const person = (side: 'owner' | 'partner', name: string, from: string, to?: string): Person => ({ id: name, side, name, from: day(from), to: to === undefined ? undefined : day(to) })
const same = [person('owner', 'Olav', '2024-08-01'), person('partner', 'Ulla', '2024-08-01')]
const delivered = (['owner', 'partner'] as const).map((side) => ({ half: '2026-1' as Half, side }))
const held = (on: string) => ({ day: day(on), state: 'held' as const, cancelledBy: undefined, staff: 10 })
const cancelled = (on: string, by: 'owner' | 'partner' | 'neither') => ({ day: day(on), state: 'cancelled' as const, cancelledBy: by, staff: undefined })
const promise = (side: 'owner' | 'partner', to: string, doneOn?: string, brokenOn?: string) => ({ side, from: day('2025-08-01'), to: day(to), doneOn: doneOn === undefined ? undefined : day(doneOn), brokenOn: brokenOn === undefined ? undefined : day(brokenOn) })
const question = (side: 'owner' | 'partner', asked: string, answered?: string) => ({ side, askedAt: at(asked), answeredAt: answered === undefined ? undefined : at(answered) })
const steady: HealthFacts = { period: { from: day('2025-08-01'), to: day('2028-08-01') }, agreedAt: at('2025-04-10'), endedAt: undefined, unconfirmed: [], since: day('2025-08-01'), hasNext: false, parted: false, gap: undefined, promises: [], people: same, sessions: [held('2026-09-24')], questions: [], delivered, changes: [], outside: [] }
const keys = (more: Partial<HealthFacts>) => reasonsOf({ ...steady, ...more }, today).map(keyOf)

test('a steady partnership has only what is good', () => expect(keys({})).toEqual(['people-same:owner', 'people-same:partner', 'both-reflected']))

describe.each<[string, Partial<HealthFacts>, string[], string[]]>([
  ['one has not confirmed', { unconfirmed: ['partner'] }, ['unconfirmed:partner'], []],
  ['it ends within six months and nobody has talked of it', { period: { from: day('2025-02-01'), to: day('2027-02-01') } }, ['ending'], []],
  ['it ends in seven months', { period: { from: day('2025-02-01'), to: day('2027-06-30') } }, [], ['ending']],
  ['it ends, and a new period is proposed', { period: { from: day('2025-02-01'), to: day('2027-02-01') }, hasNext: true }, [], ['ending']],
  ['it ends, and a side has said no', { period: { from: day('2025-02-01'), to: day('2027-02-01') }, parted: true }, [], ['ending']],
  ['a question waits for the university for more than five working days', { questions: [question('owner', '2026-11-13')] }, ['questions-waiting:partner'], ['questions-waiting:owner']],
  ['a question nobody has answered for more than a year', { questions: [question('owner', '2025-09-01')] }, ['questions-waiting:partner'], []],
  ['a question has waited for five', { questions: [question('owner', '2026-11-16')] }, [], ['questions-waiting:partner']],
  ['the middle of three answers took six working days', { questions: ['2026-09-01', '2026-09-02', '2026-09-03'].map((on) => question('partner', on, '2026-09-10')) }, ['answers-slow:owner'], ['answers-quick:owner']],
  ['two slow answers say little', { questions: ['2026-09-01', '2026-09-02'].map((on) => question('partner', on, '2026-09-20')) }, [], ['answers-slow:owner']],
  ['three quick answers', { questions: ['2026-09-01', '2026-09-02', '2026-09-03'].map((on) => question('owner', on, '2026-09-03')) }, ['answers-quick:partner'], ['answers-slow:partner']],
  ['a promise is past its day', { promises: [promise('owner', '2026-06-01')] }, ['promises-late:owner'], ['promises-kept:owner']],
  ['a promise was not kept', { promises: [promise('owner', '2026-06-01', undefined, '2026-05-01')] }, ['promises-broken:owner'], ['promises-late:owner']],
  ['all that is over was kept', { promises: [promise('partner', '2026-06-01', '2026-05-01'), promise('partner', '2027-06-01')] }, ['promises-kept:partner'], []],
  ['one side cancelled two of three', { sessions: [held('2026-09-24'), cancelled('2026-02-01', 'partner'), cancelled('2026-03-01', 'partner'), cancelled('2026-04-01', 'neither')] }, ['cancelled-by-one:partner'], ['cancelled-by-one:owner']],
  ['one cancelled session says nothing', { sessions: [held('2026-09-24'), cancelled('2026-02-01', 'partner')] }, [], ['cancelled-by-one:partner']],
  ['no session for half a year', { sessions: [held('2026-05-01')] }, ['no-sessions'], []],
  ['two held and none cancelled', { sessions: [held('2026-05-01'), held('2026-09-24')] }, ['sessions-held'], ['no-sessions']],
  ['nobody is there now', { people: [person('owner', 'Olav', '2024-08-01'), person('partner', 'Ulla', '2024-08-01', '2026-10-01')] }, ['nobody-there:partner'], ['nobody-same:partner']],
  ['all at the university are new', { people: [...same.slice(0, 1), person('partner', 'Ulla', '2024-08-01', '2026-07-31'), person('partner', 'Mona', '2026-08-01')] }, ['nobody-same:partner'], ['people-same:partner']],
  ['one of them delivered nothing', { delivered: delivered.slice(0, 1) }, ['no-reflection:partner'], ['both-reflected', 'no-reflection:owner']],
  ['two years without a change in teacher education', { since: day('2023-08-01'), changes: [{ kind: 'research', day: day('2026-01-01') }] }, ['no-teacher-education:partner', 'university-changed:partner'], []],
  ['a year without one is too early to say', { since: day('2025-08-01') }, [], ['no-teacher-education:partner']],
  ['its days are past and nothing follows', { period: { from: day('2024-08-01'), to: day('2026-08-01') }, people: [], sessions: [], delivered: [], since: day('2020-08-01'), outside: ['x'] }, ['over', 'no-reflection:owner'], ['ending', 'nobody-there:owner', 'no-sessions', 'no-teacher-education:partner', 'owners-outside']],
  ['it was over long before the last half-year', { period: { from: day('2023-08-01'), to: day('2025-08-01') }, hasNext: true, people: [], sessions: [], delivered: [] }, [], ['over', 'no-reflection:owner', 'nobody-there:partner']],
  ['both agreed when the last day to deliver had passed', { agreedAt: at('2026-09-10'), period: { from: day('2026-01-01'), to: day('2028-08-01') }, delivered: [], sessions: [] }, [], ['no-reflection:owner', 'no-sessions']],
  ['an owner of the network never takes part', { outside: ['Stiftelsen Fjordgløtt'] }, ['owners-outside'], []],
  ['it began twelve days late', { gap: 12 }, ['gap'], ['renewed']],
  ['it followed without a gap', { gap: 0 }, ['renewed'], ['gap']],
])('%s', (_, more, has, hasNot) => {
  test('is said', () => expect(keys(more)).toEqual(expect.arrayContaining(has)))
  test('and nothing else of it', () => expect(keys(more).filter((key) => hasNot.includes(key))).toEqual([]))
})

test('nothing is said of one that was ended, or never agreed', () => expect([keys({ endedAt: at('2026-01-01') }), keys({ agreedAt: undefined })]).toEqual([[], []]))
test('what to do something about stands before what is good', () => {
  const goods = reasonsOf({ ...steady, unconfirmed: ['owner'], outside: ['x'], gap: 0 }, today).map(({ good }) => good)
  expect(goods).toEqual(goods.toSorted((a, b) => Number(a) - Number(b)))
})
