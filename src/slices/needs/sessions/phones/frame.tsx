import type { ComponentChildren } from 'preact'
import { languageNames, languages } from '../../../../kernel/language.ts'
import { inLanguage } from '../../../../ui/addresses.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { JoinedSession } from './store.ts'

type Page = { readonly page: PageContext }
/** The page without who is signed in, so that nobody wonders. */
const nameless = (page: PageContext): PageContext => ({ ...page, actor: undefined, nav: [], session: undefined })

/** What every page of a phone has: the languages, and how it finds out that the session has come further. */
export const Phone = ({ page, title, intro, above, watch, hasErrors, children }: Page & { readonly title: string; readonly intro?: string; readonly above?: string; /** The address that says when the session has come further, and where it was. */ readonly watch?: { readonly address: string; readonly session: JoinedSession } | undefined; readonly hasErrors?: boolean; readonly children?: ComponentChildren }) => (
  <Layout page={nameless(page)} title={title} intro={intro} above={above} hasErrors={hasErrors ?? false}>
    <p>
      {languages
        .filter((language) => language !== page.lang)
        .flatMap((language, at) => [
          at > 0 ? ' · ' : '',
          <a class="ds-link" href={inLanguage(page.path, language)} lang={language} hreflang={language}>
            {languageNames[language]}
          </a>,
        ])}
    </p>
    {watch && <div data-watch={watch.address} {...(watch.session.kind === 'live' ? { 'data-seen': String(watch.session.version) } : {})} data-sending={page.t('sessions.phone.sending')} data-unsent={page.t('sessions.phone.unsent')} data-offline={page.t('sessions.phone.offline')} />}
    {children}
  </Layout>
)
