import { expect, test } from 'vitest'
import { languages } from '../../../kernel/language.ts'
import { texts } from '../../../texts/index.ts'
import { check, formFaults, leaningOn } from './check.ts'
import type { FormDefinition, Question } from './definition.ts'
import { faultLines } from './editor/words.ts'
import { shippedForms } from './shipped/index.ts'

const sound = shippedForms.find(({ code }) => code === 'need-2021')!.definition
const words = { nb: 'A', nn: 'B', en: 'C' }
const none = { nb: '', nn: '', en: '' }
const common = { label: words, help: none, missing: none, required: true, shown: [] }
const number = (key: string): Question => ({ ...common, key, kind: 'number', least: 0, most: 9 })
/** The form with one question more, last in its first section. */
const plus = (...questions: Question[]): FormDefinition => ({ ...sound, sections: sound.sections.map((section, index) => (index === 0 ? { ...section, questions: [...section.questions, ...questions] } : section)) })
const without = (key: string): FormDefinition => ({ ...sound, sections: sound.sections.map((section) => ({ ...section, questions: section.questions.filter((question) => question.key !== key) })) })

test.each([
  ['no-sections', { ...sound, sections: [] }],
  ['section-empty', { ...sound, sections: [...sound.sections, { ...sound.sections[0]!, key: 'empty', questions: [] }] }],
  ['key-twice', plus({ ...number('title') })],
  ['words-missing', plus({ ...number('n'), label: { ...words, nn: ' ' } })],
  ['words-missing', plus({ ...number('n'), help: { ...none, nb: 'Bare her' } })],
  ['condition-unknown', plus({ ...number('n'), shown: [{ when: 'gone', is: ['a'] }] })],
  ['condition-kind', plus({ ...number('n'), shown: [{ when: 'title', is: ['a'] }] })],
  ['condition-value', plus({ ...number('n'), shown: [{ when: 'scope', is: ['nobody'] }] })],
  ['condition-value', plus({ ...number('n'), shown: [{ when: 'scope', is: [] }] })],
  ['condition-cycle', plus({ ...common, key: 'a', kind: 'declaration', shown: [{ when: 'b', is: ['yes'] }] }, { ...common, key: 'b', kind: 'declaration', shown: [{ when: 'a', is: ['yes'] }] })],
  ['core-twice', plus({ ...common, key: 'n', kind: 'text', long: false, most: 9, core: 'title' })],
  ['core-kind', plus({ ...number('n'), core: 'goals' })],
  ['core-values', { ...without('duration'), sections: [...without('duration').sections, { ...sound.sections[0]!, key: 'x', questions: [{ ...number('years'), core: 'duration' as const }] }] }],
  ['core-missing', without('title')],
  ['sum-of-nothing', plus({ ...common, key: 's', kind: 'sum', of: [] })],
  ['sum-unknown', plus({ ...common, key: 's', kind: 'sum', of: ['gone'] })],
  ['sum-kind', plus({ ...common, key: 's', kind: 'sum', of: ['title'] })],
  ['sum-kind', plus({ ...common, key: 's', kind: 'sum', of: ['s'] })],
  ['sum-mixed', plus(number('n'), { ...common, key: 's', kind: 'sum', of: ['n', 'amounts'] })],
  ['options-missing', plus({ ...common, key: 'c', kind: 'choice', many: false, options: [{ value: 'a', label: words }] })],
  ['option-twice', plus({ ...common, key: 'c', kind: 'choice', many: false, options: [{ value: 'a', label: words }, { value: 'a', label: words }] })],
  ['range-empty', plus({ ...common, key: 'n', kind: 'number', least: 9, most: 1 })],
  ['groups-missing', plus({ ...common, key: 'g', kind: 'staff', groups: [] })],
  ['actors-missing', plus({ ...common, key: 'm', kind: 'money', years: 1, actors: [] })],
  ['staff-without-list', without('kindergartens')],
  ['nobody-signs', { ...sound, sections: sound.sections.map((section) => ({ ...section, signedBy: [] })) }],
] as const satisfies readonly (readonly [string, FormDefinition])[])('%s is found', (name, form) => {
  const found = check(form)
  expect(found.map((fault) => fault.name)).toContain(name)
  for (const language of languages) for (const line of faultLines(found, language, texts(language))) expect(line).toMatch(/\.$/)
})

test('every fault has words in the three languages', () => {
  for (const language of languages) for (const name of formFaults) expect(faultLines([{ name, part: name === 'words-missing' ? 'nn' : 'title' }], language, texts(language))[0]).toMatch(/\.$/)
})

test('what leans on a question: conditions, sums, and the table of staff on the list of kindergartens', () => {
  const form = plus(number('n'), { ...common, key: 's', kind: 'sum', of: ['n'] }, { ...common, key: 'e', kind: 'sum', of: ['amounts'], equals: 'n' })
  const keys = (key: string) => leaningOn(form, key).map(({ question }) => question?.key)
  expect([keys('n'), keys('kindergartens'), keys('assessed-how'), keys('title')]).toEqual([['s', 'e'], ['staff'], ['assessed-other'], []])
})
