import type { Tx } from '../../../../platform/db.ts'
import { recipientsFor } from '../../../identity/index.ts'
import type { Grant, Planned } from '../store.ts'

type Recipients = ReturnType<typeof recipientsFor>

/** The people of the partners that have said yes to the need report. */
export const partnersOf = (tx: Tx, { sides }: Pick<Planned, 'sides'>, now: Date): Recipients =>
  recipientsFor(tx, sides.filter(({ part, state }) => part === 'partner' && state === 'accepted').map(({ orgId }) => orgId), ['university-contact'], now, 'scheme')

/** Those who write a report of results: the people of the one who sends it, and the partners'. */
export const writersOf = async (tx: Tx, grant: Pick<Grant, 'leadId'>, planned: Pick<Planned, 'sides'>, now: Date): Recipients => [
  ...(await recipientsFor(tx, grant.leadId, ['owner', 'head'], now, 'scheme')),
  ...(await partnersOf(tx, planned, now)),
]
