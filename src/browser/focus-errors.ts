/**
 * Links in the error summary, and in the guard's notice, put the cursor in the field and show its question too: a plain jump would hide the label above the screen's edge.
 * (The summary itself takes focus when the page opens: `ds-error-summary` does that.)
 */
export const focusFieldsFromErrors = (): void => {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(':is(.ds-error-summary, #vern) a[href^="#"]') : null
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    const question = field.closest('fieldset')?.querySelector('legend') ?? field.closest('.ds-field')?.querySelector('label')
    ;(question ?? field).scrollIntoView()
    field.focus({ preventScroll: true })
  })
}
