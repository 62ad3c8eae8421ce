/** Bokmål: the guard of the system perspective, the same words wherever people write. What it found in a field is said by `common.guard.*`. */
export const guard = {
  'title': 'Kan noe av dette peke på ett barn?',
  'text': 'Vi har ikke lagret noe ennå. Skriv heller om gruppen: «flere av barna», «på avdelingen», «når vi skal ut».',
  'way-out': 'Gjelder det ett barn, finnes det andre veier til hjelp.',
  'confirm': 'Jeg har sett på teksten. Den handler om gruppen og personalet.',
  'again.title': 'Se på teksten før du lagrer',
  'again.intro': 'Noe av det du skrev, skal ikke lagres her, eller bør ses på én gang til. Resten av skjemaet har vi tatt vare på.',
  'again.label': 'Teksten du skrev',
  'again.label.number': 'Tekst {number}',
  'again.send': 'Send på nytt',
} as const
