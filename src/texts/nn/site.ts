import type { site as nb } from '../nb/site.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: front page, error pages, and the pages in the footer. */
export const site: Translation<typeof nb> = {
  'home.heading': 'Kompetanse nærast barna',
  'home.intro': 'Her ber barnehagen om rettleiing, her følgjer Kompetanseteamet opp, og her ser de saman kva som har hjelpt. Alltid for heile personalet, aldri om enkeltbarn.',
  'home.kindergartens.title': 'Finn ein barnehage',
  'home.kindergartens.text': 'Opne opplysningar frå Nasjonalt barnehageregister. Inga innlogging.',
  'home.guidance.title': 'Be om rettleiing',
  'home.guidance.text': 'For styrarar. Du kan lagre og kome tilbake, og du ser heile vegen kva som skjer vidare.',
  'home.team.title': 'For Kompetanseteamet',
  'home.team.text': 'Innboks, fristar, venteliste, plan og evaluering, etter kommunen sitt eige flytskjema.',
  'home.access.title': 'Be om tilgang',
  'home.access.text': 'Du har ikkje ei rolle i Samspill enno. Finn verksemda di, så seier vi frå til den som kan gi deg ei.',

  'nav.tasks': 'Oppgåver',
  'nav.needs': 'Behov',
  'nav.overview': 'Oversikt',
  'nav.kindergartens': 'Barnehagar',
  'nav.register': 'Registeret',

  'trouble.not-found.title': 'Vi finn ikkje sida',
  'trouble.not-found.text': 'Adressa kan vere feil, eller sida er ikkje for deg i den rolla du har no. Har du fleire roller, kan du byte.',
  'trouble.forbidden.title': 'Rolla di har ikkje tilgang til dette',
  'trouble.forbidden.text': 'Du er logga inn, men det du prøvde på, høyrer til ei anna rolle. Har du fleire roller, kan du byte.',
  'trouble.no-role.title': 'Du har ikkje ei rolle her enno',
  'trouble.no-role.text': 'Innlogginga gjekk bra. For å kome vidare må nokon i verksemda di gi deg ei rolle. Du kan be om det sjølv.',
  'trouble.too-many.title': 'For mange forsøk',
  'trouble.too-many.text': 'Vent nokre minutt og prøv igjen.',
  'trouble.too-large.title': 'Det blei for stort',
  'trouble.too-large.text': 'Det du sende, er større enn vi kan ta imot. Gå tilbake og gjer teksten kortare eller fila mindre, og send høgst fem filer om gongen. Det du skreiv, står der framleis.',
  'trouble.bad-request.title': 'Vi forstod ikkje det som blei sendt',
  'trouble.bad-request.text': 'Gå tilbake og prøv ein gong til.',
  'trouble.fault.title': 'Noko gjekk gale hos oss',
  'trouble.fault.text': 'Ingenting er halvvegs lagra. Prøv igjen om litt. Hjelper det ikkje, gi oss referansen under.',
  'trouble.reference': 'Referanse: {reference}',
  'trouble.home': 'Til framsida',

  'resend.signed-out.title': 'Du er logga ut, men det du skreiv, er her',
  'resend.signed-out.text': '1. Logg inn i ei ny fane. 2. Kom tilbake hit. 3. Trykk på knappen under, så sender vi det du skreiv.',
  'resend.signed-out.link': 'Logg inn (blir opna i ny fane)',
  'resend.old-form.title': 'Send ein gong til',
  'resend.old-form.text': 'Skjemaet blei opna før du logga inn eller bytte rolle. Det du skreiv, er her. Sjå at rolla øvst er rett, og send på nytt.',
  'resend.what': 'Dette skreiv du',
  'resend.button': 'Send det eg skreiv',

}
