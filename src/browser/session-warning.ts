const warnSecondsBefore = 5 * 60

/**
 * Warns five minutes before the session ends, and lets the user stay with one press (WCAG 2.2.1). `data-session-ends` on the body is the
 * number of seconds from when the page was made; counting from there, a wrong clock on the phone does no harm.
 */
export const warnBeforeSessionEnds = (): void => {
  const seconds = Number(document.body.dataset['sessionEnds'])
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
      if (words) words.textContent = dialog.dataset['over'] ?? ''
      if (stay) stay.hidden = true
      if (signIn) signIn.hidden = false
    }
    if (left <= warnSecondsBefore && !dialog.open && !dialog.dataset['dismissed']) dialog.showModal()
  }

  const used = (): void => {
    usedAt = performance.now()
    delete dialog.dataset['dismissed']
    if (dialog.open) dialog.close()
    delete dialog.dataset['dismissed']
    if (words) words.textContent = asked
  }

  stay?.addEventListener('click', async () => {
    const body = new URLSearchParams({ _csrf: dialog.dataset['csrf'] ?? '' })
    const answer = await fetch(dialog.dataset['stay'] ?? '', { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
    if (answer && (answer.ok || answer.type === 'opaqueredirect')) used()
  })
  dialog.addEventListener('close', () => {
    dialog.dataset['dismissed'] = 'yes'
  })
  addEventListener('samspill:session-used', used)
  document.addEventListener('visibilitychange', look)
  setInterval(look, 15_000)
  look()
}
