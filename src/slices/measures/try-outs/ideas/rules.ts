import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { ideas, type Idea, type What } from '../rules.ts'

export const limits = { words: 200, themes: 12, inUse: 40 } as const

/** Something to try that the competence team has added for some themes. */
export type TeamIdea = { readonly id: string; readonly words: string; readonly themes: readonly string[]; readonly addedAt: Date; readonly addedBy: string; readonly outAt: Date | undefined }
/** A team's list: its own ideas, and those of ours it does not offer. */
export type List = { readonly own: readonly TeamIdea[]; readonly off: readonly Idea[] }

export type AddRefusal = 'no-theme' | 'unknown-theme' | 'same-idea' | 'too-many-ideas'
/** An idea for a theme. What is out of use is taken in again rather than written anew. */
export function addIdea(words: string, themes: readonly string[], known: readonly string[], { own }: List): Decision<AddRefusal, { readonly kind: 'measures.try-out-idea-added' }> {
  if (themes.length === 0) return refuse('no-theme')
  if (themes.some((code) => !known.includes(code))) return refuse('unknown-theme')
  if (own.some((one) => one.words.toLowerCase() === words.toLowerCase())) return refuse('same-idea')
  return own.filter(({ outAt }) => outAt === undefined).length >= limits.inUse ? refuse('too-many-ideas') : accept({ kind: 'measures.try-out-idea-added' })
}

/** What a department chooses among: the team's own for a theme of the measure (all of them, when it has none), then ours but those the team does not offer. */
export const offeredFor = (themes: readonly string[], { own, off }: List): { readonly own: readonly TeamIdea[]; readonly ours: readonly Idea[] } => ({
  own: own.filter((one) => one.outAt === undefined && (themes.length === 0 || one.themes.some((code) => themes.includes(code)))),
  ours: ideas.filter((one) => !off.includes(one)),
})

/** What was chosen, by its value in the form: ours, the team's with its words first, or own words alone. Undefined: it is no longer offered. */
export function whatOf(chosen: string | undefined, ownWords: string, words: string, list: List): What | undefined {
  if (chosen === undefined || chosen === ownWords) return { idea: undefined, words }
  const ours = ideas.find((one) => one === chosen)
  if (ours) return list.off.includes(ours) ? undefined : { idea: ours, words }
  const own = list.own.find((one) => one.id === chosen && one.outAt === undefined)
  return own && { idea: undefined, words: words === '' ? own.words : `${own.words}\n${words}` }
}
