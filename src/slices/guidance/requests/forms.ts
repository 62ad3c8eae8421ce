import * as z from 'zod'
import { manyOf, oneOf, text, yes } from '../../../kernel/fields.ts'
import { guardFields, type GuardWarning } from '../../../kernel/guarded-form.ts'
import { fieldsOf, guardedFields, involvements, means, targets, type Field, type RequestContent, type Section } from './rules.ts'

export const longest = { short: 500, long: 4000 } as const

const short = text({ max: longest.short, tooLong: 'guidance.error.too-long-short' })
const long = text({ max: longest.long, tooLong: 'guidance.error.too-long' })
const unanswered = <T>(inner: z.ZodType<T>) => z.preprocess((value) => (value === '' || value === null ? undefined : value), inner.optional()) as z.ZodType<T | undefined>
const names = z.preprocess(
  (value) => [value].flat().filter((one) => typeof one === 'string' && one.trim() !== ''),
  z.array(z.string().trim().max(120, 'guidance.error.too-long-short')).max(40, 'guidance.error.too-many'),
) as z.ZodType<string[]>

/** The whole request as it is stored while it is being written: everything may be missing, nothing may be too long or unknown. */
const draft = z.object({
  target: unanswered(oneOf(targets, 'guidance.error.choose')),
  departments: names,
  themes: names,
  experienced: long,
  sinceWhen: short,
  tried: long,
  effect: long,
  wished: long,
  goal: long,
  means: manyOf(means),
  times: short,
  staffInvolved: unanswered(oneOf(involvements, 'guidance.error.choose')),
  staffInvolvedHow: long,
  ownerInformed: z.preprocess((value) => (value === 'ja' ? true : value === 'nei' ? false : undefined), z.boolean().optional()) as z.ZodType<boolean | undefined>,
}) satisfies z.ZodType<RequestContent>

/** The schema of one part: only its own fields are read, whatever else the form brings. */
export const sectionForm = (section: Section) => draft.pick(Object.fromEntries(fieldsOf[section].map((field) => [field, true])) as { [K in Field]?: true })

export type Warning = GuardWarning<Field>

/** What the guard of the system perspective finds in the texts: some things stop, others are pointed out and may be confirmed. */
export const guardContent = (values: Partial<Record<Field, unknown>>) => guardFields<Field>(values, guardedFields)

export const submitForm = z.object({ systemLevel: yes() })
