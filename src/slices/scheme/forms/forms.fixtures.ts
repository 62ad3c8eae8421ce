import fc from 'fast-check'
import { actorsOfMoney, staffGroups } from '../schemes/rules.ts'
import { merged, withContext, type Answer, type Answers } from './answers.ts'
import { questionsOf, type FormDefinition, type Question } from './definition.ts'
import type { Known } from './reading.ts'

export const kindergartens = ['solstrala', 'trollstua', 'kvitveis'].map((id) => ({ id, name: id }))
export const organisations = [{ id: 'fjordvik-university', name: 'Høgskulen i Fjordvik' }]
const context = { kind: 'new', strand: 'regional', network: false, ownership: 'municipal', firstYear: 2026 } as const

export const inContext = (answers: Answers, more: Partial<{ kind: string; network: boolean }> = {}): Answers => withContext(answers, { ...context, ...more })
export const known = (answers: Answers = {}): Known => ({ kindergartens, organisations, answers: inContext(answers) })

/** Words without marks or identity numbers: what people write, with signs that HTML and JSON have their own ideas about. */
const words = (most: number) => fc.string({ unit: fc.constantFrom(...'aæøåé <>&"\'\\{}1-'), minLength: 1, maxLength: Math.min(most, 60) }).map((text) => text.trim() || 'x')

/** An answer that somebody could have given to the question. */
function anAnswer(question: Question): fc.Arbitrary<Answer | undefined> {
  const some = <T extends Answer>(answer: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(answer, { nil: undefined })
  switch (question.kind) {
    case 'text':
      return some(words(question.most).map((text) => (question.long ? text : text.replaceAll(/\s+/g, ' '))))
    case 'choice': {
      const values = question.options.map(({ value }) => value)
      return some(question.many ? fc.subarray(values, { minLength: 1 }) : fc.constantFrom(...values).map((value) => [value]))
    }
    case 'kindergartens':
      return some(fc.subarray(kindergartens.map(({ id }) => id).sort(), { minLength: 1, maxLength: Math.min(3, question.most) }))
    case 'organisation':
      return some(fc.constantFrom(...organisations.map(({ id }) => id)))
    case 'date':
      return some(fc.constantFrom('2026-08-15', '2027-02-28', '2028-02-29'))
    case 'declaration':
      return some(fc.constant(true as const))
    case 'number':
      return some(fc.integer({ min: question.least, max: question.most }))
    case 'money':
      return some(
        fc
          .uniqueArray(fc.record({ year: fc.constantFrom(2026, 2027, 2028).filter((year) => year < 2026 + question.years), actor: fc.constantFrom(...actorsOfMoney), ore: fc.integer({ min: 0, max: 100_000_000_000 }) }), { selector: ({ year, actor }) => `${year}${actor}`, minLength: 1, maxLength: 8 })
          .map((rows) => rows.toSorted((a, b) => a.year - b.year || actorsOfMoney.indexOf(a.actor) - actorsOfMoney.indexOf(b.actor))),
      )
    case 'staff':
      return some(
        fc
          .uniqueArray(fc.record({ kindergarten: fc.constantFrom(...kindergartens.map(({ id }) => id)), group: fc.constantFrom(...staffGroups), employed: fc.integer({ min: 0, max: 40 }), share: fc.integer({ min: 0, max: 100 }) }), { selector: ({ kindergarten, group }) => `${kindergarten}${group}`, minLength: 1, maxLength: 10 })
          .map((rows) => rows.map(({ share, ...row }) => ({ ...row, takesPart: Math.floor((row.employed * share) / 100) }))),
      )
    case 'file':
      return some(fc.constant([{ id: 'f1', name: 'Plan.pdf', bytes: 1200 }]))
    case 'sum':
      return fc.constant(undefined)
  }
}

/** Answers to any of the questions of a form. */
export const someAnswers = (definition: FormDefinition): fc.Arbitrary<Answers> =>
  fc.record(Object.fromEntries(questionsOf(definition).map((question) => [question.key, anAnswer(question)]))).map((values) => merged({}, values))
