import type { scheme as nb } from '../nb/scheme.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: words that all parts of the grant scheme share. */
export const scheme: Translation<typeof nb> = {
  'nav.rounds': 'Tilskot',
  'nav.reports': 'Behovsmeldingar',
  'kind.new': 'Ny',
  'kind.continuation': 'Vidareføring',
  'kind.supplementary': 'Supplerande',
  'kind.change': 'Endring av tiltak i gang',
  'capacity.pedagogical-leader': 'pedagogisk leiar',
  'capacity.head': 'styrar',
  'capacity.owner': 'eigar',
  'capacity.partner': 'partnar',
  'money.owner': 'Eigar',
  'money.university': 'Universitet eller høgskule',
  'money.coordinator': 'Koordinator',
  'money.other': 'Anna',
  'phase.planned': 'Planlagd',
  'phase.announced': 'Kunngjord',
  'phase.open': 'Open',
  'phase.closed': 'Fristen er ute',
  'phase.in-review': 'Under vurdering',
  'phase.in-forum': 'I samarbeidsforum',
  'phase.decided': 'Vedteken',
  'phase.in-follow-up': 'Under oppfølging',
  'phase.ended': 'Avslutta',
  'phase.cancelled': 'Avlyst',
  'reporter.kindergarten-or-network': 'Barnehagen eller eit nettverk av barnehagar',
  'reporter.each-kindergarten': 'Kvar barnehage for seg',
  'reporter.owner-with-partner': 'Eigaren saman med ein partnar',
}
