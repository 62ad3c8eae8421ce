/** What a person does on the page where a test person is chosen. */
export type Choice = { readonly persona: string; readonly acr?: string } | { readonly cancel: true }

/** A browser without script for tests: keeps cookies by host and path, follows redirects as long as it is told to. */
export const scriptlessBrowser = () => {
  const jar = new Map<string, { readonly host: string; readonly path: string; readonly pair: string }>()

  const cookiesFor = (url: URL) =>
    [...jar.values()].flatMap(({ host, path, pair }) => (host === url.hostname && url.pathname.startsWith(path) ? [pair] : [])).join('; ')

  const keep = (url: URL, response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
      const key = `${url.hostname} ${path} ${pair.split('=')[0]}`
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(key)
      else jar.set(key, { host: url.hostname, path, pair })
    }
  }

  const send = async (url: URL, form?: Readonly<Record<string, string>>) => {
    const headers = { accept: 'text/html', cookie: cookiesFor(url) }
    const body = form && { method: 'POST', body: new URLSearchParams(form) }
    const response = await fetch(url, { headers, redirect: 'manual', ...body })
    keep(url, response)
    return response
  }

  /** Goes on until there is a page, or an address on another host than where it began: that one is not visited. */
  const go = async (start: string, form?: Readonly<Record<string, string>>): Promise<{ readonly url: URL; readonly page: string | undefined }> => {
    let url = new URL(start)
    const { hostname } = url
    let response = await send(url, form)
    for (let hops = 0; hops < 20; hops += 1) {
      const location = response.headers.get('location')
      if (location === null) return { url, page: await response.text() }
      url = new URL(location, url)
      if (url.hostname !== hostname) return { url, page: undefined }
      response = await send(url)
    }
    throw new Error(`Too many redirects from ${start}`)
  }

  return { go }
}

export type ScriptlessBrowser = ReturnType<typeof scriptlessBrowser>

/** From the address that `start` gave to the address at the service that the answer is sent to. The service's host must not be the issuer's. */
export const signInAt = async (startUrl: string, choice: Choice, browser: ScriptlessBrowser = scriptlessBrowser()): Promise<URL> => {
  const page = await browser.go(startUrl)
  if (page.page === undefined) return page.url
  const level = 'acr' in choice && choice.acr !== undefined ? { acr: choice.acr } : {}
  const answer = await browser.go(page.url.href, 'cancel' in choice ? { cancel: '1' } : { persona: choice.persona, ...level })
  if (answer.page !== undefined) throw new Error(`The local sign-in stopped at ${answer.url.href}: ${answer.page}`)
  return answer.url
}
