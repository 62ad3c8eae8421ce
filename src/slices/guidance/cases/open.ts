import type { Actor } from '../../../kernel/actor.ts'
import { refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { flowOfVersion, type Flow } from '../flow/index.ts'
import { sideOf, type Side } from './rules.ts'
import * as store from './store.ts'

/** A case as an action works on it: locked, with its flow chart, and with the side the actor is on. */
export type OpenCase = {
  readonly tx: Tx
  readonly one: store.Case
  readonly flow: Flow
  readonly side: Side
  readonly now: Date
  /** Writes a line on the timeline. */
  readonly record: (kind: string, data?: Readonly<Record<string, string | number | boolean | null>>, visibility?: 'shared' | 'internal') => Promise<unknown>
  /** Tells the other side's people that something has happened. */
  readonly tellOtherSide: (kind: messaging.NoticeKind, path?: string) => Promise<void>
}

type NotFound = { readonly ok: false; readonly because: 'not-found' }

/** Opens a case for a change: one transaction, the case locked, the stranger told nothing. */
export const withCase = <Result>(deps: Deps, actor: Actor, id: string, work: (open: OpenCase) => Promise<Result>): Promise<Result | NotFound> =>
  writing(deps.db, actor, async (tx) => {
    const one = await store.lockCase(tx, id)
    const side = sideOf(actor.role)
    const version = one && (await flowOfVersion(tx, one.flowVersionId))
    if (!one || !side || !version) return refuse('not-found' as const)
    const now = deps.now()
    const readers = [one.kindergartenId, one.teamOrgId]
    return work({
      tx,
      one,
      flow: version.flow,
      side,
      now,
      record: (kind, data, visibility = 'shared') => audit.record(tx, actor, { kind, about: { kind: 'case', id }, readers, visibility, ...(data ? { data } : {}) }, now),
      tellOtherSide: async (kind, path = `/veiledning/${id}`) => {
        const recipients = side === 'team' ? await recipientsFor(tx, one.kindergartenId, ['head'], now) : await teamRecipients(tx, one, now)
        await messaging.tell(tx, deps.jobs, recipients, { kind, path, data: { kindergarten: one.kindergartenName, reference: one.reference }, subjectId: id }, now)
      },
    })
  })

/** The advisers who have the case; when nobody has it yet, everyone in the team. */
async function teamRecipients(tx: Tx, one: store.Case, now: Date): Promise<readonly messaging.Recipient[]> {
  const assigned = await store.loadAdviserPeople(tx, one.id)
  return assigned.length > 0 ? assigned : recipientsFor(tx, one.teamOrgId, ['adviser', 'team-leader'], now)
}
