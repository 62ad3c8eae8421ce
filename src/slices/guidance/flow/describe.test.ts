import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { describeFlow, whereAmI } from './describe.ts'
import { gates, type Gate } from './definition.ts'
import { severities, type ProblemName } from './check.ts'
import { standardFlow } from './standard-flow.ts'
import { withStep } from './flow.fixtures.ts'
import { deadlineText, gateWords, inLanguage, problemWords } from './words.ts'

test('the description goes through the steps from the top, and its numbers point to each other', () => {
  const steps = describeFlow(standardFlow, 'nb')
  expect(steps.map((one) => one.number)).toEqual(standardFlow.steps.map((_, index) => index + 1))
  for (const one of steps) for (const next of one.next) expect(steps[next.number - 1]).toMatchObject({ key: next.to, name: next.name })
  expect(steps[1]).toMatchObject({
    name: 'Avklaring',
    responsible: 'Teamleder',
    deadline: '5 arbeidsdager etter at steget begynte',
    next: [{ name: 'Oppstartsmøte' }, { name: 'Utdyping' }, { name: 'Venteliste' }, { name: 'Overføring' }],
  })
})

test('everything a step demands and every reason is told', () => {
  const followUp = describeFlow(standardFlow, 'en').find((one) => one.key === 'follow-up')
  expect(followUp?.demands).toEqual(['The follow-up has been written down'])
  expect(followUp?.exits.map((one) => one.code)).toEqual(['goal-reached', 'partly-reached', 'not-reached', 'kindergarten-withdrew'])
})

const day = (text: string) => text as LocalDate
const facts = { holds: new Set<Gate>(['adviser-assigned']), stepEntered: day('2026-09-01'), caseSubmitted: day('2026-08-25'), planAgreed: undefined }

test('you are here, next is …, by …', () => {
  expect(whereAmI(standardFlow, 'waiting-list', facts, 'nn')).toEqual({
    here: { key: 'waiting-list', name: 'Venteliste', help: expect.stringContaining('ingen rådgivar er ledig enno') },
    next: [{ to: 'start-meeting', name: 'Oppstartsmøte', label: 'Avtal oppstartsmøte', open: true, missing: [] }],
    by: '2026-10-27',
    responsible: 'team-leader',
  })
})

test('a way that is shut says what must happen first', () => {
  expect(whereAmI(standardFlow, 'plan', facts, 'nb')?.next).toMatchObject([{ to: 'sessions', open: false, missing: ['plan-agreed'] }])
})

test('a closed case has nothing next and no date; a step of another version is nowhere', () => {
  expect(whereAmI(standardFlow, 'closed', facts, 'nb')).toMatchObject({ next: [], by: undefined })
  expect(whereAmI(standardFlow, 'lunch', facts, 'nb')).toBeUndefined()
})

test('a draft that lacks a language shows the words it has', () => {
  const draft = withStep('plan', { name: { nb: '', nn: 'Plan på nynorsk', en: '' } })
  expect(describeFlow(draft, 'en').find((one) => one.key === 'plan')?.name).toBe('Plan på nynorsk')
  expect(inLanguage({ nb: '', nn: '', en: ' ' }, 'nb')).toBe('–')
})

test.each([
  [1, 'working-days', '1 arbeidsdag etter at forespørselen ble sendt'],
  [2, 'months', '2 måneder etter at forespørselen ble sendt'],
] as const)('a deadline of %i %s in words', (count, unit, text) => {
  expect(deadlineText({ unit, count, from: 'case-submitted' }, 'nb')).toBe(text)
})

test('every gate and every problem has words of its own in each language', () => {
  const problems = Object.keys(severities) as ProblemName[]
  for (const lang of ['nb', 'nn', 'en'] as const) {
    expect(new Set(gates.map((gate) => gateWords(gate, lang))).size).toBe(gates.length)
    expect(new Set(problems.map((name) => problemWords(name, lang))).size).toBe(problems.length)
  }
})
