import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { ore } from '../../../kernel/money.ts'
import { decide, declare, type Impartiality } from './impartiality/rules.ts'
import { propose, type Amount, type Proposal } from './items/rules.ts'
import { meetingSteps, takeMeeting, type MeetingFacts } from './meetings/rules.ts'
import { balanceOf, seat, type Candidate, type Member } from './members/rules.ts'
import { approve } from './minutes/rules.ts'
import { whoIsMissing, type Reached } from './reach/rules.ts'
import { cast, isQuorate, itemSteps, openTo, resultOf, standingOf, takeItem, type Attending, type ItemFacts } from './votes/rules.ts'

const item: ItemFacts = { state: 'waiting', kind: 'reports', meetingOpen: true, proposals: [{ outcome: 'grant' }] }
describe('agreement before vote', () => {
  test.each([
    ['agreement in an open meeting', 'agree', item, true, 'agreed'],
    ['agreement that was not reached', 'disagree', item, true, 'not-agreed'],
    ['a vote after that', 'open-vote', { ...item, state: 'not-agreed' }, true, 'voting'],
    ['agreement after all', 'agree', { ...item, state: 'not-agreed' }, true, 'agreed'],
    ['an item without reports', 'note', { ...item, kind: 'general', proposals: [] }, false, 'noted'],
    ['what was decided, taken up again', 'reopen', { ...item, state: 'adopted' }, true, 'waiting'],
  ] as const)('%s', (_, step, facts, quorate, to) => {
    expect(takeItem(step, facts, quorate)).toMatchObject({ ok: true, event: { to } })
  })
  test.each([
    ['a vote before agreement was sought', 'open-vote', item, true, 'agreement-first'],
    ['a vote on what is agreed', 'open-vote', { ...item, state: 'agreed' }, true, 'not-now'],
    ['anything in a meeting that is not open', 'agree', { ...item, meetingOpen: false }, true, 'meeting-not-open'],
    ['agreement on nothing', 'agree', { ...item, proposals: [{ outcome: undefined }] }, true, 'no-proposal'],
    ['agreement without quorum', 'agree', item, false, 'no-quorum'],
    ['a vote without quorum', 'open-vote', { ...item, state: 'not-agreed' }, false, 'no-quorum'],
    ['agreement on an item without reports', 'agree', { ...item, kind: 'general' }, true, 'not-now'],
    ['to note an item with reports', 'note', item, true, 'not-now'],
  ] as const)('refuses %s', (_, step, facts, quorate, because) => {
    expect(takeItem(step, facts, quorate)).toEqual({ ok: false, because })
  })
})

const one: Attending = { memberId: 'a', votes: true, chairs: false, present: true, disqualified: false, declared: true }
describe('who may vote', () => {
  test.each([
    ['a member who is there, impartial and has answered', one, 'may'],
    ['the county governor', { ...one, votes: false }, 'no-vote'],
    ['someone with a tie', { ...one, disqualified: true }, 'disqualified'],
    ['someone with a tie who is away', { ...one, disqualified: true, present: false }, 'disqualified'],
    ['someone who is away', { ...one, present: false }, 'absent'],
    ['someone who has not answered', { ...one, declared: false }, 'not-declared'],
  ] as const)('%s', (_, member, standing) => {
    expect(standingOf(member)).toBe(standing)
  })
  test('a vote is opened for those, and for nobody when there are none', () => {
    expect(openTo([one, { ...one, memberId: 'b', present: false }])).toEqual({ ok: true, event: ['a'] })
    expect(openTo([{ ...one, disqualified: true }])).toEqual({ ok: false, because: 'nobody-can-vote' })
  })
  test.each([
    [4, 2, 50, true], [5, 2, 50, false], [5, 3, 50, true], [3, 0, 0, false], [3, 1, 0, true], [3, 3, 100, true], [3, 2, 100, false], [0, 0, 50, false],
  ] as const)('%i with a vote, %i there, %i per cent needed: %s', (all, there, percent, quorate) => {
    expect(isQuorate(Array.from({ length: all }, (_, at) => ({ votes: true, present: at < there })), percent)).toBe(quorate)
  })
  const voter = { governor: false, hasRight: true, disqualified: false, present: true, voted: false }
  const open = { open: true, method: 'ballot' } as const
  test.each([
    ['by the county governor', open, { ...voter, governor: true }, 'governor-never-votes'],
    ['after it closed', { ...open, open: false }, voter, 'vote-closed'],
    ['by phone when hands are counted', { ...open, method: 'hands' }, voter, 'by-hands'],
    ['with a tie', open, { ...voter, disqualified: true }, 'disqualified'],
    ['without the right', open, { ...voter, hasRight: false }, 'no-right'],
    ['from outside the room', open, { ...voter, present: false }, 'absent'],
    ['twice', open, { ...voter, voted: true }, 'already-voted'],
  ] as const)('a ballot %s is refused', (_, vote, who, because) => {
    expect(cast(vote, who)).toEqual({ ok: false, because })
  })
})

