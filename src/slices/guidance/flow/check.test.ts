import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFlow, hasStops, metIn, type ProblemName } from './check.ts'
import { gates, type Flow, type Gate } from './definition.ts'
import { edgesOf, stepOf } from './graph.ts'
import { allowedMoves, move } from './rules.ts'
import { standardFlow } from './standard-flow.ts'
import { anyFlow, chart, exit, plausibleFlow, step, way, without, withStep, words } from './flow.fixtures.ts'

test('nothing is wrong or odd with the flow chart we ship', () => {
  expect(checkFlow(standardFlow)).toEqual([])
})

const end = step('closed', [])
const cases: readonly (readonly [string, Flow, ProblemName, string | undefined])[] = [
  ['has no start', chart(step('triage', ['closed']), end), 'no-request-step', undefined],
  ['has two starts', chart(step('request', ['closed']), step('request', ['closed'], { key: 'second' }), end), 'several-request-steps', 'second'],
  ['has no end', chart(step('request', ['triage']), step('triage', ['plan']), step('plan', ['triage'])), 'no-closed-step', undefined],
  [
    'uses a key twice',
    chart(step('request', ['plan']), step('plan', ['closed']), step('triage', ['closed'], { key: 'plan' }), end),
    'duplicate-key',
    'plan',
  ],
  ['has two ways to one place', withStep('plan', { next: [way('sessions'), way('sessions')] }), 'duplicate-way', 'plan'],
  ['uses a reason code twice', withStep('plan', { exits: [exit('x', 'closed', true), exit('x', 'closed', true)] }), 'duplicate-exit', 'plan'],
  ['leads to a step that is not there', without('hand-over'), 'unknown-next', 'triage'],
  ['has a step that leads to itself', withStep('plan', { next: [way('plan'), way('sessions')] }), 'way-to-itself', 'plan'],
  ['leads back to the request', withStep('clarification', { next: [way('request')] }), 'way-back-to-request', 'clarification'],
  ['goes on after the end', withStep('closed', { next: [way('triage')] }), 'closed-has-next', 'closed'],
  ['demands something after the end', withStep('closed', { gates: ['follow-up-noted'] }), 'closed-has-next', 'closed'],
  ['has a step with no way on', withStep('plan', { next: [] }), 'dead-end', 'plan'],
  ['has a step with no way on but withdrawing', withStep('plan', { next: [], exits: [exit('withdrew', 'closed', true)] }), 'dead-end', 'plan'],
  [
    'has a circle with no way out',
    chart(step('request', ['triage', 'closed']), step('triage', ['clarification']), step('clarification', ['triage']), end),
    'cannot-finish',
    'triage',
  ],
  [
    'has a step nobody comes to',
    withStep('triage', { next: [way('start-meeting'), way('waiting-list'), way('hand-over')] }),
    'unreachable-step',
    'clarification',
  ],
  ['has a reason for closing where nothing is closed', withStep('plan', { exits: [exit('goal-reached', 'closed')] }), 'exit-without-way', 'plan'],
  [
    'has a reason for handing over and no such step',
    chart(step('request', ['closed'], { exits: [exit('other', 'hand-over', true)] }), end),
    'exit-without-way',
    'request',
  ],
  ['asks for a plan before there can be one', withStep('observation', { gates: ['plan-agreed'] }), 'gate-never-possible', 'observation'],
  ['asks for what only some ways lead past', withStep('plan', { gates: ['observation-per-department'] }), 'gate-may-be-missed', 'plan'],
  [
    'asks in guidance for a plan that planning does not demand',
    {
      ...withStep('plan', { gates: [] }),
      steps: withStep('plan', { gates: [] }).steps.map((s) => (s.kind === 'sessions' ? { ...s, gates: ['plan-agreed'] } : s)),
    },
    'gate-may-be-missed',
    'sessions',
  ],
  [
    'asks after a hand-over for a plan that an early exit goes past',
    chart(
      step('request', ['plan']),
      step('plan', ['hand-over'], { gates: ['plan-agreed'], exits: [exit('other', 'hand-over', true)] }),
      step('hand-over', ['closed'], { gates: ['plan-agreed'] }),
      end,
    ),
    'gate-may-be-missed',
    'hand-over',
  ],
  [
    'has a circle that one only gets out of by withdrawing',
    chart(
      step('request', ['triage', 'closed']),
      step('triage', ['clarification'], { exits: [exit('withdrew', 'closed', true)] }),
      step('clarification', ['triage']),
      end,
    ),
    'cannot-finish',
    'clarification',
  ],
  ['lacks a name in nynorsk', withStep('plan', { name: { nb: 'Plan', nn: ' ', en: 'Plan' } }), 'missing-name-in-language', 'plan'],
  ['lacks the words for a way', withStep('plan', { next: [{ ...way('sessions'), label: words('') }] }), 'missing-name-in-language', 'plan'],
  ['lacks its own name', { ...standardFlow, name: words('') }, 'missing-name-in-language', undefined],
  ['has an explanation for the team in bokmål only', withStep('plan', { teamHelp: { nb: 'a', nn: '', en: '' } }), 'missing-team-help-in-language', 'plan'],
  ['lacks an explanation in English', withStep('plan', { help: { nb: 'a', nn: 'b', en: '' } }), 'missing-help-in-language', 'plan'],
  [
    'gives no time at all',
    withStep('triage', { deadline: { unit: 'working-days', count: 0, from: 'step-entered' } }),
    'deadline-too-short',
    'triage',
  ],
  [
    'follows up after a week',
    withStep('follow-up', { deadline: { unit: 'working-days', count: 5, from: 'step-entered' } }),
    'deadline-too-short',
    'follow-up',
  ],
  [
    'lets a request wait half a year for an answer',
    withStep('triage', { deadline: { unit: 'months', count: 6, from: 'case-submitted' } }),
    'deadline-too-long',
    'triage',
  ],
  [
    'counts from a plan before there is one',
    withStep('triage', { deadline: { unit: 'working-days', count: 5, from: 'plan-agreed' } }),
    'deadline-never-starts',
    'triage',
  ],
  ['never says when an answer comes', withStep('triage', { deadline: { unit: 'none' } }), 'no-deadline', 'triage'],
  ['closes without anyone saying why', withStep('hand-over', { exits: [] }), 'closing-without-reason', 'hand-over'],
  [
    'lets guidance end without an evaluation',
    withStep('sessions', { next: [way('evaluation'), way('closed', true)] }),
    'evaluation-can-be-skipped',
    'sessions',
  ],
]
test.each(cases)('a flow chart that %s is told so', (_, flow, name, at) => {
  const found = checkFlow(flow).filter((problem) => problem.name === name)
  expect(found.length).toBeGreaterThan(0)
  if (at !== undefined) expect(found.map((problem) => problem.step)).toContain(at)
})

