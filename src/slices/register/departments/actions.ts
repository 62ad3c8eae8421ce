import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import { refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { answersFor, type Standing } from '../contact/rules.ts'
import { loadStanding } from '../contact/store.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const addDepartment = (deps: Deps, actor: Actor, kindergartenId: string, name: string) =>
  change(deps, actor, kindergartenId, 'register.department-added', async (tx, unit, at) => {
    const decision = rules.nameDepartment(name, undefined, await store.loadDepartments(tx, unit.id), unit.closedOn)
    if (decision.ok) await store.insertDepartment(tx, unit.id, name, await store.isFictitious(tx, unit.id), osloDate(at), at)
    return decision
  })

export const renameDepartment = (deps: Deps, actor: Actor, kindergartenId: string, id: string, name: string) =>
  change(deps, actor, kindergartenId, 'register.department-renamed', async (tx, unit) => {
    const departments = await store.loadDepartments(tx, unit.id)
    if (!departments.some((one) => one.id === id && one.period.to === undefined)) return refuse('not-found' as const)
    const decision = rules.nameDepartment(name, id, departments, unit.closedOn)
    if (decision.ok) await store.renameDepartment(tx, id, name)
    return decision
  })

/** A department is never deleted: what was said about it keeps its name. */
export const endDepartment = (deps: Deps, actor: Actor, kindergartenId: string, id: string) =>
  change(deps, actor, kindergartenId, 'register.department-ended', async (tx, unit, at) => {
    const department = (await store.loadDepartments(tx, unit.id)).find((one) => one.id === id)
    if (!department) return refuse('not-found' as const)
    const today = osloDate(at)
    const decision = rules.endDepartment(department, today, addDays(today, 1))
    if (decision.ok) await store.endDepartment(tx, unit.id, department, decision.event.to)
    return decision
  })

type Outcome = { readonly ok: true } | { readonly ok: false; readonly because: rules.NameRefusal | rules.EndRefusal | 'not-found' | 'not-yours' }

const change = (deps: Deps, actor: Actor, kindergartenId: string, kind: string, work: (tx: Tx, unit: Standing, at: Date) => Promise<Outcome>): Promise<Outcome> =>
  writing(deps.db, actor, async (tx) => {
    const unit = await loadStanding(tx, kindergartenId)
    if (!unit) return refuse('not-found' as const)
    if (!answersFor(actor, unit)) return refuse('not-yours' as const)
    await store.lockDepartments(tx, kindergartenId)
    const at = deps.now()
    const outcome = await work(tx, unit, at)
    if (outcome.ok) await audit.record(tx, actor, { kind, about: { kind: 'kindergarten', id: kindergartenId }, readers: [...new Set([kindergartenId, actor.orgId])], visibility: 'shared' }, at)
    return outcome
  })
