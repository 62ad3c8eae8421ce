import { languages } from '../../../kernel/language.ts'
import { textsWith } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Scheme } from './rules.ts'

/** The page with the scheme's own words for those who have a part in it. The menu, and whatever else is there on every page, keeps today's. */
export const inWordsOf = (page: PageContext, scheme: Pick<Scheme, 'roleWords'> | undefined): PageContext =>
  scheme ? { ...page, t: textsWith(page.lang, { governor: scheme.roleWords['county-governor'][page.lang] }) } : page

/** What a notice about a report of the scheme is to say of the county governor, whatever language it will be read in: part of its data. */
export const namesIn = (scheme: Pick<Scheme, 'roleWords'> | undefined): Readonly<Record<string, string>> =>
  scheme ? Object.fromEntries(languages.map((language) => [`governor.${language}`, scheme.roleWords['county-governor'][language]])) : {}
