/** Nine digits with a check digit that holds, no spaces. */
export type OrganisationNumber = string & { readonly __kind: 'organisation-number' }

const weights = [3, 2, 7, 6, 5, 4, 3, 2]

/** True for nine digits whose last is right: mod 11 with weights 3 2 7 6 5 4 3 2 (Brønnøysundregistrene). Test registers may break the rule. */
export const isOrganisationNumber = (text: unknown): text is OrganisationNumber => {
  if (typeof text !== 'string' || !/^[1-9]\d{8}$/.test(text)) return false
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0)
  // A rest of 1 would need the check digit 10: such numbers are never given out.
  return (11 - (sum % 11)) % 11 === Number(text[8])
}

/** What people type, with spaces of any kind, as an organisation number; undefined when it is none. */
export const parseOrganisationNumber = (text: string): OrganisationNumber | undefined => {
  if (text.length > 30) return undefined
  const digits = text.replaceAll(/\s/gu, '')
  return isOrganisationNumber(digits) ? digits : undefined
}

/** '314 758 625', with spaces that do not break. Anything but nine digits comes back as it is. */
export const formatOrganisationNumber = (text: string): string => text.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3')
