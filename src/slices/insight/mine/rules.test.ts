import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { answerable, answers, byName, clashesOf, countOf, daysAsked, dueKinds, dueWithin, fits, inOrder, isOverdue, isShown, manyAtOnce, ownReasons, questions, seesOf, runKinds, whyFirst, type DueKind, type Item, type Kind, type Kindergarten, type Line } from './rules.ts'

const today = '2026-11-23' as LocalDate
const day = (text: string) => text as LocalDate
const kindergarten: Kindergarten = { id: 'k', name: 'Kråka', ownership: 'private', capacity: 40, place: 'Lia', owner: 'Eier', ownerId: 'e', closedOn: undefined, head: 'Siri', headSince: day('2020-01-01'), vacantSince: undefined }
let at = 0
const item = <K extends Kind>(kind: K, more: Partial<Item<K>> = {}): Item<K> => ({ kind, kindergartenId: 'k', id: String((at += 1)), title: '', themes: [], day: day('2026-09-01'), last: day('2027-06-01'), href: `/x/${at}`, ...more })
const due = (kind: DueKind, on: LocalDate | undefined): Item<DueKind> => item(kind, { day: on, last: undefined })
const line = (more: Partial<Line> = {}): Line => ({ kindergarten, runs: [], waits: [], clashes: [], due: [], overdue: 0, unseen: [], followers: [], ...more })

describe('what is due', () => {
  test.each<readonly [string, DueKind, string, boolean]>([
    ['a planned visit of yesterday that nobody has said anything of', 'visit', '2026-11-22', true],
    ['a visit today', 'visit', '2026-11-23', false],
    ['a measure past its last day', 'measure-ends', '2026-06-20', true],
    ['a follow-up that was to be done', 'follow-up', '2026-11-01', true],
    ['a report of results that was not sent', 'result', '2026-11-01', true],
    ['a session of a course that has been: it is over', 'course-session', '2026-11-20', false],
    ['a day to look at the plan again that has been', 'evaluation', '2026-11-01', false],
    ['a visit of the half-year plan: no day was agreed on', 'planned-visit', '2026-11-20', false],
  ])('%s', (_, kind, on, is) => {
    expect(isOverdue(due(kind, day(on)), today)).toBe(is)
    expect(dueWithin([due(kind, day(on))], today, 14)).toHaveLength(is || on >= today ? 1 : 0)
  })
  test('the last day that is looked at counts, the one after does not', () => {
    expect(dueWithin([due('visit', addDays(today, 14)), due('visit', addDays(today, 15)), due('visit', undefined)], today, 14)).toHaveLength(1)
  })
  test('what is overdue comes first, then the next days, and more days never show less', () => {
    const days = fc.integer({ min: -60, max: 120 }).map((n) => addDays(today, n))
    const items = fc.array(fc.tuple(fc.constantFrom(...dueKinds), days).map(([kind, on]) => due(kind, on)))
    fc.assert(
      fc.property(items, fc.constantFrom(7, 14, 30), (all, ahead) => {
        const shown = dueWithin(all, today, ahead)
        expect(shown.map((one) => one.day)).toEqual(shown.map((one) => one.day).toSorted())
        expect(shown.filter((one) => isOverdue(one, today))).toEqual(shown.slice(0, all.filter((one) => isOverdue(one, today)).length))
        for (const one of shown) expect(dueWithin(all, today, 90)).toContain(one)
      }),
    )
  })
  test('an address with days that are not offered shows the usual', () => {
    expect([daysAsked('30'), daysAsked('31'), daysAsked(''), daysAsked(undefined)]).toEqual([30, 14, 14, 14])
  })
})

