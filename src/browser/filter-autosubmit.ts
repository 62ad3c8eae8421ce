/** Filters with `data-autosubmit`: a choice is used at once. Text fields wait for Enter or the button. */
export const submitFiltersOnChange = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosubmit]')) {
    form.addEventListener('change', ({ target }) => {
      const chosen = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type))
      if (chosen) form.requestSubmit()
    })
  }
}
