import type { Language } from '../kernel/language.ts'

/**
 * Names that texts do not write themselves, because they have changed over time: a text says `{governor}`, or `{Governor}` where a sentence begins with it.
 * `grantee`: who has the part of a grant that the applicant's side is to have, without the article.
 */
export type RoleNames = { readonly governor: string; readonly grantee: string }
export type StandingWord = keyof RoleNames | Capitalize<keyof RoleNames>

/** What they are called today, in the form that stands in a sentence. */
export const roleNames: Readonly<Record<Language, RoleNames>> = {
  nb: { governor: 'statsforvalteren', grantee: 'eier' },
  nn: { governor: 'statsforvaltaren', grantee: 'eigar' },
  en: { governor: 'the county governor', grantee: 'owner' },
}

export const standingWords = ({ governor, grantee }: RoleNames): Readonly<Record<StandingWord, string>> => ({ governor, Governor: capital(governor), grantee, Grantee: capital(grantee) })

const capital = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
