import { idIn } from '../kernel/ids.ts'

/** The key of one showing of a form (its field `nokkel`), so that what is sent twice is done once; a new one when there is none. */
export const formKeyIn = (form: Readonly<Record<string, unknown>>): string => idIn(form['nokkel']) ?? crypto.randomUUID()
