import { expect, test } from 'vitest'
import { languages } from '../../../kernel/language.ts'
import { gates, stepKinds } from './definition.ts'
import { standardFlow } from './standard-flow.ts'

test('the flow chart we ship uses every kind of step and every gate', () => {
  expect(new Set(standardFlow.steps.map((step) => step.kind))).toEqual(new Set(stepKinds))
  expect(new Set(standardFlow.steps.flatMap((step) => step.gates))).toEqual(new Set(gates))
})

test.each([
  ['triage', { unit: 'working-days', count: 5, from: 'step-entered' }],
  ['start-meeting', { unit: 'working-days', count: 15, from: 'step-entered' }],
  ['follow-up', { unit: 'months', count: 3, from: 'step-entered' }],
])('the proposed deadline for %s', (key, deadline) => {
  expect(standardFlow.steps.find((step) => step.key === key)?.deadline).toEqual(deadline)
})

test('a kindergarten may withdraw from every step between the request and the end', () => {
  const without = standardFlow.steps.filter((step) => !step.exits.some((exit) => exit.code === 'kindergarten-withdrew' && exit.early))
  expect(without.map((step) => step.key)).toEqual(['request', 'closed'])
})

test('a reason code has the same name wherever it is used, so that it can be counted', () => {
  const names = new Map<string, Set<string>>()
  for (const exit of standardFlow.steps.flatMap((step) => step.exits)) names.set(
    exit.code,
    (names.get(exit.code) ?? new Set()).add(languages.map((lang) => exit.name[lang]).join('|')),
  )
  expect([...names].filter(([, variants]) => variants.size > 1)).toEqual([])
})

test('nynorsk is nynorsk: no bokmål word has slipped in', () => {
  const texts = standardFlow.steps.flatMap((step) => [
    step.name,
    step.help,
    ...step.next.map((way) => way.label),
    ...step.exits.map((exit) => exit.name),
  ].map((words) => words.nn))
  const bokmal =
    /(?<!\p{L})(ikke|hva|hvem|hvordan|veiledning\p{L}*|forespørsel\p{L}*|rådgiver\p{L}*|trakk|noen|en|et|dere)(?!\p{L})/iu
  expect(texts.filter((text) => bokmal.test(text))).toEqual([])
})
