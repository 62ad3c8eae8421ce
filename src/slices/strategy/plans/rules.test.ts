import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { answer, say } from './hearing/rules.ts'
import { addLine, adopt, beginPlan, beginVersion, changePlan, isReplaced, moveDeadline, openHearing, progressOf, removeGoal, removePlan, writeGoal, type Comment, type Goal, type Plan, type Worked } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const goal = (id: string, more: Partial<Goal> = {}): Goal => ({ id, parentId: undefined, title: `Mål ${id}`, why: '', themes: [], responsible: 'Barnehagesjefen', economy: undefined, startsOn: day('2026-08-01'), endsOn: day('2028-07-31'), ...more })
const plan = (more: Partial<Plan> = {}): Plan => ({
  id: 'p', seriesId: 's', municipalityId: 'm', municipality: 'Fjordvik', version: 1, state: 'draft', title: 'Plan', about: '', frame: undefined, startsOn: day('2026-08-01'), endsOn: day('2029-07-31'),
  hearingUntil: undefined, adoptedOn: undefined, adoptedBody: undefined, adoptedBy: undefined, edit: 3, changedAt: new Date(0), changedBy: 'Tone', goals: [goal('a'), goal('b')], lines: [], comments: [], ...more,
})
const worked = (measureId: string, goalId: string, more: Partial<Worked> = {}): Worked => ({ goalId, measureId, title: undefined, lead: undefined, startsOn: day('2026-09-01'), endsOn: day('2027-06-30'), begunOn: undefined, closed: false, compared: false, ...more })
const said = (outcome: Comment['outcome']): Comment => ({ id: 'c', orgId: 'o', org: 'Lia', role: 'head', by: 'Siri', at: new Date(0), body: 'Bra', outcome, answer: '', answeredBy: undefined, answeredAt: undefined })
const because = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? 'ok' : decision.because)
const heard = { state: 'hearing', hearingUntil: day('2026-11-20') } as const

test('progress is read from the work: each measure once, working goals with their goal', () => {
  const whole = plan({ goals: [goal('a'), goal('a1', { parentId: 'a' }), goal('b')], lines: [{ id: 'l', goalId: 'a', measureId: undefined, title: 'Møte', responsible: '' }] })
  const work = [worked('1', 'a', { begunOn: today }), worked('1', 'a1', { begunOn: today }), worked('2', 'a1', { begunOn: today }), worked('3', 'a1', { begunOn: today }), worked('4', 'a', { begunOn: today, closed: true, compared: true }), worked('5', 'a')]
  expect(progressOf(whole, work, 'a')).toEqual({ measures: 5, running: 3, closed: 1, compared: 1, own: 1 })
  expect(progressOf(whole, work, 'b')).toEqual({ measures: 0, running: 0, closed: 0, compared: 0, own: 0 })
})

