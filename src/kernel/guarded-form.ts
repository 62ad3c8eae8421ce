import type * as z from 'zod'
import { cleanText, fieldErrors, yes } from './fields.ts'
import { guardText, mustStop } from './text-guard.ts'
import type { FindingKind } from './text-guard.ts'

export type GuardWarning<Name extends string = string> = { readonly field: Name; readonly kinds: readonly FindingKind[] }

/** What the guard of the system perspective finds in texts: identity numbers stop, the rest is pointed out and may be confirmed. */
export function guardFields<Name extends string>(
  values: Readonly<Partial<Record<Name, unknown>>>,
  names: readonly Name[],
): { readonly stops: Name[]; readonly warnings: GuardWarning<Name>[] } {
  const stops: Name[] = []
  const warnings: GuardWarning<Name>[] = []
  for (const field of names) {
    const value = values[field]
    if (typeof value !== 'string' || value === '') continue
    const findings = guardText(value)
    if (mustStop(findings)) stops.push(field)
    else if (findings.length > 0) warnings.push({ field, kinds: [...new Set(findings.map(({ kind }) => kind))] })
  }
  return { stops, warnings }
}

/** Name of the box that says the writer has looked at what the guard pointed out: the same in every form. */
export const confirmedField = 'guardConfirmed'
export const isConfirmed = (form: Readonly<Record<string, unknown>>): boolean => yes().parse(form[confirmedField])

/** What a person sent, to be shown again as it was. */
export type Typed = Readonly<Record<string, string>>

/** A form with free text as it came in: either all of it is good, or it goes back with what to mend and what to look at once more. */
export type GuardedForm<Values, Name extends string> =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly typed: Typed; readonly wrong: Readonly<Record<string, string>>; readonly stops: readonly Name[]; readonly warnings: readonly GuardWarning<Name>[] }

/** Reads a form: the schema first, then the guard. What is pointed out must be confirmed before it is saved. */
export function readGuarded<Values, Name extends string>(schema: z.ZodType<Values>, guarded: readonly Name[], form: Readonly<Record<string, unknown>>): GuardedForm<Values, Name> {
  const parsed = schema.safeParse(form)
  const typed = typedIn(form)
  const { stops, warnings } = guardFields<Name>(typed as Readonly<Partial<Record<Name, unknown>>>, guarded)
  const wrong = parsed.success ? {} : fieldErrors(parsed.error)
  if (parsed.success && stops.length === 0 && (warnings.length === 0 || isConfirmed(form))) return { ok: true, values: parsed.data }
  return { ok: false, typed, wrong, stops, warnings }
}

/** The texts of a form as they were typed. */
export const typedIn = (form: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, cleanText(value.slice(0, 40_000))]] : [])))
