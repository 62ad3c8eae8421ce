/** Bokmål: guidance, from the request to the evaluation. */
export const guidance = {
  'title': 'Veiledning',
  'request': 'Be om veiledning',
} as const
