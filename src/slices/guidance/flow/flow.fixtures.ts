import fc from 'fast-check'
import { gates, stepKinds, type Deadline, type Exit, type Flow, type Step, type StepKind, type Way, type Words } from './definition.ts'
import { metIn } from './check.ts'
import { standardFlow } from './standard-flow.ts'

export const words = (text: string): Words => ({ nb: text, nn: text, en: text })
export const way = (to: string, needsReason = false): Way => ({ to, label: words(`to ${to}`), needsReason })
export const exit = (code: string, toKind: Exit['toKind'], early = false): Exit => ({ code, name: words(code), toKind, early })
const noDeadline: Deadline = { unit: 'none' }

/** A step with the kind as its key, if no other is given. */
export const step = (kind: StepKind, next: readonly string[], more: Partial<Step> = {}): Step => ({
  key: kind,
  kind,
  name: words(kind),
  help: words('What happens'),
  teamHelp: words(''),
  responsible: 'adviser',
  deadline: noDeadline,
  gates: [],
  next: next.map((to) => way(to)),
  exits: [],
  ...more,
})
export const chart = (...steps: Step[]): Flow => ({ name: words('Flow chart'), steps })

/** The standard flow chart with one step changed. */
export const withStep = (key: string, change: Partial<Step>): Flow => ({
  ...standardFlow,
  steps: standardFlow.steps.map((old) => (old.key === key ? { ...old, ...change } : old)),
})
export const without = (key: string): Flow => ({ ...standardFlow, steps: standardFlow.steps.filter((old) => old.key !== key) })

const middleKinds = stepKinds.filter((kind) => kind !== 'request' && kind !== 'closed')

/** Flow charts that hang together, with ways forth and back at will; a good part of them have nothing that stops them. */
export const plausibleFlow: fc.Arbitrary<Flow> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...middleKinds),
      extra: fc.array(fc.nat(12), { maxLength: 2 }),
      gate: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...gates) }),
      own: fc.boolean(),
      early: fc.constantFrom<readonly Exit[]>([], [], [], [exit('withdrew', 'closed', true)], [exit('other', 'hand-over', true)]),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((middle) => {
    const keys = ['request', ...middle.map((_, index) => `s${index}`), 'closed']
    const steps = middle.map(({ kind, extra, gate, own, early }, index) => {
      const to = new Set([keys[index + 2] ?? 'closed', ...extra.map((number) => keys[1 + (number % (keys.length - 1))] ?? 'closed')])
      to.delete(`s${index}`)
      const mine = own ? gates.filter((name) => metIn[name].includes(kind)) : []
      return step(kind, [...to], { key: `s${index}`, gates: [...new Set([...mine, ...(gate ? [gate] : [])])], exits: early })
    })
    return chart(step('request', ['s0']), ...steps, step('closed', []))
  })

/** Anything that the editor can hold, sound or not: doubled keys, ways to nowhere, several starts or none, names of any length. */
export const anyFlow: fc.Arbitrary<Flow> = fc
  .array(
    fc.record({
      key: fc.nat(14),
      kind: fc.constantFrom(...stepKinds),
      next: fc.array(fc.nat(15), { maxLength: 5 }),
      name: fc.string({ maxLength: 60 }),
      early: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((parts) =>
    chart(
      ...parts.map(({ key, kind, next, name, early }) =>
        step(kind, next.map((to) => `s${to}`), { key: `s${key}`, name: words(name), exits: early ? [exit('withdrew', 'closed', true)] : [] }),
      ),
    ),
  )
