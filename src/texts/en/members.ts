import type { members as nb } from '../nb/members.ts'
import type { Translation } from '../translation.ts'

/** English: people of an organisation, invitations, deputies. */
export const members: Translation<typeof nb> = {
  'title': 'People and roles',
}
