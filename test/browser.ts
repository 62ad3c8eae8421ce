import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { findChromium } from '../bin/chromium.ts'
import { demoLogins, demoPeople } from '../demo/people.ts'
import { buildApp } from '../src/app.tsx'
import { shiftedClock, systemClock } from '../src/platform/clock.ts'
import { silentLog } from '../src/platform/log.ts'
import { readProviders } from '../src/platform/providers.ts'
import { linkLogins } from '../src/slices/identity/index.ts'
import { buildAssets } from '../src/ui/bundle.ts'
import { freePort } from './free-port.ts'
import { openWorld, testConfig, usualTime, type World } from './kit.ts'
import { checkPages, type SentPage } from './page-check.ts'

export type Visitor = {
  readonly page: Page
  /** Goes to an address of ours. @returns the status */
  readonly visit: (path: string) => Promise<number>
  /** Signs in through the local provider, as one of the invented people, in the role (the first when left out). */
  readonly signIn: (person: string, role?: string) => Promise<void>
  /** Unfolds the menu that holds languages and sign-out on a phone. */
  readonly openMenu: () => Promise<void>
  readonly press: (button: string) => Promise<void>
  readonly follow: (link: string) => Promise<void>
  /** Every word of the page's main part. */
  readonly words: () => Promise<string>
  readonly heading: () => Promise<string>
}
export type Site = {
  readonly url: string
  readonly world: World
  /** A new browser of someone who has not been here: a phone, without script unless asked for. */
  readonly visitor: (options?: { readonly script?: boolean; readonly wide?: boolean }) => Promise<Visitor>
}

/**
 * The whole program on a port of its own, with a database of its own, for the journeys of one file. After each journey, every page that was
 * sent is checked unasked (`page-check.ts`); a journey that visited nothing fails.
 */
export function useSite(): () => Site {
  let open: Awaited<ReturnType<typeof openSite>> | undefined
  beforeAll(async () => {
    open = await openSite()
  })
  afterEach(async () => {
    const { looked, problems } = (await open?.finishJourney()) ?? { looked: 0, problems: [] }
    expect(problems).toEqual([])
    expect(looked, 'pages looked at').toBeGreaterThan(0)
  })
  afterAll(async () => open?.close())
  return () => {
    if (!open) throw new Error('The site is ready inside a test')
    return open.site
  }
}

async function openSite() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const clock = shiftedClock(usualTime)
  const config = { ...testConfig, port, publicUrl: url }
  const world = await openWorld({ deps: { config, now: clock } })
  // The provider lives in the machine's own time, and what it signs is read in that.
  const doors = await readProviders(config, systemClock, demoPeople, silentLog)
  await linkLogins(world.deps, demoLogins(doors.profiles))
  const folder = mkdtempSync(join(tmpdir(), 'samspill-assets-'))
  const app = await buildApp(world.deps, doors.providers, { ...(await buildAssets(folder)), folder })
  let sent: SentPage[] = []
  const seen = new Set<string>()
  app.addHook('onRequest', async (request) => {
    request.headers['accept-encoding'] = 'identity'
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.headers['sec-fetch-dest'] === 'document' && typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html'))
      sent.push({ method: request.method, path: url + request.url, route: request.routeOptions.url ?? '', status: reply.statusCode, html: payload })
    return payload
  })
  await app.listen({ port, host: '127.0.0.1' })
  const browser = await launch()
  const titles = new Map<string, string>()
  const contexts: BrowserContext[] = []

  const visitor: Site['visitor'] = async ({ script = false, wide = false } = {}) => {
    const context = await browser.newContext({ baseURL: url, javaScriptEnabled: script, locale: 'nb-NO', viewport: wide ? { width: 1280, height: 900 } : { width: 390, height: 844 } })
    context.setDefaultTimeout(10_000)
    contexts.push(context)
    return visitorOn(await context.newPage())
  }
  const finishJourney = async () => {
    const pages = sent
    sent = []
    for (const context of contexts.splice(0)) await context.close()
    const fresh = pages.filter(({ html }) => !seen.has(steady(html)))
    for (const { html } of fresh) seen.add(steady(html))
    return { looked: pages.length, problems: await checkPages(browser, fresh, titles) }
  }
  const close = async () => {
    await browser.close()
    await app.close()
    await doors.close()
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { site: { url, world, visitor } satisfies Site, finishJourney, close }
}

const visitorOn = (page: Page): Visitor => {
  const press = (button: string) => page.getByRole('button', { name: button }).first().click()
  return {
    page,
    press,
    openMenu: () => page.locator('details.site-menu > summary').click(),
    visit: async (path) => (await page.goto(path))?.status() ?? 0,
    follow: (link) => page.getByRole('link', { name: link }).first().click(),
    words: async () => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' '),
    heading: async () => page.locator('h1').innerText(),
    signIn: async (person, role) => {
      const known = demoPeople.find(({ id }) => id === person)
      if (!known) throw new Error(`There is no ${person} in the demonstration world`)
      await page.goto('/innlogging')
      await page.locator(`form[action="/innlogging/${known.door}"] button`).click()
      await press(known.name)
      if (!new URL(page.url()).pathname.startsWith('/rolle') || known.memberships.length === 0) return
      const at = Math.max(0, known.memberships.findIndex((one) => one.role === role))
      await page.locator('main form[action="/rolle"] button').nth(at).click()
    },
  }
}

/** What differs between two sendings of one page: tokens and the seconds left. */
const steady = (html: string): string => html.replaceAll(/value="[\w-]{20,}"|data-[\w-]+="\d+"/g, '')

export const launch = async (): Promise<Browser> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('The browser tests need Chromium: npm test finds or installs it, or set CHROME_PATH')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...asRoot, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
}
