import type { Translation } from '../translation.ts'
import type { guard as nb } from '../nb/guard.ts'

/** English: the guard of the system perspective. */
export const guard: Translation<typeof nb> = {
  'title': 'Could any of this point at one child?',
  'text': 'We have not saved anything yet. Write about the group instead: “several of the children”, “in the department”, “when we go out”.',
  'way-out': 'If it is about one child, there are other ways to help.',
  'confirm': 'I have looked at the text. It is about the group and the staff.',
}
