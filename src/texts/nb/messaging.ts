/** Bokmål: notices and letters. */
export const messaging = {
  'title': 'Varsler',
} as const
