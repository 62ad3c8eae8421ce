import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'

/** A page as the server sent it: what every visitor got, whatever they did with it. */
export type SentPage = { readonly method: string; readonly path: string; readonly route: string; readonly status: number; readonly html: string }

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Looks at pages as they were sent, in a browser where the check may run script and the page may not: headings, title, language, labels,
 * ids and all of axe's rules for WCAG 2.2 A and AA. The page's own security policy stays out of the way here, and only here.
 * @returns one sentence for each problem
 */
export async function checkPages(browser: Browser, pages: readonly SentPage[], titles: Map<string, string>): Promise<string[]> {
  const page = await checkingPage(browser)
  const problems: string[] = []
  for (const sent of pages) {
    const found = [...(await lookAt(page, sent)), ...sameTitle(sent, titles)]
    problems.push(...found.map((problem) => `${sent.method} ${sent.path} (${sent.status}): ${problem}`))
  }
  return problems
}

/** One for each browser, kept until the browser closes: a new one for each page costs more than the check. */
function checkingPage(browser: Browser): Promise<Page> {
  const kept = checking.get(browser) ?? browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true, locale: 'nb-NO' }).then((context) => context.newPage())
  checking.set(browser, kept)
  return kept
}
const checking = new WeakMap<Browser, Promise<Page>>()

async function lookAt(page: Page, { path, html }: SentPage): Promise<string[]> {
  const url = new URL(path)
  await page.route('**/*', async (route) => {
    const request = route.request()
    if (request.resourceType() === 'script') return route.abort()
    return request.isNavigationRequest() ? route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: html }) : route.continue()
  })
  try {
    await page.goto(url.href, { waitUntil: 'load' })
    const own = await page.evaluate(ownChecks)
    // What is folded away is read by someone too.
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)))
    await page.evaluate(axe.source)
    const result = await page.evaluate(async (tags) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), standards)
    if (result.passes.length === 0) own.push('axe looked at nothing')
    return [...own, ...result.violations.map(({ id, help, nodes }) => `${help} (${id}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)]
  } finally {
    await page.unroute('**/*')
  }
}

/** Runs in the page. */
function ownChecks(): string[] {
  const found: string[] = []
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => ({ level: Number(one.tagName[1]), text: one.textContent.trim() }))
  const first = headings.filter(({ level }) => level === 1)
  if (first.length !== 1) found.push(`one h1 is needed, there are ${first.length}`)
  headings.forEach(({ level, text }, at) => {
    const before = headings[at - 1]?.level ?? 0
    if (level > before + 1) found.push(`the heading “${text}” is h${level} after h${before}`)
    if (text === '') found.push(`an h${level} is empty`)
  })
  if (!document.title.trim()) found.push('the page has no title')
  if (!['nb', 'nn', 'en'].includes(document.documentElement.lang)) found.push(`the language is “${document.documentElement.lang}”`)
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) found.push(`the id “${id}” is used more than once`)
  for (const control of document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea')) {
    if ((control.labels?.length ?? 0) === 0 && !control.getAttribute('aria-label') && !control.getAttribute('aria-labelledby')) found.push(`the field “${control.name}” has no label`)
  }
  for (const described of document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls]')) {
    for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls']) {
      for (const id of (described.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) found.push(`${attribute} points at “${id}”, which is not on the page`)
    }
  }
  for (const link of document.querySelectorAll('a')) if (!link.textContent.trim() && !link.getAttribute('aria-label')) found.push(`a link to ${link.getAttribute('href')} has no words`)
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide on a phone of ${document.documentElement.clientWidth}`)
  if (document.querySelector('[style], style, script:not([src])')) found.push('style or script is written in the page, which the security policy refuses')
  return found
}

/** Two different pages with one title cannot be told apart in a list of tabs or by ear. */
function sameTitle({ route, status, html }: SentPage, titles: Map<string, string>): string[] {
  if (status !== 200) return []
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
  const other = titles.get(title)
  titles.set(title, route)
  return other && other !== route ? [`the title “${title}” is also that of ${other}`] : []
}
