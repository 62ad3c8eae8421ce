import type { participants as nb } from '../nb/participants.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: who takes part in the grant scheme. */
export const participants: Translation<typeof nb> = {
  'title': 'Kven som er med',
  'intro': 'Barnehagar som får tilskot til barnehagebasert kompetanseutvikling, åleine eller i eit nettverk.',
  'status': '{total, plural, =0 {Ingen treff} one {# treff} other {# treff}}',
  'filter.text': 'Barnehage, eigar, nettverk eller partnar',
  'filter.all': 'Alle',
  'year': 'Barnehageår',
  'municipality': 'Kommune',
  'municipality-number': 'Kommunenummer',
  'number': 'Organisasjonsnummer',
  'ownership': 'Eigarform',
  'ownership.municipal': 'Kommunal',
  'ownership.private': 'Privat',
  'kindergarten': 'Barnehage',
  'as': 'Åleine eller i nettverk',
  'alone': 'Enkeltbarnehage',
  'network': 'Nettverk',
  'network.value': 'Nettverket {name}',
  'owner': 'Eigar',
  'theme': 'Tema',
  'partner': 'Partnar',
  'none': 'Ingen vedtak er kunngjorde enno',
  'none.text': 'Når statsforvaltaren kunngjer vedtak, står barnehagane som er med, her.',
  'none.filtered': 'Ingen treff',
  'none.filtered.text': 'Prøv eit anna år, ein annan kommune eller eit kortare søkjeord.',
  'csv': 'Last ned lista (CSV)',
  'json': 'Last ned lista (JSON)',
  'export.name': 'deltakarar',
  'about': 'Lista byggjer på kunngjorde vedtak. Ho viser ingen beløp og ingen personar, og kan brukast fritt (NLOD).',
}
