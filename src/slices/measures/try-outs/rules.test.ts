import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { makeSlips, putTogether, windowOf, type Over } from './pulses/rules.ts'
import { choose, observe, share, type TryOut } from './rules.ts'

const day = (text: string) => text as LocalDate
const [today, standing] = [day('2026-11-23'), { takesPart: true, closed: false, begunOn: day('2026-09-01') }]
const what = { idea: 'wait-ten' as const, words: '' }
const one: TryOut = { ...what, id: 'o', measureId: 'm', measure: 'Lek', themes: [], departmentId: 'a', begunOn: day('2026-10-01'), observed: { on: day('2026-10-20'), words: 'Barna svarer mer.', outcome: 'keep' }, shared: false, named: false, version: 2, changedAt: new Date(0), changedBy: 'Siri' }

describe('what a department tries', () => {
  test.each([
    ['not in a measure one is not part of', { standing: { ...standing, takesPart: false } }, 'not-part'],
    ['not before it has begun', { standing: { ...standing, begunOn: undefined } }, 'not-started'],
    ['not when it is closed', { standing: { ...standing, closed: true } }, 'closed'],
    ['something, at least', { what: { idea: undefined, words: '' } }, 'nothing-chosen'],
    ['not from a day to come', { on: day('2026-11-24') }, 'day-ahead'],
    ['not from before the measure', { on: day('2026-08-31') }, 'before-start'],
    ['one thing at a time', { own: [{ departmentId: 'a', observed: undefined }] }, 'one-at-a-time'],
  ])('%s', (_, wrong, because) => {
    const tried = { what, on: day('2026-10-01'), standing, own: [], ...wrong }
    expect(choose(tried.what, 'a', tried.on, tried.standing, tried.own, today)).toEqual({ ok: false, because })
  })
  test('other departments try their own, and the same one again when it has seen what came of it', () => {
    expect(choose(what, 'a', day('2026-10-01'), standing, [{ departmentId: 'b', observed: undefined }, { departmentId: undefined, observed: undefined }, { departmentId: 'a', observed: one.observed }], today)).toMatchObject({ ok: true })
  })
  test.each([
    ['what somebody has changed meanwhile', one, 1, '2026-11-01', 'changed-meanwhile'],
    ['what others read', { ...one, shared: true }, 2, '2026-11-01', 'shared-already'],
    ['what has not been seen yet', one, 2, '2026-11-24', 'observed-ahead'],
    ['what was seen before it began', one, 2, '2026-09-30', 'observed-before'],
  ] as const)('%s is not observed', (_, tried, version, on, because) => {
    expect(observe(tried, { on: day(on), words: 'x', outcome: 'keep' }, version, today)).toEqual({ ok: false, because })
  })
  test.each([
    ['by the head alone', one, 'anonymous', false, 'only-head'],
    ['when something has been seen', { ...one, observed: undefined }, 'anonymous', true, 'not-observed'],
    ['without the name in the text', { ...one, words: 'Slik gjør vi det i Solstråla' }, 'anonymous', true, 'names-itself'],
  ] as const)('is let be read %s', (_, tried, how, isHead, because) => {
    expect(share(tried, how, isHead, ['Solstråla barnehage'], 2)).toEqual({ ok: false, because })
  })
  test('with the name, the name may stand in the text; a part of another word is no name', () => {
    expect([share({ ...one, words: 'Vi i Solstråla' }, 'named', true, ['Solstråla barnehage'], 2).ok, share({ ...one, words: 'Solstrålande dag i en barnehage' }, 'anonymous', true, ['Solstråla barnehage'], 2).ok]).toEqual([true, true])
  })
})

