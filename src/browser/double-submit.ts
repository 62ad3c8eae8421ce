const quietSeconds = 5

/**
 * A form sent twice within some seconds is sent once. The button is never disabled (a screen reader would lose its place, and after a fault
 * the form must be possible to send again): the second submission is stopped and answered in words.
 */
export const preventDoubleSubmit = (): void => {
  const sentAt = new WeakMap<HTMLFormElement, number>()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return
    const before = sentAt.get(form)
    if (before !== undefined && event.timeStamp - before < quietSeconds * 1000) {
      event.preventDefault()
      sayOnce(form)
      return
    }
    sentAt.set(form, event.timeStamp)
  })
  // Back to a page kept by the browser: what was sent may be sent anew.
  addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of document.forms) sentAt.delete(form)
  })
}

const sayOnce = (form: HTMLFormElement): void => {
  const text = form.dataset['sent']
  if (!text || form.querySelector('.sent-note')) return
  const note = document.createElement('p')
  note.className = 'sent-note'
  note.setAttribute('role', 'status')
  form.append(note)
  note.textContent = text
}
