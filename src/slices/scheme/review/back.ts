import type { PlainKey, Translate } from '../../../texts/index.ts'
import type { FieldError } from '../../../ui/form.tsx'

/** A form that came back: which one, what was typed, what to mend. `at` tells forms of the same kind apart. */
export type Back = { readonly form: string; readonly at: string; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; readonly refused: PlainKey | undefined }
export const nothingBack: Back = { form: '', at: '', typed: {}, errors: [], refused: undefined }

/** What a person sent, to be shown again as it was; cut where it could only be meant to fill the memory. */
export const typedIn = (form: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' && name !== '_csrf' ? [[name, value.slice(0, 200_000)]] : [])))

/** The words of a form are keys of the catalogues, which the schema cannot know. */
export const errorsOf = (t: Translate, wrong: Readonly<Record<string, string>>): readonly FieldError[] => Object.entries(wrong).map(([field, key]) => ({ field, text: t(key as PlainKey) }))

/** What was typed in this form, or else what stands there now. */
export const typedOr = (back: Back, form: string, at: string, field: string, otherwise: string | undefined): string | undefined => (back.form === form && back.at === at ? (back.typed[field] ?? '') : otherwise)
export const errorIn = (back: Back, form: string, at: string, field: string): string | undefined => (back.form === form && back.at === at ? back.errors.find((one) => one.field === field)?.text : undefined)
