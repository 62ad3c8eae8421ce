import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { InstrumentTheme } from '../instruments/definition.ts'
import { combined, everybody, uncertainty, type Figure, type Published } from '../masking/rules.ts'

// The same instrument again. Made of what each session shows to everybody and of nothing else, so that two sessions side by side tell no more about one
// answer than the two do one by one. The rules in words: docs/rules/needs-comparison.md.

/** What may be said of a difference: it is larger than chance and rounding may explain, or it is not. */
export type Verdict = 'more' | 'less' | 'cannot-tell'
/** One figure of a line: how much they agree, from 1 to 5, by at least so many, and how far from it the real one may lie. */
export type Side = { readonly mean: number; readonly atLeast: number; readonly uncertainty: number }
export type Words = Readonly<Record<Language, string>>
/** A side is undefined when fewer than five answered it: then nothing is said of a difference either. */
export type Line = { readonly key: string; readonly words: Words; readonly before: Side | undefined; readonly after: Side | undefined; readonly difference: number | undefined; readonly margin: number | undefined; readonly verdict: Verdict }
export type ThemeLine = Line & { readonly statements: readonly Line[] }

export type Comparable = {
  readonly id: string
  readonly versionId: string
  /** A stamp of what is asked, the same whatever list, version and further languages it is asked in (`needs.wording_of`). */
  readonly questions: string
  readonly state: 'planned' | 'open' | 'ended' | 'cancelled'
  readonly openedAt: Date | undefined
  /** The kindergartens whose staff it asks, in order. */
  readonly staff: readonly string[]
}

export type ComparisonRefusal = 'same-session' | 'not-frozen' | 'other-version' | 'other-staff' | 'wrong-order' | 'too-few'
type Result = Published & { readonly theme: string }

/** Two sessions side by side: both over, the same questions, the same kindergartens, the older first, and a theme that five have answered both times. */
export function compare(before: Comparable, after: Comparable, themes: readonly InstrumentTheme[], old: readonly Result[], fresh: readonly Result[]): Decision<ComparisonRefusal, { readonly kind: 'needs.comparison-made'; readonly lines: readonly ThemeLine[] }> {
  if (before.id === after.id) return refuse('same-session')
  if (before.state !== 'ended' || after.state !== 'ended') return refuse('not-frozen')
  if (before.questions !== after.questions) return refuse('other-version')
  if (before.staff.join() !== after.staff.join()) return refuse('other-staff')
  if ((before.openedAt?.getTime() ?? 0) >= (after.openedAt?.getTime() ?? 0)) return refuse('wrong-order')
  const lines = linesOf(themes, old, fresh)
  return lines.length === 0 ? refuse('too-few') : accept({ kind: 'needs.comparison-made', lines })
}

/** Themes with a statement that is shown both times, with all their statements. Only the figure of everybody: parts may be divided otherwise the second time. */
export const linesOf = (themes: readonly InstrumentTheme[], old: readonly Result[], fresh: readonly Result[]): readonly ThemeLine[] =>
  themes.flatMap((theme): readonly ThemeLine[] => {
    const of = (results: readonly Result[]) => new Map(results.filter((one) => one.theme === theme.key && one.part === everybody).map((one) => [one.statement, one.figure]))
    const [before, after] = [of(old), of(fresh)]
    const both = theme.statements.filter(({ key }) => before.has(key) && after.has(key))
    if (both.length === 0) return []
    const statements = theme.statements.filter(({ key }) => before.has(key) || after.has(key)).map(({ key, text }) => line(key, text, sideOf(before.get(key)), sideOf(after.get(key))))
    const whole = (figures: ReadonlyMap<string, Figure>) => wholeOf(both.flatMap(({ key }) => figures.get(key) ?? []))
    return [{ ...line(theme.key, theme.name, whole(before), whole(after)), statements }]
  })

const sideOf = (figure: Figure | undefined): Side | undefined => figure && { mean: figure.mean, atLeast: figure.atLeast, uncertainty: uncertainty(figure) }

/** A theme is the statements shown both times together. The same people answer them all, so it is no more certain than the one fewest answered. */
function wholeOf(figures: readonly Figure[]): Side | undefined {
  const all = combined(figures)
  const atLeast = Math.min(...figures.map((one) => one.atLeast))
  return all && { mean: all.mean, atLeast, uncertainty: uncertainty({ atLeast, mean: all.mean }) }
}

function line(key: string, { nb, nn, en }: Words, before: Side | undefined, after: Side | undefined): Line {
  const words = { nb, nn, en }
  if (!before || !after) return { key, words, before, after, difference: undefined, margin: undefined, verdict: 'cannot-tell' }
  const difference = tenth(after.mean - before.mean)
  const margin = tenth(Math.hypot(before.uncertainty, after.uncertainty))
  return { key, words, before, after, difference, margin, verdict: verdictOf(difference, margin) }
}

export const verdictOf = (difference: number, margin: number): Verdict => (Math.abs(difference) <= margin ? 'cannot-tell' : difference > 0 ? 'more' : 'less')
const tenth = (value: number): number => Math.round(value * 10) / 10

/** A session that can be chosen: what it is called and when it was. */
export type Choice = { readonly id: string; readonly title: string; readonly questions: string; readonly instrument: Words; readonly number: number; readonly endedOn: LocalDate }
/** Questions answered at least twice can be compared; the others are still the first time. */
export const repeated = (choices: readonly Choice[]): readonly Choice[] => choices.filter((one) => choices.some((other) => other.id !== one.id && other.questions === one.questions))
