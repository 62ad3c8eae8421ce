import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Words } from '../definition.ts'

/** What a request may be about: one of the framework plan's, or the municipality's own. `code` is what a case keeps. */
export type Theme = {
  readonly code: string
  /** 'rammeplan-2017', or 'own' for the municipality's. */
  readonly framework: string
  readonly own: boolean
  readonly name: Words
  readonly from: LocalDate
  /** The last day it can be chosen; undefined when no end is set. */
  readonly to: LocalDate | undefined
}

/** What may be wrong with a theme's name; the words for each stand in the texts. */
export const themeProblems = ['needed', 'too-long', 'taken', 'too-many'] as const
export type ThemeProblem = (typeof themeProblems)[number]

/** More than a list to choose from can hold. */
const mostOwnThemes = 60

/** A municipality adds one of its own as long as there is room among those in use. */
export const addTheme = (themes: readonly Pick<Theme, 'own' | 'to'>[]): Decision<'too-many', { readonly kind: 'guidance.theme-added' }> =>
  themes.filter(({ own, to }) => own && to === undefined).length >= mostOwnThemes ? refuse('too-many') : accept({ kind: 'guidance.theme-added' })
