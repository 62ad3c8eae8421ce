import { describe, expect, test } from 'vitest'
import { localDate } from '../../../kernel/dates.ts'
import type { OrgId } from '../../../kernel/ids.ts'
import type { Unit } from '../members/rules.ts'
import { expiry, mayAskAgain, renew, stateOf, take, waitsIn, type Invitation } from './rules.ts'
import { ask } from '../access-requests/rules.ts'

const now = new Date('2026-11-23T09:00:00Z')
const today = localDate('2026-11-23') ?? expect.fail()
const sent: Invitation = { id: 'i', orgId: 'o' as OrgId, email: 'kari@fjordvik.example', role: 'head', administers: false, startsOn: undefined, invitedBy: undefined, inviterName: undefined, invitedAt: now, expiresAt: expiry(now), usedAt: undefined, withdrawnAt: undefined, askedAgainAt: undefined }

describe('an invitation is taken by the one it was sent to', () => {
  test.each([
    ['a door that gives no address', {}, {}, 'ok'],
    ['the same address from the door', { doorEmail: 'Kari@Fjordvik.example' }, {}, 'ok'],
    ['another address from the door', { doorEmail: 'ola@fjordvik.example' }, {}, 'wrong-person'],
    ['someone we know by this address', { person: { email: 'kari@fjordvik.example' } }, {}, 'ok'],
    ['someone we know by another address', { person: { email: 'ola@fjordvik.example' } }, {}, 'wrong-person'],
    ['the right person through a door that still says an address they have left', { person: { email: 'kari@fjordvik.example' }, doorEmail: 'kari@gammel.example' }, {}, 'ok'],
    ['someone we know by another address through a door that says the invited one', { person: { email: 'ola@fjordvik.example' }, doorEmail: 'kari@fjordvik.example' }, {}, 'wrong-person'],
    ['the last second', {}, { expiresAt: new Date(now.getTime() + 1) }, 'ok'],
    ['after fourteen days', {}, { expiresAt: now }, 'expired'],
    ['a second time', {}, { usedAt: now }, 'used'],
    ['after it was withdrawn', {}, { withdrawnAt: now }, 'withdrawn'],
  ])('%s', (_, opener, change, expected) => {
    const decided = take({ ...sent, ...change }, { doorEmail: undefined, person: undefined, ...opener }, today, now)
    expect(decided.ok ? 'ok' : decided.because).toBe(expected)
  })

  test('a role that begins later begins later; one that should have begun begins today', () => {
    const from = (text: string) => {
      const decided = take({ ...sent, startsOn: localDate(text) }, { doorEmail: undefined, person: undefined }, today, now)
      return decided.ok && decided.event.period.from
    }
    expect(from('2027-08-01')).toBe('2027-08-01')
    expect(from('2026-11-01')).toBe('2026-11-23')
  })

  test('it lasts fourteen days and can be asked for anew once a day', () => {
    expect(expiry(now).getTime() - now.getTime()).toBe(14 * 86_400_000)
    expect(stateOf(sent, new Date(sent.expiresAt.getTime() - 1))).toBe('open')
    expect([undefined, new Date(now.getTime() - 23 * 3_600_000), new Date(now.getTime() - 24 * 3_600_000)].map((askedAgainAt) => mayAskAgain({ askedAgainAt }, now))).toEqual([true, false, true])
  })
})

describe('an invitation that waits is taken back or sent once more', () => {
  const unit: Unit = { id: 'o' as OrgId, name: 'Solstråla barnehage', kind: 'kindergarten', form: undefined, aboveId: undefined, aboveName: undefined, closed: false }
  test.each([
    ['while it is open', sent, unit, 'ok', 'ok'],
    ['when it has run out', { ...sent, expiresAt: new Date(now.getTime() - 1) }, unit, 'ok', 'ok'],
    ['one that is not there', undefined, unit, 'not-found', 'not-found'],
    ['another organisation’s', { ...sent, orgId: 'other' as OrgId }, unit, 'not-found', 'not-found'],
    ['one that is used', { ...sent, usedAt: now }, unit, 'not-found', 'not-found'],
    ['one that is taken back', { ...sent, withdrawnAt: now }, unit, 'not-found', 'not-found'],
    ['where the organisation has closed since', sent, { ...unit, closed: true }, 'ok', 'organisation-closed'],
    ['for a role that no longer fits', { ...sent, role: 'adviser' as const }, unit, 'ok', 'role-does-not-fit'],
  ])('%s', (_, one, where, back, again) => {
    const said = (decision: { ok: boolean; because?: string }) => (decision.ok ? 'ok' : decision.because)
    expect([said(waitsIn(where, one)), said(renew(one, where, [], today, now))]).toEqual([back, again])
  })
})

describe('asking for access', () => {
  const before = (orgId: string, daysAgo: number) => ({ orgId, askedAt: new Date(now.getTime() - daysAgo * 86_400_000) })
  test.each([
    ['the first time', [], 'ok'],
    ['the same organisation within a week', [before('a', 6)], 'asked-already'],
    ['the same organisation later', [before('a', 7)], 'ok'],
    ['a fourth organisation in a day', [before('b', 0.1), before('c', 0.2), before('d', 0.3)], 'asked-too-often'],
    ['a fourth organisation the day after', [before('b', 1), before('c', 1), before('d', 1)], 'ok'],
  ])('%s', (_, asked, expected) => {
    const decided = ask('a', false, asked, now)
    expect(decided.ok ? 'ok' : decided.because).toBe(expected)
  })
})
