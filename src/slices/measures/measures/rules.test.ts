import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { OrgId } from '../../../kernel/ids.ts'
import { begin, change, elementsOf, stateOf, take, type Measure, type MeasureContent, type Part, type Step } from './rules.ts'

const day = (text: string) => text as LocalDate
const content: MeasureContent = { kind: 'course', title: 'x', goal: 'x', signs: '', themes: [], origin: 'own', needIds: [], caseId: undefined, reportId: undefined, partners: '', partnerIds: [], budget: undefined, startsOn: day('2026-09-01'), endsOn: day('2027-06-30') }
const part = (state: Part['state']): Part => ({ id: 'p', kindergartenId: 'k', kindergarten: 'K', state, departments: [], offeredOn: undefined, joinedOn: undefined, leftOn: undefined, leftReason: undefined, shared: false, closedDown: false, moved: false, closedOn: undefined })
const measure: Measure = { ...content, plan: '', copiedFrom: undefined, id: 'm', leadId: 'team', lead: 'Team', begunOn: undefined, version: 2, changedAt: new Date(0), changedBy: 'x', isClosed: false, parts: [part('offered')] }
const leader = { orgId: 'team' as OrgId, role: 'team-leader' } as const
const head = { orgId: 'k' as OrgId, role: 'head' } as const
const today = day('2026-11-23')

describe('a measure is begun', () => {
  test.each<[string, Partial<MeasureContent>, readonly string[], string]>([
    ['for nobody: not', {}, [], 'no-kindergartens'],
    ['for a kindergarten that is not the lead’s to offer: not', {}, ['a', 'z'], 'not-theirs'],
    ['out of a need that is not there: not', { origin: 'need' }, ['a'], 'origin-missing'],
    ['out of a case that is not there: not', { origin: 'case' }, ['a'], 'origin-missing'],
    ['out of a report that is not there: not', { origin: 'report' }, ['a'], 'origin-missing'],
    ['ending before it starts: not', { endsOn: day('2026-08-31') }, ['a'], 'ends-before'],
  ])('%s', (_, more, kindergartens, because) => {
    expect(begin({ ...content, ...more }, kindergartens, ['a', 'b'])).toEqual({ ok: false, because })
  })
  test('for the lead’s own, out of what is there: yes', () => {
    expect(begin({ ...content, origin: 'need', needIds: ['n'] }, ['a', 'b'], ['a', 'b'])).toEqual({ ok: true, event: { kind: 'measures.measure-begun' } })
  })
})

describe('the next step', () => {
  test.each<[string, Measure, Step, { orgId: OrgId; role: 'head' | 'team-leader' | 'pedagogical-leader' }, string]>([
    ['another than the lead does not start it', measure, { do: 'start', on: today }, head, 'not-lead'],
    ['it does not start twice', { ...measure, begunOn: today }, { do: 'start', on: today }, leader, 'started-already'],
    ['it does not start on a day to come', measure, { do: 'start', on: day('2026-11-24') }, leader, 'day-ahead'],
    ['or on no day', measure, { do: 'start', on: undefined }, leader, 'day-missing'],
    ['only the head answers an offer', measure, { do: 'accept', on: undefined }, { ...head, role: 'pedagogical-leader' }, 'only-head'],
    ['a kindergarten that was not offered it does not', measure, { do: 'accept', on: undefined }, { orgId: 'other' as OrgId, role: 'head' }, 'not-part'],
    ['an offer is answered once', { ...measure, parts: [part('part')] }, { do: 'decline' }, head, 'not-offered'],
    ['one that was taken back is not answered', { ...measure, parts: [part('taken-back')] }, { do: 'accept', on: undefined }, head, 'not-part'],
    ['what is not accepted is not shared', measure, { do: 'share' }, head, 'not-part'],
    ['an answer is not taken back', { ...measure, parts: [part('part')] }, { do: 'take-back', kindergartenId: 'k' }, leader, 'not-offered'],
  ])('%s', (_, one, step, actor, because) => {
    expect(take(one, step, actor, today)).toEqual({ ok: false, because })
  })
  test.each<[Step, typeof head | typeof leader, Measure, string]>([
    [{ do: 'start', on: today }, leader, measure, 'measures.measure-started'],
    [{ do: 'accept', on: undefined }, head, measure, 'measures.part-accepted'],
    [{ do: 'decline' }, head, measure, 'measures.part-declined'],
    [{ do: 'take-back', kindergartenId: 'k' }, leader, measure, 'measures.part-taken-back'],
    [{ do: 'share' }, head, { ...measure, parts: [part('part')] }, 'measures.part-shared'],
    [{ do: 'unshare' }, head, { ...measure, parts: [part('part')] }, 'measures.part-unshared'],
  ])('%o is taken', (step, actor, one, kind) => {
    expect(take(one, step, actor, today)).toEqual({ ok: true, event: { kind } })
  })
})

test('it is changed until everybody has closed it, and not over what another has saved', () => {
  expect([change(measure, content, 2).ok, change(measure, content, 1), change({ ...measure, isClosed: true }, content, 2)]).toEqual([true, { ok: false, because: 'changed-meanwhile' }, { ok: false, because: 'closed' }])
})
test('it is planned, under way and closed', () => {
  expect([stateOf(measure), stateOf({ ...measure, begunOn: today }), stateOf({ ...measure, begunOn: today, isClosed: true })]).toEqual(['planned', 'running', 'closed'])
})
test('the plan’s elements are its lines', () => {
  expect(elementsOf(' a\n\n b \n')).toEqual(['a', 'b'])
})
