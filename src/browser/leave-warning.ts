import { contentOf } from './form-state.ts'

/** Forms with `data-leave-warning`: the browser asks before the page is left with something unsaved. The browser uses its own words. Taken away when what was typed is safe. */
export const warnBeforeLeaving = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-leave-warning]')) {
    const before = contentOf(form)
    // A page that comes back with errors holds words that are nowhere else.
    const unsavedFromStart = document.querySelector('.ds-error-summary') !== null
    let sending = false
    form.addEventListener('submit', (event) => {
      sending = !event.defaultPrevented
    })
    addEventListener('beforeunload', (event) => {
      if (!sending && form.hasAttribute('data-leave-warning') && (unsavedFromStart || contentOf(form) !== before)) event.preventDefault()
    })
  }
}
