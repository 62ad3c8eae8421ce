import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

// What others tried, and how it went. The rules in words: docs/rules/library.md.

export const outcomes = ['well', 'partly', 'not'] as const
export type Outcome = (typeof outcomes)[number]
export const mostWords = 1200
export type ExperienceState = 'waiting' | 'shown' | 'held-back'
export const decisions = ['shown', 'held-back'] as const
export type ExperienceDecision = (typeof decisions)[number]

/** One who has tried tells about what can be read now, not more often than so. */
const mostOwn = 5
export const tell = (isPublished: boolean, withdrawn: boolean, own: number): Decision<'not-published' | 'withdrawn' | 'told-enough', { readonly kind: 'library.experience-told' }> =>
  withdrawn ? refuse('withdrawn') : !isPublished ? refuse('not-published') : own >= mostOwn ? refuse('told-enough') : accept({ kind: 'library.experience-told' })
