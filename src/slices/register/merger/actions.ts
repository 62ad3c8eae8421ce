import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { refuse } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { endKindergarten } from './rules.ts'
import * as store from './store.ts'

export type Asked = { readonly on: LocalDate; readonly successorId: string | undefined; readonly merged: boolean }

/** Records that a kindergarten was closed or merged. What stands on it (cases, members, history) goes on standing there. */
export const recordEnd = ({ db, now }: Deps, actor: Actor, id: string, asked: Asked) =>
  writing(db, actor, async (tx) => {
    const unit = await store.loadEnding(tx, id)
    if (!unit) return refuse('not-found' as const)
    const at = now()
    const decision = endKindergarten(unit, asked, asked.successorId ? await store.loadEnding(tx, asked.successorId) : undefined, osloDate(at))
    if (!decision.ok) return decision
    if (!unit.closedOn) await store.saveEnd(tx, id, asked.on, actor.name, at)
    if (asked.merged && asked.successorId) await store.saveSuccessor(tx, id, asked.successorId, asked.on, actor.name)
    await audit.record(tx, actor, { kind: asked.merged ? 'register.kindergarten-merged' : 'register.kindergarten-closed', about: { kind: 'kindergarten', id }, readers: [actor.orgId, id], visibility: 'shared', data: { on: asked.on } }, at)
    return decision
  })

/** A closing that was recorded by mistake, or a kindergarten that has opened again. */
export const reopen = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const unit = await store.loadEnding(tx, id)
    if (!unit) return refuse('not-found' as const)
    if (!unit.closedOn) return refuse('not-closed' as const)
    const at = now()
    await store.saveReopening(tx, id, unit.closedOn, osloDate(at), actor.name, at)
    await audit.record(tx, actor, { kind: 'register.kindergarten-reopened', about: { kind: 'kindergarten', id }, readers: [actor.orgId, id], visibility: 'shared' }, at)
    return { ok: true as const, event: 'kindergarten-reopened' as const }
  })
