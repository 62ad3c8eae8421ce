import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDayOslo } from '../../../kernel/dates.ts'
import { day } from '../schemes/rules.ts'
import { shippedSchemes } from '../schemes/shipped/index.ts'
import { closesFor, extend, hasComeToDecision, hasComeToForum, lastDayOf, leadsFrom, leadsTo, mayStillSend, phaseOf, plan, possibleSteps, stages, steps, take, usualDays, yearLater, type RoundFacts } from './rules.ts'

const at = (text: string) => new Date(text)
const round: RoundFacts = { stage: 'announced', opensAt: startOfDayOslo(day('2026-10-10')), closesAt: startOfDayOslo(day('2027-02-02')), reportClosesAt: startOfDayOslo(day('2028-01-16')), hasForm: true, hasForum: true, hasInformation: true, extendedUntil: undefined, unrecommended: 0, undecided: 0 }

describe('the deadline 1 February at 23.59 in Norway', () => {
  it.each([
    ['2026-10-09T21:59:59Z', 'announced'],
    ['2026-10-09T22:00:00Z', 'open'],
    ['2027-02-01T22:59:59Z', 'open'],
    ['2027-02-01T22:59:59.999Z', 'open'],
    ['2027-02-01T23:00:00Z', 'closed'],
  ])('at %s the round is %s', (instant, phase) => {
    expect(phaseOf(round, at(instant))).toBe(phase)
  })
  it.each([
    ['2027-02-01T22:59:59Z', undefined, true],
    ['2027-02-01T23:00:00Z', undefined, 'round-closed'],
    ['2027-02-05T22:59:59Z', '2027-02-05T23:00:00Z', true],
    ['2027-02-05T23:00:00Z', '2027-02-05T23:00:00Z', 'round-closed'],
    ['2026-10-01T10:00:00Z', undefined, 'round-not-open'],
    ['2026-10-01T10:00:00Z', '2027-02-05T23:00:00Z', 'round-not-open'],
  ])('one who sends at %s, with more time until %s: %s', (instant, until, expected) => {
    const answer = mayStillSend(round, until ? at(until) : undefined, at(instant))
    expect(answer.ok ? true : answer.because).toBe(expected)
  })
  it('an extension holds while the others are being reviewed, never when the forum has the list', () => {
    const late = at('2027-02-05T23:00:00Z')
    const now = at('2027-02-04T12:00:00Z')
    expect(mayStillSend({ ...round, stage: 'in-review' }, late, now).ok).toBe(true)
    expect(mayStillSend({ ...round, stage: 'in-forum' }, late, now).ok).toBe(false)
    expect(closesFor(round, late)).toEqual(late)
    expect(closesFor(round, at('2027-01-01T00:00:00Z'))).toEqual(round.closesAt)
  })
  it('the last day is said as it was announced', () => {
    expect(lastDayOf(round.closesAt)).toBe('2027-02-01')
  })
})

describe('the steps of the year', () => {
  const closed = at('2027-02-10T12:00:00Z')
  const open = at('2026-12-01T12:00:00Z')
  it.each([
    ['a planned round is announced', 'announce', { stage: 'planned' }, open, '', 'announced'],
    ['not without a form', 'announce', { stage: 'planned', hasForm: false }, open, '', 'no-form'],
    ['not without saying what it is about', 'announce', { stage: 'planned', hasInformation: false }, open, '', 'no-information'],
    ['not when its deadline has passed', 'announce', { stage: 'planned' }, closed, '', 'deadline-passed'],
    ['an open round is not reviewed', 'review', {}, open, '', 'still-open'],
    ['a closed one is', 'review', {}, closed, '', 'in-review'],
    ['the forum waits for those who were given more time', 'forum', { stage: 'in-review', extendedUntil: at('2027-02-12T23:00:00Z') }, closed, '', 'extension-runs'],
    ['the forum needs to be named', 'forum', { stage: 'in-review', hasForum: false }, closed, '', 'no-forum'],
    ['the forum gets the list', 'forum', { stage: 'in-review' }, closed, '', 'in-forum'],
    ['nothing is decided before all have a recommendation', 'decide', { stage: 'in-forum', unrecommended: 3 }, closed, '', 'not-all-recommended'],
    ['then it is decided', 'decide', { stage: 'in-forum' }, closed, '', 'decided'],
    ['follow-up waits for every decision', 'follow-up', { stage: 'decided', undecided: 1 }, closed, '', 'not-all-decided'],
    ['a round is reopened with a reason', 'reopen', {}, closed, '', 'reason-missing'],
    ['and until a later day', 'reopen', {}, closed, 'Strømbrudd i hele fylket', 'deadline-not-later'],
    ['an announced one is cancelled with a reason', 'cancel', {}, at('2026-10-01T00:00:00Z'), 'Ordningen er endret', 'cancelled'],
    ['an open one is not cancelled', 'cancel', {}, open, 'Ordningen er endret', 'not-now'],
    ['an ended one is over', 'review', { stage: 'ended' }, closed, '', 'not-now'],
  ] as const)('%s', (_, step, change, now, reason, expected) => {
    const answer = take(step, { ...round, ...change }, reason, undefined, now)
    expect(answer.ok ? answer.event.stage : answer.because).toBe(expected)
  })
  test('reopened with a reason and a later day, the round is open again until then', () => {
    const later = at('2027-02-20T23:00:00Z')
    const answer = take('reopen', round, 'Strømbrudd i hele fylket', later, closed)
    expect(answer.ok && phaseOf({ ...round, stage: answer.event.stage, closesAt: answer.event.closesAt }, closed)).toBe('open')
  })
  test('no step leads out of a round that is ended or cancelled, and every stage can be reached', () => {
    expect([possibleSteps('ended'), possibleSteps('cancelled')]).toEqual([[], []])
    expect(new Set(['planned', ...steps.map(leadsTo)])).toEqual(new Set(stages))
    for (const step of steps) expect(leadsFrom(step).length).toBeGreaterThan(0)
  })
  test('what has come to the forum never leaves it, and is decided only after it has been there', () => {
    const after = (from: RoundFacts['stage']) => steps.filter((step) => leadsFrom(step).some((phase) => phase === from)).map(leadsTo)
    for (const stage of stages.filter(hasComeToForum)) expect(after(stage).every(hasComeToForum), stage).toBe(true)
    for (const stage of stages.filter(hasComeToDecision)) expect([hasComeToForum(stage), after(stage).every(hasComeToDecision)], stage).toEqual([true, true])
    expect(stages.filter((stage) => hasComeToForum(stage) && !hasComeToDecision(stage))).toEqual(['in-forum'])
  })
  test('no sequence of steps sends a round back past its deadline without a reason', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 12 }), (taken) => {
      let stage: RoundFacts['stage'] = 'planned'
      const seen: string[] = []
      for (const step of taken) {
        const answer = take(step, { ...round, stage }, '', undefined, step === 'announce' ? open : closed)
        if (answer.ok) {
          seen.push(step)
          stage = answer.event.stage
        }
      }
      const order = ['announce', 'review', 'forum', 'decide', 'follow-up', 'end']
      expect(seen).toEqual(order.slice(0, seen.length))
    }))
  })
})

