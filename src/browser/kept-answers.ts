/** An answer that has not been acknowledged: where to, and the fields of the form. `at` is when it was given, where that is told when it is sent later. */
export type Kept = { readonly action: string; readonly body: string; readonly at?: string }

/**
 * The list with one more. Where one phone is one answer the new one takes the place of the old; where several people may send from one phone (`each`), each is kept,
 * and the same again is one.
 */
export function keptWith(list: readonly Kept[], one: Kept, each: boolean): readonly Kept[] {
  // Given once more it is still the first time that counts: then they were there.
  const before = each ? list.find((other) => isSame(other, one)) : undefined
  return [...list.filter((other) => other.action !== one.action || (each && !isSame(other, one))), before ?? one]
}
export const isSame = (a: Kept, b: Kept): boolean => a.action === b.action && a.body === b.body

/** What is sent: the form, and when it was given. */
export const sentAs = ({ body, at }: Kept): URLSearchParams => new URLSearchParams(at === undefined ? body : `${body}&tidspunkt=${encodeURIComponent(at)}`)

const longestDays = 8
/** Kept for so long that it would no longer be taken, it is let go. */
export const stillKept = (list: readonly Kept[], now: Date): readonly Kept[] => list.filter(({ at }) => at === undefined || now.getTime() - Date.parse(at) < longestDays * 86_400_000)

/** Kept in another session that this tab was in is for that one to send. However the letters in the address were typed. */
export const isFor = ({ action }: Kept, pathname: string): boolean => `${action.toLowerCase()}/`.startsWith(`${pathname.toLowerCase()}/`)

export const keptIn = (text: string | null): readonly Kept[] => {
  const found: unknown = JSON.parse(text ?? '[]')
  return Array.isArray(found) ? found.filter(isKept) : isKept(found) ? [found] : []
}

const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'action' in value && 'body' in value && typeof value.action === 'string' && typeof value.body === 'string' && (!('at' in value) || typeof value.at === 'string')
