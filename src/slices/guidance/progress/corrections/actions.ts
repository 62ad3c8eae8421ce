import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { inCase } from '../open.ts'
import type { AboutKind } from './rules.ts'
import * as store from './store.ts'

/** Writes beside a record what was wrong in it. Either side may; the record itself stands. */
export const writeCorrection = (deps: Deps, actor: Actor, id: string, key: string, kind: AboutKind, aboutId: string, text: string) =>
  inCase(deps, actor, id, async ({ tx, one, now, record, tellOtherSide }) => {
    if (!(await store.hasRecord(tx, id, kind, aboutId))) return refuse('not-found' as const)
    if (one.state !== 'running') return refuse('case-closed' as const)
    if (!(await store.saveCorrection(tx, id, key, kind, aboutId, text, actor, now))) return accept({ id })
    await record('guidance.record-corrected', { about: kind })
    await tellOtherSide('guidance-corrected')
    return accept({ id })
  })
