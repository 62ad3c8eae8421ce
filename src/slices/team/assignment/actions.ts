import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { mayChange, promise } from './rules.ts'
import * as store from './store.ts'
import { byOf, fillIn, loadScales, weigh, type Typed } from './weigh.ts'

/** Promises a piece of work. Two at once are weighed one after the other; a form that is sent twice (`startKey`) promises once. What others have begun needs no key: it is promised once anyhow. */
export const promiseWork = (deps: Deps, actor: Actor, typed: Typed, reason: string, startKey?: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    await store.lockTeam(tx, actor.orgId)
    const scales = await loadScales(tx, actor.orgId, today)
    const work = await fillIn(tx, actor.orgId, scales, typed, today)
    const done = startKey === undefined ? undefined : await store.idOfForm(tx, actor.orgId, startKey, work)
    if (done !== undefined) return accept({ id: done })
    const { known, desk, over } = await weigh(tx, actor, scales, work, reason, today)
    const decision = promise(work, known, today)
    if (!decision.ok) return decision
    const id = await store.insertCommitment(tx, actor.orgId, startKey, work, desk?.member.name, over.length > 0 ? reason : '', actor.name, now)
    await record(tx, actor, decision.event.kind, id, now)
    return accept({ id })
  })

/** Changes what is promised, or who has it. `seen` is the version that stood on the page. */
export const changeWork = (deps: Deps, actor: Actor, id: string, typed: Typed, reason: string, seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    await store.lockTeam(tx, actor.orgId)
    const before = await store.loadCommitment(tx, actor.orgId, id)
    if (!before) return refuse('not-found' as const)
    const may = mayChange(before, seen, byOf(actor))
    if (!may.ok) return may
    const scales = await loadScales(tx, actor.orgId, today)
    const work = await fillIn(tx, actor.orgId, scales, typed, today)
    const { known, desk, over } = await weigh(tx, actor, scales, work, reason, today, before)
    const decision = promise(work, known, today)
    if (!decision.ok) return decision
    const happened = work.personId === before.personId ? 'changed' : work.personId === undefined ? 'freed' : 'assigned'
    await store.saveCommitment(tx, before, happened, work, desk?.member.name, over.length > 0 ? reason : '', actor.name, now)
    await record(tx, actor, `team.promise-${happened}`, id, now)
    return accept({ id })
  })

/** Done, or taken back: then it stands. */
export const closeWork = (deps: Deps, actor: Actor, id: string, to: 'done' | 'withdrawn', seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    await store.lockTeam(tx, actor.orgId)
    const before = await store.loadCommitment(tx, actor.orgId, id)
    if (!before) return refuse('not-found' as const)
    const decision = mayChange(before, seen, byOf(actor))
    if (!decision.ok) return decision
    await store.closeCommitment(tx, before, to, osloDate(now), actor.name, now)
    await record(tx, actor, `team.promise-${to}`, id, now)
    return accept({ id })
  })

const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'commitment', id }, readers: [actor.orgId], visibility: 'internal' }, now)