describe('whether it is still done', () => {
  test('is asked three and six months after, for three weeks', () => {
    expect([windowOf(day('2026-11-30'), 3), windowOf(day('2026-09-01'), 6)]).toEqual([{ opensOn: '2027-02-28', closesOn: '2027-03-21' }, { opensOn: '2027-03-01', closesOn: '2027-03-22' }])
  })

  test.each([
    ['before it begins', '2026-12-31', 4, undefined, 'pulse-not-open'],
    ['when it is over', '2027-01-22', 4, undefined, 'pulse-not-open'],
    ['for more than work there', '2027-01-05', 5, 4, 'more-than-staff'],
    ['as many as work there', '2027-01-05', 4, 4, 'ok'],
    ['as many as is said, when nobody has written how many there are', '2027-01-21', 40, undefined, 'ok'],
  ] as const)('slips are made %s: %s', (_, today, count, staff, expected) => {
    const decision = makeSlips({ opensOn: day('2027-01-01'), closesOn: day('2027-01-22') }, count, staff, day(today))
    expect(decision.ok ? 'ok' : decision.because).toBe(expected)
  })

  const anyOver = fc.array(fc.record({ measure: fc.constantFrom('m', 'n'), months: fc.constantFrom(3 as const, 6 as const), often: fc.nat(6), sometimes: fc.nat(6), stopped: fc.nat(6), unknown: fc.nat(6), not: fc.nat(6) }), { maxLength: 12 }).map((list) => list.map((each, at): Over => ({ id: String(at), measureId: each.measure, kindergartenId: 'k', months: each.months, counts: { often: each.often, sometimes: each.sometimes, stopped: each.stopped, unknown: each.unknown, not: each.not } })))
  const total = (all: readonly Over[]) => all.reduce((sum, { counts }) => sum + counts.often + counts.sometimes + counts.stopped + counts.unknown + counts.not, 0)

  test('is told of five or more, each pulse once, in bands; those who wait are fewer than five', () => {
    fc.assert(fc.property(anyOver, (over) => {
      const results = putTogether(over)
      const told = results.flatMap(({ pulseIds }) => pulseIds)
      expect(new Set(told).size).toBe(told.length)
      for (const result of results) {
        const behind = over.filter(({ id }) => result.pulseIds.includes(id))
        expect([total(behind) >= 5, result.atLeast % 5, result.atLeast <= total(behind), total(behind) < result.atLeast + 5]).toEqual([true, 0, true, true])
        expect(new Set(behind.map(({ measureId, months }) => `${measureId} ${months}`)).size).toBe(1)
      }
      for (const group of Map.groupBy(over.filter(({ id }) => !told.includes(id)), ({ measureId, months }) => `${measureId} ${months}`).values()) expect(total(group)).toBeLessThan(5)
    }))
  })

  test.each([
    ['those who do not know are among those who answered', { often: 3, sometimes: 0, stopped: 0, unknown: 3, not: 0 }, 'some'],
    ['as are those who have stopped', { often: 3, sometimes: 0, stopped: 3, unknown: 0, not: 0 }, 'some'],
    ['and those who answered before the two were asked apart', { often: 3, sometimes: 0, stopped: 0, unknown: 0, not: 3 }, 'some'],
    ['four of five do it often', { often: 4, sometimes: 0, stopped: 0, unknown: 1, not: 0 }, 'most'],
  ] as const)('%s', (_, counts, still) => {
    expect(putTogether([{ id: 'a', measureId: 'm', kindergartenId: 'k', months: 3, counts }])[0]?.still).toBe(still)
  })

  test('says nothing of how one answered: whatever the answers, others that are told in the same way differ in one of them', () => {
    fc.assert(fc.property(anyOver, (over) => {
      for (const result of putTogether(over)) {
        const [first, ...rest] = over.filter(({ id }) => result.pulseIds.includes(id)).map(({ counts }) => counts)
        if (!first) continue
        const sum = (key: keyof Over['counts']) => rest.reduce((all, counts) => all + counts[key], first[key])
        const [often, all] = [sum('often'), sum('often') + sum('sometimes') + sum('stopped') + sum('unknown') + sum('not')]
        // The same band and words, for another number of those who do it often among as many or one more or fewer.
        const alike = [all - 1, all, all + 1].filter((some) => some >= result.atLeast && some < result.atLeast + 5).flatMap((some) => Array.from({ length: some + 1 }, (_, n) => ({ some, n }))).filter(({ some, n }) => (some !== all || n !== often) && putTogether([{ id: 'x', measureId: 'm', kindergartenId: 'k', months: 3, counts: { often: n, sometimes: some - n, stopped: 0, unknown: 0, not: 0 } }])[0]?.still === result.still)
        expect(alike.length).toBeGreaterThan(0)
      }
    }))
  })
})
