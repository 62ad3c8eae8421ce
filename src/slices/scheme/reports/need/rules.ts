import type { Answers } from '../../forms/answers.ts'
import type { FormDefinition, Question } from '../../forms/definition.ts'

/** A need as the kindergarten has decided it: what a report may begin from. */
export type NeedBehind = { readonly id: string; readonly kindergartenId: string; readonly title: string; readonly finding: string; readonly forWhom: string; readonly cause: string; readonly wished: string; readonly signs: string }

/**
 * What a need already answers of a report, in whatever form the round has: the measure's name, the need and the goals, as far as the form asks for them in
 * words and there is room. The applicant reads it through and writes on.
 */
export function answersFromNeed(definition: FormDefinition, need: NeedBehind): Answers {
  const texts: Readonly<Partial<Record<NonNullable<Question['core']>, string>>> = { title: need.title, need: joined(need.finding, need.forWhom, need.cause), goals: joined(need.wished, need.signs) }
  const questions = definition.sections.filter(({ by }) => by === 'applicant').flatMap((section) => section.questions)
  return Object.fromEntries(questions.flatMap((question) => (question.kind === 'text' && question.core && texts[question.core] ? [[question.key, texts[question.core]?.slice(0, question.most) ?? '']] : [])))
}

const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n')
