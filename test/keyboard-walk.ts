import { expect } from 'vitest'
import type { Page } from 'playwright-core'

/** One stop of the Tab key: its place in the order the page is read, what it is, and whether the reader can see that it has focus. */
type Stop = { readonly at: number; readonly words: string; readonly seen: boolean }

/**
 * Goes through the page with the Tab key from the top until it leaves at the bottom. @returns each stop, and what can be used but was never
 * stopped at (of a row of choices one is enough: the arrows go on from there). A page that does not let go fails.
 */
export async function tabThrough(page: Page): Promise<{ readonly stops: readonly Stop[]; readonly missed: readonly string[] }> {
  const most = await page.evaluate(() => {
    const usable = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter((one) => one.checkVisibility() && !one.matches(':disabled'))
    usable.forEach((one, at) => (one.dataset['inOrder'] = String(at)))
    return usable.length
  })
  const stops: Stop[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(focusedStop)
    if (stop === undefined) break
    stops.push(stop)
    expect(stops.length, `stops on ${page.url()}, where Tab never comes to the end`).toBeLessThanOrEqual(most)
  }
  const missed = await page.evaluate((passed) => {
    const all = [...document.querySelectorAll<HTMLInputElement>('[data-in-order]')]
    const stoppedAt = all.filter((one) => passed.includes(Number(one.dataset['inOrder'])))
    return all.filter((one) => !stoppedAt.includes(one) && !(one.type === 'radio' && stoppedAt.some(({ name }) => name === one.name))).map((one) => one.outerHTML.slice(0, 120))
  }, stops.map(({ at }) => at))
  return { stops, missed }
}

/** Presses Tab until what is called this has focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  while (passed.length < 250) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(focusedStop)
    if (stop?.words.includes(name)) return expect(stop, name).toMatchObject({ seen: true })
    passed.push(stop?.words ?? '(the end)')
  }
  throw new Error(`Tab never comes to “${name}”, only to: ${[...new Set(passed)].join(' · ')}`)
}

/** Runs in the page, and uses nothing from outside itself. */
function focusedStop(): Stop | undefined {
  const one = document.activeElement
  if (!(one instanceof HTMLElement) || one === document.body) return undefined
  const { top, bottom, left, right } = one.getBoundingClientRect()
  const inWindow = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
  /** A ring around it, or around what it fills (a card, a row of a list). */
  const ringed = (at: Element | null, up: number): boolean => {
    if (at === null || up < 0) return false
    return [getComputedStyle(at), getComputedStyle(at, '::after'), getComputedStyle(at, '::before')].some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none') || ringed(at.parentElement, up - 1)
  }
  const labels = 'labels' in one && one.labels instanceof NodeList ? [...one.labels].map(({ textContent }) => textContent ?? '') : []
  const words = [...labels, one.getAttribute('aria-label') ?? '', one.textContent].join(' ').replaceAll(/\s+/g, ' ').trim()
  return { at: Number(one.dataset['inOrder'] ?? -1), words, seen: inWindow && ringed(one, 1) }
}
