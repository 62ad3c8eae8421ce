import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { recipientsFor } from '../identity/index.ts'
import * as messaging from '../messaging/index.ts'

type SupportKind = Extract<messaging.NoticeKind, `support-${string}`>
/** What is told of: where it is, which kindergarten, and what it is taken back by. */
export type About = { readonly path: string; readonly kindergarten: string; readonly id: string }

/** Those who act for a kindergarten, a service or a team: the same who get its tasks. */
const roles = ['head', 'service-contact', 'adviser', 'team-leader'] as const

/** Tells those who act in the organisations, never the one who acted; each once. The notice names who did it and the kindergarten, nothing that was written. */
export async function tellAround(tx: Tx, deps: Deps, actor: Actor, orgs: readonly string[], kind: SupportKind, { path, kindergarten, id }: About, at: Date): Promise<void> {
  if (orgs.length === 0) return
  const found = await recipientsFor(tx, [...new Set(orgs)], roles, at)
  const people = new Map(found.filter(({ personId }) => personId !== actor.personId).map((one) => [one.personId, one]))
  await messaging.tell(tx, deps.jobs, [...people.values()], { kind, path, data: { organisation: actor.orgName, kindergarten }, subjectId: id }, at)
}

/** What it was about is taken back: letters that have not been sent stay here. */
export const untell = (tx: Tx, { id }: About, kinds: readonly SupportKind[], at: Date) => Promise.all(kinds.map((kind) => messaging.cancelUnsent(tx, id, kind, at)))
