import type { Translation } from '../translation.ts'
import type { register as nb } from '../nb/register.ts'

export const register: Translation<typeof nb> = {
  'kind.kindergarten': 'kindergarten',
  'kind.department': 'department',
  'kind.owner': 'owner',
  'kind.municipality': 'municipality',
  'kind.county-governor': 'county governor',
  'kind.university': 'university',
  'kind.support-service': 'support service',
  'kind.school': 'school',
  'kind.association': 'association',
  'kind.operator': 'operations',
}
