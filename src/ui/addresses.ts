import type { Language } from '../kernel/language.ts'

/** The addresses that the frame of every page links to. */
export const addresses = {
  home: '/',
  search: '/barnehager',
  tasks: '/oppgaver',
  notices: '/varsler',
  signIn: '/innlogging',
  signOut: '/utlogging',
  switchRole: '/rolle',
  askForAccess: '/tilgang',
  privacy: '/personvern',
  cookies: '/informasjonskapsler',
  accessibility: '/tilgjengelighet',
  contact: '/kontakt',
} as const

/** The same page in another language: `?sprak=nn`, with the rest of the query kept. */
export const inLanguage = (path: string, language: Language): string => {
  const [address = '/', query = ''] = path.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('sprak', language)
  return `${address}?${parameters.toString()}`
}
