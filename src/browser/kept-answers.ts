/** An answer that was sent from this tab and has not been acknowledged: where to, and the fields of the form. */
export type Kept = { readonly action: string; readonly body: string }

/**
 * The list with one more. Where one phone is one answer the new one takes the place of the old; where several people may send from one phone (`each`), each is kept,
 * and the same again is one.
 */
export const keptWith = (list: readonly Kept[], one: Kept, each: boolean): readonly Kept[] => [...list.filter(({ action, body }) => action !== one.action || (each && body !== one.body)), one]

/** Kept in another session that this tab was in is for that one to send. However the letters in the address were typed. */
export const isFor = ({ action }: Kept, pathname: string): boolean => `${action.toLowerCase()}/`.startsWith(`${pathname.toLowerCase()}/`)

export const keptIn = (text: string | null): readonly Kept[] => {
  const found: unknown = JSON.parse(text ?? '[]')
  return Array.isArray(found) ? found.filter(isKept) : isKept(found) ? [found] : []
}

const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'action' in value && 'body' in value && typeof value.action === 'string' && typeof value.body === 'string'
