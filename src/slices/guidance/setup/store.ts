import type { Tx } from '../../../platform/db.ts'

/** Requests that have come to a team and that nobody has taken. For the program's own eyes. */
export const countWaiting = async (tx: Tx, teamId: string): Promise<number> =>
  Number((await tx.selectFrom('guidance.case').select((eb) => eb.fn.countAll().as('n')).where('team_org_id', '=', teamId).where('state', '=', 'running').where('taken', '=', false).executeTakeFirstOrThrow()).n)
