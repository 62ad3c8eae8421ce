import { describe, expect, test } from 'vitest'
import type { OrgKind } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { begin, end, kindsFor, type Relation, type Side, type WrittenKind } from './rules.ts'

const day = (text: string) => text as LocalDate
const side = (id: string, kind: OrgKind, form?: string, closed = false): Side => ({ id, name: id, kind, form, closed })
const runs = (kind: WrittenKind, to: Side, from: string, until?: string): Relation => ({ id: `${kind} ${to.id}`, kind, to, period: { from: day(from), to: until === undefined ? undefined : day(until) } })
const kindergarten = side('barnehage', 'kindergarten')
const municipality = side('kommune', 'municipality')
const [chain, foundation] = [side('kjede', 'owner', 'chain'), side('stiftelse', 'owner', 'foundation')]
const [team, otherTeam, ppt] = [side('team', 'support-service', 'competence-team'), side('team 2', 'support-service', 'competence-team'), side('ppt', 'support-service', 'ppt')]

describe('a new relation', () => {
  test.each<[string, Side, Side, WrittenKind, Relation[], string]>([
    ['the first owner', kindergarten, chain, 'owned-by', [], 'ends nothing'],
    ['an owner after an owner', kindergarten, foundation, 'owned-by', [runs('owned-by', chain, '2020-01-01')], 'ends owned-by kjede'],
    ['an owner after one that has ended', kindergarten, foundation, 'owned-by', [runs('owned-by', chain, '2020-01-01', '2026-01-01')], 'ends nothing'],
    ['an owner before one that begins later', kindergarten, foundation, 'owned-by', [runs('owned-by', chain, '2027-01-01')], 'another-later'],
    ['the same owner again', kindergarten, chain, 'owned-by', [runs('owned-by', chain, '2020-01-01')], 'there-already'],
    ['a team beside PPT', municipality, team, 'served-by', [runs('served-by', ppt, '2020-01-01')], 'ends nothing'],
    ['a team after a team', municipality, otherTeam, 'served-by', [runs('served-by', team, '2020-01-01'), runs('served-by', ppt, '2020-01-01')], 'ends served-by team'],
    ['PPT beside a team', municipality, ppt, 'served-by', [runs('served-by', team, '2020-01-01')], 'ends nothing'],
    ['an owner that is a school', kindergarten, side('skole', 'school'), 'owned-by', [], 'does-not-fit'],
    ['a closed owner', kindergarten, side('borte', 'owner', undefined, true), 'owned-by', [], 'other-closed'],
    ['itself', municipality, municipality, 'part-of', [], 'to-itself'],
  ])('%s', (_, from, to, kind, running, expected) => {
    const decided = begin(from, to, kind, day('2026-08-01'), running)
    expect(decided.ok ? `ends ${decided.event.ends.map(({ id }) => id).join(', ') || 'nothing'}` : decided.because).toBe(expected)
  })

  test('what nobody can stand in has no kinds to choose', () => {
    expect(kindsFor('operator')).toEqual([])
    expect(kindsFor('kindergarten')).toEqual(['owned-by', 'lies-in', 'supervised-by', 'served-by'])
  })
})

describe('an end', () => {
  test.each([
    ['2026-08-01', undefined, '2026-11-22', '2026-11-23'],
    ['2026-08-01', undefined, '2026-08-01', '2026-08-02'],
    ['2026-08-01', undefined, '2027-07-31', '2027-08-01'],
    ['2026-08-01', '2027-01-01', '2026-12-01', '2026-12-02'],
    ['2026-08-01', undefined, '2026-07-31', 'last-before-first'],
    ['2026-08-01', '2026-10-01', '2026-11-01', 'over-already'],
  ])('of what runs from %s to %s, after %s: %s', (from, to, lastDay, expected) => {
    const decided = end(runs('owned-by', chain, from, to), day(lastDay), day('2026-11-22'))
    expect(decided.ok ? decided.event.to : decided.because).toBe(expected)
  })
})
