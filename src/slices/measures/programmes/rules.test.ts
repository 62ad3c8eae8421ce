import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { OrgId } from '../../../kernel/ids.ts'
import { addCohort, answer, begin, change, end, handOver, isLead, isOver, leave, offer, takeBack, type Cohort, type Place, type PlaceState, type Programme } from './rules.ts'

const day = (text: string) => text as LocalDate
const orgId = (text: string) => text as OrgId
const today = day('2026-11-23')
const programme: Programme = { id: 'p', leadId: 'team', lead: 'Teamet', title: 'Ute sammen', goal: 'En fast voksen ute.', focus: '', themes: [], startsOn: day('2026-08-01'), endsOn: day('2028-06-30'), endedOn: undefined, version: 2, changedAt: new Date(0), changedBy: 'Tone' }
const ended = { ...programme, endedOn: day('2026-10-01') }
const cohort: Cohort = { id: 'h', programmeId: 'p', position: 1, name: 'Pulje 1', startsOn: day('2026-08-01'), endsOn: day('2027-06-30'), learned: '', handedOverOn: undefined, received: '' }
const place = (state: PlaceState): Place => ({ id: 'l', kindergartenId: 'k', kindergarten: 'K', cohortId: 'h', state, departments: [], leftOn: undefined, leftReason: undefined, closedDown: false, moved: false })
const refused = (because: string) => ({ ok: false, because })

test('it is led from the organisation that leads it, by those who lead programmes', () => {
  expect((['owner', 'adviser', 'team-leader', 'head', 'authority'] as const).map((role) => isLead(programme, { orgId: orgId('team'), role }))).toEqual([true, true, true, false, false])
  expect(isLead(programme, { orgId: orgId('another'), role: 'adviser' })).toBe(false)
})

test('it runs through its last day, or until it is ended', () => {
  expect([isOver(programme, programme.endsOn), isOver(programme, day('2028-07-01')), isOver(ended, today)]).toEqual([false, true, true])
})

describe('a programme', () => {
  test('may last one day, and does not end before it begins', () => {
    expect([begin({ ...programme, endsOn: programme.startsOn }).ok, begin({ ...programme, endsOn: day('2026-07-31') })]).toEqual([true, refused('ends-before')])
  })
  test.each([
    ['when it is ended', ended, {}, [], 2, 'ended'],
    ['over what somebody else has saved', programme, {}, [], 1, 'changed-meanwhile'],
    ['so that it ends before it begins', programme, { endsOn: day('2026-07-31') }, [], 2, 'ends-before'],
    ['so that a cohort begins before it', programme, { startsOn: day('2026-08-02') }, [cohort], 2, 'cohorts-outside'],
    ['so that a cohort ends after it', programme, { endsOn: day('2027-06-29') }, [cohort], 2, 'cohorts-outside'],
  ] as const)('is not changed %s', (_, standing, next, cohorts, version, because) => {
    expect(change(standing, { ...programme, ...next }, cohorts, version)).toEqual(refused(because))
  })
  test('is changed down to the days of its cohorts, and ended once', () => {
    expect(change(programme, { ...programme, endsOn: cohort.endsOn }, [cohort], 2)).toMatchObject({ ok: true, event: { kind: 'measures.programme-changed' } })
    expect([end(programme).ok, end(ended)]).toEqual([true, refused('ended')])
  })
})

describe('an offer', () => {
  test.each([
    ['to nobody', { kindergartens: [] }, 'no-kindergartens'],
    ['to one the lead does not have', { kindergartens: ['k', 'x'] }, 'not-theirs'],
    ['to one that is in it', { taken: ['k'] }, 'already-in'],
  ])('%s is not made, in a new cohort either', (_, wrong, because) => {
    const offered = { kindergartens: ['k'], mayTakePart: ['k', 'l'], taken: ['l'], ...wrong }
    expect([offer(offered), addCohort(programme, cohort, offered, today)]).toEqual([refused(because), refused(because)])
  })
  test.each([
    ['when the programme is over', ended, {}, 'over'],
    ['that ends before it begins', programme, { endsOn: day('2026-07-01') }, 'ends-before'],
    ['that begins before the programme', programme, { startsOn: day('2026-07-31') }, 'cohort-outside'],
    ['that ends after it', programme, { endsOn: day('2028-07-01') }, 'cohort-outside'],
  ] as const)('a cohort %s is not begun', (_, standing, days, because) => {
    expect(addCohort(standing, { ...cohort, ...days }, { kindergartens: ['k'], mayTakePart: ['k'], taken: [] }, today)).toEqual(refused(because))
  })
  test('is answered once; no may be said also when the programme is over', () => {
    expect((['part', 'declined', 'taken-back', 'left'] as const).map((state) => answer(programme, place(state), 'yes', today))).toEqual(Array(4).fill(refused('not-offered')))
    expect(answer(programme, undefined, 'no', today)).toEqual(refused('not-offered'))
    expect([answer(ended, place('offered'), 'yes', today), answer(ended, place('offered'), 'no', today).ok, answer(programme, place('offered'), 'yes', today).ok]).toEqual([refused('over'), true, true])
  })
  test('is taken back while nobody has answered', () => {
    expect([takeBack(place('offered')).ok, takeBack(place('part')), takeBack(undefined)]).toEqual([true, refused('not-offered'), refused('not-offered')])
  })
})

test('a kindergarten that is in it goes out with a reason', () => {
  expect([leave(place('offered'), 'capacity'), leave(undefined, 'capacity'), leave(place('part'), undefined)]).toEqual([refused('not-in'), refused('not-in'), refused('reason-missing')])
  expect(leave(place('part'), 'capacity')).toMatchObject({ ok: true, event: { kind: 'measures.programme-left', reason: 'capacity' } })
})

test('a cohort hands over once, to a next one, what it has learned, when no round is open', () => {
  const next = { ...cohort, id: 'n', position: 2 }
  expect([handOver({ ...cohort, handedOverOn: today }, next, 'x', 0), handOver(cohort, undefined, 'x', 0), handOver(cohort, next, '', 0), handOver(cohort, next, 'x', 1)]).toEqual(['handed-already', 'no-next', 'learned-missing', 'rounds-open'].map(refused))
  expect(handOver(cohort, next, 'x', 0).ok).toBe(true)
})
