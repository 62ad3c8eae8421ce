import { describe, expect, test } from 'vitest'
import { orgKinds, roles, type Role } from '../../../kernel/actor.ts'
import { addDays, localDate, type LocalDate } from '../../../kernel/dates.ts'
import type { MembershipId, OrgId, PersonId } from '../../../kernel/ids.ts'
import type { Visit } from '../../../platform/visit.ts'
import { changeAdministration, changePeriod, endMembership, leadershipOf, mayAdminister, mayInScope, nameLeader, rolesFor, standing, type Around, type Member } from './rules.ts'

const d = (text: string): LocalDate => localDate(text) ?? expect.fail(text)
const today = d('2026-11-23')
const member = (id: string, from = '2024-08-01', to?: string, administers = false, role: Role = 'head'): Member => ({
  id: id as MembershipId,
  personId: id as PersonId,
  name: id,
  email: `${id}@x.example`,
  role,
  period: { from: d(from), to: to === undefined ? undefined : d(to) },
  administers,
})
const siri = member('siri', '2024-08-01', undefined, true)
const peder = member('peder', '2024-08-01', undefined, false, 'pedagogical-leader')
const around = (change: Partial<Around> = {}): Around => ({ members: [siri, peder], today, helpAbove: false, asDeputyFor: undefined, ...change })
const said = (decision: { ok: boolean; because?: string }) => (decision.ok ? 'ok' : decision.because)

describe('roles fit the organisation', () => {
  test.each([
    ['a kindergarten', 'kindergarten', undefined, 'head pedagogical-leader'],
    ['an owner', 'owner', 'chain', 'owner'],
    ['a municipality, owner and authority', 'municipality', undefined, 'owner authority'],
    ['the competence team', 'support-service', 'competence-team', 'team-leader adviser'],
    ['another support service', 'support-service', 'ppt', 'service-contact'],
    ['a department, which has no people of its own', 'department', undefined, ''],
  ] as const)('%s', (_, kind, form, expected) => expect(rolesFor({ kind, form }).join(' ')).toBe(expected))

  test('every role fits somewhere', () => {
    const all = orgKinds.flatMap((kind) => [...rolesFor({ kind, form: undefined }), ...rolesFor({ kind, form: 'competence-team' })])
    expect([...new Set(all)].sort()).toEqual([...roles].sort())
  })
})

describe('naming who leads, from above', () => {
  const unit = { kind: 'kindergarten', form: undefined } as const
  const later = member('anna', '2027-03-01')
  const past = member('borte', '2020-01-01', '2024-08-01')
  const name = (chosen: Member | undefined, endPresent: boolean, members = [siri, peder, later, past]) => nameLeader(unit, chosen, members, d('2027-01-01'), endPresent)
  test('the one who leads ends the day before, a role that had not begun counts as never given, and nobody else is touched', () =>
    expect(name(peder, true)).toEqual({ ok: true, event: { name: 'peder', role: 'head', ending: [{ id: 'siri', period: { from: '2024-08-01', to: '2027-01-01' } }, { id: 'anna', period: 'cancelled' }] } }))
  test('two may lead together', () => expect(name(peder, false)).toEqual({ ok: true, event: { name: 'peder', role: 'head', ending: [] } }))
  test('the one who is named is not ended', () => expect(name(later, true)).toMatchObject({ event: { ending: [{ id: 'siri' }] } }))
  test('only somebody one can see, and only where somebody leads', () => {
    expect(said(name(undefined, true))).toBe('not-a-colleague')
    expect(said(nameLeader({ kind: 'department', form: undefined }, peder, [], today, false))).toBe('role-does-not-fit')
  })
})

describe('ending a role', () => {
  const end = (one: Member, last: string, reason: 'left' | 'mistake', change: Partial<Around> = {}) => said(endMembership(one, d(last), addDays(d(last), 1), reason, around(change)))
  test.each([
    ['a colleague leaves', end(peder, '2026-11-30', 'left'), 'ok'],
    ['the only one who administers cannot leave', end(siri, '2026-11-30', 'left'), 'nobody-administers'],
    ['unless somebody above can name another', end(siri, '2026-11-30', 'left', { helpAbove: true }), 'ok'],
    ['or another administers', end(siri, '2026-11-30', 'left', { members: [siri, { ...peder, administers: true }] }), 'ok'],
    ['but not when that one leaves first', end(siri, '2026-11-30', 'left', { members: [siri, { ...peder, administers: true, period: { from: peder.period.from, to: d('2026-11-25') } }] }), 'nobody-administers'],
    ['the last day is before the first', end(peder, '2024-07-01', 'left'), 'last-before-first'],
    ['what is over stays over', end(member('anna', '2024-01-01', '2025-01-01'), '2026-11-30', 'left'), 'already-over'],
    ['a mistake ends at once', end(peder, '2026-11-23', 'mistake'), 'ok'],
    ['also before it has begun', end(member('anna', '2027-08-01'), '2026-11-23', 'mistake'), 'ok'],
    ['a mistake does not empty the organisation either', end(siri, '2026-11-23', 'mistake'), 'nobody-administers'],
    ['a deputy leaves the role they stand in for as it is', end(siri, '2026-11-30', 'left', { asDeputyFor: siri.id, helpAbove: true }), 'own-absence'],
  ])('%s', (_, got, expected) => expect(got).toBe(expected))
})

