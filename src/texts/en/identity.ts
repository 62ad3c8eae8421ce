import type { Translation } from '../translation.ts'
import type { identity as nb } from '../nb/identity.ts'

export const identity: Translation<typeof nb> = {
  'role.head': 'head of kindergarten',
  'role.pedagogical-leader': 'pedagogical leader',
  'role.owner': 'kindergarten owner',
  'role.adviser': 'adviser in the competence team',
  'role.team-leader': 'leader of the competence team',
  'role.authority': 'kindergarten authority',
  'role.service-contact': 'contact in a support service',
  'role.university-contact': 'contact at a university',
  'role.county-governor': 'county governor',
  'role.school-leader': 'head teacher',
  'role.union-representative': 'union representative',
  'role.operator': 'operator',
}
