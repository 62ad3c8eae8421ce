import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ore, zero, type Ore } from '../../../kernel/money.ts'
import { runWays } from './payments/rules.ts'
import { adjustable, awaited, balanceOf, changeFrame, changeLine, empty, free, grant, granted, left, lineChanges, lineKinds, ownDemanded, post, report, toPay, unreported, unsettled, wrongWith, type Balance, type Frame, type LineEntry } from './rules.ts'

const kr = (kroner: number): Ore => ore(kroner * 100)
const line = (parts: Partial<Record<keyof Balance, number>>): Balance => ({ ...empty, ...Object.fromEntries(Object.entries(parts).map(([part, kroner]) => [part, kr(kroner)])) })
const outcome = (decision: { readonly ok: boolean; readonly because?: string; readonly event?: unknown }, entries: (event: never) => readonly LineEntry[]): string =>
  decision.ok ? entries(decision.event as never).map((entry) => `${entry.kind === 'adjusted' ? `adjusted ${entry.adjusts}` : entry.kind} ${entry.ore / 100}`).join(', ') || 'nothing' : (decision.because ?? '')

describe('a frame', () => {
  const frame = (now: number | undefined, committed: number, carriedIn = 0): Frame => ({ frame: now === undefined ? undefined : kr(now), committed: kr(committed), carriedIn: kr(carriedIn), carriedOut: zero })
  test.each([
    ['is set once', frame(undefined, 0), 'set', 1000, '', 'frame-set 1000'],
    ['is not set twice', frame(1000, 0), 'set', 2000, '', 'frame-is-set'],
    ['covers what earlier years’ decisions have bound', frame(undefined, 1000), 'set', 999, '', 'below-committed'],
    ['may be exactly what is bound', frame(undefined, 1000), 'set', 1000, '', 'frame-set 1000'],
    ['counts what was carried in', frame(undefined, 1000, 400), 'set', 600, '', 'frame-set 600'],
    ['is raised with a reason', frame(1000, 0), 'raised', 500, 'Tilleggsbevilgning', 'frame-raised 500'],
    ['is not raised without one', frame(1000, 0), 'raised', 500, ' ', 'why'],
    ['is not raised before it is set', frame(undefined, 0), 'raised', 500, 'x', 'no-frame'],
    ['is not raised by nothing', frame(1000, 0), 'raised', 0, 'x', 'nothing'],
    ['is not raised by less than nothing', frame(1000, 0), 'raised', -5, 'x', 'nothing'],
    ['is lowered to what is granted', frame(1000, 700), 'lowered', 300, 'Kutt', 'frame-lowered 300'],
    ['is not lowered below it', frame(1000, 700), 'lowered', 301, 'Kutt', 'below-committed'],
    ['is not lowered by what was carried in', frame(100, 0, 500), 'lowered', 200, 'Kutt', 'below-committed'],
    ['what is left is carried to the next year', frame(1000, 700), 'carried', 300, 'Etter avtale', 'frame-carried-out 300 → frame-carried-in 300'],
    ['more than is left is not', frame(1000, 700), 'carried', 301, 'x', 'below-committed'],
  ] as const)('%s', (_, now, change, amount, why, expected) => {
    const decision = changeFrame(now, change, kr(amount), why)
    expect(decision.ok ? [decision.event.entry, ...(decision.event.nextYear ? [decision.event.nextYear] : [])].map((entry) => `${entry.kind} ${entry.ore / 100}`).join(' → ') : decision.because).toBe(expected)
  })
})

describe('a decision', () => {
  test.each([
    ['grants', line({}), 500, false, 'decided 500'],
    ['binds a later year', line({}), 500, true, 'bound 500'],
    ['that grants the same again posts nothing', line({ decided: 500 }), 500, false, 'nothing'],
    ['that grants more posts the difference', line({ bound: 500 }), 800, false, 'decided 300'],
    ['that grants less cancels what is not paid', line({ decided: 500 }), 200, false, 'cancelled 300'],
    ['that grants less than is paid demands the rest back', line({ decided: 500, paid: 400 }), 250, false, 'cancelled 100, unused 150, demanded 150'],
    ['takes what is left over already before what is not accounted for', line({ decided: 500, paid: 500, unused: 100 }), 350, false, 'unused 50, demanded 150'],
    ['waits for money on its way to the bank', line({ decided: 500, ordered: 500 }), 100, false, 'in-payment'],
    ['does not take back what is used', line({ decided: 500, paid: 500, used: 450, unused: 50 }), 400, false, 'already-used'],
    ['of nothing takes all back', line({ decided: 500 }), 0, false, 'cancelled 500'],
  ] as const)('%s', (_, balance, wanted, early, expected) => {
    expect(outcome(grant(balance, kr(wanted), early), (event) => event)).toBe(expected)
  })
})

