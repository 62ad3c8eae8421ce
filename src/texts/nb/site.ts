/** Bokmål: front page, error pages, and the pages in the footer. */
export const site = {
  'home.title': 'Samspill',
  'home.heading': 'Kompetanse nærmest barna',
  'home.intro': 'Her ber barnehagen om veiledning, her følger Kompetanseteamet opp, og her ser dere sammen hva som har hjulpet. Alltid for hele personalet, aldri om enkeltbarn.',
  'home.kindergartens.title': 'Finn en barnehage',
  'home.kindergartens.text': 'Åpne opplysninger fra Nasjonalt barnehageregister. Ingen innlogging.',
  'home.guidance.title': 'Be om veiledning',
  'home.guidance.text': 'For styrere. Du kan lagre og komme tilbake, og du ser hele veien hva som skjer videre.',
  'home.team.title': 'For Kompetanseteamet',
  'home.team.text': 'Innboks, frister, venteliste, plan og evaluering, etter kommunens eget flytskjema.',

  'nav.tasks': 'Oppgaver',
  'nav.kindergartens': 'Barnehager',

  'trouble.not-found.title': 'Vi finner ikke siden',
  'trouble.not-found.text': 'Adressen kan være feil, eller siden er ikke for deg i den rollen du har nå. Har du flere roller, kan du bytte.',
  'trouble.forbidden.title': 'Rollen din har ikke tilgang til dette',
  'trouble.forbidden.text': 'Du er logget inn, men det du prøvde på, hører til en annen rolle. Har du flere roller, kan du bytte.',
  'trouble.too-many.title': 'For mange forsøk',
  'trouble.too-many.text': 'Vent noen minutter og prøv igjen.',
  'trouble.too-large.title': 'Det ble for stort',
  'trouble.too-large.text': 'Det du sendte, er større enn vi kan ta imot. Gå tilbake og gjør teksten kortere eller filen mindre. Det du skrev, står der fortsatt.',
  'trouble.bad-request.title': 'Vi forsto ikke det som ble sendt',
  'trouble.bad-request.text': 'Gå tilbake og prøv en gang til.',
  'trouble.fault.title': 'Noe gikk galt hos oss',
  'trouble.fault.text': 'Ingenting er halvveis lagret. Prøv igjen om litt. Hjelper det ikke, gi oss referansen under.',
  'trouble.reference': 'Referanse: {reference}',
  'trouble.home': 'Til forsiden',

  'resend.signed-out.title': 'Du er logget ut, men det du skrev, er her',
  'resend.signed-out.text': '1. Logg inn i en ny fane. 2. Kom tilbake hit. 3. Trykk på knappen under, så sender vi det du skrev.',
  'resend.signed-out.link': 'Logg inn (åpnes i ny fane)',
  'resend.old-form.title': 'Send en gang til',
  'resend.old-form.text': 'Skjemaet ble åpnet før du logget inn eller byttet rolle. Det du skrev, er her. Se at rollen øverst er riktig, og send på nytt.',
  'resend.what': 'Dette skrev du',
  'resend.button': 'Send det jeg skrev',

} as const
