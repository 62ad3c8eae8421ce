/**
 * A page that shows work going on (`data-refresh-seconds` on its main part) is asked for anew, and its main part is put in place of the old one.
 * The page is not loaded again: whoever reads, listens or has come to a link or a button stays where they are (WCAG 2.2.1). It stops when the work is done.
 * While something is being written only the parts marked `data-live` are renewed. How it ended is said aloud, by the title the page has then (WCAG 4.1.3).
 */
export const refreshWhileWorking = (): void => {
  const main = document.querySelector<HTMLElement>('main[data-refresh-seconds]')
  // Outside what is replaced, and there before it has anything to say.
  if (main && !document.querySelector('.heard')) document.body.append(Object.assign(document.createElement('p'), { className: 'heard ds-sr-only', role: 'status' }))
  if (main) setTimeout(() => void refresh(main), Number(main.dataset['refreshSeconds']) * 1000 * 2 ** misses)
}

/** So many times in a row nobody has answered; at most three are counted, so that it is asked for every half minute at the least. */
let misses = 0
const mostMisses = 3
/** What the page says about itself (`data-said`), read aloud when it changes; and what it says when nobody answers (`data-offline`). */
const wordsOf = (main: HTMLElement) => main.querySelector<HTMLElement>('[data-said]')?.dataset ?? {}
const note = Object.assign(document.createElement('p'), { className: 'phone-note frame' })
const sayOffline = (text: string): void => {
  if (text && !note.isConnected) {
    note.setAttribute('role', 'status')
    document.querySelector('main')?.before(note)
  }
  if (note.textContent !== text) note.textContent = text
}

/** Said when a main part has been put in place: what looks after fields looks anew. */
export const replaced = 'samspill:replaced'

/** The main part as it was last sent: the one in the page has what scripts have put there. */
let last = ''

async function refresh(main: HTMLElement): Promise<void> {
  const answer = await fetch(location.href).catch(() => undefined)
  const fresh = answer?.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined
  const next = fresh?.querySelector<HTMLElement>('main')
  // No network, or the program is being started again: what is shown stays, and it is asked for again, more seldom.
  if (!answer || answer.status >= 500) {
    misses = Math.min(misses + 1, mostMisses)
    if (misses > 1) sayOffline(wordsOf(main)['offline'] ?? '')
    return refreshWhileWorking()
  }
  misses = 0
  sayOffline('')
  // Signed out: what is shown stays, and so does the link that asks again.
  if (!fresh || !next) return
  const [before, now] = [wordsOf(main)['said'], wordsOf(next)['said']]
  const sent = next.outerHTML
  // Nothing has happened: whoever reads or has marked something is left in peace.
  if (sent === last) return refreshWhileWorking()
  if (isWriting(main, next)) {
    if (now && now !== before) tell(main, now)
    for (const part of main.querySelectorAll<HTMLElement>('[data-live]')) part.replaceChildren(...(next.querySelector(`[data-live="${part.dataset['live'] ?? ''}"]`)?.childNodes ?? part.childNodes))
    return refreshWhileWorking()
  }
  last = sent
  const focused = document.activeElement && main.contains(document.activeElement) ? placeOf(document.activeElement) : undefined
  const heard = document.querySelector('.heard')
  if (heard && now && now !== before) heard.textContent = now
  else if (heard && document.title !== fresh.title) heard.textContent = next.querySelector('h1')?.textContent ?? ''
  document.title = fresh.title
  const unfolded = new Set([...main.querySelectorAll('details[open] > summary')].map(placeOf))
  for (const summary of next.querySelectorAll('details > summary')) if (unfolded.has(placeOf(summary))) summary.parentElement?.setAttribute('open', '')
  main.replaceWith(next)
  if (focused !== undefined) ([...next.querySelectorAll<HTMLElement>('a, button, summary')].find((one) => placeOf(one) === focused) ?? next).focus()
  dispatchEvent(new CustomEvent(replaced))
  refreshWhileWorking()
}

/** Said though the main part stays, because somebody writes in it. */
const tell = (main: HTMLElement, said: string): void => {
  const words = main.querySelector<HTMLElement>('[data-said]')
  if (words) words.dataset['said'] = said
  const heard = document.querySelector('.heard')
  if (heard) heard.textContent = said
}

type Field = HTMLTextAreaElement | HTMLInputElement

/** Somebody stands in a field, or has written what the server does not have. What somebody else has written since is not one's own writing. */
const isWriting = (main: HTMLElement, next: HTMLElement): boolean =>
  [...main.querySelectorAll<Field>('textarea, input:not([type=hidden])')].some((field) => field === document.activeElement || (field.value !== field.defaultValue && field.value !== next.querySelector<Field>(`#${CSS.escape(field.id)}`)?.value))

/** What one stands on, found again on the new page: where it leads, or what it does and to what. */
const placeOf = (element: Element): string =>
  element instanceof HTMLAnchorElement ? `a ${element.getAttribute('href') ?? ''}` : `${element.tagName} ${element.closest('form')?.getAttribute('action') ?? ''} ${element.textContent?.trim() ?? ''}`
