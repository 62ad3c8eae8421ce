import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer, followsAfter, goesFirst, hows, inOrder, register, roleGroups, samePerson, seatOrWait, settle, takenBy, whyWaits, type Limits, type Place, type PlaceState } from './rules.ts'

const noon = new Date('2027-01-11T11:00:00Z')
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000)
const limits = (more: Partial<Limits> = {}): Limits => ({ seats: { 'on-site': 2, digital: 0 }, perKindergarten: undefined, perRole: {}, priorityUntil: undefined, ...more })
let made = 0
const place = (more: Partial<Place> = {}): Place => ({ id: `p${++made}`, kindergartenId: 'sol', roleGroup: 'assistant', how: 'on-site', state: 'waiting', goesFirst: false, registeredAt: noon, seq: made, offeredUntil: undefined, closedDown: false, ...more })
const course = { startsAt: hours(100), offerHours: 48, gives: true }

describe('why one waits', () => {
  test.each([
    ['there is a seat', {}, {}, undefined],
    ['all seats are taken', { seats: { 'on-site': 1, digital: 5 } }, {}, 'full'],
    ['there are seats, but on site, and one wants to be digital', {}, { how: 'digital' }, 'full'],
    ['the kindergarten has had its seats', { perKindergarten: 1 }, {}, 'kindergarten-full'],
    ['another kindergarten has had its', { perKindergarten: 1 }, { kindergartenId: 'fjord' }, undefined],
    ['the role group has had its', { perRole: { assistant: 1 } }, {}, 'role-full'],
    ['another role group has had its', { perRole: { assistant: 1 } }, { roleGroup: 'head' }, undefined],
    ['others go first until later', { priorityUntil: hours(1) }, {}, 'others-first'],
    ['one goes first oneself', { priorityUntil: hours(1) }, { goesFirst: true }, undefined],
    ['the day for those has passed', { priorityUntil: noon }, {}, undefined],
    ['the kindergarten is closed down', {}, { closedDown: true }, 'closed-down'],
  ] as const)('%s', (_, more, one, why) => expect(whyWaits(limits(more), takenBy([place({ state: 'seated' })]), place(one), noon)).toBe(why))
})

describe('what a free seat does', () => {
  test.each([
    ['goes to the one who came first', [place({ id: 'late', registeredAt: hours(-1) }), place({ id: 'early', registeredAt: hours(-2) })], ['early', 'late']],
    ['of the same moment, to the one first in line', [place({ id: 'b', seq: 2 }), place({ id: 'a', seq: 1 })], ['a', 'b']],
    ['first to those who go first', [place({ id: 'early', registeredAt: hours(-2) }), place({ id: 'first', goesFirst: true })], ['first', 'early']],
    ['passes by a kindergarten that is closed down', [place({ id: 'gone', closedDown: true }), place({ id: 'here' })], ['here']],
    ['is not given twice', [place({ state: 'seated' }), place({ state: 'offered', offeredUntil: hours(1) }), place()], []],
    ['comes free when an offer is not answered, and goes to the next', [place({ state: 'seated' }), place({ id: 'slow', state: 'offered', offeredUntil: noon }), place({ id: 'next' })], ['next']],
    ['several at once, each to one', [place({ id: 'a' }), place({ id: 'b' }), place({ id: 'c' })], ['a', 'b']],
  ])('%s', (_, places, ids) => expect(settle(limits(), places, course, noon).given.map(({ id }) => id)).toEqual(ids))

  test('the one whose role has had its seats is passed by and stays in the queue', () =>
    expect(settle(limits({ perRole: { assistant: 0 } }), [place({ id: 'a' }), place({ id: 'b', roleGroup: 'head' })], course, noon).given.map(({ id }) => id)).toEqual(['b']))
  test('an offer stands for the hours that are said, and never beyond the beginning', () => {
    expect(settle(limits(), [place()], course, noon).given[0]?.offeredUntil).toEqual(hours(48))
    expect(settle(limits(), [place()], { ...course, startsAt: hours(5) }, noon).given[0]?.offeredUntil).toEqual(hours(5))
  })
  test('when it has begun or been cancelled nobody is given anything, and an offer lapses', () => {
    const places = [place({ id: 'slow', state: 'offered', offeredUntil: noon }), place()]
    for (const stopped of [{ ...course, startsAt: noon }, { ...course, gives: false }]) expect(settle(limits(), places, stopped, noon)).toEqual({ lapsed: ['slow'], given: [] })
  })
  test('those who waited for the day when others go first are given their seat outright', () => expect(settle(limits(), [place()], course, noon, true).given[0]?.state).toBe('seated'))
})

