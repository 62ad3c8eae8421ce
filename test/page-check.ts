import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { ownChecks, tooWide } from './page-measures.ts'

/** A page as the server sent it: what every visitor got, whatever they did with it. */
export type SentPage = { readonly method: string; readonly path: string; readonly route: string; readonly status: number; readonly html: string }

/** The pages seen so far, by title. */
export type Titles = Map<string, SentPage>

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** A phone held upright, as narrow as WCAG 1.4.10 asks for; and a screen of 1280 enlarged to 200 % (1.4.4). */
const phone = { width: 320, height: 700 }
const enlarged = { width: 640, height: 450 }
/** WCAG 1.4.12: people who need it set their own distances, and nothing may be lost. */
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

/**
 * Looks at pages as they were sent, in a browser where the check may run script and the page may not: headings, title, language, labels,
 * ids, all of axe's rules for WCAG 2.2 A and AA (targets of 24 pixels among them), and that nothing goes out of a narrow window, with
 * ordinary and with enlarged distances. The page's own security policy stays out of the way here, and only here.
 * @returns one sentence for each problem
 */
export async function checkPages(browser: Browser, pages: readonly SentPage[], titles: Titles, colorScheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  const page = await checkingPage(browser)
  await page.emulateMedia({ colorScheme })
  const problems: string[] = []
  for (const sent of pages) {
    const found = [...(await lookAt(page, sent)), ...sameTitle(sent, titles)]
    problems.push(...found.map((problem) => `${sent.method} ${sent.path} (${sent.status}): ${problem}`))
  }
  return problems
}

/** One for each browser, kept until the browser closes: a new one for each page costs more than the check. */
function checkingPage(browser: Browser): Promise<Page> {
  const kept = checking.get(browser) ?? browser.newContext({ viewport: phone, bypassCSP: true, locale: 'nb-NO' }).then((context) => context.newPage())
  checking.set(browser, kept)
  return kept
}
const checking = new WeakMap<Browser, Promise<Page>>()

/** An empty page of the site: what is written into it afterwards finds its stylesheet where the site has it, and axe stays. */
async function goToSite(page: Page, origin: string): Promise<void> {
  const ready = page.url().startsWith(`${origin}/`) && (await page.evaluate(() => 'axe' in window))
  if (ready) return
  await page.route('**/*', (route) => route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: '' }))
  await page.goto(`${origin}/`)
  await page.unroute('**/*')
  await page.evaluate(axe.source)
}

async function lookAt(page: Page, { path, html }: SentPage): Promise<string[]> {
  await goToSite(page, new URL(path).origin)
  await page.setViewportSize(phone)
  // What is folded away is read by someone too.
  const unfolded = html.replaceAll(/<details\b(?![^>]*\sopen\b)/g, '<details open').replaceAll('<script src=', '<script type="text/plain" src=').replaceAll('http-equiv="refresh"', '')
  await page.setContent(unfolded, { waitUntil: 'load' })
  const found = await page.evaluate(ownChecks)
  if (html.includes('http-equiv="refresh"')) found.push('the page loads itself again, whether its reader is done or not')
  const result = await page.evaluate(
    async (tags) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }),
    standards,
  )
  if (result.passes.length === 0) found.push('axe looked at nothing')
  found.push(...result.violations.map(({ id, help, nodes }) => `${help} (${id}): ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary?.split('\n').slice(1).join('; ')})`).join(', ')}`))
  found.push(...(await page.evaluate(tooWide, 'on a phone')))
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, spacing)
  found.push(...(await page.evaluate(tooWide, 'on a phone with enlarged distances')))
  await page.setViewportSize(enlarged)
  await page.evaluate(() => (document.adoptedStyleSheets = []))
  found.push(...(await page.evaluate(tooWide, 'enlarged to 200 %')))
  return found
}

/** Two different pages with one title cannot be told apart in a list of tabs or by ear. The same page at two addresses is one page. */
function sameTitle(sent: SentPage, titles: Titles): string[] {
  if (sent.status !== 200) return []
  const title = /<title>([^<]*)<\/title>/.exec(sent.html)?.[1] ?? ''
  const other = titles.get(title)
  titles.set(title, sent)
  return other && other.route !== sent.route && mainOf(other) !== mainOf(sent) ? [`the title “${title}” is also that of ${other.route}`] : []
}

/** The words of the main part. */
const mainOf = ({ html }: SentPage): string => (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>/g, ' ')
