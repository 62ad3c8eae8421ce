import type { choose as nb } from '../nb/choose.ts'
import type { Translation } from '../translation.ts'

/** English: choosing kindergartens, one by one or many at once. */
export const choose: Translation<typeof nb> = {
  'quick': 'Choose many at once',
  'quick.text': 'Do this first: the page is loaded anew, and what you have written is lost. Afterwards you can change which boxes are ticked.',
  'network': 'The network {name}',
  'cohort': 'The cohort {name}',
  'owner': 'All of {name} ({count})',
  'all': 'All kindergartens ({count})',
  'list': 'Paste a list',
  'list.label': 'Names or organisation numbers',
  'list.hint': 'One kindergarten on each line. They come in addition to those you have ticked.',
  'list.too-long': 'The list is too long. Paste no more than 20,000 characters at a time',
  'list.unknown': 'We cannot find {lines}{more, plural, =0 {} other { and # more}} among your kindergartens, or several have the same name. Correct the lines, or write the organisation number',
}