describe('days and administration', () => {
  const days = (from: string, to: string | undefined, change: Partial<Around> = {}) => said(changePeriod(siri, { from: d(from), to: to === undefined ? undefined : d(to) }, around(change)))
  const give = (one: Member, what: 'give' | 'take' | 'transfer', change: Partial<Around> = {}) => said(changeAdministration(one, what, siri, around(change)))
  test.each([
    ['a first day that is corrected', days('2024-09-01', undefined), 'ok'],
    ['a last day that leaves nobody', days('2024-08-01', '2027-01-01'), 'nobody-administers'],
    ['a first day that leaves nobody today', days('2027-01-01', undefined), 'nobody-administers'],
    ['days the wrong way', days('2026-01-01', '2026-01-01'), 'last-before-first'],
    ['the same role twice at once', said(changePeriod(siri, { from: d('2026-01-01'), to: undefined }, around({ members: [siri, { ...siri, id: 'x' as MembershipId }], helpAbove: true }))), 'already-member'],
    ['the right is given', give(peder, 'give'), 'ok'],
    ['the right is handed over', give(peder, 'transfer'), 'ok'],
    ['the last right is not taken', give(siri, 'take'), 'nobody-administers'],
    ['someone who has not begun cannot have it', give(member('anna', '2027-01-01'), 'give'), 'not-now'],
    ['a deputy does not hand over what is not theirs', give(peder, 'transfer', { asDeputyFor: siri.id }), 'own-absence'],
  ])('%s', (_, got, expected) => expect(got).toBe(expected))

  test('handing over lays down one’s own', () => {
    const decided = changeAdministration(peder, 'transfer', siri, around())
    expect(decided.ok && decided.event).toEqual([{ id: 'peder', administers: true }, { id: 'siri', administers: false }])
  })
})

describe('who may', () => {
  const visit = (administers: boolean, delegationScope?: string[], role: Role = 'head', orgId = 'a'): Visit => ({ administers, delegationScope, actor: { role, orgId: orgId as OrgId } }) as unknown as Visit
  test.each([
    ['an own role covers everything', mayInScope(visit(false), 'guidance') && mayInScope(visit(false), 'members'), true],
    ['a deputy does what the delegation covers', mayInScope(visit(true, ['guidance']), 'guidance'), true],
    ['and no more', mayInScope(visit(true, ['guidance']), 'members'), false],
    ['nobody who is not signed in', mayInScope(undefined, 'guidance'), false],
    ['a deputy without people does not administer', mayAdminister(visit(true, ['guidance'])), false],
    ['a deputy with people does', mayAdminister(visit(true, ['members'])), true],
    ['but not when the one who is away does not', mayAdminister(visit(false, ['members'])), false],
  ])('%s', (_, got, expected) => expect(got).toBe(expected))

  test.each([
    ['one’s own organisation', visit(true), { id: 'a', aboveId: 'o' }, false, 'administers'],
    ['a colleague', visit(false), { id: 'a', aboveId: 'o' }, false, 'belongs'],
    ['the owner of the unit', visit(true, undefined, 'owner', 'o'), { id: 'a', aboveId: 'o' }, false, 'administers'],
    ['the authority in the same municipality', visit(true, undefined, 'authority', 'o'), { id: 'a', aboveId: 'o' }, false, 'none'],
    ['another owner', visit(true, undefined, 'owner', 'p'), { id: 'a', aboveId: 'o' }, false, 'none'],
    ['the operator, where nobody is', visit(true, undefined, 'operator', 'p'), { id: 'a', aboveId: 'o' }, true, 'administers'],
    ['the operator, where somebody is', visit(true, undefined, 'operator', 'p'), { id: 'a', aboveId: 'o' }, false, 'none'],
  ] as const)('%s', (_, who, unit, empty, expected) => expect(standing(who, { id: unit.id as OrgId, aboveId: unit.aboveId as OrgId }, empty)).toBe(expected))
})

describe('a unit without a leader is seen in time', () => {
  const unit = { kind: 'kindergarten', form: undefined } as const
  const soon = addDays(today, 30)
  test.each([
    ['led', [siri], 'led'],
    ['nobody leads today', [peder], 'vacant'],
    ['the leader ends within thirty days', [member('siri', '2024-08-01', '2026-12-10')], 'ends-soon'],
    ['with somebody after', [member('siri', '2024-08-01', '2026-12-10'), member('anna', '2026-12-10')], 'led'],
    ['the leader ends later than that', [member('siri', '2024-08-01', '2027-01-10')], 'led'],
    ['the new one has not begun', [member('anna', '2026-12-01')], 'vacant'],
  ] as const)('%s', (_, members, state) => expect(leadershipOf(unit, members, today, soon).state).toBe(state))
})
