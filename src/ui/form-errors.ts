import type * as z from 'zod'
import { fieldErrors } from '../kernel/fields.ts'
import { isKey, type Translate } from '../texts/index.ts'
import type { FieldError } from './form.tsx'

/** What is wrong with a form, in words, in the order of its fields. */
export const wordedErrors = (t: Translate, error: z.ZodError): FieldError[] =>
  // The messages of a schema are keys of the catalogues, which the schema cannot know. Fields that no browser leaves out or fills in wrong need no words of their own.
  Object.entries(fieldErrors(error)).map(([field, key]) => ({ field, text: t(isKey(key) ? key : 'common.form.unreadable') }))
