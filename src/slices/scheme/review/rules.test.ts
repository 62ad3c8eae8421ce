import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { fromScheme, setWeights } from './criteria/rules.ts'
import { consider, isEligible, type Found } from './eligibility/rules.ts'
import { assign, rule, shareOut, unassign } from './groups/rules.ts'
import { standingOf, standings, ways } from './rules.ts'
import { areApart, deliver, giveBack, mayScore, meanPoints, summarise, weigh } from './scores/rules.ts'
import { check, isChecked, reword, threads } from './talk/rules.ts'

const words = { nb: 'x', nn: 'x', en: 'x' }
const criteria = fromScheme({ eligibility: [], priority: [{ code: 'need', weight: 60, name: words, explanation: words }, { code: 'staff', weight: 40, name: words, explanation: words }] })
const at = (day: number) => new Date(Date.UTC(2026, 10, day))
const because = (decision: { ok: true; event: { kind: string } } | { ok: false; because: string }) => (decision.ok ? decision.event.kind : decision.because)

describe('criteria that must be met', () => {
  it.each([
    ['all met', ['met', 'met'], true],
    ['one not met', ['met', 'not-met'], false],
    ['one not met and one open', [undefined, 'not-met'], false],
    ['one open', ['met', undefined], undefined],
    ['one to clarify', ['met', 'must-be-clarified'], undefined],
    ['none asked', [], true],
  ] as const)('%s', (_, given, expected) => {
    expect(isEligible(given.map((_one, index) => String(index)), (code) => given[Number(code)])).toBe(expected)
  })
  const found: Found[] = [{ id: 'f1', code: 'a', outcome: 'met', note: '', at: at(1), by: 'Stine' }]
  const now = { stage: 'in-review', state: 'submitted', found, seen: 'f1', considered: [{ code: 'a', outcome: 'not-met' as const, note: 'Mangler' }] }
  it.each([
    ['is considered while the review goes on', now, 'scheme.eligibility-considered'],
    ['not before', { ...now, stage: 'announced' }, 'not-now'],
    ['not one that is withdrawn', { ...now, state: 'withdrawn' }, 'withdrawn'],
    ['not unseen over another’s', { ...now, seen: 'f0' }, 'changed-meanwhile'],
    ['not met without a note', { ...now, considered: [{ code: 'a', outcome: 'not-met' as const, note: '' }] }, 'note-missing'],
    ['the same again is nothing', { ...now, considered: [{ code: 'a', outcome: 'met' as const, note: '' }] }, 'nothing-changed'],
  ])('%s', (_, situation, expected) => {
    expect(because(consider(situation))).toBe(expected)
  })
})

describe('points', () => {
  const whole = [{ code: 'need', points: 4, reason: 'a' }, { code: 'staff', points: 2, reason: 'b' }]
  const reading = { stage: 'in-review', state: 'submitted', assigned: true, delivered: false }
  it.each([
    ['delivered when whole', reading, true, whole, 'scheme.score-delivered'],
    ['not by one who is no reader', { ...reading, assigned: false }, true, whole, 'not-assigned'],
    ['not before the review', { ...reading, stage: 'announced' }, true, whole, 'review-not-begun'],
    ['not after', { ...reading, stage: 'in-forum' }, true, whole, 'review-over'],
    ['not twice', { ...reading, delivered: true }, true, whole, 'delivered'],
    ['not before eligibility is settled', reading, undefined, whole, 'eligibility-open'],
    ['not for what cannot be prioritised', reading, false, whole, 'not-eligible'],
    ['not half of it', reading, true, whole.slice(1), 'not-complete'],
    ['not without a reason', reading, true, [{ ...whole[0]!, reason: '' }, whole[1]!], 'not-complete'],
    ['not off the scale', reading, true, [{ ...whole[0]!, points: 5 }, whole[1]!], 'not-complete'],
  ] as const)('%s', (_, situation, eligible, scores, expected) => {
    expect(because(deliver(situation, eligible, scores, criteria))).toBe(expected)
  })
  it('are weighed to 100', () => {
    expect([weigh(whole, criteria), weigh(whole.map((one) => ({ ...one, points: 4 })), criteria), weigh([], criteria)]).toEqual([80, 100, 0])
  })
  it('are pointed out when they are further apart than the round says', () => {
    const give = (need: number) => ({ scores: [{ code: 'need', points: need, reason: 'x' }, { code: 'staff', points: 2, reason: 'x' }], points: need })
    expect([areApart([give(1), give(3)], criteria), areApart([give(0), give(3)], criteria), summarise([], criteria), meanPoints([])]).toEqual([false, true, [], undefined])
  })
  it('are sent back by another, while the review goes on', () => {
    expect([giveBack('in-review', true, false), giveBack('in-review', true, true), giveBack('in-forum', true, false), giveBack('in-review', false, false)].map(because)).toEqual(['scheme.score-returned', 'own', 'not-now', 'gone'])
    expect(mayScore(reading).ok).toBe(true)
  })
  test('whatever is given on the scale, weighted points are between 0 and 100, and more is never less', () => {
    fc.assert(fc.property(fc.nat(4), fc.nat(4), fc.nat(3), (need, staff, more) => {
      const low = weigh([{ code: 'need', points: need, reason: '' }, { code: 'staff', points: staff, reason: '' }], criteria)
      const high = weigh([{ code: 'need', points: Math.min(4, need + more), reason: '' }, { code: 'staff', points: staff, reason: '' }], criteria)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(100)
      expect(high).toBeGreaterThanOrEqual(low)
    }))
  })
})

