/**
 * A page that shows work going on (`data-refresh-seconds` on its main part) is asked for anew, and its main part is put in place of the old one.
 * The page is not loaded again: whoever reads, listens or has come to a link stays where they are (WCAG 2.2.1). It stops when the work is done.
 * How it ended is said aloud, by the title the page has then (WCAG 4.1.3).
 */
export const refreshWhileWorking = (): void => {
  const main = document.querySelector<HTMLElement>('main[data-refresh-seconds]')
  // Outside what is replaced, and there before it has anything to say.
  if (main && !document.querySelector('.heard')) document.body.append(Object.assign(document.createElement('p'), { className: 'heard ds-sr-only', role: 'status' }))
  if (main) setTimeout(() => void refresh(main), Number(main.dataset['refreshSeconds']) * 1000)
}

async function refresh(main: HTMLElement): Promise<void> {
  const answer = await fetch(location.href).catch(() => undefined)
  const fresh = answer?.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined
  const next = fresh?.querySelector<HTMLElement>('main')
  // Signed out, or no network: what is shown stays, and so does the link that asks again.
  if (!fresh || !next) return
  const focused = document.activeElement instanceof HTMLAnchorElement && main.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
  const heard = document.querySelector('.heard')
  if (heard && document.title !== fresh.title) heard.textContent = next.querySelector('h1')?.textContent ?? ''
  document.title = fresh.title
  main.replaceWith(next)
  if (focused !== null) ([...next.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused) ?? next).focus()
  refreshWhileWorking()
}
