/**
 * The answer to what was just done stands first on the page, and the page opens with focus there. When the address leads on to a part of the page,
 * it would be far above the window and nobody would be told: then it moves to that part, and takes focus there. An address that leads to a link
 * puts focus on the link, where the work goes on: there the answer is only said aloud.
 */
export const bringFlashToPart = (): void => {
  const flash = document.querySelector<HTMLElement>('.flash:not(:empty)')
  const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!flash || !part) return
  if (!part.matches('section')) return afterLoading(() => flash.replaceChildren(...flash.childNodes))
  const heading = part.querySelector(':scope > :is(h2, h3)')
  if (heading) heading.after(flash)
  else part.prepend(flash)
  afterLoading(() => {
    flash.focus({ preventScroll: true })
    part.scrollIntoView()
  })
}

/** The browser itself goes to the part when the page has loaded, and takes focus from whatever had it. */
const afterLoading = (then: () => void): void => addEventListener('load', () => requestAnimationFrame(then))