describe('by hand', () => {
  test.each([
    ['what is not paid is cancelled', line({ decided: 500, paid: 200 }), 'cancelled', 300, 'Tiltaket er stanset', 'cancelled 300'],
    ['what is paid or ordered is not', line({ decided: 500, paid: 200, ordered: 100 }), 'cancelled', 201, 'x', 'more-than-to-pay'],
    ['it takes a reason', line({ decided: 500 }), 'cancelled', 100, '', 'why'],
    ['nothing is no amount', line({ decided: 500 }), 'cancelled', 0, 'x', 'nothing'],
    ['an amount is not negative', line({ decided: 500 }), 'cancelled', -100, 'x', 'negative'],
    ['unused money is demanded back', line({ decided: 500, paid: 500, used: 400, unused: 100 }), 'demanded', 100, 'Ubrukt', 'demanded 100'],
    ['what nobody has accounted for is unused when it is demanded', line({ decided: 500, paid: 500 }), 'demanded', 100, 'Avbrutt', 'unused 100, demanded 100'],
    ['no more than they have', line({ decided: 500, paid: 500, used: 400, unused: 100 }), 'demanded', 101, 'x', 'nothing-left'],
    ['nothing is demanded of one who was not paid', line({ decided: 500 }), 'demanded', 1, 'x', 'not-paid'],
    ['the same money is not demanded twice', line({ decided: 500, paid: 500, unused: 500, demanded: 400 }), 'demanded', 101, 'x', 'nothing-left'],
    ['a demand is withdrawn', line({ decided: 500, paid: 500, unused: 100, demanded: 100 }), 'demand-withdrawn', 100, 'Feil', 'demand-withdrawn 100'],
    ['but not what has come back', line({ decided: 500, paid: 500, unused: 100, demanded: 100, returned: 60 }), 'demand-withdrawn', 50, 'Feil', 'more-than-demanded'],
    ['what is demanded comes back', line({ decided: 500, paid: 500, unused: 100, demanded: 100 }), 'returned', 100, '', 'returned 100'],
    ['what comes back unasked is demanded at once', line({ decided: 500, paid: 500 }), 'returned', 50, '', 'unused 50, demanded 50, returned 50'],
    ['more than was paid does not come back', line({ decided: 500, paid: 500, used: 450 }), 'returned', 51, '', 'more-than-paid'],
    ['nothing comes back from one who was not paid', line({ decided: 500 }), 'returned', 1, '', 'not-paid'],
    ['what is left over is carried to the next year', line({ decided: 500, paid: 500, used: 300, unused: 200 }), 'carried-out', 200, 'Forsinket', 'carried-out 200'],
    ['what is demanded back is not', line({ decided: 500, paid: 500, used: 300, unused: 200, demanded: 150 }), 'carried-out', 51, 'x', 'nothing-left'],
  ] as const)('%s', (_, balance, change, amount, why, expected) => {
    expect(outcome(changeLine(balance, change, kr(amount), why), (event: { entries: readonly LineEntry[] }) => event.entries)).toBe(expected)
  })
  test.each([
    ['more is used than was reported', line({ decided: 500, paid: 500, used: 300 }), 'used', 100, 'adjusted used 100'],
    ['less is used', line({ decided: 500, paid: 500, used: 300 }), 'used', -100, 'adjusted used -100'],
    ['less than nothing is not', line({ decided: 500, paid: 500, used: 300 }), 'used', -301, 'negative'],
    ['more than was paid is not', line({ decided: 500, paid: 500, used: 300 }), 'used', 201, 'more-than-paid'],
    ['a payment outside the runs', line({ decided: 500, paid: 200 }), 'paid', 300, 'adjusted paid 300'],
    ['but not more than is granted', line({ decided: 500, paid: 200, ordered: 100 }), 'paid', 201, 'more-than-to-pay'],
    ['a payment that the bank sent back', line({ decided: 500, paid: 500 }), 'paid', -500, 'adjusted paid -500'],
    ['but not one that is used', line({ decided: 500, paid: 500, used: 1 }), 'paid', -500, 'more-than-paid'],
    ['what has come back, down below nothing', line({ decided: 500, paid: 500, unused: 100, demanded: 100, returned: 50 }), 'returned', -51, 'negative'],
    ['what adjusts nothing named', line({ decided: 500 }), undefined, 100, 'choose-adjusted'],
  ] as const)('an adjustment: %s', (_, balance, adjusts, amount, expected) => {
    expect(outcome(changeLine(balance, 'adjusted', kr(amount), 'Rettet etter kontroll', adjusts), (event: { entries: readonly LineEntry[] }) => event.entries)).toBe(expected)
  })
})

