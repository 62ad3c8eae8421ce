import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersSchema, answerTo, calculated, differing, merged, missing, sectionDigest, shownKeys, statusOf, visible, type Answers } from './answers.ts'
import { check } from './check.ts'
import { coreOf } from './core.ts'
import { formSchema, questionOf, questionsOf, type FormDefinition } from './definition.ts'
import { inContext, someAnswers } from './forms.fixtures.ts'
import { shippedForms } from './shipped/index.ts'

const form = (code: string): FormDefinition => shippedForms.find((one) => one.code === code)!.definition
const definition = form('need-2021')

describe.each(shippedForms)('the form $code', ({ definition }) => {
  test('is sound', () => {
    expect(check(definition)).toEqual([])
    expect(formSchema.parse(definition)).toEqual(definition)
  })
  test('whatever is answered: what is missing is among what is seen, and nothing throws', () => {
    fc.assert(
      fc.property(someAnswers(definition), fc.constantFrom('new', 'continuation'), (answers, kind) => {
        const all = inContext(answers, { kind })
        const seen = shownKeys(definition, all)
        const lacks = missing(definition, all)
        expect(lacks.every(({ question }) => seen.has(question.key))).toBe(true)
        for (const question of questionsOf(definition)) {
          const isLacking = lacks.some((lack) => lack.question.key === question.key && lack.fault === 'missing')
          if (question.kind !== 'sum' && question.kind !== 'money') expect(isLacking).toBe(seen.has(question.key) && question.required && answerTo(definition, question, all) === undefined)
        }
        for (const { key } of definition.sections) if (statusOf(definition, key, all) === 'complete') expect(lacks.filter(({ section }) => section === key)).toEqual([])
        expect(answersSchema.parse(merged(answers, {}))).toEqual(answers)
        coreOf(definition, all)
        calculated(definition, all)
      }),
      { numRuns: 60 },
    )
  })
  test('the digest of a section changes exactly when an answer that is seen in it changes', () => {
    fc.assert(
      fc.property(someAnswers(definition), someAnswers(definition), fc.array(fc.constantFrom(...questionsOf(definition).map(({ key }) => key)), { maxLength: 2 }), (before, other, keys) => {
        const a = inContext(before)
        const b = inContext(merged(before, Object.fromEntries(keys.map((key) => [key, other[key]]))))
        for (const section of definition.sections) {
          const seen = (answers: Answers) => visible(definition, answers).find(({ key }) => key === section.key)?.questions.map((question) => [question.key, answerTo(definition, question, answers)]).filter(([, answer]) => answer !== undefined) ?? []
          expect(sectionDigest(definition, a, section.key) === sectionDigest(definition, b, section.key)).toBe(JSON.stringify(seen(a)) === JSON.stringify(seen(b)))
        }
      }),
      { numRuns: 60 },
    )
  })
})

test.each([
  ['an answer to a question that is not seen counts for nothing', { 'assessed-how': ['inspection'], 'assessed-other': 'Noe' }, 'assessed-other', undefined, false],
  ['it counts when what it hangs on is answered', { 'assessed-how': ['inspection', 'other'], 'assessed-other': 'Noe' }, 'assessed-other', 'Noe', true],
  ['amounts after the duration are kept and not counted', { duration: ['1'], amounts: [{ year: 2026, actor: 'owner', ore: 100 }, { year: 2027, actor: 'owner', ore: 900 }] }, 'amounts', [{ year: 2026, actor: 'owner', ore: 100 }], true],
  ['staff of a kindergarten that is no longer in the list is not counted', { kindergartens: ['a'], staff: [{ kindergarten: 'a', group: 'head', employed: 1, takesPart: 1 }, { kindergarten: 'b', group: 'head', employed: 1, takesPart: 1 }] }, 'staff', [{ kindergarten: 'a', group: 'head', employed: 1, takesPart: 1 }], true],
  ['a choice that the form does not have is none', { duration: ['7'] }, 'duration', undefined, true],
  ['a text where a table should be is no answer', { amounts: 'mye' }, 'amounts', undefined, true],
  ['a day that does not exist is no answer', { 'starts-on': '2026-02-30' }, 'starts-on', undefined, true],
] as const)('%s', (_, answers: Answers, key, counts, isSeen) => {
  const all = inContext(answers)
  expect(shownKeys(definition, all).has(key)).toBe(isSeen)
  if (isSeen) expect(answerTo(definition, questionOf(definition, key)!, all)).toEqual(counts)
})

test('a continuation tells what has changed; a new report is not asked', () => {
  expect([shownKeys(definition, inContext({})).has('what-changed'), shownKeys(definition, inContext({}, { kind: 'continuation' })).has('what-changed')]).toEqual([false, true])
})

test('sums that do not add up stop the report of results', () => {
  const rows = (ore: number) => [{ year: 2026, actor: 'owner' as const, ore }]
  const result = form('result-2021')
  const faults = (answers: Answers) => missing(result, inContext(answers)).filter(({ question }) => question.kind === 'sum').map(({ fault }) => fault)
  expect(faults({ granted: rows(1000), used: rows(600), unused: rows(400) })).toEqual([])
  expect(faults({ granted: rows(1000), used: rows(600), unused: rows(401) })).toEqual(['sum-differs'])
  expect(calculated(result, inContext({ used: rows(600), unused: rows(401) })).get('used-and-unused')).toEqual({ unit: 'ore', value: 1001 })
})

test('what two people wrote differently, whatever the order they chose it in', () => {
  expect(differing(definition, 'need', inContext({ themes: ['language', 'values'], need: 'A' }), inContext({ themes: ['values', 'language'], need: 'B' })).map(({ key }) => key)).toEqual(['need'])
})

test('the core of meaning says the same whatever the questions are called', () => {
  const facts = coreOf(definition, inContext({ title: 'Språk hele dagen', challenge: ['4'], duration: ['2'], 'starts-on': '2026-08-15', 'who-took-part': ['head', 'safety'], declaration: true }))
  expect(facts).toMatchObject({ title: 'Språk hele dagen', challenge: 4, duration: 2, startsOn: '2026-08-15', declaration: true, partner: undefined, words: { 'who-took-part': 'Styrer\nVerneombud' } })
})

test('two conditions that hang on each other hide, and do not hang', () => {
  const [first] = definition.sections
  const circle: FormDefinition = { ...definition, sections: [{ ...first!, questions: first!.questions.map((question) => ({ ...question, shown: [{ when: question.key === 'title' ? 'scope' : 'title', is: ['x'] }] })) }] }
  expect([...shownKeys(circle, {})]).toEqual([])
  expect(check(circle).map(({ name }) => name)).toContain('condition-cycle')
})
