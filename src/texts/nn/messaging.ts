import type { messaging as nb } from '../nb/messaging.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: notices and letters. */
export const messaging: Translation<typeof nb> = {
  'title': 'Varsel',
}
