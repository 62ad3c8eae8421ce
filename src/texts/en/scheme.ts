import type { scheme as nb } from '../nb/scheme.ts'
import type { Translation } from '../translation.ts'

/** English: words that all parts of the grant scheme share. */
export const scheme: Translation<typeof nb> = {
  'nav.rounds': 'Grants',
  'nav.reports': 'Need reports',
  'kind.new': 'New',
  'kind.continuation': 'Continuation',
  'kind.supplementary': 'Supplementary',
  'kind.change': 'Change of a running measure',
  'capacity.pedagogical-leader': 'pedagogical leader',
  'capacity.head': 'head',
  'capacity.owner': 'owner',
  'capacity.partner': 'partner',
  'money.owner': 'Owner',
  'money.university': 'University',
  'money.coordinator': 'Coordinator',
  'money.other': 'Other',
  'phase.planned': 'Planned',
  'phase.announced': 'Announced',
  'phase.open': 'Open',
  'phase.closed': 'Closed',
  'phase.in-review': 'In review',
  'phase.in-forum': 'In the forum',
  'phase.decided': 'Decided',
  'phase.in-follow-up': 'In follow-up',
  'phase.ended': 'Ended',
  'phase.cancelled': 'Cancelled',
  'reporter.kindergarten-or-network': 'The kindergarten or a network of kindergartens',
  'reporter.each-kindergarten': 'Each kindergarten for itself',
  'reporter.owner-with-partner': 'The owner together with a partner',
}