describe('what a count means', () => {
  test.each([
    ['more for than against', { for: 3, against: 2, blank: 4 }, 9, 'chair', undefined, 'adopted'],
    ['more against', { for: 1, against: 2, blank: 0 }, 3, 'chair', 'for', 'rejected'],
    ['equal, the chair for', { for: 2, against: 2, blank: 0 }, 4, 'chair', 'for', 'adopted-by-chair'],
    ['equal, the chair against', { for: 2, against: 2, blank: 0 }, 4, 'chair', 'against', 'rejected-by-chair'],
    ['equal, the chair blank', { for: 1, against: 1, blank: 1 }, 3, 'chair', 'blank', 'equal'],
    ['equal, the chair is not a voter', { for: 1, against: 1, blank: 0 }, 2, 'chair', undefined, 'equal'],
    ['equal, where that means it has fallen', { for: 2, against: 2, blank: 0 }, 4, 'not-adopted', 'for', 'equal'],
    ['only blank', { for: 0, against: 0, blank: 2 }, 2, 'chair', undefined, 'equal'],
    ['nobody', { for: 0, against: 0, blank: 0 }, 5, 'chair', undefined, 'no-quorum'],
  ] as const)('%s', (_, count, entitled, rule, chair, result) => {
    expect(resultOf(count, entitled, rule, chair)).toEqual({ ok: true, event: result })
  })
  test('more hands than members are refused', () => {
    expect(resultOf({ for: 3, against: 1, blank: 0 }, 3, 'chair', undefined)).toEqual({ ok: false, because: 'too-many-hands' })
  })
  test('a blank vote never changes the result, and a vote for never makes it worse', () => {
    const good = ['adopted', 'adopted-by-chair']
    fc.assert(fc.property(fc.nat(40), fc.nat(40), fc.nat(40), fc.constantFrom('for', 'against', 'blank', undefined), (votesFor, against, blank, chair) => {
      const of = (count: { for: number; against: number; blank: number }) => { const found = resultOf(count, 200, 'chair', chair); return found.ok ? found.event : '' }
      const before = of({ for: votesFor, against, blank })
      if (votesFor + against > 0) expect(of({ for: votesFor, against, blank: blank + 1 })).toBe(before)
      if (good.includes(before)) expect(good).toContain(of({ for: votesFor + 1, against, blank }))
    }))
  })
})

