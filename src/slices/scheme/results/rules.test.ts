import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate, osloDate, startOfDayOslo, type LocalDate } from '../../../kernel/dates.ts'
import { ore } from '../../../kernel/money.ts'
import { actorsOfMoney } from '../schemes/rules.ts'
import { account, approve, askForChanges, diagram, dueOf, fellOutOf, lacksIn, moves, referenceOf, resultStates, send, settlementOf, standingOf, write, type Content, type ResultState } from './rules.ts'

const answer = (decision: { readonly ok: boolean; readonly because?: string; readonly event?: unknown }) => (decision.ok ? true : decision.because)
const at = (day: string) => startOfDayOslo(day as LocalDate)
const due = at('2027-01-16')

test.each([
  ['nobody has begun', undefined, '2027-01-15', 'not-started'],
  ['nobody has begun, and the day is past', undefined, '2027-01-16', 'overdue'],
  ['begun', 'draft', '2027-01-15', 'draft'],
  ['begun and not sent in time', 'draft', '2027-01-16', 'overdue'],
  ['sent, whatever the day', 'sent', '2028-01-01', 'sent'],
  ['to be changed, whatever the day', 'changes-requested', '2028-01-01', 'changes-requested'],
] as const)('%s', (_, state, day, expected) => {
  expect(standingOf(state, due, at(day))).toBe(expected)
})

test('one second before midnight in Norway is in time, midnight is not', () => {
  expect(standingOf('draft', due, new Date('2027-01-15T22:59:59Z'))).toBe('draft')
  expect(standingOf('draft', due, new Date('2027-01-15T23:00:00Z'))).toBe('overdue')
})

test.each([
  [2026, '2027-01-16'],
  [2027, '2028-01-16'],
  [2028, '2029-01-16'],
])('a grant from 2026 reports %i before %s', (year, day) => {
  expect(osloDate(dueOf(due, 2026, year))).toBe(localDate(day))
})

test('the yearly day is midnight in Norway, summer and winter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2019, max: 2060 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 12 }), (first, more, month) => {
      const start = at(`${first}-${String(month).padStart(2, '0')}-16`)
      const later = dueOf(start, first, first + more)
      expect([osloDate(later), osloDate(new Date(later.getTime() - 1))]).toEqual([`${first + more}-${String(month).padStart(2, '0')}-16`, `${first + more}-${String(month).padStart(2, '0')}-15`])
    }),
  )
})

describe('writing and sending', () => {
  const ready = { applicant: true, granted: true, lacks: 0, due }
  const early = at('2027-01-10')
  test.each<[ResultState, true | string]>([
    ['draft', true],
    ['sent', 'already-sent'],
    ['changes-requested', true],
    ['sent-again', 'already-sent'],
    ['approved', 'already-approved'],
  ])('a report that is %s may be written in: %s', (state, expected) => {
    expect(answer(write(state))).toBe(expected)
    expect(answer(send(state, ready, early))).toBe(expected)
  })
  test.each([
    ['the partner writes, and does not send', { applicant: false }, 'not-applicant'],
    ['a grant that was taken back needs no report', { granted: false }, 'not-granted'],
    ['with something missing', { lacks: 1 }, 'not-complete'],
  ] as const)('%s', (_, change, expected) => {
    expect(answer(send('draft', { ...ready, ...change }, early))).toBe(expected)
  })
  test('late is told, not refused; what is sent again is never late', () => {
    const sent = (state: ResultState, now: Date) => send(state, ready, now)
    expect([sent('draft', early), sent('draft', due), sent('changes-requested', due)].map((one) => one.ok && [one.event.to, one.event.late])).toEqual([['sent', false], ['sent', true], ['sent-again', false]])
  })
})

describe('the county governor answers', () => {
  test.each<[ResultState, string, string, true | string]>([
    ['sent', 'Tallene', 'De stemmer ikke', true],
    ['sent-again', 'Tallene', 'De stemmer ikke', true],
    ['draft', 'Tallene', 'De stemmer ikke', 'not-sent'],
    ['changes-requested', 'Tallene', 'De stemmer ikke', 'already-asked'],
    ['approved', 'Tallene', 'De stemmer ikke', 'already-approved'],
    ['sent', ' ', 'De stemmer ikke', 'what-missing'],
    ['sent', 'Tallene', '', 'why-missing'],
  ])('%s, “%s”, “%s”: %s', (state, what, why, expected) => {
    expect(answer(askForChanges(state, what, why))).toBe(expected)
  })
  test.each<[ResultState, number, true | string]>([
    ['sent', 1, true],
    ['sent-again', 2, 'not-what-was-seen'],
    ['draft', 1, 'not-sent'],
    ['changes-requested', 1, 'changes-awaited'],
    ['approved', 1, 'already-approved'],
  ])('approves %s, submission %i, having read the first: %s', (state, submission, expected) => {
    expect(answer(approve(state, submission, 1))).toBe(expected)
  })
})

