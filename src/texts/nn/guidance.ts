import type { Translation } from '../translation.ts'
import type { guidance as nb } from '../nb/guidance.ts'

export const guidance: Translation<typeof nb> = {
  'title': 'Rettleiing',
  'request': 'Be om rettleiing',
}
