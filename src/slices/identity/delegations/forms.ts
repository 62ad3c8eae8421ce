import * as z from 'zod'
import { manyOf, norwegianDate, oneOf } from '../../../kernel/fields.ts'
import { absences, scopes } from './rules.ts'

/** `roles` are the memberships that can be delegated, `people` those who can be deputies. Messages are keys of texts. */
export const delegationForm = (roles: readonly string[], people: readonly string[]) =>
  z.object({
    rolle: oneOf(roles, 'members.deputy.error.role'),
    person: oneOf(people, 'members.deputy.error.person'),
    omfang: manyOf(scopes, 'members.deputy.error.scope'),
    fra: norwegianDate('members.error.first-day', 'members.error.date'),
    til: norwegianDate('members.error.last-day', 'members.error.date'),
    grunn: oneOf(absences, 'members.deputy.error.reason'),
  })
