export type Finding = { readonly kind: string; readonly severity: 'stop' | 'point-out' }
export type Note = { readonly text: string; readonly stop: boolean }

/**
 * The sentences to show for what the guard found: each sentence once, those that stop first. The words of a kind are in the field's
 * `data-guard-<kind>`; a kind without words of its own has those of `data-guard-other`.
 */
export const guardNotes = (findings: readonly Finding[], words: Readonly<Record<string, string | undefined>>): readonly Note[] => {
  const notes = new Map<string, Note>()
  for (const { kind, severity } of findings) {
    const text = words[datasetName(kind)] ?? words['guardOther']
    if (text) notes.set(text, { text, stop: severity === 'stop' || (notes.get(text)?.stop ?? false) })
  }
  return [...notes.values()].sort((a, b) => Number(b.stop) - Number(a.stop))
}

/** `national-id` stands in `data-guard-national-id`, which scripts know as `guardNationalId`. */
const datasetName = (kind: string): string => `guard${kind.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}`
