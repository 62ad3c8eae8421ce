import type { Translation } from '../translation.ts'
import type { identity as nb } from '../nb/identity.ts'

export const identity: Translation<typeof nb> = {
  'role.head': 'styrar',
  'role.pedagogical-leader': 'pedagogisk leiar',
  'role.owner': 'barnehageeigar',
  'role.adviser': 'rådgjevar i kompetanseteamet',
  'role.team-leader': 'leiar av kompetanseteamet',
  'role.authority': 'barnehagemyndigheit',
  'role.service-contact': 'kontaktperson i ei støtteteneste',
  'role.university-contact': 'kontaktperson ved universitet eller høgskule',
  'role.county-governor': 'statsforvaltar',
  'role.school-leader': 'rektor',
  'role.union-representative': 'tillitsvald',
  'role.operator': 'driftar',
}