describe('a result report', () => {
  const rule = { final: false, ownPercent: undefined }
  test.each([
    ['says what is used and left over', line({ decided: 500, paid: 500 }), { used: 400, unused: 100 }, rule, 'used 400, unused 100'],
    ['the same again posts nothing', line({ decided: 500, paid: 500, used: 400, unused: 100 }), { used: 400, unused: 100 }, rule, 'nothing'],
    ['corrected, posts the difference, less first', line({ decided: 500, paid: 500, used: 400, unused: 100 }), { used: 450, unused: 50 }, rule, 'adjusted unused -50, used 50'],
    ['says not more than was paid', line({ decided: 500, paid: 300 }), { used: 300.01, unused: 0 }, rule, 'more-than-paid'],
    ['counts what was carried in', line({ decided: 500, paid: 300, carriedIn: 100 }), { used: 400, unused: 0 }, rule, 'used 400'],
    ['an interim one need not account for all', line({ decided: 500, paid: 500 }), { used: 100, unused: 0 }, rule, 'used 100'],
    ['a final one must', line({ decided: 500, paid: 500 }), { used: 400, unused: 99 }, { ...rule, final: true }, 'does-not-add-up'],
    ['says nothing negative', line({ decided: 500, paid: 500 }), { used: -1, unused: 0 }, rule, 'negative'],
    ['does not take away what has been settled', line({ decided: 500, paid: 500, used: 400, unused: 100, demanded: 100 }), { used: 450, unused: 50 }, rule, 'unused-is-settled'],
    ['tells the own contribution where the strand demands one', line({ decided: 500, paid: 500 }), { used: 500, unused: 0 }, { ...rule, ownPercent: 30 }, 'own-missing'],
    ['and it is kept', line({ decided: 500, paid: 500 }), { used: 500, unused: 0, own: 150 }, { ...rule, ownPercent: 30 }, 'used 500, own 150'],
  ] as const)('%s', (_, balance, said, about, expected) => {
    const own = 'own' in said ? { own: kr(said.own) } : {}
    expect(outcome(report(balance, { used: ore(Math.round(said.used * 100)), unused: kr(said.unused), ...own }, about), (event) => event)).toBe(expected)
  })
  test('the own contribution is the stated per cent of what is granted, to the nearest øre', () => {
    expect(ownDemanded(line({ decided: 100 }), 30)).toBe(kr(30))
    expect(ownDemanded({ ...empty, decided: ore(101) }, 30)).toBe(30)
    expect(ownDemanded({ ...empty, decided: ore(105) }, 30)).toBe(32)
    expect(ownDemanded(line({ decided: 100 }), undefined)).toBe(0)
  })
})

