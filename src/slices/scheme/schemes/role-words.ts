import { languages, type Language } from '../../../kernel/language.ts'
import { textsWith, type Translate } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Scheme } from './rules.ts'

/** The page with the scheme's own words for those who have a part in it. The menu, and whatever else is there on every page, keeps today's. */
export const inWordsOf = (page: PageContext, scheme: Pick<Scheme, 'roleWords'> | undefined): PageContext =>
  scheme ? { ...page, t: wordsOf(page.lang, scheme) } : page

/** The texts in the scheme's own words: of a page, and of a document in the language of its reader. */
export const wordsOf = (language: Language, { roleWords }: Pick<Scheme, 'roleWords'>): Translate => textsWith(language, { governor: roleWords['county-governor'][language], grantee: roleWords.grantee[language] })

/** What a notice about a report of the scheme is to say of the county governor, whatever language it will be read in: part of its data. */
export const namesIn = (scheme: Pick<Scheme, 'roleWords'> | undefined): Readonly<Record<string, string>> =>
  scheme ? Object.fromEntries(languages.map((language) => [`governor.${language}`, scheme.roleWords['county-governor'][language]])) : {}
