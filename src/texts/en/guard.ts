import type { Translation } from '../translation.ts'
import type { guard as nb } from '../nb/guard.ts'

/** English: the guard of the system perspective. */
export const guard: Translation<typeof nb> = {
  'title': 'Could any of this point at one child?',
  'text': 'We have not saved anything yet. Write about the group instead: “several of the children”, “in the department”, “when we go out”.',
  'way-out': 'If it is about one child, there are other ways to help.',
  'confirm': 'I have looked at the text. It is about the group and the staff.',
  'again.title': 'Look at the text before you save',
  'again.intro': 'Some of what you wrote must not be saved here, or should be looked at once more. We have kept the rest of the form.',
  'again.label': 'The text you wrote',
  'again.label.number': 'Text {number}',
  'again.send': 'Send again',
}
