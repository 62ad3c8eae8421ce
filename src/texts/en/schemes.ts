import type { schemes as nb } from '../nb/schemes.ts'
import type { Translation } from '../translation.ts'

/** English: the schemes over time. */
export const schemes: Translation<typeof nb> = {
  'title': 'Schemes',
  'intro': 'How the rules have been, year by year. Each round follows the rules in force at its deadline.',
  'valid': 'In force',
  'valid.from': 'from {from}',
  'valid.between': '{from} to {to}',
  'reporter': 'Who reports needs',
  'partner': 'University',
  'partner.none': 'Comes in after the need has been reported.',
  'partner.required': 'Must be with the owner before the need is reported.',
  'partner.vocational': 'Vocational colleges can be partners too.',
  'strands': 'Strands',
  'years': 'Longest run',
  'years.value': '{count, plural, one {# year} other {# years}}',
  'signatures': 'Who signs',
  'decides': 'Who decides',
  'groups': 'Thematic working groups',
  'groups.yes': 'Read all need reports before the cooperation forum.',
  'groups.no': 'Not a fixed part of the scheme.',
  'eligibility': 'Must be met',
  'priority': 'What is given priority, and the weight a round begins with',
  'priority.weight': '{name} ({weight} of 100)',
  'legal': 'Legal basis',
}
