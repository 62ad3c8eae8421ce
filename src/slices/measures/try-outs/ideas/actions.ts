import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { loadThemes } from '../../measures/store.ts'
import { ideas } from '../rules.ts'
import { addIdea } from './rules.ts'
import * as store from './store.ts'

/** The team adds something to try. Sent twice it is one. */
export const add = ({ db, now }: Deps, actor: Actor, startKey: string, words: string, themes: readonly string[]) =>
  writing(db, actor, async (tx) => {
    await store.lockList(tx, actor.orgId)
    if (await store.isAdded(tx, startKey)) return accept({ kind: 'measures.try-out-idea-added' as const })
    const decision = addIdea(words, themes, (await loadThemes(tx, actor.orgId)).filter(({ offered }) => offered).map(({ code }) => code), await store.loadList(tx))
    if (!decision.ok) return decision
    if (!(await store.insertIdea(tx, startKey, actor.orgId, words, themes, actor.name, now()))) return refuse('not-found' as const)
    await record(tx, actor, decision.event.kind, now())
    return decision
  })

/** Takes an idea out of the team's list, or in again: one of its own by its id, one of ours by its name. What has been tried keeps its words. @returns false when there is no such idea */
export const setUse = ({ db, now }: Deps, actor: Actor, which: string, inUse: boolean): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    await store.lockList(tx, actor.orgId)
    const ours = ideas.find((one) => one === which)
    const list = await store.loadList(tx)
    if (!ours && !list.own.some(({ id }) => id === which)) return false
    if (ours) await store.saveOffered(tx, ours, actor.orgId, inUse, actor.name, now())
    else await store.saveUse(tx, which, actor.orgId, inUse, actor.name, now())
    await record(tx, actor, inUse ? 'measures.try-out-idea-taken-in' : 'measures.try-out-idea-taken-out', now())
    return true
  })

const record = (tx: Tx, actor: Actor, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'organisation', id: actor.orgId }, readers: [actor.orgId], visibility: 'shared' }, now)