const asked: Amount[] = [{ year: 2027, actor: 'owner', ore: ore(10000) }, { year: 2027, actor: 'university', ore: ore(5000) }]
const proposal: Proposal = { outcome: 'grant', amounts: asked, reason: 'Fordi', deviation: '' }
const part = [{ year: 2027, actor: 'owner' as const, ore: ore(9000) }]
describe('a proposal', () => {
  test.each([
    ['all as asked', proposal, undefined], ['all, split anew', { ...proposal, amounts: [{ year: 2027, actor: 'coordinator' as const, ore: ore(15000) }] }, undefined], ['a part', { ...proposal, outcome: 'part' as const, amounts: part }, undefined], ['a decline', { ...proposal, outcome: 'decline' as const }, undefined],
    ['as calculated', proposal, { inPortfolio: true, ore: ore(15000) }], ['out, as calculated', { ...proposal, outcome: 'decline' as const }, { inPortfolio: false, ore: ore(0) }],
    ['in against the calculation, with a reason', { ...proposal, deviation: 'Nødvendig' }, { inPortfolio: false, ore: ore(0) }],
  ])('holds together: %s', (_, given, calculated) => {
    expect(propose(given, asked, 2027, calculated, true)).toMatchObject({ ok: true })
  })
  test.each([
    ['without a reason', { ...proposal, reason: '' }, undefined, 'reason-missing'], ['of nothing', { ...proposal, amounts: [] }, undefined, 'no-amount'], ['of more than was asked', { ...proposal, amounts: [...asked, ...part] }, undefined, 'more-than-asked'],
    ['in a year nobody asked for', { ...proposal, outcome: 'part' as const, amounts: [{ year: 2029, actor: 'owner' as const, ore: ore(1) }] }, undefined, 'wrong-year'], ['of a part that is called all', { ...proposal, amounts: part }, undefined, 'not-as-asked'], ['of all that is called a part', { ...proposal, outcome: 'part' as const }, undefined, 'not-less-than-asked'],
    ['out against the calculation', { ...proposal, outcome: 'decline' as const }, { inPortfolio: true, ore: ore(15000) }, 'deviation-missing'], ['in against the calculation', proposal, { inPortfolio: false, ore: ore(0) }, 'deviation-missing'], ['with another amount', { ...proposal, outcome: 'part' as const, amounts: part }, { inPortfolio: true, ore: ore(15000) }, 'deviation-missing'],
  ])('is refused %s', (_, given, calculated, because) => {
    expect(propose(given, asked, 2027, calculated, true)).toEqual({ ok: false, because })
  })
  test.each([
    ['all', proposal, true], ['a part', { ...proposal, outcome: 'part' as const }, true], ['nothing', { ...proposal, amounts: [] }, false], ['another year than the round’s', { ...proposal, amounts: [{ year: 2028, actor: 'owner' as const, ore: ore(1) }] }, false],
  ])('where the form asks for no amounts, money can be given all the same: %s', (_, given, ok) => {
    expect(propose(given, [], 2027, undefined, true).ok).toBe(ok)
  })
  test('where no university is with the applicant, none is given money', () => {
    const withUniversity: Proposal = { ...proposal, amounts: [{ year: 2027, actor: 'owner', ore: ore(1) }, { year: 2027, actor: 'university', ore: ore(1) }] }
    expect(propose(withUniversity, [], 2027, undefined, false)).toEqual({ ok: false, because: 'university-without-partner' })
    expect(propose({ ...withUniversity, amounts: withUniversity.amounts.slice(0, 1) }, [], 2027, undefined, false).ok).toBe(true)
  })
})

describe('impartiality', () => {
  const tied: Impartiality = { basis: 'tie', disqualified: true, tie: 'party', declared: undefined }
  test.each([
    ['no tie where nothing is known', undefined, { tied: false, code: undefined }, { disqualified: false, basis: 'declared' }],
    ['no tie against a tie in the data: it stands', tied, { tied: false, code: undefined }, { disqualified: true, basis: 'tie' }],
    ['no tie after somebody decided so', { ...tied, basis: 'decided' as const, disqualified: false }, { tied: false, code: undefined }, { disqualified: false, basis: 'decided' }],
    ['no tie after somebody decided otherwise', { ...tied, basis: 'decided' as const }, { tied: false, code: undefined }, { disqualified: true, basis: 'decided' }],
    ['a tie, whatever was decided', { ...tied, basis: 'decided' as const, disqualified: false }, { tied: true, code: 'family' as const }, { disqualified: true, basis: 'declared' }],
  ])('%s', (_, before, answer, after) => {
    expect(declare(before, answer)).toMatchObject({ ok: true, event: after })
  })
  test('a tie has a code, and a decision a reason and another person', () => {
    expect(declare(undefined, { tied: true, code: undefined })).toEqual({ ok: false, because: 'tie-missing' })
    expect(decide('a', 'a', false, 'Fordi')).toEqual({ ok: false, because: 'own-case' })
    expect(decide('a', 'b', false, '')).toEqual({ ok: false, because: 'reason-missing' })
    expect(decide('a', 'b', false, 'Fordi')).toMatchObject({ ok: true })
  })
})