test.each([
  ['open', {}, {}, [], 'ok'],
  ['not yet', { opensAt: hours(1) }, {}, [], 'not-open-yet'],
  ['the very moment it closes is too late', { closesAt: noon }, {}, [], 'registration-closed'],
  ['closed by hand', { state: 'closed' }, {}, [], 'registration-closed'],
  ['cancelled', { state: 'cancelled' }, {}, [], 'course-not-open'],
  ['a draft', { state: 'draft' }, {}, [], 'course-not-open'],
  ['begun', { startsAt: noon }, {}, [], 'course-started'],
  ['the kindergarten is closed down', {}, { closedDown: true }, [], 'kindergarten-closed'],
  ['not open to the kindergarten', {}, { asked: false }, [], 'kindergarten-not-asked'],
  ['for others', { audience: ['head'] }, {}, [{ roleGroup: 'assistant' }], 'role-not-asked'],
  ['for them too', { audience: ['head', 'assistant'] }, {}, [{ roleGroup: 'assistant' }], 'ok'],
] as const)('registration: %s', (_, more, kindergarten, people, outcome) => {
  const decision = register({ state: 'open', opensAt: hours(-1), closesAt: hours(1), startsAt: hours(10), audience: [], byLink: true, ...more }, { closedDown: false, asked: true, ...kindergarten }, people, 'head', noon)
  expect(decision.ok ? 'ok' : decision.because).toBe(outcome)
})
test('by a link only when whoever arranges lets the staff', () => {
  const decision = register({ state: 'open', opensAt: hours(-1), closesAt: hours(1), startsAt: undefined, audience: [], byLink: false }, { closedDown: false, asked: true }, [], 'self', noon)
  expect(decision).toEqual({ ok: false, because: 'link-not-used' })
})

test.each([
  ['an offer is taken', 'offered', 1, 'take', 'seated'],
  ['and said no to', 'offered', 1, 'decline', 'declined'],
  ['the very moment its time is out is too late', 'offered', 0, 'take', 'offer-expired'],
  ['it has lapsed', 'lapsed', undefined, 'take', 'offer-expired'],
  ['nothing is offered', 'waiting', undefined, 'take', 'not-offered'],
  ['one gives up a seat', 'seated', undefined, 'withdraw', 'withdrawn'],
  ['or the place in the queue', 'waiting', undefined, 'withdraw', 'withdrawn'],
  ['one has given it up already', 'withdrawn', undefined, 'withdraw', 'not-in-it'],
] as const)('%s', (_, state, inHours, given, outcome) => {
  const decision = answer({ state, offeredUntil: inHours === undefined ? undefined : hours(inHours) }, given, hours(10), noon)
  expect(decision.ok ? decision.event.to : decision.because).toBe(outcome)
})
test('when it has begun nobody takes or gives up a seat here', () => {
  for (const given of ['take', 'decline', 'withdraw'] as const) expect(answer({ state: 'offered', offeredUntil: hours(1) }, given, noon, noon)).toEqual({ ok: false, because: 'course-started' })
})

test.each([
  ['Kari Prøve', 'post@sol.example', 'kari  prøve', 'Post@sol.example', true],
  ['Kari Prøve', 'post@sol.example', 'Ola Prøve', 'post@sol.example', false],
  ['Kari Prøve', 'post@sol.example', 'Kari Prøve', 'kari@sol.example', false],
])('%s %s and %s %s are the same person: %s', (name, email, other, mailbox, same) => expect(samePerson({ name, email }, { name: other, email: mailbox })).toBe(same))

test.each([
  ['the first in the queue', {}, [place({ id: 'first' }), place({ id: 'second', seq: 999 })], 'first'],
  ['the next, when the first is of a kindergarten that has had its seats', { perKindergarten: 1 }, [place({ id: 'same', kindergartenId: 'fjord' }), place({ id: 'other', kindergartenId: 'elv' })], 'other'],
  ['one of the same kindergarten, whose share it was', { perKindergarten: 1 }, [place({ id: 'colleague' })], 'colleague'],
  ['nobody, when nobody waits', {}, [], undefined],
  ['nobody, when those who wait want to come another way', {}, [place({ how: 'digital' })], undefined],
  ['nobody, when they were to get the last free seat anyhow', { seats: { 'on-site': 3, digital: 0 } }, [place({ id: 'anyhow' })], undefined],
] as const)('the seat one leaves goes to %s', (_, more, queue, id) => {
  const seated = [place({ id: 'leaver', state: 'seated' }), place({ id: 'stays', state: 'seated', kindergartenId: 'fjord' })]
  expect(followsAfter(limits(more), [...seated, ...queue], 'leaver', course, noon)?.id).toBe(id)
})

