import type { Actor } from '../../../../kernel/actor.ts'
import { accept } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { inCase } from '../open.ts'
import { correct, type AboutKind } from './rules.ts'
import * as store from './store.ts'

/** Writes beside a record what was wrong in it. Either side may; the record itself stands. */
export const writeCorrection = (deps: Deps, actor: Actor, id: string, key: string, kind: AboutKind, aboutId: string, text: string) =>
  inCase(deps, actor, id, async ({ tx, one, now, record, tellOtherSide }) => {
    const decision = correct(one.state, await store.hasRecord(tx, id, kind, aboutId))
    if (!decision.ok) return decision
    if (!(await store.saveCorrection(tx, id, key, kind, aboutId, text, actor, now))) return accept({ id })
    await record(decision.event.kind, { about: kind })
    await tellOtherSide('guidance-corrected')
    return accept({ id })
  })