describe('what clashes', () => {
  const theme = { themes: ['sprak'] }
  test.each<readonly [string, readonly Item[], readonly string[]]>([
    ['two about the same theme at the same time', [item('measure', theme), item('network', theme)], ['same-theme']],
    ['two about different themes', [item('measure', theme), item('measure', { themes: ['lek'] })], []],
    ['the same theme after each other', [item('measure', { ...theme, day: day('2026-12-01'), last: day('2026-12-31') }), item('course', { ...theme, day: day('2027-01-01'), last: day('2027-02-01') })], []],
    ['the same theme, the first past its last day and not closed', [item('measure', { ...theme, last: day('2026-06-20') }), item('measure', theme)], ['same-theme']],
    ['an offer counts as what it is an offer of', [item('measure', theme), item('offer', theme)], ['same-theme']],
    ['a need without help is nothing one is in', [item('measure', theme), item('need', theme)], []],
    ['a grant is what pays for the rest', [item('measure', theme), item('grant', theme)], []],
    ['as many as are pointed out', Array.from({ length: manyAtOnce }, () => item('measure')), ['many']],
    ['one fewer', Array.from({ length: manyAtOnce - 1 }, () => item('measure')), []],
    ['networks take little room', [...Array.from({ length: manyAtOnce - 1 }, () => item('measure')), item('network')], []],
    ['what has not begun does not fill the days now', [...Array.from({ length: manyAtOnce - 1 }, () => item('measure')), item('measure', { day: day('2027-01-10') })], []],
  ])('%s', (_, going, why) => {
    expect(clashesOf(going, [], today).map((clash) => clash.why)).toEqual(why)
  })
  test('two meetings on one day to come, not two on a day that has been, nor a deadline beside a meeting', () => {
    const on = addDays(today, 3)
    expect(clashesOf([], [due('visit', on), due('course-session', on)], today)).toMatchObject([{ why: 'same-day', day: on, items: [{ kind: 'visit' }, { kind: 'course-session' }] }])
    expect(clashesOf([], [due('visit', addDays(today, -1)), due('start-meeting', addDays(today, -1))], today)).toEqual([])
    expect(clashesOf([], [due('visit', on), due('result', on)], today)).toEqual([])
  })
  test('the same meeting twice is one', () => {
    const one = due('course-session', addDays(today, 3))
    expect(clashesOf([], [one, { ...one }], today)).toEqual([])
  })
})

test.each<readonly [string, Partial<Kindergarten>, Parameters<typeof ownReasons>[1], readonly string[]]>([
  ['an owner: contact less than a year ago', {}, { last: day('2025-11-24'), since: day('2025-11-23') }, []],
  ['an owner: contact a year ago to the day', {}, { last: day('2025-11-23'), since: day('2025-11-23') }, ['no-contact']],
  ['an owner: never any contact', {}, { last: undefined, since: day('2025-11-23') }, ['no-contact']],
  ['an authority is told nothing of contact', {}, undefined, []],
  ['nobody leads it now', { head: undefined, headSince: undefined, vacantSince: day('2026-08-01') }, undefined, ['vacant-head']],
  ['nobody ever has', { head: undefined, headSince: undefined }, undefined, ['never-head']],
])('who is unseen. %s', (_, more, contact, rules) => {
  expect(ownReasons({ ...kindergarten, ...more }, contact).map(({ rule }) => rule)).toEqual(rules)
})

test.each<readonly [string, Parameters<typeof seesOf>, readonly boolean[]]>([
  ['the team', ['team', { guidance: true, contact: true }], [true, true, true]],
  ['a team whose list of little contact has not been made', ['team', { guidance: true, contact: false }], [true, true, false]],
  ['an owner', ['owner', { guidance: true, contact: true }], [true, true, true]],
  ['an authority', ['authority', { guidance: true, contact: false }], [false, false, false]],
  ['a deputy for the grant scheme', ['owner', { guidance: false, contact: false }], [false, false, false]],
])('what can be known of what clashes and of contact: %s', (_, who, is) => {
  const sees = seesOf(...who)
  expect([sees.parts.includes('kolliderer'), sees.questions.includes('krasj'), sees.contact]).toEqual(is)
  expect(sees.parts.length, 'the rest is everybody’s').toBe(is[0] ? 5 : 4)
})

test.each<readonly [string, Partial<Parameters<typeof fits>[1]>, Partial<Parameters<typeof fits>[1]>]>([
  ['an owner, a place and a theme that are there', { owner: 'e', place: 'Lia', theme: 'lek' }, { owner: 'e', place: 'Lia', theme: 'lek' }],
  ['an owner nobody has', { owner: 'x', place: 'Lia' }, { place: 'Lia' }],
  ['a place and a theme that are nowhere', { place: 'Lien', theme: 'sprak' }, {}],
  ['a question the reader can know nothing of', { only: 'krasj' }, {}],
  ['one the reader can', { only: 'venter' }, { only: 'venter' }],
])('what is asked for: %s', (_, asked, is) => {
  const none = { text: '', owner: undefined, place: undefined, ownership: undefined, size: undefined, theme: undefined, only: undefined }
  const sees = seesOf('authority', { guidance: true, contact: false })
  expect(answerable({ ...none, ...asked }, [line({ runs: [item('measure', { themes: ['lek'] })] })], sees)).toEqual({ owner: undefined, place: undefined, theme: undefined, only: undefined, ...is })
})

