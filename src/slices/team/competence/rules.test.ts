import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { coverage, write, type Entry, type Held, type Level, type Member } from './rules.ts'

const day = (text: string) => text as LocalDate
const ada: Member = { personId: 'a', name: 'Ada', lastDay: undefined }
const bo: Member = { personId: 'b', name: 'Bo', lastDay: day('2026-12-31') }
const cy: Member = { personId: 'c', name: 'Cy', lastDay: day('2026-12-15') }
const held = (who: Member, level: Level, subject = 'lek'): Held => ({ personId: who.personId, subject, level })
const lek = { code: 'lek' }
const one = (members: readonly Member[], all: readonly Held[]) => {
  const [covered] = coverage([lek], members, all, new Map())
  return covered && { names: covered.holders.map(({ name }) => name), state: covered.state, learners: covered.learners, falls: covered.falls }
}

describe('how a subject is covered', () => {
  test.each<[string, readonly Member[], readonly Held[], ReturnType<typeof one>]>([
    ['nobody has written anything', [ada, bo], [], { names: [], state: 'nobody', learners: 0, falls: undefined }],
    ['one who learns and one who does it together with others do not hold it', [ada, bo], [held(ada, 'learning'), held(bo, 'together')], { names: [], state: 'nobody', learners: 2, falls: undefined }],
    ['“nothing yet” is no learner', [ada], [held(ada, 'none')], { names: [], state: 'nobody', learners: 0, falls: undefined }],
    ['one alone', [ada], [held(ada, 'alone')], { names: ['Ada'], state: 'one', learners: 0, falls: undefined }],
    ['two, one of whom leaves: shown ahead of time', [ada, bo], [held(ada, 'alone'), held(bo, 'guides')], { names: ['Ada', 'Bo'], state: 'several', learners: 0, falls: { lastDay: day('2026-12-31'), to: 'one' } }],
    ['three, two of whom leave: the first makes no difference', [ada, bo, cy], [held(ada, 'alone'), held(bo, 'alone'), held(cy, 'alone')], { names: ['Ada', 'Bo', 'Cy'], state: 'several', learners: 0, falls: { lastDay: day('2026-12-31'), to: 'one' } }],
    ['the only one leaves', [bo], [held(bo, 'guides')], { names: ['Bo'], state: 'one', learners: 0, falls: { lastDay: day('2026-12-31'), to: 'nobody' } }],
    ['someone who has left does not count', [ada], [held(ada, 'alone'), held(bo, 'alone')], { names: ['Ada'], state: 'one', learners: 0, falls: undefined }],
    ['what is held in another subject is not held in this', [ada], [held(ada, 'alone', 'tall')], { names: [], state: 'nobody', learners: 0, falls: undefined }],
  ])('%s', (_, members, all, expected) => {
    expect(one(members, all)).toEqual(expected)
  })

  test('what is asked for stands first, the thinnest before the others, then what most ask for', () => {
    const asked = (kindergartens: number) => ({ needs: kindergartens, requests: 0, measures: 0, kindergartens })
    const all = [held(ada, 'alone', 'ett'), held(ada, 'alone', 'to'), held({ ...ada, personId: 'd' }, 'alone', 'to')]
    const order = coverage([{ code: 'ingen-ber' }, { code: 'to' }, { code: 'ett' }, { code: 'lite' }, { code: 'mye' }], [ada, { ...ada, personId: 'd' }], all, new Map([['to', asked(9)], ['ett', asked(1)], ['lite', asked(2)], ['mye', asked(5)]])).map(({ subject }) => subject.code)
    expect(order).toEqual(['mye', 'lite', 'ett', 'to', 'ingen-ber'])
  })
})

const typed: Entry = { level: 'alone', evidence: 'Videreutdanning', year: 2024, wishes: false }
test.each<[string, Parameters<typeof write>, string]>([
  ['the first time', [0, 0, typed, true, 2026], 'team.competence-written'],
  ['again, as it stood on the page', [3, 3, typed, true, 2026], 'team.competence-written'],
  ['this year is no year ahead', [0, 0, { ...typed, year: 2026 }, true, 2026], 'team.competence-written'],
  ['a year to come', [0, 0, { ...typed, year: 2027 }, true, 2026], 'year-ahead'],
  ['changed in another tab', [4, 3, typed, true, 2026], 'changed-meanwhile'],
  ['the subject is no longer on the list', [0, 0, typed, false, 2026], 'subject-gone'],
])('writing in the own row: %s', (_, given, expected) => {
  const decision = write(...given)
  expect(decision.ok ? decision.event.kind : decision.because).toBe(expected)
})
