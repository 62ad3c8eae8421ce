/**
 * Hides a question until the answer it hangs on is given. Without the script it is there all the time, with a line that says when to answer it;
 * what is typed in it is sent either way, so nothing is lost when one changes one's mind.
 */
export const showWhenAnswered = (): void => {
  for (const part of document.querySelectorAll<HTMLElement>('[data-when]')) {
    const form = part.closest('form')
    const conditions = conditionsOf(part.dataset['when'] ?? '')
    if (!form || conditions.length === 0) continue
    part.querySelector('[data-when-note]')?.remove()
    const update = (): void => {
      const answers = new FormData(form)
      part.hidden = !conditions.every(({ field, is }) => answers.getAll(field).some((value) => typeof value === 'string' && is.includes(value)))
    }
    form.addEventListener('change', update)
    update()
  }
}

type Condition = { readonly field: string; readonly is: readonly string[] }

const conditionsOf = (text: string): readonly Condition[] => {
  const read: unknown = JSON.parse(text)
  return Array.isArray(read) ? read.filter(isCondition) : []
}

const isCondition = (one: unknown): one is Condition => typeof one === 'object' && one !== null && 'field' in one && typeof one.field === 'string' && 'is' in one && Array.isArray(one.is)
