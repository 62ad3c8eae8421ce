/** What the page check measures inside the page itself: these functions are sent to the browser, and use nothing from outside themselves. */

/** Headings, title, language, labels, ids, words of links, and that the page brings no style or script of its own. */
export function ownChecks(): string[] {
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
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent(link.getAttribute('href')?.slice(1) ?? '')
    if (!document.getElementById(id)) found.push(`the link “${link.textContent.trim()}” leads to “${id}”, which is not on the page`)
  }
  const besideFields = [...document.querySelectorAll('.ds-validation-message')].map((one) => one.textContent.trim())
  for (const said of document.querySelectorAll('ds-error-summary li')) {
    const sentence = said.textContent.trim()
    if (!said.querySelector('a') && besideFields.some((beside) => beside !== '' && sentence.endsWith(beside))) found.push(`“${sentence}” stands at its field, and the list of what to mend does not lead there`)
  }
  for (const link of document.querySelectorAll('a')) if (!link.textContent.trim() && !link.getAttribute('aria-label')) found.push(`a link to ${link.getAttribute('href')} has no words`)
  if (document.querySelector('[style], style, script:not([src])')) found.push('style or script is written in the page, which the security policy refuses')
  return found
}

/** What goes out of the window sideways, or is cut off inside the page. A table may scroll inside a frame of its own. */
export function tooWide(when: string): string[] {
  const room = document.documentElement.clientWidth
  const wide = document.documentElement.scrollWidth > room + 1
  /** Said to those who listen, and shown to nobody. */
  const heardOnly = (one: Element | null): boolean => one !== null && ((one.clientWidth <= 1 && one.clientHeight <= 1 && getComputedStyle(one).position === 'absolute') || heardOnly(one.parentElement))
  const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter((one) => one.checkVisibility() && !heardOnly(one) && !one.closest('.ds-skip-link, svg *'))
  const scrolls = (one: Element | null): boolean => one !== null && one !== document.body && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
  const out = shown.filter((one) => {
    const { right, left, width } = one.getBoundingClientRect()
    return width > 0 && (right > room + 1 || left < -1) && !scrolls(one.parentElement)
  })
  const cut = shown.filter((one) => !['INPUT', 'TEXTAREA', 'SELECT'].includes(one.tagName) && ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
  const names = (list: readonly HTMLElement[]) =>
    list
      .filter((one) => !list.some((other) => other !== one && one.contains(other)))
      .slice(0, 4)
      .map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute('class') ?? ''}"> “${one.textContent.trim().slice(0, 40)}”`)
      .join(', ')
  return [
    ...(wide || out.length > 0 ? [`${when}, ${room} wide, the page is ${document.documentElement.scrollWidth} wide: ${names(out)}`] : []),
    ...(cut.length > 0 ? [`${when}, something is cut off: ${names(cut)}`] : []),
  ]
}
