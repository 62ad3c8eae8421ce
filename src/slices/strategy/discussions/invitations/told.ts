import type { Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import type { Party } from '../invited/rules.ts'
import { loadMarked } from '../invited/store.ts'
import type { Discussion } from '../rules.ts'

type Kind = 'discussion-invited' | 'discussion-moved' | 'discussion-called-off' | 'discussion-minutes' | 'discussion-approved'

/** Tells those who are invited, each person once, and nobody who is taken off the list. What was written is never told. */
export async function tellInvited(tx: Tx, deps: Deps, meeting: Pick<Discussion, 'id' | 'title'>, parties: readonly Party[], kind: Kind): Promise<void> {
  const now = deps.now()
  const off = new Set((await loadMarked(tx, meeting.id)).filter((one) => one.off).map(({ personId }) => personId))
  const asked = parties.filter(({ removed }) => !removed)
  const byRole = Map.groupBy(asked, ({ role }) => role)
  const people = new Map<string, { readonly personId: string; readonly language: 'nb' | 'nn' | 'en' }>()
  for (const [role, those] of byRole) for (const one of await recipientsFor(tx, those.map(({ orgId }) => orgId), [role], now)) if (!off.has(one.personId)) people.set(one.personId, one)
  const rest = kind === 'discussion-minutes' || kind === 'discussion-approved' ? '/referat' : ''
  await messaging.tell(tx, deps.jobs, [...people.values()], { kind, path: `/droftinger/${meeting.id}${rest}`, data: { reference: meeting.title }, subjectId: meeting.id }, now)
}
