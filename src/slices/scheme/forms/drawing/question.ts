import type { Language } from '../../../../kernel/language.ts'
import type { Translate } from '../../../../texts/index.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import type { AnswerFault, Lack } from '../answers.ts'
import { questionOf, type FormDefinition, type Question, type Section } from '../definition.ts'
import { fieldOf, type FieldFault, type Known, type TypedFields } from '../reading.ts'

export type SectionFieldsProps = {
  readonly definition: FormDefinition
  readonly section: Section
  /** With the answers so far, in their context. */
  readonly known: Known
  /** What was typed and could not be saved: it stands in the fields instead of the answers. */
  readonly typed?: TypedFields | undefined
  /** From `errorTexts` or `lackTexts`: the words stand at the fields, and the same list goes to the page's ErrorSummary. */
  readonly errors?: readonly FieldError[] | undefined
  /** Files may be attached (the form must be one for files): endings without dot, and the largest size. */
  readonly uploads?: { readonly types: readonly string[]; readonly megabytes: number } | undefined
}

/** What every kind of question is drawn from. */
export type QuestionProps<Q extends Question> = Omit<SectionFieldsProps, 'section'> & { readonly question: Q }

/** What the field of a question has in common with all others. */
export const fieldProps = ({ question, errors, known: _ }: QuestionProps<Question>, language: Language) => ({
  name: fieldOf(question),
  label: question.label[language],
  ...(question.help[language] ? { hint: question.help[language] } : {}),
  error: errors?.find(({ field }) => field === fieldOf(question))?.text,
  mark: question.required ? undefined : ('optional' as const),
})

export const singleTyped = (typed: TypedFields | undefined, name: string): string | undefined => {
  const value = typed?.[name]
  return typeof value === 'string' ? value : value?.at(-1)
}

/** The faults of what was typed, in words, for the fields and the page's list of errors. */
export const errorTexts = (t: Translate, language: Language, definition: FormDefinition, errors: readonly FieldFault[]): readonly FieldError[] =>
  errors.map(({ field, question, fault }) => ({ field, text: faultText(t, language, questionOf(definition, question), fault) }))

/** What is missing before sending, in words. The field is the question's. */
export const lackTexts = (t: Translate, language: Language, lacks: readonly Lack[]): readonly FieldError[] => lacks.map(({ question, fault }) => ({ field: fieldOf(question), text: faultText(t, language, question, fault) }))

function faultText(t: Translate, language: Language, question: Question | undefined, fault: AnswerFault): string {
  const label = question?.label[language] ?? ''
  if (fault === 'missing') return question?.missing[language] || t('forms.error.missing', { question: label })
  if (fault === 'too-long') return t('forms.error.too-long', { question: label, most: question?.kind === 'text' ? question.most : 0 })
  if (fault === 'too-many') return t('forms.error.too-many', { question: label, most: question?.kind === 'kindergartens' || question?.kind === 'file' ? question.most : 0 })
  if (fault === 'out-of-range') return t('forms.error.out-of-range', { question: label, least: question?.kind === 'number' ? question.least : 0, most: question?.kind === 'number' ? question.most : 0 })
  if (fault === 'sum-differs') return t('forms.error.sum-differs', { question: label })
  if (fault === 'staff-missing') return t('forms.error.staff-missing', { question: label })
  return t(`forms.error.${fault}`)
}
