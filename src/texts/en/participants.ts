import type { participants as nb } from '../nb/participants.ts'
import type { Translation } from '../translation.ts'

/** English: who takes part in the grant scheme. */
export const participants: Translation<typeof nb> = {
  'title': 'Who takes part',
  'intro': 'Kindergartens that get a grant for kindergarten-based competence development, alone or in a network.',
  'status': '{total, plural, =0 {No hits} one {# hit} other {# hits}}',
  'filter.text': 'Kindergarten, owner, network or partner',
  'filter.all': 'All',
  'year': 'Kindergarten year',
  'municipality': 'Municipality',
  'municipality-number': 'Municipality number',
  'number': 'Organisation number',
  'ownership': 'Ownership',
  'ownership.municipal': 'Municipal',
  'ownership.private': 'Private',
  'kindergarten': 'Kindergarten',
  'as': 'Alone or in a network',
  'alone': 'Single kindergarten',
  'network': 'Network',
  'network.value': 'The network {name}',
  'owner': 'Owner',
  'theme': 'Theme',
  'partner': 'Partner',
  'none': 'No decisions have been published yet',
  'none.text': 'When the county governor publishes decisions, the kindergartens that take part are here.',
  'none.filtered': 'No hits',
  'none.filtered.text': 'Try another year, another municipality or a shorter word.',
  'csv': 'Download the list (CSV)',
  'json': 'Download the list (JSON)',
  'export.name': 'participants',
  'about': 'The list is built from published decisions. It shows no amounts and no persons, and is free to use (NLOD).',
}
