import type { ComponentChildren } from 'preact'
import { languageNames, languages } from '../../../../kernel/language.ts'
import { inLanguage } from '../../../../ui/addresses.ts'
import { nameless, type PageContext } from '../../../../ui/context.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { StaffLanguage } from '../../instruments/definition.ts'
import { furtherLanguages, inStaffLanguage, InIt, readsField } from './staff-language.tsx'
import type { JoinedSession } from './store.ts'

type Page = { readonly page: PageContext }

/** What every page of a phone has: the languages, and how it finds out that the session has come further. */
export const Phone = ({ page, title, intro, above, watch, reading, hasErrors, children }: Page & { readonly title: string; /** The session's further languages, at the address where they are chosen; the title is in the one that is. */ readonly reading?: { readonly session: JoinedSession; readonly address: string; readonly reads: StaffLanguage | undefined; readonly titleToo?: boolean } | undefined; readonly intro?: string; readonly above?: string; /** The address that says when the session has come further, and where it was. */ readonly watch?: { readonly address: string; readonly session: JoinedSession } | undefined; readonly hasErrors?: boolean; readonly children?: ComponentChildren }) => (
  <Layout page={nameless(page)} withoutAccount title={title} {...(reading?.titleToo ? { heading: <InIt reads={reading.reads}>{title}</InIt> } : {})} intro={intro} above={above} hasErrors={hasErrors ?? false}>
    <p>
      {languages
        .filter((language) => language !== page.lang || reading?.reads)
        .flatMap((language, at) => [
          at > 0 ? ' · ' : '',
          <a class="ds-link" href={inLanguage(unread(page.path), language)} lang={language} hreflang={language}>
            {languageNames[language]}
          </a>,
        ])}
      {reading && furtherLanguages(reading.session).filter(({ code }) => code !== reading.reads?.code).map((language) => (
        <>
          {' · '}
          <a class="ds-link" href={inStaffLanguage(reading.address, language)} lang={language.code} dir={language.dir} hreflang={language.code}>
            {language.name}
          </a>
        </>
      ))}
    </p>
    {watch && <div data-watch={watch.address} {...(watch.session.kind === 'live' ? { 'data-seen': String(watch.session.version) } : {})} data-sending={page.t('sessions.phone.sending')} data-unsent={page.t('sessions.phone.unsent')} data-offline={page.t('sessions.phone.offline')} />}
    {children}
  </Layout>
)

/** The address without the further language: whoever chooses one of the program's own reads that. */
const unread = (path: string): string => {
  const [address = '/', query = ''] = path.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.delete(readsField)
  return parameters.size > 0 ? `${address}?${parameters.toString()}` : address
}