// Any actions in any order: those that are refused leave the ledger alone, and the others leave it agreeing with itself.
const amounts = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -5, max: 60 }) }, { weight: 1, arbitrary: fc.constantFrom(0, 1, 2000, 100_000_000_000) }).map(ore)
type Step = (balance: Balance) => readonly LineEntry[]
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ wanted: fc.integer({ min: 0, max: 2000 }).map(ore), early: fc.boolean() }).map(({ wanted, early }): Step => (b) => {
    const decision = grant(b, wanted, early)
    return decision.ok ? decision.event : []
  }),
  fc.record({ change: fc.constantFrom(...lineChanges), amount: amounts, adjusts: fc.option(fc.constantFrom(...adjustable), { nil: undefined }) }).map(({ change, amount, adjusts }): Step => (b) => {
    const decision = changeLine(b, change, amount, 'why', adjusts)
    return decision.ok ? decision.event.entries : []
  }),
  fc.record({ used: amounts, unused: amounts, final: fc.boolean() }).map(({ final, ...said }): Step => (b) => {
    const decision = report(b, said, { final, ownPercent: undefined })
    return decision.ok ? decision.event : []
  }),
  // What a payment run does: orders all there is to pay, and the bank answers.
  fc.constantFrom<Step>(
    (b) => (toPay(b) > 0 ? [{ kind: 'ordered', ore: toPay(b) }] : []),
    (b) => (b.ordered > 0 ? [{ kind: 'paid', ore: b.ordered, forItem: true }] : []),
    (b) => (b.ordered > 0 ? [{ kind: 'order-refused', ore: b.ordered }] : []),
  ),
)

test('no sequence of actions makes a line disagree with itself', { timeout: 60_000 }, () => {
  const posted = new Map<string, number>()
  fc.assert(
    fc.property(fc.array(steps, { minLength: 10, maxLength: 80, size: 'max' }), (actions) => {
      let balance = empty
      const ledger: LineEntry[] = []
      for (const action of actions) {
        for (const entry of action(balance)) {
          balance = post(balance, entry)
          ledger.push(entry)
          posted.set(entry.kind, (posted.get(entry.kind) ?? 0) + 1)
          // Each entry is saved by itself: no order of them passes through what the database refuses.
          expect(wrongWith(balance)).toBeUndefined()
        }
        expect(balanceOf(ledger)).toEqual(balance)
        expect(balance.bound + balance.decided).toBe(balance.paid + balance.ordered + toPay(balance) + balance.cancelled)
        expect(balance.paid + balance.carriedIn).toBe(balance.used + balance.unused + unreported(balance))
        expect(balance.unused).toBe(balance.returned + balance.carriedOut + unsettled(balance))
        expect(Math.min(...Object.values(balance), granted(balance), toPay(balance), unreported(balance), unsettled(balance), awaited(balance), free(balance))).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 250 },
  )
  expect([...posted.keys()].sort()).toEqual(lineKinds.filter((kind) => kind !== 'carried-in' && kind !== 'own').toSorted())
  expect(Math.min(...posted.values())).toBeGreaterThan(5)
})

const changed = (frame: Frame, parts: Partial<Frame>): Frame => ({ ...frame, ...parts })

test('a frame is never below what is granted, and every krone of it is either granted, carried on or left', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ change: fc.constantFrom('set', 'raised', 'lowered', 'carried', 'grants'), amount: fc.integer({ min: -10, max: 1000 }).map(ore) }), { maxLength: 40 }), (actions) => {
      let frame: Frame = { frame: undefined, carriedIn: zero, carriedOut: zero, committed: zero }
      let put = 0
      for (const { change, amount } of actions) {
        if (change === 'grants') {
          if (amount > 0 && amount <= (left(frame) ?? -1)) frame = changed(frame, { committed: ore(frame.committed + amount) })
          continue
        }
        const decision = changeFrame(frame, change, ore(Math.max(amount, change === 'set' ? 0 : amount)), 'why')
        if (!decision.ok) continue
        const { entry } = decision.event
        if (entry.kind === 'frame-carried-out') frame = changed(frame, { carriedOut: ore(frame.carriedOut + entry.ore) })
        else {
          const signed = entry.kind === 'frame-lowered' ? -entry.ore : entry.ore
          put += signed
          frame = changed(frame, { frame: ore((frame.frame ?? 0) + signed) })
        }
      }
      expect(left(frame) ?? 0).toBeGreaterThanOrEqual(0)
      expect(frame.frame ?? 0).toBe(put)
      expect((left(frame) ?? 0) + frame.committed + frame.carriedOut).toBe(put)
    }),
  )
})

test('docs/rules/scheme-money.md draws exactly the ways of a payment run', () => {
  const drawn = [...readFileSync(join(import.meta.dirname, '../../../../docs/rules/scheme-money.md'), 'utf8').matchAll(/^ {2}(\w+) --> (\w+): (.+)$/gm)].map(([, from, to, by]) => [from, to, by])
  expect(drawn).toEqual(runWays)
})
