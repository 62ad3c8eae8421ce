import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { brokenConstraint, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { takeRegion } from '../../places/store.ts'
import { begin, end, type WrittenKind } from './rules.ts'
import * as store from './store.ts'

export type Wished = { readonly toId: string; readonly kind: WrittenKind; readonly on: LocalDate }

/** Writes down how an organisation stands to another from a day on; the one it takes over from ends the day before. */
export const beginRelation = ({ db, now }: Deps, actor: Actor, fromId: string, wished: Wished) =>
  writing(db, actor, (tx) => beginIn(tx, actor, fromId, wished, now())).catch((problem: unknown) => {
    if (brokenConstraint(problem) === 'relation_one_at_a_time') return refuse('another-later' as const)
    throw problem
  })

/** As `beginRelation`, in a transaction with more. */
export async function beginIn(tx: Tx, actor: Actor, fromId: string, { toId, kind, on }: Wished, at: Date) {
  const from = await store.lockSide(tx, fromId)
  const to = await store.loadSide(tx, toId)
  if (!from) return refuse('not-found' as const)
  if (!to) return refuse('other-unknown' as const)
  const decided = begin(from, to, kind, on, await store.loadRelations(tx, fromId))
  if (!decided.ok) return decided
  for (const ended of decided.event.ends) await store.setPeriod(tx, ended.id, { from: ended.period.from, to: on })
  await store.insertRelation(tx, { fromId, toId, kind, period: decided.event.period }, actor.name)
  if (kind === 'lies-in') await takeRegion(tx, [{ from: fromId, to: toId }])
  await audit.record(tx, actor, { kind: 'register.relation-begun', about: { kind: 'organisation', id: fromId }, readers: [...new Set([actor.orgId, fromId, toId])], visibility: 'shared', data: { relation: kind, other: to.name, on } }, at)
  return accept({ replaced: decided.event.ends.map((one) => one.to.name) })
}

export const endRelation = ({ db, now }: Deps, actor: Actor, fromId: string, relationId: string, lastDay: LocalDate) =>
  writing(db, actor, async (tx) => {
    const from = await store.lockSide(tx, fromId)
    const relation = from && (await store.loadRelations(tx, fromId)).find(({ id }) => id === relationId)
    if (!relation) return refuse('not-found' as const)
    const at = now()
    const decided = end(relation, lastDay, osloDate(at))
    if (!decided.ok) return decided
    await store.setPeriod(tx, relation.id, decided.event)
    await audit.record(tx, actor, { kind: 'register.relation-ended', about: { kind: 'organisation', id: fromId }, readers: [...new Set([actor.orgId, fromId, relation.to.id])], visibility: 'shared', data: { relation: relation.kind, other: relation.to.name, on: lastDay } }, at)
    return accept({ name: relation.to.name })
  })