describe('weights', () => {
  it.each([
    ['make 100', [50, 50], 0, 'in-review', 0, 'scheme.weights-set'],
    ['nothing else', [50, 49], 0, 'in-review', 0, 'weights-not-100'],
    ['are not set with scores in hand', [50, 50], 0, 'in-review', 1, 'already-given'],
    ['nor in the forum', [50, 50], 0, 'in-forum', 0, 'not-now'],
    ['nor unseen over another’s', [50, 50], 3, 'in-review', 0, 'changed-meanwhile'],
  ] as const)('%s', (_, weights, seen, stage, delivered, expected) => {
    expect(because(setWeights(criteria, weights, 2, seen, stage, delivered))).toBe(expected)
  })
})

describe('readers', () => {
  const asked = { stage: 'in-review', state: 'submitted', assigned: false, inGroup: true, tie: undefined, ruling: undefined }
  const tie = { orgName: 'X', tie: 'party' as const }
  it.each([
    ['one in a group', asked, 'scheme.reader-assigned'],
    ['one outside', { ...asked, inGroup: false }, 'not-in-group'],
    ['one with a tie', { ...asked, tie }, 'has-tie'],
    ['one whose tie is cleared', { ...asked, tie, ruling: { disqualified: false, basis: 'decided' } }, 'scheme.reader-assigned'],
    ['one who is disqualified, also without a tie', { ...asked, ruling: { disqualified: true, basis: 'declared' } }, 'disqualified'],
    ['one who reads already', { ...asked, assigned: true }, 'already-assigned'],
    ['for a withdrawn report', { ...asked, state: 'withdrawn' }, 'withdrawn'],
    ['when the review is over', { ...asked, stage: 'decided' }, 'not-now'],
  ])('%s', (_, situation, expected) => {
    expect(because(assign(situation))).toBe(expected)
  })
  it('are removed until they have delivered; nobody decides about themselves', () => {
    expect([unassign('in-review', true, false), unassign('in-review', true, true), unassign('in-review', false, false), rule(true, false, 'x'), rule(false, false, ''), rule(false, true, 'x')].map(because)).toEqual(['scheme.reader-removed', 'delivered', 'not-assigned', 'own-impartiality', 'note-missing', 'scheme.reader-disqualified'])
  })
  test('shared out: nobody reads what they may not, nobody twice, and each report gets as many as there can be', () => {
    const people = ['p', 'q', 'r', 's']
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 4 }), fc.array(fc.tuple(fc.constantFrom(...people), fc.nat(20))), (count, each, bars) => {
      const barred = (person: string, report: string) => bars.some(([who, at]) => who === person && `r${at}` === report)
      const reports = Array.from({ length: count }, (_, index) => ({ id: `r${index}`, readers: index % 5 === 0 ? ['p'] : [] }))
      const pairs = shareOut(reports, people, each, barred)
      expect(new Set(pairs.map(({ report, person }) => `${report} ${person}`)).size).toBe(pairs.length)
      for (const { report, person } of pairs) {
        expect(barred(person, report)).toBe(false)
      }
      for (const { id, readers } of reports) {
        const possible = people.filter((person) => !readers.includes(person) && !barred(person, id)).length
        expect(pairs.filter(({ report }) => report === id).length).toBe(Math.min(Math.max(0, each - readers.length), possible))
      }
      if (bars.length === 0) {
        const loads = people.map((person) => pairs.filter((one) => one.person === person).length + (person === 'p' && each === 1 ? 1000 : 0)).filter((load) => load < 1000)
        if (each === 1) expect(Math.max(0, ...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(1, count))
      }
      expect(shareOut(reports.toReversed(), people, each, barred)).toEqual(pairs)
    }))
  })
})

