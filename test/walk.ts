import type { ReadPage } from './browser.ts'

/** A page that was found by following links, with the address it was declared as. */
export type FoundPage = { readonly path: string; readonly route: string; readonly html: string }
export type Walked = { readonly pages: readonly FoundPage[]; /** Links that lead nowhere for the one who was shown them. */ readonly dead: readonly string[] }

type Options = {
  readonly starts: readonly string[]
  /** The addresses that are declared, as patterns. */
  readonly routes: readonly string[]
  /** Patterns that are not pages, or are visited elsewhere. */
  readonly leaveOut: ReadonlySet<string>
  /** So many pages of one pattern by following links: the tenth case shows what the ninth did. */
  readonly perRoute: number
}

/** Reads every page someone can come to from the starts by following what stands on them, as a search engine would. */
export async function walk(read: (path: string) => Promise<ReadPage>, { starts, routes, leaveOut, perRoute }: Options): Promise<Walked> {
  const routeOf = matcher(routes)
  const pages: FoundPage[] = []
  const dead: string[] = []
  const waiting = starts.map((path) => ({ path, from: '' }))
  const seen = new Set<string>()
  const counts = new Map<string, number>()
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const route = routeOf(next.path)
    const many = counts.get(route ?? '') ?? 0
    if (seen.has(next.path) || (route !== undefined && (leaveOut.has(route) || (next.from !== '' && many >= perRoute)))) continue
    seen.add(next.path)
    const { status, html, location } = await read(next.path)
    if (next.from !== '' && status >= 400) dead.push(`${next.from} links to ${next.path}, which answers ${status}`)
    if (location?.startsWith('/')) waiting.push({ path: bare(location), from: next.path })
    if (html === undefined || route === undefined) continue
    counts.set(route, many + 1)
    pages.push({ path: next.path, route, html })
    waiting.push(...linksOn(html).map((path) => ({ path, from: next.path })))
  }
  return { pages, dead }
}

/** The pattern an address was declared as: one without parameters before one with. */
function matcher(routes: readonly string[]): (path: string) => string | undefined {
  const patterns = [...routes].sort((a, b) => a.split(':').length - b.split(':').length).map((route) => ({ route, pattern: new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:[a-zA-Z]+/g, '[^/]+')}$`) }))
  return (path) => patterns.find(({ pattern }) => pattern.test(path.split('?')[0] ?? ''))?.route
}

const bare = (href: string): string => (href.split('#')[0] ?? '').replaceAll('&amp;', '&')

/** Addresses of our own that a page links to; choosing a language is the same page again. */
const linksOn = (html: string): string[] => [...new Set([...html.matchAll(/<a\b[^>]*\bhref="(\/[^"]*)"/g)].map(([, href]) => bare(href ?? '')))].filter((path) => !/[?&]sprak=/.test(path) && !path.startsWith('//'))

/** What a page's main part is made of: elements with their classes. Two pages of one pattern with the same parts are the same page to look at. */
export const partsOf = (html: string): Set<string> =>
  new Set([...(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').matchAll(/<([a-z][a-z0-9]*)\b([^>]*)>/g)].map(([, tag, rest]) => `${tag} ${/class="([^"]*)"/.exec(rest ?? '')?.[1] ?? ''} ${/\b(?:type|role|data-variant|data-color)="([^"]*)"/.exec(rest ?? '')?.[1] ?? ''}`))
