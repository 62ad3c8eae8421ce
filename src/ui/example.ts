import type { VNode } from 'preact'
import { texts } from '../texts/index.ts'
import type { Language } from '../kernel/language.ts'
import type { PageContext } from './context.tsx'

/** A component as it looks with particular data: shown in the gallery, and rendered and checked by the tests. */
export type Example = { readonly name: string; readonly view: VNode }

/** The context of a made-up page, for examples and tests. */
export const examplePage = (lang: Language = 'nb', more: Partial<PageContext> = {}): PageContext => ({
  lang,
  t: texts(lang),
  csrf: 'example-token',
  path: '/veiledning?side=2',
  actor: { membershipId: 'example', name: 'Kari Nordmann', roleName: 'styrer', orgName: 'Solsikken barnehage' },
  nav: [
    { href: '/', text: 'Oversikt', current: false },
    { href: '/veiledning', text: 'Veiledning', current: true, count: 2 },
    { href: '/barnehager', text: 'Barnehager', current: false },
    { href: '/materiell', text: 'Støttemateriell', current: false },
  ],
  demo: true,
  session: { secondsLeft: 1800, stayHref: '/okt' },
  assets: { css: '/assets/samspill.css', js: '/assets/main.js' },
  ...more,
})
