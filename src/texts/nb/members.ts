/** Bokmål: people of an organisation, invitations, deputies. */
export const members = {
  'title': 'Folk og roller',
} as const
