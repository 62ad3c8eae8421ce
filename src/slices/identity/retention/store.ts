import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

export type SignInBefore = { readonly attempt: Date; readonly session: Date; readonly answered: Date; readonly unanswered: Date; readonly invitation: Date }

/** Deletes what belongs to signing in and asking for access from before. @returns how many of each */
export async function forget(tx: Tx, before: SignInBefore): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; n: number }>`
    select what, n from identity.forget(${before.attempt}, ${before.session}, ${before.answered}, ${before.unanswered}, ${before.invitation})`.execute(tx)
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}

/** Deletes roles that ended before the day, and people without any left. What a case still names stays. @returns the people who are gone */
export const forgetPeople = async (tx: Tx, before: LocalDate): Promise<string[]> =>
  (await sql<{ id: string }>`select id from identity.forget_people(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
