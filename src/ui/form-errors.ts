import type * as z from 'zod'
import { fieldErrors } from '../kernel/fields.ts'
import type { PlainKey, Translate } from '../texts/index.ts'
import type { FieldError } from './form.tsx'

/** What is wrong with a form, in words, in the order of its fields. */
export const wordedErrors = (t: Translate, error: z.ZodError): FieldError[] =>
  // The messages of a schema are keys of the catalogues, which the schema cannot know.
  Object.entries(fieldErrors(error)).map(([field, key]) => ({ field, text: t(key as PlainKey) }))
