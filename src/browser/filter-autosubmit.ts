/**
 * Filters with `data-autosubmit`: a choice made with a pointer is used at once. Text fields wait for Enter or the button, and so does a choice made
 * with the keyboard: there each arrow is a choice, and the page would be gone before the reader had come to the one she wants (WCAG 3.2.2).
 */
export const submitFiltersOnChange = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosubmit]')) {
    let pointed = false
    form.addEventListener('pointerdown', () => (pointed = true))
    form.addEventListener('keydown', () => (pointed = false))
    form.addEventListener('change', ({ target }) => {
      const chosen = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type))
      if (chosen && pointed) form.requestSubmit()
    })
  }
}