describe('goals', () => {
  const write = (of: Plan, id: string | undefined, next: Goal, edit = 3) => because(writeGoal(of, id, next, edit, today))
  test('no goal is part of itself, also by way of another', () => {
    expect(write(plan(), 'a', goal('a', { parentId: 'a' }))).toBe('circular')
    expect(write(plan({ goals: [goal('a'), goal('b', { parentId: 'a' })] }), 'a', goal('a', { parentId: 'b' }))).toBe('circular')
    expect(write(plan({ goals: [goal('a', { parentId: 'b' }), goal('b', { parentId: 'a' })] }), 'a', goal('a', { parentId: 'b' })), 'what should never be there ends too').toBe('circular')
  })
  test('working goals have none below them', () => {
    const whole = plan({ goals: [goal('a'), goal('a1', { parentId: 'a' }), goal('b')] })
    expect(write(whole, 'b', goal('b', { parentId: 'a1' }))).toBe('too-deep')
    expect(write(whole, 'a', goal('a', { parentId: 'b' }))).toBe('too-deep')
    expect(write(whole, 'b', goal('b', { parentId: 'a' }))).toBe('ok')
    expect(write(whole, 'b', goal('b', { parentId: 'x' }))).toBe('parent-unknown')
  })
  test('periods fit: within the plan, within the goal, around the working goals', () => {
    const whole = plan({ goals: [goal('a'), goal('a1', { parentId: 'a', startsOn: day('2027-01-01') }), goal('b')] })
    expect(write(whole, 'b', goal('b', { endsOn: day('2030-01-01') }))).toBe('outside-plan')
    expect(write(whole, 'b', goal('b', { endsOn: day('2020-01-01') }))).toBe('ends-before')
    expect(write(whole, 'b', goal('b', { parentId: 'a', endsOn: day('2029-01-01') }))).toBe('outside-goal')
    expect(write(whole, 'a', goal('a', { startsOn: day('2027-06-01') }))).toBe('parts-outside')
    expect(because(changePlan(whole, { ...whole, endsOn: day('2027-07-31') }, 3, today))).toBe('goals-outside')
    expect(because(beginPlan({ ...whole, endsOn: day('2020-07-31') }))).toBe('ends-before')
  })
  test('the same goal stands once, and of two who write the second is told', () => {
    expect(write(plan(), undefined, goal('x', { title: 'mål A' }))).toBe('goal-twice')
    expect(write(plan(), undefined, goal('x'), 2)).toBe('changed-meanwhile')
    expect(write(plan(), undefined, goal('x'))).toBe('ok')
  })
  test('a goal has twelve themes at most: none is dropped without a word', () => {
    const themes = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`)
    expect([write(plan(), undefined, goal('x', { themes: themes(12) })), write(plan(), undefined, goal('x', { themes: themes(13) }))]).toEqual(['ok', 'too-many-themes'])
  })
  test('one with working goals or measures is not removed', () => {
    const whole = plan({ goals: [goal('a'), goal('a1', { parentId: 'a' }), goal('b')] })
    const remove = (id: string) => because(removeGoal(whole, id, [worked('1', 'a1')], 3, today))
    expect([remove('a'), remove('a1'), remove('b')]).toEqual(['has-parts', 'has-measures', 'ok'])
  })
})

test('a measure stands once in a plan, and is under way when its goal is', () => {
  const add = (of: Plan, measure: { id: string; startsOn: LocalDate; endsOn: LocalDate } | undefined, title = '', work: readonly Worked[] = []) => because(addLine(of, goal('a'), { measure, title, responsible: '' }, work, 3, today))
  const one = { id: '1', startsOn: day('2026-09-01'), endsOn: day('2027-06-30') }
  expect(add(plan(), one)).toBe('ok')
  expect(add(plan({ lines: [{ id: 'l', goalId: 'b', measureId: '1', title: '', responsible: '' }] }), one)).toBe('measure-twice')
  expect(add(plan(), one, '', [worked('1', 'b')]), 'it grew out of another goal').toBe('measure-twice')
  expect(add(plan(), { ...one, startsOn: day('2025-01-01'), endsOn: day('2025-02-01') })).toBe('measure-outside')
  expect([add(plan(), undefined), add(plan(), undefined, 'Styrermøte')]).toEqual(['nothing', 'ok'])
})

test('a draft is taken away by who has seen it as it is; what has been on hearing stays', () => {
  const remove = (of: Plan, edit = 3) => because(removePlan(of, edit))
  expect([remove(plan()), remove(plan(), 2), remove(plan(heard)), remove(plan({ state: 'adopted' }))]).toEqual(['ok', 'changed-meanwhile', 'has-been-heard', 'has-been-heard'])
})

describe('hearing, adoption, version', () => {
  const open = (of: Plan, until: string | undefined) => because(openHearing(of, until === undefined ? undefined : day(until), 3, today))
  test('out on hearing with goals, somebody who answers for them, and a day to come', () => {
    expect([open(plan(), '2027-11-23'), open(plan(), '2027-11-24')], 'a slip in the year would leave the plan standing for years').toEqual(['ok', 'deadline-far'])
    expect([open(plan(), undefined), open(plan(), '2026-11-23'), open(plan(), '2026-12-20'), open(plan({ goals: [] }), '2026-12-20'), open(plan({ goals: [goal('a', { responsible: '' })] }), '2026-12-20'), open(plan(heard), '2026-12-20')]).toEqual(['deadline-missing', 'deadline-past', 'ok', 'no-goals', 'no-responsible', 'in-hearing'])
  })
  test('while it runs the deadline is moved to another day to come, by who has seen the plan as it is', () => {
    const runs = plan({ state: 'hearing', hearingUntil: day('2026-12-10') })
    const move = (of: Plan, until: string | undefined, edit = 3) => because(moveDeadline(of, until === undefined ? undefined : day(until), edit, today))
    expect([move(runs, '2026-12-20'), move(runs, '2026-12-01'), move(runs, '2026-12-10'), move(runs, undefined), move(runs, '2026-11-23'), move(runs, '2036-12-10'), move(runs, '2026-12-20', 2)]).toEqual(['ok', 'ok', 'same-deadline', 'deadline-missing', 'deadline-past', 'deadline-far', 'changed-meanwhile'])
    expect([move(plan(), '2026-12-20'), move(plan(heard), '2026-12-20'), move(plan({ state: 'adopted' }), '2026-12-20')]).toEqual(['not-heard', 'deadline-gone', 'stands'])
  })
  test('the content stands while it runs; heads and owners say something until the deadline', () => {
    const runs = plan({ state: 'hearing', hearingUntil: today })
    expect(because(changePlan(runs, runs, 3, today))).toBe('hearing-runs')
    expect(because(changePlan(plan(heard), plan(), 3, today))).toBe('ok')
    expect([because(say(runs, 'head', today)), because(say(runs, 'owner', today)), because(say(runs, 'adviser', today)), because(say(plan(heard), 'head', today)), because(say(plan(), 'head', today))]).toEqual(['ok', 'ok', 'not-asked', 'hearing-over', 'no-hearing'])
    expect([because(answer(runs, said(undefined))), because(answer(runs, undefined)), because(answer(plan({ state: 'adopted' }), said(undefined))), because(answer(runs, said('partly')))]).toEqual(['ok', 'comment-unknown', 'stands', 'answered-already'])
  })
  test('the municipality writes in the adoption when all have an answer', () => {
    const body = { on: day('2026-11-22'), body: 'Kommunestyret' }
    const take = (of: Plan, adopted: { on: LocalDate | undefined; body: string } = body, role: 'authority' | 'team-leader' = 'authority') => because(adopt(of, adopted, role, 3, today))
    expect([take(plan(heard), body, 'team-leader'), take(plan()), take(plan({ state: 'hearing', hearingUntil: today })), take(plan({ ...heard, comments: [said(undefined)] })), take(plan(heard), { ...body, body: '' }), take(plan(heard), { ...body, on: undefined }), take(plan(heard), { ...body, on: day('2026-11-24') }), take(plan(heard), { ...body, on: day('2026-11-19') }), take(plan({ ...heard, comments: [said('not')] }))]).toEqual(
      ['only-authority', 'not-heard', 'hearing-runs', 'unanswered', 'body-missing', 'day-missing', 'day-ahead', 'before-hearing', 'ok'])
  })
  test('what is adopted stands, and changes by one new version at a time', () => {
    const adopted = plan({ state: 'adopted' })
    expect(because(changePlan(adopted, adopted, 3, today))).toBe('stands')
    expect([because(beginVersion(plan(), [])), because(beginVersion(adopted, [adopted, plan({ version: 2 })])), because(beginVersion(adopted, [adopted, plan({ version: 2, state: 'adopted' })])), because(beginVersion(adopted, [adopted]))]).toEqual(['not-adopted', 'is-written', 'is-replaced', 'ok'])
    expect([isReplaced(adopted, [adopted, plan({ version: 2 })]), isReplaced(adopted, [adopted, plan({ version: 2, state: 'adopted' })])]).toEqual([false, true])
  })
})
