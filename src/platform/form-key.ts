import { idIn } from '../kernel/ids.ts'

/** The key of one showing of a form (its field `nokkel`), so that what is sent twice is done once; a new one when there is none. */
export const formKeyIn = (form: Readonly<Record<string, unknown>>): string => idIn(form['nokkel']) ?? crypto.randomUUID()

/**
 * What a form makes, once for its key. A form that is found again with the key it had and something else in it (the way back in a browser, two tabs)
 * makes something of its own: nothing that was written is lost. So does one with a key that is somebody else's.
 * @param there what the key has made, when it is the same as what is asked for now @param insert undefined when the key has made something
 */
export async function onceFor(key: string, there: () => Promise<string | undefined>, insert: (key: string) => Promise<string | undefined>): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const made = await insert(key)
  if (made !== undefined) return { id: made, isNew: true }
  const same = await there()
  if (same !== undefined) return { id: same, isNew: false }
  const another = await insert(crypto.randomUUID())
  if (another === undefined) throw new Error('a key that was just made is taken')
  return { id: another, isNew: true }
}
