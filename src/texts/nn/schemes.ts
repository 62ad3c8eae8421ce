import type { schemes as nb } from '../nb/schemes.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: the schemes over time. */
export const schemes: Translation<typeof nb> = {
  'title': 'Ordningar',
  'intro': 'Slik har reglane vore, år for år. Kvar runde følgjer reglane som galdt då fristen gjekk ut.',
  'valid': 'Gjeld',
  'valid.from': 'frå {from}',
  'valid.between': '{from} til {to}',
  'reporter': 'Kven som melder behov',
  'partner': 'Universitet eller høgskule',
  'partner.none': 'Kjem inn etter at behovet er meldt.',
  'partner.required': 'Må vere med før behovet blir meldt.',
  'partner.vocational': 'Også fagskular kan vere partnar.',
  'strands': 'Delordningar',
  'years': 'Lengste varigheit',
  'years.value': '{count} år',
  'signatures': 'Kven som signerer',
  'decides': 'Kven som avgjer',
  'groups': 'Tematiske arbeidsgrupper',
  'groups.yes': 'Les alle behovsmeldingar før samarbeidsforum.',
  'groups.no': 'Ikkje ein fast del av ordninga.',
  'eligibility': 'Må vere oppfylt',
  'priority': 'Det som blir prioritert, og vekta runden byrjar med',
  'priority.weight': '{name} ({weight} av 100)',
  'legal': 'Rettsleg grunnlag',
}