describe('planning', () => {
  const scheme = shippedSchemes.find(({ code }) => code === 'local-2021') ?? expect.fail('no scheme')
  it.each([
    ['2021-10-10', '2022-02-01', '2023-01-15', true],
    ['2022-03-10', '2022-02-01', '2023-01-15', 'opens-after-it-closes'],
    ['2021-10-10', '2022-02-01', '2022-02-01', 'results-before-it-closes'],
    ['2025-10-10', '2026-02-01', '2027-01-15', 'scheme-not-in-force'],
  ])('opens %s, closes %s, results %s: %s', (opensOn, closesOn, resultsOn, expected) => {
    const answer = plan({ opensOn: day(opensOn), closesOn: day(closesOn), resultsOn: day(resultsOn) }, scheme)
    expect(answer.ok ? true : answer.because).toBe(expected)
  })
  it.each([
    ['a form for owner and partner, where kindergartens report alone', 'regional-2019', true, 'form-asks-partner'],
    ['the form of that year', 'regional-2020', false, true],
    ['a form that asks for nobody, where a partner is needed', 'local-2021', false, 'form-lacks-partner'],
    ['no form yet', 'local-2021', undefined, true],
  ])('%s', (_, code, asks, expected) => {
    const rules = shippedSchemes.find((one) => one.code === code) ?? expect.fail('no scheme')
    const answer = plan({ opensOn: rules.valid.from, closesOn: addDays(rules.valid.from, 10), resultsOn: addDays(rules.valid.from, 400) }, rules, asks)
    expect(answer.ok ? true : answer.because).toBe(expected)
  })
  it('more time for one: with a reason, later than for the others, before results are due', () => {
    const now = at('2027-01-20T12:00:00Z')
    const answer = (last: string, reason: string, change: Partial<RoundFacts> = {}) => {
      const decision = extend({ ...round, ...change }, day(last), reason, now)
      return decision.ok ? decision.event.until.toISOString() : decision.because
    }
    expect([answer('2027-02-08', 'Styrer er syk'), answer('2027-02-08', ''), answer('2027-01-30', 'Styrer er syk'), answer('2027-01-10', 'Styrer er syk'), answer('2028-06-01', 'Styrer er syk'), answer('2027-02-08', 'Styrer er syk', { stage: 'in-forum' })]).toEqual(['2027-02-08T23:00:00.000Z', 'reason-missing', 'deadline-not-later', 'in-the-past', 'deadline-not-later', 'not-now'])
  })
  it.each([
    ['2026-11-22', [], [2027, '2027-02-01', '2029-01-15']],
    ['2026-11-22', [2027], [2028, '2028-02-01', '2030-01-15']],
    ['2027-01-20', [], [2028, '2028-02-01', '2030-01-15']],
  ] as const)('on %s, with rounds in %j, a new round begins with %j', (today, taken, days) => {
    const { year, closesOn, resultsOn } = usualDays({ usualDeadline: { month: 2, day: 1 }, usualResultDeadline: { month: 1, day: 15 } }, day(today), taken)
    expect([year, closesOn, resultsOn]).toEqual(days)
  })
  it('next year’s days are this year’s, also after a leap day', () => {
    const like = (opens: string, closes: string, results: string) => yearLater({ opensAt: startOfDayOslo(day(opens)), closesAt: startOfDayOslo(day(closes)), reportClosesAt: startOfDayOslo(day(results)) })
    expect(like('2026-10-01', '2027-02-02', '2029-01-16')).toEqual({ opensOn: '2027-10-01', closesOn: '2028-02-01', resultsOn: '2030-01-15' })
    expect(like('2028-02-29', '2028-03-01', '2028-09-02'), 'a day that only leap years have').toEqual({ opensOn: '2029-02-28', closesOn: '2029-02-28', resultsOn: '2029-09-01' })
  })
})
