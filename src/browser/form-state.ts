/** The hidden field that says which version of the answers the page was made from. */
export const stampField = 'sett'

/** What a form would send now, as one text: to see whether anything has changed since it was last saved. */
export const contentOf = (form: HTMLFormElement): string =>
  JSON.stringify([...new FormData(form)].filter(([name]) => name !== stampField).map(([name, value]) => [name, typeof value === 'string' ? value : `${value.name} ${value.size}`]))

/** Puts back what was typed, as `fieldsOf` read it. */
export function fillIn(form: HTMLFormElement, fields: URLSearchParams): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)) field.checked = fields.getAll(field.name).includes(field.value)
    else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = fields.get(field.name) ?? field.value
  }
}

/** The form's fields in the encoding of an ordinary form; files are left to the real submission. */
export const fieldsOf = (form: HTMLFormElement): URLSearchParams => {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return fields
}
