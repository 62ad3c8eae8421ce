/** Filters with `data-autosubmit`: a choice is used at once. Text fields wait for Enter or the button. */
export const submitFiltersOnChange = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosubmit]')) {
    form.addEventListener('change', (event) => {
      if (event.target instanceof HTMLSelectElement || (event.target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(event.target.type))) form.requestSubmit()
    })
  }
}
