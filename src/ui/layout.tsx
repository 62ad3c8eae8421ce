import type { ComponentChildren } from 'preact'
import { languageNames, languages } from '../kernel/language.ts'
import { addresses, inLanguage } from './addresses.ts'
import { PageProvider, useNoticeCount, type PageContext } from './context.tsx'
import { HiddenCsrf } from './form.tsx'
import { Icon, Mark } from './icon.tsx'

export type LayoutProps = {
  readonly page: PageContext
  /** What the page is; the browser's tab says it first. */
  readonly title: string
  /** The heading, when it should say more than the title; `false` when the page writes its own h1. */
  readonly heading?: ComponentChildren | false
  /** One or two sentences under the heading. */
  readonly intro?: ComponentChildren
  /** Small line above the heading: the step, or what the page belongs to. */
  readonly above?: ComponentChildren
  /** Way back to the page above this one. */
  readonly back?: { readonly href: string; readonly text: string } | undefined
  /** Something in the form must be mended: the title says so. */
  readonly hasErrors?: boolean
  /** Room for tables and boards; otherwise lines are kept as short as is good to read. */
  readonly wide?: boolean
  /** The page shows work that goes on: the script asks for it anew after so many seconds. The page itself has a link that does the same. */
  readonly refreshSeconds?: number | undefined
  /** For somebody who has no account and needs none: no way to sign in or to search stands in the frame. */
  readonly withoutAccount?: boolean
  readonly children: ComponentChildren
}

const favicon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="14" cy="15" r="10" fill="#0f6152"/>' +
      '<circle cx="26" cy="15" r="10" fill="#e29d5e" opacity=".85"/><circle cx="20" cy="26" r="10" fill="#3c8574" opacity=".85"/></svg>',
  )