test.each<readonly [string, Flow]>([
  ['an evaluation that can be skipped', withStep('sessions', { next: [way('evaluation'), way('closed', true)] })],
  ['an unusually long deadline', withStep('plan', { deadline: { unit: 'months', count: 12, from: 'step-entered' } })],
  ['a missing explanation', withStep('plan', { help: words('') })],
])('%s is a warning only', (_, flow) => {
  const problems = checkFlow(flow)
  expect(problems.length).toBeGreaterThan(0)
  expect(hasStops(problems)).toBe(false)
})

test('a plan may be demanded later too, when planning itself demands it and cannot be gone round', () => {
  expect(checkFlow(withStep('sessions', { gates: ['session-held', 'plan-agreed'] }))).toEqual([])
})

const everything = { holds: new Set<Gate>(gates) }
const give = { code: undefined, text: 'Because' }
const onward = (flow: Flow, key: string) =>
  allowedMoves(flow, key, everything).filter((way) => move(flow, key, way.to, everything, { ...give, code: way.codes[0]?.code }).ok)

test('property: from every step a case can come to in a sound flow chart, it can finish', () => {
  let sound = 0
  fc.assert(
    fc.property(plausibleFlow, (flow) => {
      if (hasStops(checkFlow(flow))) return
      sound += 1
      const comesTo = (from: string) => {
        const seen = new Set([from])
        for (const key of seen) for (const way of onward(flow, key)) seen.add(way.to)
        return seen
      }
      for (const key of comesTo('request')) expect([...comesTo(key)]).toContain('closed')
    }),
    { numRuns: 400 },
  )
  expect(sound).toBeGreaterThan(60)
})

test('property: a case where only what is demanded gets done is never stuck, and the shortest way leads to the end', () => {
  let sound = 0
  fc.assert(
    fc.property(plausibleFlow, fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 25 }), (flow, choices) => {
      if (hasStops(checkFlow(flow))) return
      sound += 1
      const done = new Set<Gate>()
      let here = 'request'
      const at = () => flow.steps.find((each) => each.key === here)
      const meetable = () => new Set([...done, ...(at()?.gates ?? []).filter((gate) => metIn[gate].includes(at()?.kind ?? 'closed'))])
      const go = (to: string, early: boolean) => {
        if (!early) for (const gate of meetable()) done.add(gate)
        here = to
      }
      const isOrdinary = (to: string) => at()?.next.some((next) => next.to === to)
      const ordinary = () => allowedMoves(flow, here, { holds: meetable() }).filter((way) => way.missing.length === 0 && isOrdinary(way.to))
      for (const [choice, early] of choices) {
        if (here === 'closed') return
        expect(ordinary()).not.toEqual([])
        const withdrawals = allowedMoves(flow, here, { holds: done }).filter((way) => way.codes.some((code) => code.missing.length === 0))
        const ways = early && withdrawals.length > 0 ? withdrawals : ordinary()
        go(ways[choice % ways.length]?.to ?? here, early && withdrawals.length > 0)
      }
      while (here !== 'closed') {
        const left = movesToClosed(flow, here) ?? 0
        const nearest = ordinary().toSorted((a, b) => (movesToClosed(flow, a.to) ?? 99) - (movesToClosed(flow, b.to) ?? 99))[0]
        expect(nearest && movesToClosed(flow, nearest.to)).toBe(left - 1)
        go(nearest?.to ?? 'closed', false)
      }
    }),
    { numRuns: 600 },
  )
  expect(sound).toBeGreaterThan(60)
})

test('property: whatever the editor holds, the check answers', () => {
  fc.assert(fc.property(anyFlow, (flow) => {
    expect(checkFlow(flow).every((problem) => problem.step === undefined || flow.steps.some((each) => each.key === problem.step))).toBe(true)
  }))
})

/** The fewest ordinary moves from a step to a closed one; undefined when there is no way. */
function movesToClosed(flow: Flow, key: string): number | undefined {
  const ways = edgesOf(flow).filter((edge) => edge.kind === 'way')
  const distance = new Map<string, number>([[key, 0]])
  for (const [at, moves] of distance) {
    if (stepOf(flow, at)?.kind === 'closed') return moves
    for (const way of ways) if (way.from === at && !distance.has(way.to)) distance.set(way.to, moves + 1)
  }
  return undefined
}
