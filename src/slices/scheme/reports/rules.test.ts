import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { accept, refuse } from '../../../kernel/decision.ts'
import { shippedSchemes } from '../schemes/shipped/index.ts'
import { askForSignatures, begin, change, chooseKind, openAgain, ownershipOf, referenceOf, reportsIn, sendBack, submit, withdraw, type SubmitFacts } from './rules.ts'

const scheme = (code: string) => shippedSchemes.find((one) => one.code === code) ?? expect.fail(code)
const inTime = accept({ kind: 'may-send' as const })
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? true : decision.because)

test.each([
  ['regional-2019', 'head', true],
  ['regional-2019', 'owner', false],
  ['regional-2020', 'head', true],
  ['local-2021', 'owner', true],
  ['local-2021', 'head', false],
  ['collective-2026', 'owner', true],
  ['collective-2026', 'university-contact', false],
] as const)('in %s the %s reports: %s', (code, role, expected) => {
  expect(reportsIn(scheme(code), role)).toBe(expected)
})

test.each([
  ['the owner begins in an open round', 'owner', true, inTime, true],
  ['the head does not where owners report', 'head', true, inTime, 'not-reporter'],
  ['nobody before it opens', 'owner', true, refuse('round-not-open'), 'round-not-open'],
  ['nobody after it closed', 'owner', true, refuse('round-closed'), 'round-closed'],
  ['nobody without a form', 'owner', false, inTime, 'no-form'],
] as const)('%s', (_, role, hasForm, time, expected) => {
  expect(answer(begin(scheme('local-2021'), role, hasForm, time))).toBe(expected)
})

describe('what kind of report it is', () => {
  it.each([
    ['a new one builds on nothing', 'local-2021', 'new', 'regional', undefined, true],
    ['a continuation builds on a grant', 'local-2021', 'continuation', 'regional', 'granted', true],
    ['in the strand it was granted in', 'local-2021', 'continuation', 'special-needs', 'granted', 'other-strand'],
    ['a strand that is no more goes on in another', 'collective-2026', 'continuation', 'collective', 'granted', true],
    ['never on one that is not one’s own', 'local-2021', 'continuation', 'regional', 'somebody else’s', 'nothing-to-build-on'],
    ['2019 knew only new ones', 'regional-2019', 'continuation', 'regional', 'granted', 'kind-not-in-scheme'],
    ['a strand that the scheme does not have', 'collective-2026', 'new', 'decentralised', undefined, 'strand-not-in-scheme'],
  ] as const)('%s', (_, code, kind, strand, buildsOn, expected) => {
    expect(answer(chooseKind(scheme(code), kind, strand, buildsOn, [{ id: 'granted', strand: 'regional' }]))).toBe(expected)
  })
})

describe('sending', () => {
  const ready: SubmitFacts = { state: 'signing', inTime, lacks: 0, signed: true, unanswered: 0, partner: 'accepted' }
  it.each([
    ['whole, signed and in time', {}, true],
    ['also straight from a draft, when nothing needs signing', { state: 'draft', partner: 'not-needed' }, true],
    ['too late, whatever else is missing', { inTime: refuse('round-closed'), lacks: 3, signed: false }, 'round-closed'],
    ['twice', { state: 'submitted' }, 'already-sent'],
    ['after it was withdrawn', { state: 'withdrawn' }, 'ended'],
    ['with questions unanswered', { lacks: 1 }, 'not-complete'],
    ['before the other owners have answered', { unanswered: 1 }, 'members-unanswered'],
    ['without a partner', { partner: 'missing' }, 'partner-missing'],
    ['before the partner has confirmed', { partner: 'unanswered' }, 'partner-unanswered'],
    ['when the partner said no', { partner: 'declined' }, 'partner-declined'],
    ['unsigned', { signed: false }, 'not-signed'],
  ] as const)('%s', (_, change, expected) => {
    expect(answer(submit({ ...ready, ...change }))).toBe(expected)
  })
  it('nothing is sent that lacks anything', () => {
    fc.assert(
      fc.property(fc.record({ state: fc.constantFrom('draft', 'signing', 'submitted', 'withdrawn', 'not-submitted'), late: fc.boolean(), lacks: fc.nat(2), signed: fc.boolean(), unanswered: fc.nat(2), partner: fc.constantFrom('not-needed', 'accepted', 'missing', 'unanswered', 'declined') }), ({ late, ...facts }) => {
        const sent = submit({ ...facts, inTime: late ? refuse('round-closed') : inTime } as SubmitFacts).ok
        expect(sent).toBe(['draft', 'signing'].includes(facts.state) && !late && facts.lacks === 0 && facts.signed && facts.unanswered === 0 && ['not-needed', 'accepted'].includes(facts.partner))
      }),
    )
  })
})

test('a report that is being signed is opened before it is changed, and signed only when it is whole', () => {
  expect([answer(change('draft')), answer(change('signing')), answer(change('submitted')), answer(change('not-submitted'))]).toEqual([true, 'being-signed', 'already-sent', 'ended'])
  expect([answer(openAgain('signing')), answer(openAgain('draft')), answer(askForSignatures('draft', 0)), answer(askForSignatures('draft', 2)), answer(askForSignatures('submitted', 0))]).toEqual([true, 'not-signing', true, 'not-complete', 'not-draft'])
})

test.each([
  ['a draft needs no reason', 'draft', false, '', true],
  ['what was sent needs one', 'submitted', false, '', 'reason-missing'],
  ['and is taken back with it', 'submitted', false, 'Barnehagen legges ned', true],
  ['never after the decision', 'submitted', true, 'Barnehagen legges ned', 'already-decided'],
  ['nor twice', 'withdrawn', false, 'x', 'ended'],
] as const)('withdrawing: %s', (_, state, decided, reason, expected) => {
  expect(answer(withdraw(state, decided, reason))).toBe(expected)
})

test.each([
  ['with a reason and time left', 'submitted', inTime, 'Budsjettet mangler', true],
  ['not without a reason', 'submitted', inTime, '', 'reason-missing'],
  ['not when nobody could send it again', 'submitted', refuse('round-closed'), 'Budsjettet mangler', 'no-time-left'],
  ['not a draft', 'draft', inTime, 'Budsjettet mangler', 'not-sent'],
] as const)('sending back: %s', (_, state, time, reason, expected) => {
  expect(answer(sendBack(state, time, reason))).toBe(expected)
})

test('references and ownership', () => {
  expect(referenceOf(2027, 42)).toBe('B2027-0042')
  expect([ownershipOf([{ ownership: 'municipal' }]), ownershipOf([{ ownership: 'private' }]), ownershipOf([{ ownership: 'private' }, { ownership: 'municipal' }])]).toEqual(['municipal', 'private', 'mixed'])
})
