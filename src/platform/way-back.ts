/** Enough of a route to know where it stands. */
type Standing = { readonly method: 'GET' | 'POST'; readonly url: string }

/**
 * Addresses that only take a form, each with how many parts of it lead back to the nearest page above. A browser asks for such an address with
 * GET when someone reloads, goes back or changes language on the answer to a form with something to mend; that is no dead end.
 */
export function waysBack(routes: readonly Standing[]): readonly { readonly url: string; readonly parts: number }[] {
  const pages = new Set(routes.filter(({ method }) => method === 'GET').map(({ url }) => url))
  const forms = new Set(routes.filter(({ method, url }) => method === 'POST' && !pages.has(url)).map(({ url }) => url))
  return [...forms].map((url) => {
    const parts = url.split('/')
    const above = parts.map((_, at) => at).findLast((at) => at > 0 && pages.has(parts.slice(0, at).join('/') || '/')) ?? 1
    return { url, parts: above }
  })
}

/** The page above an address, in the language asked for. */
export function pageAbove(address: string, parts: number): string {
  const [path = '/', query = ''] = address.split('?', 2)
  const language = new URLSearchParams(query).get('sprak')
  return `${path.split('/').slice(0, parts).join('/') || '/'}${language ? `?sprak=${encodeURIComponent(language)}` : ''}`
}
