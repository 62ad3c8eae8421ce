/** Bokmål: kindergartens and other organisations. */
export const register = {
  'kind.kindergarten': 'barnehage',
  'kind.department': 'avdeling',
  'kind.owner': 'eier',
  'kind.municipality': 'kommune',
  'kind.county-governor': 'statsforvalter',
  'kind.university': 'universitet eller høgskole',
  'kind.support-service': 'støttetjeneste',
  'kind.school': 'skole',
  'kind.association': 'organisasjon',
  'kind.operator': 'driftsorganisasjon',
} as const
