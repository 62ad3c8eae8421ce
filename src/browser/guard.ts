import { guardText } from '../kernel/text-guard.ts'
import { guardNotes } from './guard-notes.ts'
import { replaced } from './refresh.ts'

const pauseMilliseconds = 600

/**
 * Text fields with `data-guard`: what should not be written here is pointed out below the field while the writer can still mend it.
 * Nothing is sent anywhere; the server looks again when the form arrives.
 */
export const guardFields = (): void => {
  const all = () => {
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-guard]')) if (!watched.has(field)) watch(field)
  }
  addEventListener(replaced, all)
  all()
}

const watched = new WeakSet<Element>()

const watch = (field: HTMLInputElement | HTMLTextAreaElement): void => {
  watched.add(field)
  const note = document.createElement('div')
  note.id = `${field.id}-guard`
  note.className = 'guard-note'
  note.setAttribute('role', 'status')
  field.after(note)
  field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), note.id].filter(Boolean).join(' '))
  let timer = 0

  const look = (): void => {
    const notes = guardNotes(guardText(field.value), field.dataset)
    if (note.textContent === notes.map((one) => one.text).join('')) return
    note.replaceChildren(
      ...notes.map(({ text, stop }) => {
        const line = document.createElement('p')
        line.className = 'ds-validation-message'
        line.dataset['color'] = stop ? 'danger' : 'warning'
        line.textContent = text
        return line
      }),
    )
  }
  const lookSoon = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(look, pauseMilliseconds)
  }
  field.addEventListener('input', lookSoon)
  // Not at once: the press of a button takes focus from the field, and a line that appears then moves the button from under the pointer.
  field.addEventListener('blur', lookSoon)
  look()
}
