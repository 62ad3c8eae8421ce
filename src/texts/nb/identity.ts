/** Bokmål: people, roles and sign-in. */
export const identity = {
  'role.head': 'styrer',
  'role.pedagogical-leader': 'pedagogisk leder',
  'role.owner': 'barnehageeier',
  'role.adviser': 'rådgiver i kompetanseteamet',
  'role.team-leader': 'leder av kompetanseteamet',
  'role.authority': 'barnehagemyndighet',
  'role.service-contact': 'kontaktperson i en støttetjeneste',
  'role.university-contact': 'kontaktperson ved universitet eller høgskole',
  'role.county-governor': 'statsforvalter',
  'role.school-leader': 'rektor',
  'role.union-representative': 'tillitsvalgt',
  'role.operator': 'drifter',
} as const
