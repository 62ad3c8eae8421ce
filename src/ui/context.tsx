import type { ComponentChildren } from 'preact'
import { createContext, h } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../kernel/language.ts'
import type { Translate } from '../texts/index.ts'

export type NavItem = { readonly href: string; readonly text: string; readonly current: boolean; readonly count?: number | undefined; /** What belongs to it, shown below the menu when it is the current one. */ readonly parts?: readonly NavItem[] | undefined }

export type FlashKind = 'success' | 'info' | 'warning' | 'danger'

/** What every page knows about the request it answers. Plain data, made once by the web layer. */
export type PageContext = {
  readonly lang: Language
  readonly t: Translate
  /** Token that each form sends back. */
  readonly csrf: string
  /** The current address with its query; the language links come back here. */
  readonly path: string
  /** The one who is signed in, in the capacity they act in. */
  readonly actor?:
    | { readonly membershipId: string; readonly name: string; readonly roleName: string; readonly orgName: string; readonly onBehalfOf?: string | undefined }
    | undefined
  readonly nav: readonly NavItem[]
  readonly flash?: { readonly kind: FlashKind; readonly text: string } | undefined
  /** True in the demonstration world: a banner says that everything is invented. */
  readonly demo: boolean
  /** The open doors alone: nothing has been put in, so the banner promises no invented municipality. */
  readonly demoEmpty?: boolean | undefined
  /** Seconds from now until the session ends, and the address that a POST to prolongs it. */
  readonly session?: { readonly secondsLeft: number; readonly stayHref: string } | undefined
  readonly assets: { readonly css: string; readonly js: string }
}

/** The page without who is signed in: it is about whoever has the link, on a phone that may be anybody's. The form token stays: a signed-in browser must send it back. */
export const nameless = (page: PageContext): PageContext => ({ ...page, actor: undefined, nav: [], session: undefined })

const Page = createContext<PageContext | undefined>(undefined)

/** Gives the page's context to the components inside; `Layout` does it for whole pages. */
export const PageProvider = ({ page, children }: { readonly page: PageContext; readonly children: ComponentChildren }) =>
  h(Page.Provider, { value: page, children })

/** The context of the page that is being written: language, texts and the form token. */
export const usePage = (): PageContext => {
  const page = useContext(Page)
  if (!page) throw new Error('A component that needs the page stands outside Layout')
  return page
}

const Notices = createContext<number | undefined>(undefined)

/** How many notices the one who is signed in has not seen: asked when a page is drawn, not by every request. What waits to be done is counted on its own page. */
export const NoticeCount = ({ count, children }: { readonly count: number | undefined; readonly children: ComponentChildren }) => h(Notices.Provider, { value: count, children })

/** Undefined for a stranger, and where it could not be asked. */
export const useNoticeCount = (): number | undefined => useContext(Notices)
