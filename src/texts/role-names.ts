import type { Language } from '../kernel/language.ts'

/** Names that texts do not write themselves, because they have changed over time: a text says `{governor}`, or `{Governor}` where a sentence begins with it. */
export type RoleNames = { readonly governor: string }
export type StandingWord = keyof RoleNames | Capitalize<keyof RoleNames>

/** What they are called today, in the form that stands in a sentence. */
export const roleNames: Readonly<Record<Language, RoleNames>> = {
  nb: { governor: 'statsforvalteren' },
  nn: { governor: 'statsforvaltaren' },
  en: { governor: 'the county governor' },
}

export const standingWords = ({ governor }: RoleNames): Readonly<Record<StandingWord, string>> => ({ governor, Governor: `${governor.slice(0, 1).toUpperCase()}${governor.slice(1)}` })