describe('comments and the second pair of eyes', () => {
  const first = { thread: 't', number: 1, text: 'a', personId: 'p', by: 'P', at: at(1) }
  const [comment] = threads([{ ...first, number: 2, text: 'b', at: at(2) }, first])
  it('the last wording stands, and the earlier are kept', () => {
    expect([comment?.now.text, comment?.before.map(({ text }) => text)]).toEqual(['b', ['a']])
    expect([reword(comment, 'p', 2, 'c'), reword(comment, 'q', 2, 'c'), reword(comment, 'p', 1, 'c'), reword(comment, 'p', 2, 'b'), reword(undefined, 'p', 1, 'c')].map(because)).toEqual(['scheme.comment-changed', 'not-yours', 'changed-meanwhile', 'nothing-changed', 'gone'])
  })
  const done = { stage: 'in-review', eligible: true, readers: 2, delivered: 2, openFlags: 0, consideredBy: 'Stine', lastChange: at(2), checkedAt: undefined }
  it.each([
    ['by another', done, 'Arve', 'scheme.review-checked'],
    ['not by the one who considered the criteria', done, 'Stine', 'same-person'],
    ['not before all have delivered', { ...done, delivered: 1 }, 'Arve', 'not-finished'],
    ['not without readers', { ...done, readers: 0, delivered: 0 }, 'Arve', 'not-finished'],
    ['also what cannot be prioritised, which nobody reads', { ...done, eligible: false, readers: 0, delivered: 0 }, 'Arve', 'scheme.review-checked'],
    ['not with something still marked', { ...done, openFlags: 1 }, 'Arve', 'open-flags'],
    ['not twice', { ...done, checkedAt: at(3) }, 'Arve', 'already-checked'],
    ['again when something has changed', { ...done, checkedAt: at(1) }, 'Arve', 'scheme.review-checked'],
  ])('%s', (_, situation, by, expected) => {
    expect(because(check(situation, by))).toBe(expected)
  })
  it('what changes later has not been gone through', () => {
    expect([isChecked(at(2), at(1)), isChecked(at(1), at(2)), isChecked(undefined, undefined)]).toEqual([true, false, false])
  })
})

describe('where a report stands', () => {
  const facts = { state: 'submitted', eligible: true, clarifying: false, readers: 2, delivered: 0, checked: false }
  it.each([
    [{ ...facts, state: 'withdrawn' }, 'withdrawn'],
    [{ ...facts, eligible: undefined }, 'to-consider'],
    [{ ...facts, eligible: undefined, clarifying: true }, 'to-clarify'],
    [{ ...facts, eligible: false }, 'not-eligible'],
    [{ ...facts, readers: 0 }, 'to-assign'],
    [facts, 'being-read'],
    [{ ...facts, delivered: 2 }, 'read'],
    [{ ...facts, delivered: 2, checked: true }, 'checked'],
  ])('%o is %s', (given, expected) => {
    expect(standingOf(given)).toBe(expected)
  })
  it('every standing can be reached, and docs/rules/scheme-review.md draws exactly the ways', () => {
    expect(new Set(['to-consider', ...ways.map(([, to]) => to)])).toEqual(new Set(standings))
    const drawn = [...readFileSync(new URL('../../../../docs/rules/scheme-review.md', import.meta.url), 'utf8').matchAll(/^ {2}(\w+) --> (\w+): (.+)$/gm)].map(([, from = '', to = '', by = '']) => [from.replaceAll('_', '-'), to.replaceAll('_', '-'), by])
    expect(drawn).toEqual(ways)
  })
})
