/**
 * A search above a long list of choices (`data-narrow`: the name of the list): the list is narrowed as one writes, and the only one that fits is chosen.
 * Without script the search is a form of its own that asks for the page again.
 */
export const narrowChoices = (): void => {
  for (const part of document.querySelectorAll<HTMLElement>('[data-narrow]')) {
    const [field, status] = [part.querySelector<HTMLInputElement>('input[type=search]'), part.querySelector<HTMLElement>('[role=status]')]
    const list = document.querySelector<HTMLSelectElement>(`select[name="${part.dataset['narrow']}"]`)
    if (!field || !list) continue
    const [all, words] = [[...list.options], part.dataset]
    const narrow = (): void => {
      const wanted = field.value.toLocaleLowerCase('nb').split(/\s+/).filter((word) => word !== '')
      const hits = all.filter(({ value, text }) => value !== '' && wanted.every((word) => text.toLocaleLowerCase('nb').includes(word)))
      const chosen = list.value
      list.replaceChildren(...all.filter((option) => option.value === '' || hits.includes(option)))
      list.value = hits.find(({ value }) => value === chosen)?.value ?? (wanted.length > 0 && hits.length === 1 ? (hits[0]?.value ?? '') : '')
      // The list itself is not where one writes: what was chosen in it is said here.
      const said = hits.length === 0 ? words['none'] : hits.length === 1 ? `${words['one'] ?? ''}: ${hits[0]?.text ?? ''}` : words['many']?.replace('2', String(hits.length))
      status?.replaceChildren(wanted.length === 0 ? '' : (said ?? ''))
    }
    field.addEventListener('input', narrow)
    list.form?.addEventListener('reset', () => {
      field.value = ''
      narrow()
    })
    field.form?.addEventListener('submit', (event) => {
      event.preventDefault()
      list.focus()
    })
  }
}
