import { describe, expect, test } from 'vitest'
import { localDate, type LocalDate } from '../../../kernel/dates.ts'
import type { MembershipId, PersonId } from '../../../kernel/ids.ts'
import type { Member } from '../members/rules.ts'
import { delegate, stateOf, type Delegation, type Facts, type Wish } from './rules.ts'

const d = (text: string): LocalDate => localDate(text) ?? expect.fail(text)
const person = (id: string, role: Member['role'], administers: boolean): Member => ({ id: `m-${id}` as MembershipId, personId: id as PersonId, name: id, email: '', role, period: { from: d('2024-08-01'), to: undefined }, administers })
const siri = person('siri', 'head', true)
const peder = person('peder', 'pedagogical-leader', false)
const facts: Facts = { unit: { kind: 'kindergarten', form: undefined }, role: siri, asDeputy: false, members: [siri, peder], others: [], today: d('2026-11-23') }
const wish: Wish = { deputyId: 'peder', scope: ['guidance'], from: d('2026-12-01'), to: d('2027-01-01') }
const earlier = (change: Partial<Delegation>): Delegation => ({ id: 'd', membershipId: 'm-siri', orgId: 'o', headId: siri.personId, headName: '', deputyId: peder.personId, deputyName: '', period: { from: d('2026-12-20'), to: d('2027-02-01') }, scope: ['guidance'], absence: 'leave', endedAt: undefined, ...change })

describe('a deputy is named', () => {
  test.each([
    ['for a month', {}, {}, 'ok'],
    ['from today', { from: d('2026-11-23') }, {}, 'ok'],
    ['not in the past', { from: d('2026-11-22') }, {}, 'in-the-past'],
    ['not for no days', { to: d('2026-12-01') }, {}, 'last-before-first'],
    ['for a whole year', { to: d('2027-12-02') }, {}, 'ok'],
    ['not for more', { to: d('2027-12-03') }, {}, 'too-long'],
    ['not oneself', { deputyId: 'siri' }, {}, 'to-oneself'],
    ['not a stranger', { deputyId: 'eva' }, {}, 'not-a-colleague'],
    ['not by a deputy', {}, { asDeputy: true }, 'no-chain'],
    ['not by someone who leads nothing', { deputyId: 'siri' }, { role: peder }, 'not-leading'],
    ['not with a right one does not have', { scope: ['members'] as const }, { role: { ...siri, administers: false } }, 'not-administering'],
    ['not after the role is over', {}, { role: { ...siri, period: { from: d('2024-08-01'), to: d('2026-12-01') } } }, 'role-over'],
    ['not twice for the same tasks and days', {}, { others: [earlier({})] }, 'overlap'],
    ['but for other tasks', { scope: ['members'] as const }, { others: [earlier({})] }, 'ok'],
    ['and for other days', {}, { others: [earlier({ period: { from: d('2027-01-01'), to: d('2027-02-01') } })] }, 'ok'],
    ['and when the other was ended', {}, { others: [earlier({ endedAt: new Date() })] }, 'ok'],
  ])('%s', (_, asked, around, expected) => {
    const decided = delegate({ ...wish, ...asked }, { ...facts, ...around })
    expect(decided.ok ? 'ok' : decided.because).toBe(expected)
  })
})

test.each([
  ['2026-12-19', undefined, 'coming'],
  ['2026-12-20', undefined, 'now'],
  ['2027-01-31', undefined, 'now'],
  ['2027-02-01', undefined, 'over'],
  ['2026-12-25', new Date(), 'over'],
])('on %s a delegation is %#', (day, endedAt, state) => expect(stateOf(earlier({ endedAt }), d(day))).toBe(state))