/** A whole page: the document, the frame around every page, and the page's own content in the middle. */
export const Layout = (props: LayoutProps) => {
  const { page, title, heading = title, hasErrors = false, wide = false } = props
  const { t } = page
  // Two tabs with the same page of two cases are told apart by what the page belongs to.
  const named = props.heading === undefined && typeof props.above === 'string' ? `${title}, ${props.above}` : title
  return (
    <PageProvider page={page}>
      <html lang={page.lang} data-color-scheme="auto">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${hasErrors ? t('common.title.error', { title: named }) : named} – ${t('common.product')}`}</title>
          <meta name="color-scheme" content="light dark" />
          <meta name="format-detection" content="telephone=no" />
          <link rel="icon" href={favicon} />
          <link rel="stylesheet" href={page.assets.css} />
          <script src={page.assets.js} defer />
        </head>
        <body {...(page.session ? { 'data-session-ends': page.session.secondsLeft } : {})} {...(page.actor ? { 'data-membership': page.actor.membershipId } : {})}>
          <a class="ds-skip-link" href="#main">
            {t('common.skip')}
          </a>
          {page.demo && <DemoBanner page={page} />}
          <Header page={page} withoutAccount={props.withoutAccount ?? false} />
          <main id="main" tabindex={-1} class={wide ? 'page page-wide' : 'page'} {...(props.refreshSeconds ? { 'data-refresh-seconds': props.refreshSeconds } : {})}>
            {props.back && (
              <a class="ds-link back-link" href={props.back.href}>
                <Icon name="back" />
                <span>{props.back.text}</span>
              </a>
            )}
            {/* The page opens with focus on the answer to what was just done: otherwise nobody who listens would hear it. */}
            <div class="flash" role="status" {...(page.flash && !hasErrors ? { tabindex: -1, autofocus: true } : {})}>
              {page.flash && <Flash page={page} />}
            </div>
            {heading !== false && (
              <header class="page-heading">
                {props.above && <p class="page-above">{props.above}</p>}
                <h1 class="ds-heading" data-size="lg">
                  {heading}
                </h1>
                {props.intro && <p class="page-intro">{props.intro}</p>}
              </header>
            )}
            {props.children}
          </main>
          <Footer page={page} />
          {page.session && <SessionWarning page={page} stayHref={page.session.stayHref} />}
        </body>
      </html>
    </PageProvider>
  )
}

type Part = { readonly page: PageContext }

const DemoBanner = ({ page }: Part) => (
  <aside class="demo-banner" aria-label={page.t('common.demo.title')}>
    <p class="frame">
      <strong>{page.t('common.demo.title')}</strong> <span>{page.t(page.demoEmpty ? 'common.demo.text.empty' : 'common.demo.text')}</span>
    </p>
  </aside>
)

const Header = ({ page, withoutAccount }: Part & { readonly withoutAccount: boolean }) => {
  const { t, actor } = page
  const count = useNoticeCount()
  const notices = actor && count
  return (
    <header class="site-header">
      <div class="frame site-top">
        <a class="site-name" href={addresses.home}>
          <Mark />
          <span>{t('common.product')}</span>
        </a>
        <div class="site-tools">
          {notices !== undefined && (
            <a class="site-tool" href={addresses.notices} aria-current={page.path.split('?')[0] === addresses.notices ? 'page' : undefined}>
              <Icon name="notices" />
              <span class="site-tool-text">{t('common.notices')}</span>
              {notices > 0 && (
                <span class="count" aria-hidden="true">
                  {notices}
                </span>
              )}
              <span class="ds-sr-only">, {t('common.notices.new', { count: notices })}</span>
            </a>
          )}
          {!withoutAccount && (
            <a class="site-tool" href={addresses.search}>
              <Icon name="search" /><span class="site-tool-text">{t('common.search')}</span>
            </a>
          )}
          {!withoutAccount && !actor && page.csrf === '' && (
            <a class="ds-button" data-size="sm" href={addresses.signIn}>{t('common.sign-in')}</a>
          )}
        </div>
      </div>
      <Menu page={page} />
      {actor && <Acting page={page} actor={actor} />}
    </header>
  )
}

const Acting = ({ page, actor }: Part & { readonly actor: NonNullable<PageContext['actor']> }) => (
  <div class="acting">
    <div class="frame acting-line">
      <p>
        <span class="ds-sr-only">{page.t('common.acting.as')} </span>
        <strong>{actor.name}</strong> · {actor.roleName} · {actor.orgName}
        {actor.onBehalfOf !== undefined && <em> · {page.t('common.acting.for', { name: actor.onBehalfOf })}</em>}
      </p>
      <a class="ds-link" href={addresses.switchRole}>
        {page.t('common.acting.switch')}
      </a>
    </div>
  </div>
)

/** On a phone the menu folds away behind its summary; where there is room the stylesheet keeps it open. Works without JavaScript. */
const Menu = ({ page }: Part) => {
  const { t } = page
  return (
    <details class="site-menu">
      <summary>
        <Icon name="menu" />
        <span>{t('common.menu')}</span>
      </summary>
      <div class="frame site-menu-content">
        {page.nav.length > 0 && (
          <nav aria-label={t('common.nav.label')}>
            <NavList items={page.nav} />
          </nav>
        )}
        {page.nav.map(
          ({ text, current, parts }) =>
            parts && (
              <nav aria-label={text} class={current ? 'site-parts site-parts-current' : 'site-parts'}>
                <p class="site-parts-title" aria-hidden="true">
                  {text}
                </p>
                <NavList items={parts} />
              </nav>
            ),
        )}
        <div class="site-self">
          <ul class="site-languages" aria-label={t('common.language.label')}>
            {languages.map((language) => (
              <li>
                <a
                  class="ds-link"
                  href={inLanguage(page.path, language)}
                  lang={language}
                  hreflang={language}
                  {...(language === page.lang ? { 'aria-current': 'true' as const } : {})}
                >
                  {languageNames[language]}
                </a>
              </li>
            ))}
          </ul>
          {page.csrf !== '' && (
            <form method="post" action={addresses.signOut}>
              <HiddenCsrf />
              <button class="ds-link" type="submit">
                {t('common.sign-out')}
              </button>
            </form>
          )}
        </div>
      </div>
    </details>
  )
}

const NavList = ({ items }: { readonly items: PageContext['nav'] }) => (
  <ul class="site-nav">
    {items.map((item) => (
      <li>
        <a href={item.href} {...(item.current ? { 'aria-current': item.parts ? ('true' as const) : ('page' as const) } : {})}>
          {item.text}
          {item.count !== undefined && item.count > 0 && <span class="count">{item.count}</span>}
        </a>
      </li>
    ))}
  </ul>
)

const Flash = ({ page }: Part) =>
  page.flash ? (
    <div class="ds-alert" data-color={page.flash.kind}>
      <p class="ds-paragraph">
        <span class="ds-sr-only">{page.t(`common.flash.${page.flash.kind}`)}: </span>
        {page.flash.text}
      </p>
    </div>
  ) : null

const Footer = ({ page }: Part) => {
  const { t } = page
  return (
    <footer class="site-footer">
      <div class="frame">
        <p class="site-footer-name">
          <strong>{t('common.product')}</strong> {t('common.product.about')}
        </p>
        <ul class="site-footer-links" aria-label={t('common.footer.label')}>
          {(['privacy', 'cookies', 'accessibility', 'contact'] as const).map((name) => (
            <li>
              <a class="ds-link" data-color="neutral" href={addresses[name]}>
                {t(`common.footer.${name}`)}
              </a>
            </li>
          ))}
        </ul>
        <p class="site-credit">{t('common.footer.credit')}</p>
      </div>
    </footer>
  )
}

/** Shown by the browser's script five minutes before the session ends. */
const SessionWarning = ({ page, stayHref }: Part & { readonly stayHref: string }) => {
  const { t } = page
  return (
    <dialog
      class="ds-dialog"
      id="session-warning"
      aria-labelledby="session-warning-title"
      aria-describedby="session-warning-text"
      data-stay={stayHref}
      data-csrf={page.csrf}
      data-stayed={t('common.session.stayed')}
      data-over={t('common.session.over')}
    >
      <h2 class="ds-heading" data-size="xs" id="session-warning-title">
        {t('common.session.title')}
      </h2>
      <p class="ds-paragraph" role="status" id="session-warning-text">
        {t('common.session.text')}
      </p>
      <div class="button-row">
        <button class="ds-button" type="button" data-session-stay>
          {t('common.session.stay')}
        </button>
        <a class="ds-button" data-variant="secondary" href={addresses.signIn} target="_blank" rel="noopener" hidden>
          {t('common.autosave.sign-in')}
        </a>
      </div>
    </dialog>
  )
}

/** A part of a page, with its heading. */
export const Section = ({ title, id, children }: { readonly title: string; /** For an address that leads to this part of its page. */ readonly id?: string; readonly children: ComponentChildren }) => (
  <section class="page-part" id={id}>
    <h2 class="ds-heading" data-size="sm">
      {title}
    </h2>
    {children}
  </section>
)
