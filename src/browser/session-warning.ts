const warnSecondsBefore = 5 * 60
/** The dialog was closed because the session goes on: the next end is warned of anew. */
const stayed = 'stayed'

/**
 * Warns five minutes before the session ends, and lets the user stay with one press (WCAG 2.2.1). `data-session-ends` on the body is the
 * number of seconds from when the page was made; counting from there, a wrong clock on the phone does no harm.
 */
export const warnBeforeSessionEnds = (): void => {
  let seconds = Number(document.body.dataset['sessionEnds'])
  const dialog = document.querySelector<HTMLDialogElement>('#session-warning')
  if (!(seconds > 0) || !dialog) return
  const words = dialog.querySelector<HTMLElement>('[role=status]')
  const stay = dialog.querySelector<HTMLButtonElement>('[data-session-stay]')
  const signIn = dialog.querySelector<HTMLAnchorElement>('a')
  const asked = words?.textContent ?? ''
  let usedAt = 0
  let over = false

  // Timers stand still while a phone sleeps, so the time is looked at often instead of waited for once.
  const look = (): void => {
    const left = seconds - (performance.now() - usedAt) / 1000
    if (left <= 0 && !over) {
      over = true
      delete dialog.dataset['dismissed']
      if (words) words.textContent = dialog.dataset['over'] ?? ''
      if (stay) stay.hidden = true
      if (signIn) signIn.hidden = false
    }
    if (left <= warnSecondsBefore && !dialog.open && !dialog.dataset['dismissed']) dialog.showModal()
  }

  const used = (left: number | undefined): void => {
    usedAt = performance.now()
    if (left !== undefined) seconds = left
    delete dialog.dataset['dismissed']
    if (dialog.open) dialog.close(stayed)
    if (words) words.textContent = asked
  }

  stay?.addEventListener('click', async () => {
    const body = new URLSearchParams({ _csrf: dialog.dataset['csrf'] ?? '' })
    const answer = await fetch(dialog.dataset['stay'] ?? '', { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
    if (answer && (answer.ok || answer.type === 'opaqueredirect')) used(secondsLeft(answer))
  })
  // Told after the closing, when `used` is done: the answer says who closed it.
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== stayed) dialog.dataset['dismissed'] = 'yes'
    dialog.returnValue = ''
  })
  addEventListener('samspill:session-used', (event) => {
    used(event instanceof CustomEvent && typeof event.detail === 'number' ? event.detail : undefined)
  })
  document.addEventListener('visibilitychange', look)
  setInterval(look, 15_000)
  look()
}

/** The server may say how long the session lasts now (`x-session-seconds`): a session cannot be prolonged for ever. */
export const secondsLeft = (answer: Response): number | undefined => Number(answer.headers.get('x-session-seconds')) || undefined
