import type * as z from 'zod'
import { text, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { readGuarded, type GuardWarning, type Typed } from '../../../kernel/guarded-form.ts'
import { longest } from './rules.ts'

export type Form = Readonly<Record<string, unknown>>

/** A form that came back: what was typed, what is wrong by field (keys of texts), and what the guard of the system perspective found. */
export type Sent = {
  readonly values: Typed
  readonly errors: Readonly<Record<string, string>>
  readonly stops: readonly string[]
  readonly warnings: readonly GuardWarning[]
}

export const short = (required?: string) => text({ max: longest.short, tooLong: 'work.error.too-long-short', ...(required ? { required } : {}) })
export const long = (required?: string) => text({ max: longest.long, tooLong: 'work.error.too-long', ...(required ? { required } : {}) })
export const minutesUsed = wholeNumber('work.error.minutes', 'work.error.minutes', { min: 1, max: 600, message: 'work.error.minutes' })

/** Reads a form and looks through its free text; the answer holds what goes back on the page when it cannot be taken. */
export function readForm<Values, Name extends string>(
  schema: z.ZodType<Values>,
  form: Form,
  guarded: readonly Name[],
): { readonly ok: true; readonly value: Values } | { readonly ok: false; readonly sent: Sent } {
  const read = readGuarded(schema, guarded, form)
  if (read.ok) return { ok: true, value: read.values }
  return { ok: false, sent: { values: read.typed, errors: read.wrong, stops: read.stops, warnings: read.warnings } }
}

/** A form with nothing wrong in its fields, for when the case itself refuses it. */
export const sentOf = (form: Form): Sent => ({
  values: Object.fromEntries(Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  errors: {},
  stops: [],
  warnings: [],
})

/** The key of the form that was opened: the same form sent twice is one row. Without one that looks right, the form counts as a new one. */
export const formKey = (form: Form): string => (typeof form['key'] === 'string' && looksLikeId(form['key']) ? form['key'] : crypto.randomUUID())