describe('seats, meetings and minutes', () => {
  const day = '2026-11-23' as LocalDate
  const candidate: Candidate = { personId: 'p', name: 'P', orgId: 'o', orgName: 'O', orgKind: 'owner' }
  const member: Member = { id: 'm', personId: 'q', name: 'Q', orgId: 'o', orgName: 'O', standsFor: 'university', votes: true, chairs: true, period: { from: day, to: undefined } }
  const wish = { standsFor: 'private-owner' as const, votes: true, chairs: false, period: { from: day, to: undefined } }
  test.each([
    ['nobody', undefined, wish, 'nobody-by-that-address'], ['a period that ends first', candidate, { ...wish, period: { from: day, to: day } }, 'ends-before-it-begins'], ['a vote for the county governor', { ...candidate, orgKind: 'county-governor' }, wish, 'governor-never-votes'],
    ['a second chair', candidate, { ...wish, chairs: true }, 'chair-taken'], ['the same person twice', { ...candidate, personId: 'q' }, wish, 'already-member'],
  ])('refuses %s', (_, who, what, because) => {
    expect(seat(who, what, [member])).toEqual({ ok: false, because })
  })
  test('the balance counts those who sit today', () => {
    expect(balanceOf([member], day).find(({ standsFor }) => standsFor === 'university')).toEqual({ standsFor: 'university', members: 1, votes: 1 })
    expect(balanceOf([member], '2026-11-22' as LocalDate).every(({ members }) => members === 0)).toBe(true)
  })
  const meeting: MeetingFacts = { state: 'planned', items: [{ state: 'waiting' }], roundInForum: true, chair: false }
  test.each([
    ['called without an agenda', 'call', { ...meeting, items: [] }, 'no-agenda'], ['called before the round is in the forum', 'call', { ...meeting, roundInForum: false }, 'round-not-in-forum'], ['opened before it is called', 'open', meeting, 'not-now'],
    ['closed while a vote goes on', 'close', { ...meeting, state: 'open', items: [{ state: 'voting' }] }, 'voting-goes-on'], ['locked by others than the chair', 'lock', { ...meeting, state: 'closed' }, 'not-the-chair'], ['opened when it is locked', 'resume', { ...meeting, state: 'locked' }, 'not-now'],
  ] as const)('a meeting is not %s', (_, step, facts, because) => {
    expect(takeMeeting(step, facts)).toEqual({ ok: false, because })
  })
  test('minutes are answered by those who were there, and an objection says what is wrong', () => {
    expect(approve('closed', false, { approves: true, note: '' })).toEqual({ ok: false, because: 'not-found' })
    expect(approve('locked', true, { approves: true, note: '' })).toEqual({ ok: false, because: 'not-now' })
    expect(approve('closed', true, { approves: false, note: '' })).toEqual({ ok: false, because: 'note-missing' })
  })
})

test('who is missing: a small private owner is one with at most two kindergartens, all private, none in the round', () => {
  const of = (ownerId: string, more: Partial<Reached> = {}): Reached => ({ name: ownerId, ownerId, ownerName: ownerId, private: true, municipality: 'M', inRound: false, ever: false, ...more })
  const missing = whoIsMissing([of('small'), of('chain'), of('chain'), of('chain'), of('town', { private: false }), of('in', { inRound: true, ever: true }), of('earlier', { ever: true }), { ...of('x'), ownerId: undefined }])
  expect(missing.smallOwners.map(({ id, ever }) => [id, ever])).toEqual([['small', false], ['earlier', true]])
  expect([missing.kindergartens, missing.notInRound.length, missing.never.length, missing.owners, missing.ownersNever]).toEqual([8, 7, 6, 5, 3])
})

test('docs/rules/scheme-forum.md draws exactly the steps of a meeting and of an item', () => {
  const text = readFileSync(join(resolve(import.meta.dirname, '../../../..'), 'docs/rules/scheme-forum.md'), 'utf8')
  const drawn = [...text.matchAll(/^ {2}(\w+) --> (\w+): ([\w-]+)/gm)].map(([, from = '', to = '', step = '']) => `${from} ${to} ${step}`.replaceAll('_', '-'))
  const ways = [meetingSteps, itemSteps].flatMap((steps) => Object.entries(steps).flatMap(([step, { from, to }]) => from.map((one: string) => `${one} ${to} ${step}`)))
  expect(new Set(drawn)).toEqual(new Set(ways))
})
