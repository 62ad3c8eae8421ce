import type { Translation } from '../translation.ts'
import type { register as nb } from '../nb/register.ts'

export const register: Translation<typeof nb> = {
  'kind.kindergarten': 'barnehage',
  'kind.department': 'avdeling',
  'kind.owner': 'eigar',
  'kind.municipality': 'kommune',
  'kind.county-governor': 'statsforvaltar',
  'kind.university': 'universitet eller høgskule',
  'kind.support-service': 'støtteteneste',
  'kind.school': 'skule',
  'kind.association': 'organisasjon',
  'kind.operator': 'driftsorganisasjon',
}
