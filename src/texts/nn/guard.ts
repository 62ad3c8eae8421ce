import type { Translation } from '../translation.ts'
import type { guard as nb } from '../nb/guard.ts'

/** Nynorsk: the guard of the system perspective. */
export const guard: Translation<typeof nb> = {
  'title': 'Kan noko av dette peike på eitt barn?',
  'text': 'Vi har ikkje lagra noko enno. Skriv heller om gruppa: «fleire av barna», «på avdelinga», «når vi skal ut».',
  'way-out': 'Gjeld det eitt barn, finst det andre vegar til hjelp.',
  'confirm': 'Eg har sett på teksten. Han handlar om gruppa og personalet.',
  'again.title': 'Sjå på teksten før du lagrar',
  'again.intro': 'Noko av det du skreiv, skal ikkje lagrast her, eller bør sjåast på éin gong til. Resten av skjemaet har vi teke vare på.',
  'again.label': 'Teksten du skreiv',
  'again.label.number': 'Tekst {number}',
  'again.send': 'Send på nytt',
}
