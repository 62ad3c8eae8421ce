const pauseMilliseconds = 900

/**
 * Counts the characters of a text area. The count is seen at once, and read aloud when the writer pauses and little is left; the sentence about
 * the limit stays the field's description. Nothing touches the field's own attributes, so a field in error stays marked as one.
 */
export const countCharacters = (): void => {
  for (const note of document.querySelectorAll<HTMLElement>('[data-counter]')) {
    const field = document.getElementById(note.dataset['counter'] ?? '')
    if (field instanceof HTMLTextAreaElement) follow(field, note)
  }
}

const follow = (field: HTMLTextAreaElement, note: HTMLElement): void => {
  const limit = Number(note.dataset['limit'])
  const seen = document.createElement('p')
  const heard = document.createElement('p')
  seen.className = 'field-counter'
  seen.ariaHidden = 'true'
  heard.className = 'ds-sr-only'
  heard.setAttribute('role', 'status')
  note.classList.add('ds-sr-only')
  note.after(seen, heard)
  let timer = 0

  // Line breaks are sent as two characters but mean one; the server counts the same way.
  const leftNow = (): number => limit - field.value.length
  const count = (): string => {
    const left = leftNow()
    const words = (left < 0 ? note.dataset['over'] : note.dataset['under'])?.replace('%d', String(Math.abs(left))) ?? ''
    seen.dataset['state'] = left < 0 ? 'over' : 'under'
    seen.textContent = words
    return words
  }
  field.addEventListener('input', () => {
    const words = count()
    clearTimeout(timer)
    timer = window.setTimeout(() => (heard.textContent = leftNow() <= limit / 10 ? words : ''), pauseMilliseconds)
  })
  // The fields are emptied after the event, and say nothing of it.
  field.form?.addEventListener('reset', () => {
    clearTimeout(timer)
    heard.textContent = ''
    setTimeout(count)
  })
  count()
}