test('no sequence of acts leads anywhere the diagram does not show, and approved is the end', () => {
  const shown = new Set(moves.map(({ from, to }) => `${from} ${to}`))
  const facts = { applicant: true, granted: true, lacks: 0, due }
  fc.assert(
    fc.property(fc.array(fc.constantFrom('send', 'ask', 'approve'), { maxLength: 12 }), (acts) => {
      let state: ResultState = 'draft'
      for (const act of acts) {
        const done: { readonly ok: false } | { readonly ok: true; readonly event: { readonly to: ResultState } } = act === 'send' ? send(state, facts, due) : act === 'ask' ? askForChanges(state, 'a', 'b') : approve(state, 1, 1)
        if (!done.ok) continue
        expect(shown).toContain(`${state} ${done.event.to}`)
        expect(state).not.toBe('approved')
        state = done.event.to
      }
      expect(resultStates).toContain(state)
    }),
  )
})

test('the diagram in the documentation is the one the code draws', () => {
  expect(readFileSync(join(resolve(import.meta.dirname, '../../../..'), 'docs/rules/scheme-results.md'), 'utf8')).toContain(`\`\`\`mermaid\n${diagram()}\n\`\`\``)
})

describe('money and participation', () => {
  const whole: Content = { money: [{ actor: 'owner', granted: ore(100_00), used: ore(60_50), unused: ore(39_50) }], unusedWhy: 'Vikarer var ikke å få', planned: ['a', 'b'], tookPart: [{ id: 'a', people: 7 }], fellOutWhy: 'Flyttet' }
  test.each([
    ['everything told', {}, []],
    ['an øre too little', { money: [{ actor: 'owner', granted: ore(100_00), used: ore(60_50), unused: ore(39_49) }] }, [{ name: 'does-not-add-up', actor: 'owner' }]],
    ['unused, and nobody says why', { unusedWhy: ' ' }, [{ name: 'unused-without-why' }]],
    ['fell out, and nobody says why', { fellOutWhy: '' }, [{ name: 'fell-out-without-why' }]],
    ['all took part, and nothing to explain', { planned: ['a'], fellOutWhy: '' }, []],
    ['a kindergarten in which nobody took part', { tookPart: [{ id: 'a', people: 0 }, { id: 'b', people: 3 }] }, [{ name: 'nobody-took-part', kindergarten: 'a' }]],
  ] as const)('%s', (_, change, expected) => {
    expect(lacksIn({ ...whole, ...(change as Partial<Content>) })).toEqual(expected)
  })
  test('used and unused of one actor never make up for another’s', () => {
    const money = account([{ actor: 'owner', ore: 100 }, { actor: 'university', ore: 50 }], [{ actor: 'owner', ore: 50 }, { actor: 'university', ore: 100 }], [])
    expect(lacksIn({ ...whole, money }).filter(({ name }) => name === 'does-not-add-up')).toHaveLength(2)
  })
  test('who fell out is who was planned and did not take part', () => {
    expect(fellOutOf(['a', 'b', 'c'], ['c', 'd'])).toEqual(['a', 'b'])
  })
  test('what the ledger is told is what the report says, to the øre, and nobody used more than their grant', () => {
    const line = fc.record({ actor: fc.constantFrom(...actorsOfMoney), recipientId: fc.uuid(), ore: fc.integer({ min: 0, max: 10_000_000_000_000 }).map(ore) })
    fc.assert(
      fc.property(fc.uniqueArray(line, { maxLength: 8, selector: ({ recipientId }) => recipientId }), fc.integer({ min: 0, max: 1000 }), (granted, share) => {
        const money = account(granted, granted, []).map((one) => ({ ...one, used: ore(Math.floor((one.granted / 1000) * share)), unused: ore(0) })).map((one) => ({ ...one, unused: ore(one.granted - one.used) }))
        const lines = settlementOf(granted, money)
        expect(lines).toHaveLength(granted.length)
        for (const one of lines) {
          expect(one.used).toBeGreaterThanOrEqual(0)
          expect(one.unused).toBeGreaterThanOrEqual(0)
          expect(one.used + one.unused).toBe(granted.find(({ recipientId }) => recipientId === one.recipientId)?.ore)
        }
        for (const { actor, used } of money) expect(lines.filter((one) => one.actor === actor).reduce((sum, one) => sum + one.used, 0)).toBe(used)
      }),
    )
  })
})

test('what the owners paid themselves is shared as their grants are, to the øre, and nobody else paid anything', () => {
  const granted = [{ actor: 'owner', recipientId: 'a', ore: ore(200) }, { actor: 'owner', recipientId: 'b', ore: ore(100) }, { actor: 'university', recipientId: 'c', ore: ore(50) }] as const
  const lines = settlementOf(granted, account(granted, granted, []), ore(100))
  expect(lines.map(({ own }) => own)).toEqual([67, 33, undefined])
})

test('the reference', () => {
  expect(referenceOf(2027, 42)).toBe('R2027-0042')
})
