import { open, page, type Router } from '../../platform/http.ts'
import { addresses } from '../../ui/addresses.ts'
import type { PageContext } from '../../ui/context.tsx'
import { AccessibilityPage, ContactPage, CookiesPage, PrivacyPage } from './about-pages.tsx'
import { HomePage } from './home-page.tsx'

/** Pages that are for anyone: the front page, and what the foot of every page links to. */
export const web = (route: Router<PageContext>) => {
  route.get(addresses.home, open, async ({ page: context }) => page(<HomePage page={context} />))
  route.get(addresses.privacy, open, async ({ page: context }) => page(<PrivacyPage page={context} />))
  route.get(addresses.cookies, open, async ({ page: context }) => page(<CookiesPage page={context} />))
  route.get(addresses.accessibility, open, async ({ deps, page: context }) => page(<AccessibilityPage page={context} statementUrl={deps.config.accessibilityStatementUrl} />))
  route.get(addresses.contact, open, async ({ deps, page: context }) => page(<ContactPage page={context} address={deps.config.contactEmail} />))
}
