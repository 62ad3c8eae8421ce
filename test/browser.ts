import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
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
import { openWorld, testConfig, usualTime, type SignedInAs, type World } from './kit.ts'
import { checkPages, type SentPage, type Titles } from './page-check.ts'

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
  /** Fills in the form that has the first of these fields, by the names of the fields, and sends it with the button (its first when left out). */
  readonly send: (fields: Readonly<Record<string, string | readonly string[]>>, button?: string) => Promise<void>
  /** What stands in a field. */
  readonly typed: (field: string) => Promise<string>
  /** Waits until something is so in the browser. (`waitForFunction` takes the promise itself for a yes.) */
  readonly until: (isSo: (about: string) => Promise<boolean> | boolean, about?: string) => Promise<void>
  /** Every word of the page's main part. */
  readonly words: () => Promise<string>
  readonly heading: () => Promise<string>
}
export type Site = {
  readonly url: string
  readonly world: World
  /** Goes to this moment, and on from there. Those who were signed in too long ago sign in again. */
  readonly goTo: (at: string) => void
  /** A new browser of someone who has not been here: a phone, without script unless asked for. */
  readonly visitor: (options?: { readonly script?: boolean; readonly wide?: boolean }) => Promise<Visitor>
  /** A page as the server sends it, to be looked at by `check`. A journey reads with `visitor`. */
  readonly read: (path: string, session?: SignedInAs, language?: string) => Promise<ReadPage>
  /** Looks at pages that were read. @returns one sentence for each problem */
  readonly check: (pages: readonly SentPage[], titles: Titles, scheme?: 'light' | 'dark') => Promise<string[]>
}
/** What an address answered. Something else than a page (a file, a move elsewhere) has no html. */
export type ReadPage = { readonly status: number; readonly location: string | undefined; readonly html: string | undefined }

/**
 * The whole program on a port of its own, with a database of its own, for the journeys of one file. After each journey, every page that was
 * sent is checked unasked (`page-check.ts`); a journey that visited nothing fails, unless the file only
 * reads pages (`read`, `check`). `at`: when the journey begins; the usual time when left out.
 */
export function useSite({ visits = true, at = usualTime } = {}): () => Site {
  let open: Awaited<ReturnType<typeof openSite>> | undefined
  beforeAll(async () => {
    open = await openSite(at)
  })
  afterEach(async () => {
    const { looked, problems } = (await open?.finishJourney()) ?? { looked: 0, problems: [] }
    expect(problems).toEqual([])
    if (visits) expect(looked, 'pages looked at').toBeGreaterThan(0)
  }, 120_000)
  afterAll(async () => open?.close())
  return () => {
    if (!open) throw new Error('The site is ready inside a test')
    return open.site
  }
}

async function openSite(at: Date) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const clock = shiftedClock(at)
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
  const titles: Titles = new Map()
  const contexts: BrowserContext[] = []

  const visitor: Site['visitor'] = async ({ script = false, wide = false } = {}) => {
    const context = await browser.newContext({ baseURL: url, javaScriptEnabled: script, locale: 'nb-NO', viewport: wide ? { width: 1280, height: 900 } : { width: 390, height: 844 } })
    context.setDefaultTimeout(10_000)
    contexts.push(context)
    return visitorOn(await context.newPage())
  }
  let reader = 0
  const read: Site['read'] = async (path, session, language = 'nb') => {
    reader += 1
    // Each from its own address: limits on asking are tested elsewhere.
    const remoteAddress = `10.${(reader >> 16) & 255}.${(reader >> 8) & 255}.${reader & 255}`
    const response = await app.inject({ method: 'GET', url: path, remoteAddress, cookies: { sprak: language, ...(session ? { sesjon: session.token } : {}) } })
    const isPage = String(response.headers['content-type']).startsWith('text/html') && response.statusCode < 300
    return { status: response.statusCode, location: response.headers.location, html: isPage ? response.payload : undefined }
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
  return { site: { url, world, goTo: (to) => clock.set(new Date(to)), visitor, read, check: (pages, names, scheme) => checkPages(browser, pages, names, scheme) } satisfies Site, finishJourney, close }
}

const visitorOn = (page: Page): Visitor => {
  const press = (button: string) => page.getByRole('button', { name: button }).first().click()
  return {
    page,
    press,
    openMenu: () => page.locator('details.site-menu > summary').click(),
    visit: async (path) => (await page.goto(path))?.status() ?? 0,
    follow: (link) => page.getByRole('link', { name: link }).first().click(),
    send: async (fields, button) => {
      const [[first = '', wanted = ''] = []] = Object.entries(fields)
      const form = page.locator('main form').filter({ has: page.locator(`${named(first)}, ${given(first, [wanted].flat()[0] ?? '')}`) }).first()
      for (const closed of await form.locator('xpath=ancestor::details[not(@open)]/summary').all()) await closed.click()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) await fillIn(form, name, one)
      await form.getByRole('button', button === undefined ? {} : { name: button }).first().click()
    },
    until: async (isSo, about = '') => void (await expect.poll(() => page.evaluate(isSo, about)).toBe(true)),
    typed: (field) => page.locator(named(field)).first().inputValue(),
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

const named = (field: string): string => `[name="${field}"]:not([type=hidden])`

/** The only choice there is stands in the form already, and the button says it. */
const given = (field: string, value: string): string => `[type=hidden][name="${field}"][value=${JSON.stringify(value)}]`

/** As a person does: ticks, chooses from the list by its words, or writes. */
async function fillIn(form: Locator, name: string, value: string): Promise<void> {
  if ((await form.locator(given(name, value)).count()) > 0) return
  const fields = form.locator(named(name))
  if (['radio', 'checkbox'].includes((await fields.first().getAttribute('type')) ?? '')) return form.locator(`${named(name)}[value="${value}"]`).check()
  if ((await fields.first().locator('option').count()) === 0) return fields.first().fill(value)
  await fields.first().selectOption((await fields.first().locator('option').filter({ hasText: value }).first().getAttribute('value')) ?? value)
}

/** What differs between two sendings of one page: tokens and the seconds left. */
const steady = (html: string): string => html.replaceAll(/value="[\w-]{20,}"|data-[\w-]+="\d+"/g, '')

export const launch = async (): Promise<Browser> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('The browser tests need Chromium: npm test finds or installs it, or set CHROME_PATH')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...asRoot, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
}