test('who goes first does so until the day, and not after', () => {
  const until = limits({ priorityUntil: noon })
  expect([goesFirst(until, true, hours(-1)), goesFirst(until, true, noon), goesFirst(until, false, hours(-1)), goesFirst(limits(), true, noon)]).toEqual([true, false, false, false])
})

/** Anything that can happen to a course, one after the other. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('register' as const), kindergarten: fc.integer({ min: 0, max: 4 }), people: fc.array(fc.record({ roleGroup: fc.constantFrom(...roleGroups), how: fc.constantFrom(...hows) }), { minLength: 1, maxLength: 4 }) }) },
  fc.record({ do: fc.constantFrom('withdraw' as const, 'take' as const, 'decline' as const), at: fc.nat({ max: 30 }) }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('close-down' as const), kindergarten: fc.integer({ min: 0, max: 4 }) }),
)
const anyLimits = fc.record({
  seats: fc.record({ 'on-site': fc.integer({ min: 0, max: 6 }), digital: fc.integer({ min: 0, max: 4 }) }),
  perKindergarten: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  perRole: fc.dictionary(fc.constantFrom(...roleGroups), fc.integer({ min: 0, max: 3 })) as fc.Arbitrary<Limits['perRole']>,
  priorityUntil: fc.option(fc.constant(hours(20)), { nil: undefined }),
})

test('whatever happens: never more than there are seats, quotas hold, and nobody is passed over by one who came later and could not have been seated before', () => {
  fc.assert(
    fc.property(anyLimits, fc.array(happening, { maxLength: 40 }), (rules, list) => {
      let places: Place[] = []
      let now = noon
      let released = false
      const start = hours(200)
      const settled = () => {
        const release = !released && rules.priorityUntil !== undefined && now >= rules.priorityUntil
        if (release) released = true
        const { lapsed, given } = settle(rules, places, { startsAt: start, offerHours: 24, gives: true }, now, release)
        const ahead = inOrder(places.filter(({ state }) => state === 'waiting'))
        for (const one of given) {
          const index = ahead.findIndex(({ id }) => id === one.id)
          const after = given.map(({ id }) => ahead.findIndex((other) => other.id === id))
          expect(after.toSorted((a, b) => a - b), 'given in the order of the queue').toEqual(after)
          expect(index).toBeGreaterThanOrEqual(0)
        }
        places = places.map((one) => {
          const gift = given.find(({ id }) => id === one.id)
          return lapsed.includes(one.id) ? { ...one, state: 'lapsed', offeredUntil: undefined } : gift ? { ...one, state: gift.state as PlaceState, offeredUntil: gift.offeredUntil } : one
        })
      }
      for (const one of list) {
        if (one.do === 'wait') now = new Date(now.getTime() + one.hours * 3_600_000)
        settled()
        if (one.do === 'close-down') places = places.map((other) => (other.kindergartenId === `k${one.kindergarten}` ? { ...other, closedDown: true } : other))
        if (one.do === 'register') {
          const first = goesFirst(rules, one.kindergarten === 0, now)
          const closedDown = places.some((other) => other.kindergartenId === `k${one.kindergarten}` && other.closedDown)
          if (!closedDown) places = [...places, ...seatOrWait(rules, takenBy(places), one.people.map((person) => place({ ...person, kindergartenId: `k${one.kindergarten}`, goesFirst: first, registeredAt: now })), now)]
        }
        if (one.do === 'withdraw' || one.do === 'take' || one.do === 'decline') {
          const target = places[one.at]
          const decision = target && answer(target, one.do, start, now)
          if (target && decision?.ok) places = places.map((other) => (other.id === target.id ? { ...other, state: decision.event.to, offeredUntil: undefined } : other))
        }
        settled()
        const taken = takenBy(places)
        for (const how of hows) expect(taken.how[how]).toBeLessThanOrEqual(rules.seats[how])
        for (const people of taken.kindergarten.values()) expect(people).toBeLessThanOrEqual(rules.perKindergarten ?? Number.POSITIVE_INFINITY)
        for (const [role, people] of taken.role) expect(people).toBeLessThanOrEqual(rules.perRole[role] ?? Number.POSITIVE_INFINITY)
        if (now < start) for (const waiting of places.filter(({ state }) => state === 'waiting')) expect(whyWaits(rules, taken, waiting, now), 'who waits has a reason').toBeDefined()
      }
    }),
    { numRuns: 300 },
  )
})
