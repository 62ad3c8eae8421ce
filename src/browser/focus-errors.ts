/**
 * Links in the error summary, and in the guard's notice, put the cursor in the field and show its question too: a plain jump would hide the label above the screen's edge.
 * What the field is folded away in is opened first. (The summary itself takes focus when the page opens: `ds-error-summary` does that.)
 */
export const focusFieldsFromErrors = (): void => {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(':is(.ds-error-summary, #vern) a[href^="#"]') : null
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!field) return
    event.preventDefault()
    for (let folded = field.closest('details'); folded; folded = folded.parentElement?.closest('details') ?? null) folded.open = true
    const question = questionOf(field)
    ;(question ?? field).scrollIntoView()
    field.focus({ preventScroll: true })
    // A question over a long table stands too far above the field to be seen together with it.
    if (question && field.getBoundingClientRect().bottom > innerHeight) field.scrollIntoView({ block: 'center' })
  })
}

const questionOf = (field: HTMLElement): Element | null | undefined => field.closest('fieldset')?.querySelector('legend') ?? field.closest('.ds-field')?.querySelector('label')