test('by name it is the Norwegian order, whatever is urgent', () => {
  const named = (name: string, overdue = 0) => line({ kindergarten: { ...kindergarten, name, id: name }, overdue })
  expect([named('Åsen'), named('Øya', 3), named('Alm'), named('Ærfuglen')].toSorted(byName).map((one) => one.kindergarten.name)).toEqual(['Alm', 'Ærfuglen', 'Øya', 'Åsen'])
})

test('a kindergarten that has closed stays as long as something is open in it', () => {
  const closed = { ...kindergarten, closedOn: day('2026-08-01') }
  expect([line(), line({ kindergarten: closed }), line({ kindergarten: closed, runs: [item('measure')] }), line({ kindergarten: closed, due: [due('result', today)] }), line({ kindergarten: { ...closed, closedOn: addDays(today, 1) } })].map((one) => isShown(one, today))).toEqual([true, false, true, true, true])
})

describe('the order', () => {
  const counts = fc.record({ runs: fc.nat(3), waits: fc.nat(3), clashes: fc.nat(3), overdue: fc.nat(3), soon: fc.nat(3), unseen: fc.nat(3), name: fc.constantFrom('Alm', 'Bjørk', 'Ås'), id: fc.uuid() })
  const some = fc.array(counts.map((n) =>
    line({ kindergarten: { ...kindergarten, name: n.name, id: n.id }, runs: Array.from({ length: n.runs }, () => item('measure')), waits: Array.from({ length: n.waits }, () => item('need')), clashes: Array.from({ length: n.clashes }, () => ({ why: 'many' as const, items: [] })), due: Array.from({ length: n.overdue + n.soon }, () => due('visit', today)), overdue: n.overdue, unseen: Array.from({ length: n.unseen }, () => ({ rule: 'never-head' as const })) })))
  test('is the same whatever order they came in, and most overdue stands first', () => {
    fc.assert(
      fc.property(some, (lines) => {
        const sorted = lines.toSorted(inOrder)
        expect(lines.toReversed().toSorted(inOrder).map(({ kindergarten: { id } }) => id)).toEqual(sorted.map(({ kindergarten: { id } }) => id))
        expect(sorted.map(({ overdue }) => overdue)).toEqual(sorted.map(({ overdue }) => overdue).toSorted((a, b) => b - a))
      }),
    )
  })
  test('each filter shows those it counts, and the reason a line gives is one it answers', () => {
    const filter = { text: '', owner: undefined, place: undefined, ownership: undefined, size: undefined, theme: undefined }
    fc.assert(
      fc.property(some, (lines) => {
        for (const only of questions) expect(lines.filter((one) => fits(one, { ...filter, only })).length).toBe(lines.filter((one) => countOf(one, only) > 0).length)
        for (const one of lines) {
          const why = whyFirst(one)
          expect(why === undefined ? questions.some((question) => answers(one, question)) : !answers(one, why)).toBe(false)
        }
      }),
    )
  })
})

test.each<readonly [string, Partial<Parameters<typeof fits>[1]>, boolean]>([
  ['part of the name, whatever the letters', { text: 'krå' }, true],
  ['another name', { text: 'ugle' }, false],
  ['the owner', { owner: 'e' }, true],
  ['another place', { place: 'Åsen' }, false],
  ['the ownership', { ownership: 'municipal' }, false],
  ['the size', { size: 'medium' }, true],
  ['a theme of what runs', { theme: 'lek' }, true],
  ['a theme of nothing', { theme: 'sprak' }, false],
])('a filter: %s', (_, filter, is) => {
  expect(fits(line({ runs: [item(runKinds[1], { themes: ['lek'] })] }), { text: '', owner: undefined, place: undefined, ownership: undefined, size: undefined, theme: undefined, only: undefined, ...filter })).toBe(is)
})
